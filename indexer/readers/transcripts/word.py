"""Word documents that turn out to be transcripts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from indexer.readers.blocks import Block
from indexer.readers.origin import Origin, Reading
from indexer.readers.transcripts.head import read_head
from indexer.readers.transcripts.lines import cues_of, is_label, is_transcript
from indexer.readers.transcripts.speakers import Cue
from indexer.readers.transcripts.turns import read_turns


def transcript_of(blocks: Sequence[Block], origin: Origin, edges: Iterable[str]) -> Reading | None:
    """Return the reading of a document of speakers' turns, or None for any other document.

    What stands above the first turn may name who was there, and does not become text.

    Raises:
        RefusedFile: it is a transcript and does not state that its speakers consented.
    """
    head, lines = read_head([line for block in blocks for line in block.text.split("\n")])
    if not is_transcript(lines):
        return None
    cues, above = cues_of(lines)
    begins = _beginning(cues)
    where = "into a line of its own at its top"
    left_out = [*edges, *above, *(cue.text for cue in cues[:begins])]
    return read_turns(cues[begins:], head, origin, where, left_out)


def _beginning(cues: Sequence[Cue]) -> int:
    """Return where the talk begins: below lines such as `Present: …` that look like turns."""
    timed = sum(cue.start_s is not None for cue in cues) * 2 >= len(cues)
    times = Counter(cue.speaker for cue in cues)
    for at, cue in enumerate(cues):
        if timed and cue.start_s is None:
            continue
        if times[cue.speaker] > 1 and not is_label(cue.text):
            return at
    return 0
