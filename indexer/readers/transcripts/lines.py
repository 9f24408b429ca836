"""Transcripts as running text: `Name: …`, `00:14:05 Name: …`, or a line with name and time."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.readers.transcripts.speakers import Cue, is_role

MIN_TURNS = 4
TURN_SHARE = 3
"""One line of so many begins a turn, at least."""

LABEL_WORDS = 5
_MAX_LINE = 20_000

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_RANGE = re.compile(r"\[?(\d{1,2}(?::\d{1,2}){1,2})(?:[.,]\d{1,3})?\]?\s*-->\s*\S+")
_TIME_FIRST = re.compile(rf"[\[(]?({_TIME})[\])]?\s*[-–—]?\s*(.*)", re.DOTALL)
_TIME_LAST = re.compile(
    rf"(.{{1,80}}?)\s*[-–—,]?\s*[\[(]?({_TIME})[\])]?\s*(?::\s*(.*))?", re.DOTALL
)
_LABEL = re.compile(r"([^\W_][^:\n]{0,59}?)\s*:\s+(\S.*)", re.DOTALL)
_PARTICLES = re.compile(r"de|da|di|van|von|der|den|du|la|le|al|bin|of|and")


_COMMON_QUESTIONS = re.compile(r"(?:q|a|question|answer)\s?\d*", re.IGNORECASE)
_STOPS = (".", "?", "!", "…", "”", '"', "-", "–", "—")


class _Line(NamedTuple):
    """What a line of a transcript says: who, when, what."""

    label: str = ""
    start_s: float | None = None
    text: str = ""

    @property
    def begins(self) -> bool:
        """Whether a turn begins here."""
        return bool(self.label) or self.start_s is not None


def label_of(text: str) -> tuple[str, str]:
    """Return the label before a colon and what follows; an empty label where there is none."""
    found = _LABEL.fullmatch(text[:_MAX_LINE])
    if found and is_label(found.group(1)):
        return found.group(1).strip(), found.group(2) + text[_MAX_LINE:]
    return "", text


def cues_of(lines: Iterable[str]) -> tuple[list[Cue], list[str]]:
    """Return what was said, and the lines above the first turn."""
    above: list[str] = []
    cues: list[Cue] = []
    label, start_s = "", None
    for line in _lines(lines):
        if line.begins:
            start_s = None if line.label and line.start_s is None else line.start_s
            label = line.label or label
        if not label and start_s is None:
            above.append(line.text)
        elif line.text:
            cues.append(Cue(start_s, label, line.text))
    return cues, above


def is_transcript(lines: Iterable[str]) -> bool:
    """Tell whether most of the lines belong to turns of speakers who come back."""
    read = [line for line in _lines(lines) if line != _Line()]
    turns = [line for line in read if line.begins]
    labels = Counter(line.label for line in turns if line.label)
    back = sum(times > 1 for times in labels.values())
    timed = 2 * sum(line.start_s is not None for line in turns) >= len(turns)
    often = len(turns) >= MIN_TURNS and len(turns) * TURN_SHARE >= len(read)
    return often and bool(back) and (timed or (back > 1 and _is_talk(turns)))


def _is_talk(turns: Sequence[_Line]) -> bool:
    """Tell turns without times from the rows of a table, a list of facts and common questions."""
    if all(_COMMON_QUESTIONS.fullmatch(turn.label) for turn in turns):
        return False
    said = [turn.text for turn in turns if turn.text]
    sentences = sum(text.endswith(_STOPS) for text in said)
    changes = sum(before.label != turn.label for before, turn in pairwise(turns))
    asked = any(text.endswith("?") for text in said)
    return asked and 2 * sentences >= len(said) and 2 * changes >= len(turns) - 1


def _lines(lines: Iterable[str]) -> Iterator[_Line]:
    """Read lines; a name that stands alone below a time belongs to it."""
    waiting: _Line | None = None
    for line in map(_read, lines):
        if waiting and not line.begins and is_label(line.text):
            yield _Line(line.text, waiting.start_s)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = line if line.begins and not line.label and not line.text else None
        if not waiting:
            yield line


def _read(line: str) -> _Line:
    text = " ".join(line.split())  # runs of spaces would take the patterns below very long
    if not text or len(text) > _MAX_LINE:
        return _Line(text=text)
    if found := _RANGE.fullmatch(text):
        return _Line(start_s=_seconds(found.group(1)))
    if found := _TIME_FIRST.fullmatch(text):
        return _after_time(found.group(2), _seconds(found.group(1)))
    if (found := _TIME_LAST.fullmatch(text)) and is_label(found.group(1).strip("[] ")):
        start_s = _seconds(found.group(2))
        return _Line(found.group(1).strip("[] "), start_s, (found.group(3) or "").strip())
    label, said = label_of(text)
    return _Line(label, None, said)


def _after_time(rest: str, start_s: float) -> _Line:
    label, said = label_of(rest)
    if label:
        return _Line(label, start_s, said)
    bare = rest.strip().rstrip(":")
    if is_label(bare) and len(bare.split()) <= LABEL_WORDS:
        return _Line(bare, start_s)
    return _Line("", start_s, rest.strip())


def is_label(words: str) -> bool:
    """Tell whether words look like a name or a role: few, and each with a capital or a figure."""
    label = re.sub(r"\s*[(\[][^)\]]{1,40}[)\]]$", "", words.strip())
    parts = label.split()
    if not parts or len(parts) > LABEL_WORDS or label.endswith((".", ",", "?", "!")):
        return False
    if is_role(label):
        return True
    return all(
        part[0].isupper() or part[0].isdigit() or _PARTICLES.fullmatch(part) for part in parts
    )


def _seconds(written: str) -> float:
    whole = re.split(r"[.,]", written, maxsplit=1)[0]
    total = 0
    for part in whole.split(":")[:3]:
        total = total * 60 + int(part)
    return float(total)
