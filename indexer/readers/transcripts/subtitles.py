"""Transcripts in the formats of subtitles: WebVTT and SRT."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import srt
import webvtt

from indexer.readers.foreign import parsing
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import UnreadableFile, decode
from indexer.readers.transcripts.head import CONSENT_LINE, read_head
from indexer.readers.transcripts.lines import label_of
from indexer.readers.transcripts.speakers import Cue, is_role
from indexer.readers.transcripts.turns import read_turns

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG = re.compile(r"</?[a-z0-9][^<>]{0,300}>|\{\\[^{}]{0,100}\}", re.IGNORECASE)
_SRT_TIME = re.compile(r"\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->")
_FLOOD = re.compile(r"\d{13,}")  # its parser's time grows with the square of a number's length


def read_vtt(data: bytes, origin: Origin) -> Reading:
    """Read one WebVTT file; a note above the first cue states consent.

    Raises:
        RefusedFile: it is no WebVTT, or does not state that its speakers consented.
    """
    text = decode(data)
    with parsing("a WebVTT transcript"):
        file = webvtt.from_string(text)
        spoken = [
            cue
            for one in file.captions
            for cue in _by_voice(float(one.start_in_seconds), one.raw_text)
        ]
    notes = [line for note in file.header_comments for line in note.split("\n")]
    head, others = read_head(notes)
    where = f"into a note above the first cue (NOTE {CONSENT_LINE.lower()})"
    return read_turns(_by_label(spoken), head, origin, where, [*others, file.header_text])


def read_srt(data: bytes, origin: Origin) -> Reading:
    """Read one SRT file; lines above the first cue state consent.

    Raises:
        RefusedFile: it is no SRT, or does not state that its speakers consented.
    """
    above, below = _parted(decode(data))
    with parsing("an SRT transcript"):
        spoken = [
            Cue(one.start.total_seconds(), "", _plain(one.content))
            for one in srt.parse(_FLOOD.sub("", below), ignore_errors=True)
        ]
    if not spoken:
        raise UnreadableFile("it holds no subtitles", "Export it as SRT again, or remove it")
    head, others = read_head(above)
    return read_turns(_by_label(spoken), head, origin, "in a line above the first cue", others)


def _parted(text: str) -> tuple[list[str], str]:
    """Return the lines above the first cue, and the rest with the cue's number."""
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if _SRT_TIME.match(line.strip())), len(lines))
    if at and lines[at - 1].strip().isdigit():
        at -= 1
    return lines[:at], "\n".join(lines[at:])


def _by_voice(start_s: float, raw: str) -> Iterator[Cue]:
    """Yield what each voice says in a cue."""
    speaker, at = "", 0
    for tag in _VOICE.finditer(raw):
        if said := _plain(raw[at : tag.start()]):
            yield Cue(start_s, speaker, said)
        speaker, at = " ".join(html.unescape(tag.group(1)).split()), tag.end()
    if said := _plain(raw[at:]):
        yield Cue(start_s, speaker, said)


def _plain(raw: str) -> str:
    return html.unescape(_TAG.sub("", raw)).strip()


def _by_label(cues: Sequence[Cue]) -> Iterable[Cue]:
    """Take `Name: …` at the beginning of cues for the speaker, where no voices are marked."""
    if any(cue.speaker for cue in cues):
        return cues
    found = [label_of(cue.text) for cue in cues]
    often = Counter(label for label, _ in found if label)
    all_labelled = 2 * often.total() >= len(cues)
    labelled = []
    speaker = ""
    for cue, (label, text) in zip(cues, found, strict=True):
        sure = all_labelled or often[label] > 1 or " " in label or is_role(label)
        if label and sure:
            speaker = label
            labelled.append(Cue(cue.start_s, label, text))
        else:
            labelled.append(Cue(cue.start_s, speaker, cue.text))
    return labelled
