"""Plain text to a document; headings are taken for such only where the text leaves no doubt."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.readers.blocks import Block, build_document
from indexer.readers.furniture import is_fragment, is_furniture
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import decode

HEADING_CHARS = 80
HEADING_LINES = 3
RUNNING_HEADS = 3
"""Pages that begin or end alike, from which the line is taken for a running head."""

CAPITALS = 4
"""Letters from which a line in capitals is a heading; fewer are an acronym."""

WRAP_CHARS = range(45, 121)
"""Lines that are shorter or longer were ended on purpose, not wrapped."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_FIGURES = re.compile(r"\d+")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}|_{3,}")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z“‘\"']\S*.*")
_LIST_ITEM = re.compile(r"(?:[-–—•◦▪‣*+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S", re.IGNORECASE)
_BULLET = re.compile(r"\A[-–—•◦▪‣*+]\s+")
_SPLIT_WORD = re.compile(r"[^\W\d_]-$")
_NOT_AFTER_HEADING = (".", ",", ";", ":", "!", "…")
_STOPS = (".", ":", "!", "?")


def read_text(data: bytes, origin: Origin) -> Reading:
    """Read one plain-text file.

    Raises:
        RefusedFile: it is no UTF-8 or holds no text.
    """
    pages, edges = _without_running_heads(decode(data).split("\f"))
    paragraphs = list(_paragraphs(pages))
    title, rest = _title_and_rest(paragraphs)
    blocks = [block for lines in rest for block in _blocks(lines)]
    if all(block.level for block in blocks):
        blocks = [Block("\n".join(lines)) for lines in paragraphs]
    facts = {"title": title or origin.title}
    return (build_document(origin, blocks, facts, edges=edges),), ()


def paragraphs_of(text: str) -> Iterator[str]:
    """Yield the paragraphs of running text, without the breaks of lines that were wrapped."""
    for lines in _paragraphs(_without_running_heads(text.split("\f"))[0]):
        yield "\n".join(_unwrapped(lines))


def _paragraphs(pages: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph, without furniture and outer spaces."""
    for page in pages:
        for paragraph in _BLANK_LINES.split(page):
            lines = [line.strip() for line in paragraph.split("\n")]
            kept = [line for line in lines if line and not is_furniture(line)]
            if kept:
                yield kept


def _without_running_heads(pages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the first and the last lines that many pages share but for figures from the pages."""
    counts = Counter(edge for page in pages for edge in {_edge(page, 0), _edge(page, -1)})
    kept: list[str] = []
    edges: list[str] = []
    for page in pages:
        lines = page.strip().split("\n")
        for at in (0, -1):
            if lines and counts[_edge("\n".join(lines), at)] >= RUNNING_HEADS:
                edges += [lines.pop(at)]
        kept.append("\n".join(lines))
    return kept, edges


def _edge(page: str, at: int) -> str:
    return _FIGURES.sub("#", page.strip().split("\n")[at].strip())


def _title_and_rest(paragraphs: Sequence[list[str]]) -> tuple[str, Sequence[list[str]]]:
    """Take a short opening for the title; what is left of a broken one is dropped."""
    if not paragraphs:
        return "", ()
    opening, *rest = paragraphs
    if _is_underlined(opening):
        return opening[0], [opening[2:], *rest]
    words = " ".join(opening)
    if not rest or not _is_heading(words, len(opening)) or _LIST_ITEM.match(words):
        return "", paragraphs
    return ("" if is_fragment(words) else words), rest


def _is_underlined(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and bool(_UNDERLINE.fullmatch(lines[1])) and _is_heading(lines[0])


def _is_heading(words: str, lines: int = 1) -> bool:
    short = 0 < len(words) <= HEADING_CHARS and lines <= HEADING_LINES
    return short and not words.endswith(_NOT_AFTER_HEADING)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    rest = lines
    if _is_underlined(lines):
        yield Block(lines[0], 1 if lines[1].startswith("=") else 2)
        rest = lines[2:]
    elif level := _heading_level(lines):
        yield Block(" ".join(lines), level)
        return
    text = "\n".join(_unwrapped([line for line in rest if not _UNDERLINE.fullmatch(line)]))
    if text:
        yield Block(text)


def _heading_level(lines: Sequence[str]) -> int:
    """Return the level of a lone line in capitals or with a section number; 0 for text."""
    if len(lines) != 1 or not _is_heading(lines[0]):
        return 0
    line = lines[0]
    if numbered := _NUMBERED.fullmatch(line):
        return 1 + numbered.group(1).count(".")
    letters = sum(char.isalpha() for char in line)
    return int(letters >= CAPITALS and line == line.upper())


def _unwrapped(lines: Sequence[str]) -> Iterator[str]:
    """Join lines that were wrapped at a margin; yield items of a list without bullets."""
    width = max((len(line) for line in lines), default=0)
    parts: list[str] = []
    for before, line in pairwise(["", *lines]):
        if parts and not _LIST_ITEM.match(line) and _goes_on(before, line, width):
            parts.extend(["" if _SPLIT_WORD.search(before) else " ", line])
            continue
        if parts:
            yield "".join(parts)
        parts = [_BULLET.sub("", line, count=1)]
    if parts:
        yield "".join(parts)


def _goes_on(before: str, line: str, width: int) -> bool:
    if before.endswith(_STOPS):
        return len(before) in WRAP_CHARS and len(before) > 0.75 * width
    return len(before) in WRAP_CHARS or line[0].islower()
