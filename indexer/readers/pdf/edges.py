"""What stands at the edges of a PDF's pages: running heads, page numbers, watermarks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.readers.pdf.lines import Line, Page

ZONE = 0.12
"""Share of a page's height at its top and at its bottom where running heads stand."""

DEPTH = 3
"""Lines at the top and at the bottom of a page that may be running heads."""

SHORT_CHARS = 80
"""A line up to this length at an edge may be a marking, even where it stands but once."""

LARGER = 1.15
"""What is so much larger than the text is a heading, at the edge too."""

_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)
FEW, OFTEN = 2, 3
"""Pages that share a line, from which it is a running head; the first of a short document."""

_FEW_PAGES = 6


def without_edges(pages: Sequence[Page], size: float) -> tuple[list[list[Line]], list[str]]:
    """Part what pages carry around their text from the text.

    Args:
        pages: of one document, in order.
        size: of the document's running text, in points.

    Returns:
        The lines of each page that are text, and the lines at the edges: those that were left
        out, and short ones that may be a marking.
    """
    at_edges = [list(_at_edges(page)) for page in pages]
    running = _running(at_edges, size)
    kept: list[list[Line]] = []
    edges: list[str] = []
    for page, suspects in zip(pages, at_edges, strict=True):
        left_out = {line for line in page.lines if line.askew or line in running}
        kept.append([line for line in page.lines if line not in left_out])
        edges.extend(
            line.text
            for line in page.lines
            if line in left_out or (line in suspects and _may_be_marking(line.text))
        )
    return kept, edges


def _at_edges(page: Page) -> Iterator[Line]:
    """Yield the lines at the top and at the bottom of a page, the outermost first."""
    upright = sorted((line for line in page.lines if not line.askew), key=lambda line: -line.base)
    zone = (page.top - page.bottom) * ZONE
    yield from (line for line in upright[:DEPTH] if line.base > page.top - zone)
    yield from (line for line in upright[::-1][:DEPTH] if line.base < page.bottom + zone)


def _running(at_edges: Sequence[Sequence[Line]], size: float) -> set[Line]:
    """Return the lines that several pages share but for figures, or that stand where such do."""
    counts = Counter(key for lines in at_edges for key in {_key(line) for line in lines})
    often = FEW if len(at_edges) < _FEW_PAGES else OFTEN
    small = [line for lines in at_edges for line in lines if line.size <= size * LARGER]
    shared = {line for line in small if counts[_key(line)] >= often}
    heights = Counter(round(line.base) for line in shared)
    usual = {height for height, count in heights.items() if count >= OFTEN}
    beside = {line for line in small if round(line.base) in usual}
    numbers = {line for lines in at_edges for line in lines if _NUMBER.fullmatch(line.text)}
    return shared | beside | numbers


def _may_be_marking(text: str) -> bool:
    return len(text) <= SHORT_CHARS and not text[0].islower() and not text.endswith((".", ",", ";"))


def _key(line: Line) -> str:
    return _FIGURES.sub("#", line.text.casefold())
