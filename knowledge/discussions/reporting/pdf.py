"""A report as a PDF that can be read aloud, printed in grey and cited."""

from collections.abc import Mapping
from datetime import UTC
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Final

import matplotlib
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TableCellFillMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from knowledge.discussions.reporting.blocks import (
    Block,
    Chart,
    Heading,
    Items,
    Paragraph,
    Picture,
    Quoted,
    Table,
)
from knowledge.discussions.reporting.glyphs import printable
from knowledge.discussions.reporting.layout import blocks, cite_line
from knowledge.models.reports import Report

_FACE, _LANGUAGE = "DejaVu", "en-GB"
_FONTS: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}
_MARGIN_MM, _INDENT_MM, _BULLET_MM = 20.0, 6.0, 5.0
_SIZES_PT: Final = {1: 18.0, 2: 13.0, 3: 10.5}
_TEXT_PT, _SMALL_PT = 9.5, 8.0
_HEADED_MM = 28.0  # a heading and something below it
_BEFORE_MM: Final = {2: 4.0, 3: 2.0}
_LEADING = 0.5  # of a line's height in mm per point of its letters
_INK, _SOFT, _RULE = 26, 80, 150  # greys


class _Pages(FPDF):
    """Pages with a foot that says what one holds in one's hand."""

    foot = ""
    held: frozenset[int] = frozenset()

    def plain(self, text: str) -> str:
        """Return a text in signs that the typeface holds."""
        return printable(text, self.held)

    def footer(self) -> None:
        self.set_xy(_MARGIN_MM, -14)
        self.set_font(_FACE, "", _SMALL_PT - 1)
        self.set_text_color(_SOFT)
        width = self.w - 2 * _MARGIN_MM
        self.cell(width - 20, 6, self.foot)
        self.cell(20, 6, f"{self.page_no()} / {{nb}}", align="R")


def to_pdf(report: Report, pictures: Mapping[Picture, bytes]) -> bytes:
    """Return the report as PDF, with bookmarks, a language and texts for its pictures.

    Args:
        pictures: PNG files of the charts; a chart without one is left to its table.

    Returns:
        The same bytes for the same report and pictures.
    """
    pages = _opened(report)
    laid_out = blocks(report)
    for block, after in zip_longest(laid_out, laid_out[1:]):
        if isinstance(block, Heading) and isinstance(after, Chart) and after.picture in pictures:
            _keep(pages, _height_of(pages, pictures[after.picture]) + _HEADED_MM)
        _put(pages, block, pictures)
    return bytes(pages.output())


def _opened(report: Report) -> _Pages:
    pages = _Pages(format="A4")
    pages.set_margin(_MARGIN_MM)
    pages.set_auto_page_break(auto=True, margin=_MARGIN_MM)
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for style, name in _FONTS.items():
        pages.add_font(_FACE, style, folder / name)
    font = pages.fonts[_FACE.lower()]
    if isinstance(font, TTFFont):
        pages.held = frozenset(font.cmap)
    pages.set_lang(_LANGUAGE)
    pages.set_title(report.title)
    pages.set_author(report.community)
    pages.set_subject(cite_line(report))
    pages.set_creator("Science Guide")
    pages.set_creation_date(report.created_at.astimezone(UTC))
    pages.foot = pages.plain(_cut(f"{report.title} · {report.starts}"))
    pages.add_page()
    return pages


def _put(pages: _Pages, block: Block, pictures: Mapping[Picture, bytes]) -> None:
    match block:
        case Heading():
            _heading(pages, pages.plain(" ".join(block.text.split())), block.level)
        case Paragraph():
            _text(pages, pages.plain(block.text), small=block.small)
        case Quoted():
            _quoted(pages, block)
        case Items():
            _items(pages, block)
        case Table():
            _table(pages, block)
        case Chart():
            _chart(pages, block, pictures)


def _heading(pages: _Pages, text: str, level: int) -> None:
    size = _SIZES_PT[level]
    if level > 1 and not _keep(pages, _HEADED_MM):
        pages.ln(_BEFORE_MM[level])
    pages.start_section(text, level - 1)
    pages.set_font(_FACE, "B", size)
    pages.set_text_color(_INK)
    _lines(pages, text, size)
    pages.ln(1.5)


def _keep(pages: _Pages, height: float) -> bool:
    """Begin a page when so many millimetres do not fit on this one; tell whether one began."""
    begins = pages.will_page_break(height) and height < pages.eph
    if begins:
        pages.add_page()
    return begins


def _text(pages: _Pages, text: str, *, small: bool = False) -> None:
    size = _SMALL_PT if small else _TEXT_PT
    pages.set_font(_FACE, "", size)
    pages.set_text_color(_SOFT if small else _INK)
    _lines(pages, text, size)
    pages.ln(1.5)


def _quoted(pages: _Pages, quoted: Quoted) -> None:
    source = f"{quoted.by} [{quoted.label}]" if quoted.by else f"[{quoted.label}]"
    pages.set_left_margin(_MARGIN_MM + _INDENT_MM)
    pages.set_x(pages.l_margin)
    text = f"“{pages.plain(quoted.text)}”"
    pages.set_font(_FACE, "", _TEXT_PT)
    lines = pages.multi_cell(0, text=text, align="L", dry_run=True, output=MethodReturnValue.LINES)
    rows = len(lines) if isinstance(lines, list) else 1
    _keep(pages, (rows * _TEXT_PT + _SMALL_PT) * _LEADING)
    first, top = pages.page, pages.get_y()
    pages.set_text_color(_INK)
    _lines(pages, text, _TEXT_PT)
    pages.set_font(_FACE, "I", _SMALL_PT)
    pages.set_text_color(_SOFT)
    _lines(pages, f"— {pages.plain(source)}", _SMALL_PT, link=quoted.url)
    pages.set_left_margin(_MARGIN_MM)
    start = top if pages.page == first else pages.t_margin
    pages.set_draw_color(_RULE)
    pages.set_line_width(0.6)
    pages.line(_MARGIN_MM + 2, start + 0.5, _MARGIN_MM + 2, pages.get_y() - 0.5)
    pages.set_x(pages.l_margin)
    pages.ln(2)


def _items(pages: _Pages, items: Items) -> None:
    pages.set_font(_FACE, "", _TEXT_PT)
    pages.set_text_color(_INK)
    for text in items.texts:
        pages.cell(_BULLET_MM, _TEXT_PT * _LEADING, "•")
        pages.set_left_margin(_MARGIN_MM + _BULLET_MM)
        _lines(pages, pages.plain(text), _TEXT_PT)
        pages.set_left_margin(_MARGIN_MM)
        pages.set_x(pages.l_margin)
    pages.ln(2)


def _table(pages: _Pages, table: Table) -> None:
    pages.set_font(_FACE, "", _SMALL_PT)
    pages.set_text_color(_INK)
    pages.set_draw_color(_RULE)
    pages.set_line_width(0.2)
    row = _SMALL_PT * 0.6
    _keep(pages, row * (len(table.rows) + 1))
    with pages.table(
        headings_style=FontFace(emphasis="BOLD"),
        cell_fill_mode=TableCellFillMode.NONE,
        borders_layout="HORIZONTAL_LINES",
        line_height=row,
        text_align="LEFT",
    ) as made:
        for cells in (table.heads, *table.rows):
            made.row([pages.plain(cell) for cell in cells])
    pages.ln(3)


def _chart(pages: _Pages, chart: Chart, pictures: Mapping[Picture, bytes]) -> None:
    png = pictures.get(chart.picture)
    if png is None:
        return
    _keep(pages, _height_of(pages, png))
    pages.image(BytesIO(png), w=pages.epw, alt_text=chart.alt)
    pages.ln(3)


def _height_of(pages: _Pages, png: bytes) -> float:
    """Return how many millimetres a picture takes, by the size in its head."""
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    return pages.epw * height / width + 3


def _lines(pages: _Pages, text: str, size: float, link: str = "") -> None:
    pages.multi_cell(
        0,
        size * _LEADING,
        text,
        align="L",
        link=link or None,
        new_x=XPos.LMARGIN,
        new_y=YPos.NEXT,
    )


def _cut(text: str) -> str:
    most = 95
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
