"""What was said, turn by turn, to a document whose passages know their moment."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from indexer.readers.blocks import Block, build_document
from indexer.readers.origin import Origin, Reading
from indexer.readers.transcripts.head import Head, check_consent, same_person
from indexer.readers.transcripts.speakers import Cue, with_roles
from knowledge.errors import RefusedFile
from knowledge.models.documents import Kind, Locator
from knowledge.models.work import Refusal

MAX_CUES = 50_000
MAX_TURN = 1_200
"""Characters of a turn from which its next sentence begins a paragraph."""

_EDGE = 12  # lines from the beginning and the end among which a marking may stand
_ENDS = (".", "?", "!", "…", "”", '"')


def read_turns(
    cues: Iterable[Cue], head: Head, origin: Origin, where: str, edges: Iterable[str] = ()
) -> Reading:
    """Make a document of a transcript.

    Args:
        where: the place for a statement of consent in a file of this format.
        edges: lines left out that must still be looked at; see `Document`.

    Raises:
        RefusedFile: it does not state that its speakers consented, or nothing was said.
    """
    check_consent(head, where)
    found = iter(cues)
    said = list(itertools.islice(found, MAX_CUES))
    spoken = [cue for cue in said if same_person(cue.speaker) not in head.left_out]
    refusals = (_too_long(origin),) if next(found, None) else ()
    if said and not spoken:
        raise RefusedFile("all its speakers are left out", "Remove it")
    blocks = _turns(with_roles(spoken, head.named))
    # A turn must not swallow a marking that stands at the beginning or the end.
    lines = [*edges, *(cue.text for cue in (*said[:_EDGE], *said[-_EDGE:]))]
    return (build_document(origin, blocks, _facts(head, origin), edges=lines),), refusals


def moment(start_s: float) -> str:
    """Return a time as a citation names it: `at 0:14:05`."""
    seconds = int(start_s)
    return f"at {seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _facts(head: Head, origin: Origin) -> dict[str, Any]:
    title = head.title or origin.title
    kind = "" if head.kind.casefold() in title.casefold() else f" ({head.kind})"
    return {
        "title": f"{title}{kind}",
        "date": head.date,
        "kind": Kind.OPINION,
        "marking": head.marking,
    }


def _turns(cues: Sequence[Cue]) -> Iterator[Block]:
    """Yield a paragraph a turn; a long one goes on in another after the end of a sentence."""
    for speaker, turn in itertools.groupby(_without_repeats(cues), key=lambda cue: cue.speaker):
        label = f"{speaker}: " if speaker else ""
        text, locators = label, list[Locator]()
        for cue in turn:
            if len(text) > MAX_TURN and text.endswith(_ENDS):
                yield Block(text, locators=tuple(locators))
                text, locators = label, []
            text += " " if text != label else ""
            if cue.start_s is not None:
                locators.append(Locator(len(text) if text != label else 0, moment(cue.start_s)))
            text += cue.text
        yield Block(text, locators=tuple(locators))


def _without_repeats(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield what is new in each cue: live captions show the last line again above the next."""
    before = ("", "")
    for cue in cues:
        lines = [line for part in cue.text.split("\n") if (line := " ".join(part.split()))]
        while lines and (cue.speaker, lines[0]) == before:
            del lines[0]
        if lines:
            before = (cue.speaker, lines[-1])
            yield cue._replace(text=" ".join(lines))


def _too_long(origin: Origin) -> Refusal:
    reason = f"only its first {MAX_CUES:,} cues were read. Split it into smaller files."
    return Refusal(name=f"{origin.name} after cue {MAX_CUES:,}", reason=reason)
