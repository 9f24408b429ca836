"""Which lines of a PDF are headings: those of its outline, else those that are set like one."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.readers.pdf.lines import Line

HEADING_CHARS = 160
HEADING_LINES = 4
BOLD_CHARS = 100
LARGER = 1.12
"""Times the size of the text from which a line is set as a heading."""

SET = 20
"""Added to the level of headings that an outline does not name: they stand below those it does."""

MOST_BOLD = 0.3
"""Share of bold text from which bold means nothing."""

_BOLD_LEVEL = 9
_RANKS = 5
_APART = 1.9
"""Times their size by which lines of one heading may be apart."""

_NUMBERING = 8
"""Characters by which a heading and its entry in the outline may differ, as `2.1.` does."""

_NOT_ENDING = (".", ",", ";", ":", "…")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_CONTENTS = re.compile(r".*(?:\.\s?){4,}\s*\w{1,6}")


class Entry(NamedTuple):
    """An entry of the outline.

    Attributes:
        level: 1 for the outermost.
        page: number of the page that it leads to, the first being 1.
        top: where on the page, in points from its foot; that of the page when unknown.
    """

    title: str
    level: int
    page: int
    top: float = math.inf


class Headings(NamedTuple):
    """What divides a document.

    Attributes:
        levels: of lines that are headings.
        unseen: entries of the outline that stand nowhere on their page, by the line before
            which they belong.
    """

    levels: dict[Line, int]
    unseen: dict[Line, list[Entry]]


def text_size(lines: Iterable[Line]) -> float:
    """Return the size in which most of a text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def find_headings(pages: Sequence[Sequence[Line]], outline: Iterable[Entry]) -> Headings:
    """Find the headings of a document.

    Args:
        pages: lines of each, without what stands at the edges.
        outline: entries in its order; none where the document has no outline.
    """
    levels: dict[Line, int] = {}
    unseen: dict[Line, list[Entry]] = {}
    entries = [entry for entry in outline if 1 <= entry.page <= len(pages)]
    for entry in entries:
        lines = _lines_of(entry, pages[entry.page - 1])
        levels.update(dict.fromkeys(lines, entry.level))
        below = None if lines else _first_below(entry, pages[entry.page - 1 :])
        if below:
            unseen.setdefault(below, []).append(entry)
    added = SET if entries else 0
    for line, level in _set_like_headings(pages):
        levels.setdefault(line, level + added)
    return Headings(levels, unseen)


def is_contents(line: Line) -> bool:
    """Tell whether a line is one of a table of contents, with its dots and number."""
    return bool(_CONTENTS.fullmatch(line.text))


def _lines_of(entry: Entry, lines: Sequence[Line]) -> Sequence[Line]:
    wanted = _letters(entry.title)
    if not wanted:
        return ()
    for start in range(len(lines)):
        for end in range(start + 1, min(start + HEADING_LINES, len(lines)) + 1):
            found = _letters("".join(line.text for line in lines[start:end]))
            if len(found) > len(wanted) + _NUMBERING:
                break
            if _same(found, wanted):
                return lines[start:end]
    return ()


def _first_below(entry: Entry, pages: Sequence[Sequence[Line]]) -> Line | None:
    """Return the first line of the text that an entry leads to."""
    for line in itertools.chain.from_iterable(pages):
        if line.page > entry.page or line.base < entry.top:
            return line
    return None


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).casefold()


def _same(found: str, wanted: str) -> bool:
    """Compare two headings of which one may have a number before it."""
    longer, shorter = max(found, wanted, key=len), min(found, wanted, key=len)
    number = longer.removesuffix(shorter)
    if found == wanted:
        return True
    return (
        bool(shorter)
        and longer.endswith(shorter)
        and len(number) <= _NUMBERING
        and (number[-1:].isdigit() or number.startswith(("chapter", "section", "annex", "part")))
    )


def _set_like_headings(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[Line, int]]:
    every = [line for lines in pages for line in lines]
    size = text_size(every)
    groups = [group for lines in pages for group in _groups(lines)]
    large = [group for group in groups if _is_large(group, size)]
    ranks = _ranks({group[0].size for group in large})
    yield from ((line, ranks[line.size]) for group in large for line in group)
    bold = sum(len(line.text) for line in every if line.bold)
    if bold <= MOST_BOLD * sum(len(line.text) for line in every):
        yield from ((line, _BOLD_LEVEL) for lines in pages for line in _bold_alone(lines, size))


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield neighbours that are set alike."""
    group: list[Line] = []
    for line in lines:
        if group and not are_together(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def are_together(first: Line, second: Line) -> bool:
    """Tell whether two lines are set alike, one right below the other."""
    apart = first.base - second.base
    return first.size == second.size and -1 < apart <= _APART * first.size


def _is_large(group: Sequence[Line], size: float) -> bool:
    text = " ".join(line.text for line in group)
    short = len(group) <= HEADING_LINES and len(text) <= HEADING_CHARS
    return (
        group[0].size >= size * LARGER
        and short
        and bool(_WORD.search(text))
        and not text.endswith(_NOT_ENDING)
        and not is_contents(group[-1])
    )


def _ranks(sizes: set[float]) -> dict[float, int]:
    """Number sizes from the largest; those that differ by less than a point are one."""
    ranks: dict[float, int] = {}
    rank, largest = 0, 0.0
    for size in sorted(sizes, reverse=True):
        if rank == 0 or largest - size >= 1:
            rank, largest = min(rank + 1, _RANKS), size
        ranks[size] = rank
    return ranks


def _bold_alone(lines: Sequence[Line], size: float) -> Iterator[Line]:
    """Yield bold lines in the size of the text between others that are not bold."""
    around = [None, *lines, None]
    for before, (line, after) in zip(around, itertools.pairwise(around[1:]), strict=False):
        if line is None or not line.bold or line.size < size or not _could_be_bold(line):
            continue
        starts = before is None or (not before.bold and _ends(before, line))
        if starts and after is not None and not after.bold:
            yield line


def _could_be_bold(line: Line) -> bool:
    short = len(line.text) <= BOLD_CHARS and not line.text.endswith(_NOT_ENDING)
    return short and bool(_WORD.search(line.text)) and not is_contents(line)


def _ends(before: Line, line: Line) -> bool:
    """Tell whether the text before a line is over."""
    gap = before.base - line.base
    return before.text.endswith((".", "!", "?", ":", "”", '"')) or gap > 1.5 * line.size
