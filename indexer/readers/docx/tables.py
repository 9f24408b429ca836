"""A Word table to a header and rows of text."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from indexer.readers.docx.text import W, paragraph_text, paragraphs
from indexer.readers.office import local_name

HEADER_CHARS = 80
"""Characters of a header's cell; what is longer is text."""

_FIRST_ROW = 0x0020  # bit of a table's look, ECMA-376 17.4.56
_MOST_COLUMNS = 1_000

Row = list[str]


def is_layout(table: Element) -> bool:
    """Tell whether a table is a frame around text: it has a single column."""
    return all(len(list(_cells(row))) <= 1 for row in _rows(table))


def rows_of(table: Element) -> tuple[Row, Sequence[Row]]:
    """Return the header, empty where there is none, and the rows.

    A cell that spans rows stands in each of them, so that each can be read by itself.
    """
    rows: list[Row] = []
    for row in _rows(table):
        rows.append(list(_texts(row, rows[-1] if rows else [])))
    first = next(_rows(table), None)
    if first is not None and len(rows) > 1 and _is_header(table, first, rows[0]):
        return rows[0], rows[1:]
    return [], rows


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables in it, nor deleted ones."""
    for child in table:
        name = local_name(child)
        if name == "tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif name in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        name = local_name(child)
        if name == "tc":
            yield child
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(child)


def _texts(row: Element, above: Row) -> Iterator[str]:
    """Yield the texts of a row's cells; one that spans columns is followed by empty ones."""
    column = 0
    for cell in _cells(row):
        properties = cell.find(f"{W}tcPr")
        merged = None if properties is None else properties.find(f"{W}vMerge")
        continued = merged is not None and merged.get(f"{W}val") != "restart"
        yield above[column] if continued and column < len(above) else _text(cell)
        span = _span(properties)
        yield from [""] * (span - 1)
        column += span


def _span(properties: Element | None) -> int:
    span = None if properties is None else properties.find(f"{W}gridSpan")
    written = "1" if span is None else span.get(f"{W}val", "1")
    return min(max(int(written), 1), _MOST_COLUMNS) if written.isdecimal() else 1


def _text(cell: Element) -> str:
    return " ".join(" ".join(map(paragraph_text, paragraphs(cell))).split())


def _is_header(table: Element, first: Element, texts: Row) -> bool:
    if first.find(f"{W}trPr/{W}tblHeader") is not None:
        return True
    filled = all(text and len(text) <= HEADER_CHARS for text in texts)
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None or not filled:
        return False
    bits = look.get(f"{W}val", "0")
    stated = look.get(f"{W}firstRow")
    return stated in {"1", "true"} or (stated is None and bool(_bits(bits) & _FIRST_ROW))


def _bits(written: str) -> int:
    try:
        return int(written, 16)
    except ValueError:
        return 0
