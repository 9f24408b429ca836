"""Headings and paragraphs in reading order to a document's sections."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from indexer.readers.furniture import is_fragment, is_furniture
from indexer.readers.origin import Origin
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document, DocumentInfo, Locator, Section

MAX_TITLE = 200
"""Characters of a title; what is longer was no title."""


class Block(NamedTuple):
    """A heading or a paragraph.

    Attributes:
        text: plain text; items of a list, rows of a table and lines of code are lines.
        level: 1 for the outermost heading and so on; 0 for a paragraph.
        locators: where in the original parts of `text` begin; see `Section`.
    """

    text: str
    level: int = 0
    locators: tuple[Locator, ...] = ()


def build_document(
    origin: Origin,
    blocks: Iterable[Block],
    facts: dict[str, Any],
    fallback_title: str = "",
    edges: Iterable[str] = (),
) -> Document:
    """Put a document together.

    Args:
        facts: fields of `DocumentInfo` that the file states; an empty title counts as unstated.
        fallback_title: used when neither the facts nor a first-level heading give one.
        edges: lines left out that must still be looked at; see `Document`.

    Raises:
        RefusedFile: no paragraph holds text.
    """
    kept = [block for block in blocks if block.text.strip() and not is_furniture(block.text)]
    title = facts.get("title") or _first_heading(kept) or fallback_title or origin.title
    sections = tuple(_sections(kept, title))
    if not sections:
        raise RefusedFile("it holds no text to quote", "Write something into it, or remove it")
    named = {"id": origin.id, "name": origin.name, "title": _shortened(title)}
    if origin.url:
        named["url"] = origin.url
    stated = {**origin.defaults.facts(), **facts, **named}
    stated.setdefault(
        "review_date", origin.defaults.review_date(stated.get("date", "") or origin.modified)
    )
    info = DocumentInfo(**stated)
    return Document(info=info, sections=sections, edges=tuple(distinct_lines(edges)))


def distinct_lines(texts: Iterable[str]) -> list[str]:
    """Return the lines of texts, each once and without needless spaces, in their order."""
    lines = (" ".join(line.split()) for text in texts for line in text.splitlines())
    return list(dict.fromkeys(filter(None, lines)))


def table_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table so that each row can be read by itself: `Force: Northmoor; Stage: pilot`."""
    lines = []
    for row in rows:
        names = [*header, *[""] * len(row)]
        cells = [
            f"{name}: {cell}" if name else cell
            for name, cell in zip(names, row, strict=False)
            if cell
        ]
        lines.append("; ".join(cells))
    return "\n".join(line for line in lines if line)


def _first_heading(blocks: Iterable[Block]) -> str:
    return next((b.text for b in blocks if b.level == 1 and not is_fragment(b.text)), "")


def _sections(blocks: Iterable[Block], title: str) -> Iterator[Section]:
    path: list[Block] = []
    paragraphs: list[Block] = []
    for block in blocks:
        if not block.level:
            paragraphs.append(block)
            continue
        if paragraphs:
            yield _section(path, paragraphs)
            paragraphs = []
        path = [outer for outer in path if outer.level < block.level]
        if block.text.casefold() != title.casefold():
            path.append(block)
    if paragraphs:
        yield _section(path, paragraphs)


def _section(path: Iterable[Block], paragraphs: Iterable[Block]) -> Section:
    text = ""
    locators: list[Locator] = []
    for paragraph in paragraphs:
        if text:
            # What a colon announces stays with it, so that a list is not parted from its lead.
            text += "\n" if text.endswith(":") else "\n\n"
        for one in paragraph.locators:
            if not locators or locators[-1].label != one.label:
                locators.append(one._replace(start=len(text) + one.start))
        text += paragraph.text
    heading = tuple(block.text for block in path)
    return Section(heading=heading, text=text, locators=tuple(locators))


def _shortened(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= MAX_TITLE else f"{words[: MAX_TITLE - 1].rstrip()}…"
