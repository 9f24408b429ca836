"""How lines stand to each other on a page: does one go on with the sentence of another?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Self

from indexer.readers.pdf.lines import Line

BULLET = re.compile(r"\A(?:[•◦▪■□●○‣⁃∙·➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc]\s*|[-–—*]\s+)(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)
_STOP = re.compile(r"[.!?:;…][\"'”’)\]\d]*\Z")
_ALIKE = 0.08
"""Share by which the sizes of lines of one paragraph may differ."""

_NEARLY = 0.25
"""The same, where a sentence is under way."""

_WIDE = 1.35
"""Times the usual distance from which lines stand apart."""

_SPACING = 1.2
"""Usual distance of lines as a share of their size."""

_INDENT = 0.8
_LETTER = 0.5
"""Width of a letter as a share of its size, roughly."""

_SLACK = 3
"""Letters that ragged lines leave empty beside the word that did not fit, with a margin."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set.

    Attributes:
        leading: from one line of the text to the next, in points.
        lines: all of the page's.
    """

    leading: float
    lines: Sequence[Line]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """Measure a page."""
        steps = [
            first.base - second.base
            for first, second in pairwise(lines)
            if first.size == second.size and 0 < first.base - second.base < 3 * first.size
        ]
        return cls(median(steps) if steps else 0.0, lines)

    def has_room_for(self, word: str, line: Line, slack: int) -> bool:
        """Tell whether a line's column has room for one more word and some letters."""
        rights = (
            other.right
            for other in self.lines
            if other.left < line.right and abs(other.size - line.size) < 1
        )
        room = max(rights, default=line.right) - line.right
        return room > (len(word) + slack) * _LETTER * line.size


def is_item(text: str) -> bool:
    """Tell whether a line begins an item of a list."""
    return bool(BULLET.match(text) or _NUMBERED.match(text))


def ends_sentence(text: str) -> bool:
    """Tell whether a sentence may end where a text does."""
    return bool(_STOP.search(text))


def goes_on(before: Line, line: Line, layout: Layout, *, in_list: bool) -> bool:
    """Tell whether a line belongs to the paragraph of the line before it."""
    over = ends_sentence(before.text)
    if BULLET.match(line.text) or (is_item(line.text) and (in_list or over)):
        return False
    amid = not over and line.text[0].islower()
    if abs(before.size - line.size) > (_NEARLY if amid else _ALIKE) * before.size:
        return False
    down = before.base - line.base
    if line.page != before.page or down < -1:  # the next page, or the next column
        return not over
    if down > _WIDE * max(layout.leading, _SPACING * line.size):
        return False
    return not over or _is_full(before, line, layout)


def ends_early(before: Line, line: Line, layout: Layout) -> bool:
    """Tell whether a line was ended on purpose, like one of an address or a table."""
    if before.page != line.page or line.text[0].islower() or before.text.endswith(("-", ",")):
        return False
    return layout.has_room_for(_first_word(line), before, 2 * _SLACK)


def _is_full(before: Line, line: Line, layout: Layout) -> bool:
    """Tell whether the line before ended at the margin, and this one begins there."""
    if line.left > before.left + _INDENT * line.size:
        return False
    return not layout.has_room_for(_first_word(line), before, _SLACK)


def _first_word(line: Line) -> str:
    return line.text.split(" ", 1)[0]
