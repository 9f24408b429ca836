"""The numbers that Word shows before paragraphs and keeps apart from their text."""

import re
from collections import defaultdict
from typing import NamedTuple

from lxml.etree import _Element as Element

from indexer.readers.docx.text import W

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 39
_UNNUMBERED = {"bullet", "none", "picture"}


class _Level(NamedTuple):
    """How one level of a list is numbered.

    Attributes:
        pattern: `%1.%2` stands for the numbers of the first two levels.
    """

    style: str = "decimal"
    pattern: str = ""
    start: int = 1


class Numbers:
    """Counts the items of a document's lists, in its order."""

    def __init__(self, numbering: Element | None) -> None:
        """Take the root element of the numbering part, or None where there is none."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        if numbering is None:
            return
        abstract = {
            one.get(f"{W}abstractNumId"): {
                int(level.get(f"{W}ilvl", 0)): _level(level) for level in one.iter(f"{W}lvl")
            }
            for one in numbering.iter(f"{W}abstractNum")
        }
        for one in numbering.iter(f"{W}num"):
            kind = one.find(f"{W}abstractNumId")
            if kind is not None:
                found = abstract.get(kind.get(f"{W}val"), {})
                self._levels[one.get(f"{W}numId")] = found

    def next(self, list_id: str, depth: int) -> str:
        """Count an item and return what stands before it: `2.1`, `(a)`, nothing for a bullet."""
        levels = self._levels.get(list_id, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        counts = self._counts[list_id]
        counts[depth] = max(counts[depth] + 1, level.start)
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.style in _UNNUMBERED:
            return ""

        def number(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            outer = levels.get(at, level)
            return _written(counts[at] or outer.start, outer.style)

        return _PLACE.sub(number, level.pattern).strip()


def _level(element: Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    start = value("start", "1")
    return _Level(
        value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdecimal() else 1
    )


def _written(number: int, style: str) -> str:
    if style in {"lowerRoman", "upperRoman"} and number <= _MOST_ROMAN:
        written = _roman(number)
    elif style in {"lowerLetter", "upperLetter"}:
        written = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return written.upper() if style.startswith("upper") else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written
