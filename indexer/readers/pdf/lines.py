"""The lines of a PDF's page as they are set: text, place, size, weight."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

_HYPHEN = 2  # how PDFium writes the hyphen at the end of a line
_LINE_FEED, _RETURN = 10, 13
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xAD: "",
    0x200B: "",
    0xFEFF: "",
}
_SURROGATES = range(0xD800, 0xE000)
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"demi")
_BOLD_WEIGHT = 600
_SAMPLES = 4
_SLANT = 0.05
"""Radians from which a line stands askew: a watermark, or a note along the margin."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        page: its number, the first being 1.
        left, right, top: in points from the page's lower left corner.
        base: of the baseline, likewise.
        size: of its letters in points.
        askew: it runs in another direction than most of the page.
    """

    text: str
    page: int
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    base: float = 0.0
    size: float = 10.0
    bold: bool = False
    askew: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, turned so that most of them run from left to right.

    Attributes:
        lines: those that hold anything, in the order in which the page's text is written.
        top, bottom: of the page, in points.
    """

    lines: Sequence[Line]
    top: float
    bottom: float = 0.0


def read_page(page: PdfPage, number: int) -> Page:
    """Return the lines of the page with that number."""
    text_page = page.get_textpage()
    runs = list(_runs(text_page))
    angles = [pdfium.FPDFText_GetCharAngle(text_page, places[0]) for places, _ in runs]
    usual = sorted(angles)[len(angles) // 2] if angles else 0.0
    turns = round(-usual / (math.pi / 2)) % 4
    left, bottom, right, top = page.get_bbox()
    edges = sorted(_turned(x, y, turns)[1] for x, y in ((left, bottom), (right, top)))
    lines = [
        replace(
            _line(text_page, places, turns),
            text=text,
            page=number,
            askew=abs(math.remainder(angle - usual, math.tau)) > _SLANT,
        )
        for (places, text), angle in zip(runs, angles, strict=True)
    ]
    return Page(lines, top=edges[1], bottom=edges[0])


def _turned(x: float, y: float, turns: int) -> tuple[float, float]:
    """Return where a point lies after as many quarter turns clockwise."""
    for _ in range(turns):
        x, y = y, -x
    return x, y


def _runs(page: PdfTextPage) -> Iterator[tuple[list[int], str]]:
    """Yield where the visible characters of each line stand, and its text."""
    places: list[int] = []
    text: list[str] = []
    for at in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, at)
        ends = code in (_LINE_FEED, _HYPHEN)
        if code == _HYPHEN:
            text.append("-")
            places.append(at)
        elif not ends and code and code != _RETURN:
            text.append(_LIGATURES.get(code) or _character(code))
            if not text[-1].isspace():
                places.append(at)
        if ends and places:
            yield places, " ".join("".join(text).split())
        if ends:
            places, text = [], []
    if places:
        yield places, " ".join("".join(text).split())


def _character(code: int) -> str:
    if code < ord(" "):
        return " "
    return "" if code in _LIGATURES or code in _SURROGATES else chr(code)


def _line(page: PdfTextPage, places: Sequence[int], turns: int) -> Line:
    first, last = _box(page, places[0], turns), _box(page, places[-1], turns)
    sampled = [places[at * (len(places) - 1) // _SAMPLES] for at in range(_SAMPLES + 1)]
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, sampled[_SAMPLES // 2], x, y)
    return Line(
        text="",
        page=0,
        left=first[0],
        right=last[1],
        top=max(first[2], last[2]),
        base=_turned(x.value, y.value, turns)[1],
        size=median(_size(page, at) for at in sampled),
        bold=all(_is_bold(page, at) for at in sampled),
    )


def _box(page: PdfTextPage, at: int, turns: int) -> tuple[float, float, float]:
    """Return left, right, top of a character's cell; noughts for one that has none."""
    cell = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, at, cell)
    x, y = zip(
        _turned(cell.left, cell.bottom, turns), _turned(cell.right, cell.top, turns), strict=True
    )
    return min(x), max(x), max(y)


def _size(page: PdfTextPage, at: int) -> float:
    """Return a character's size as it is seen: that of its font, scaled by its matrix."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(page, at))
    if not pdfium.FPDFText_GetMatrix(page, at, matrix):
        return round(size, 1)
    return round(size * (math.hypot(matrix.c, matrix.d) or 1.0), 1)


def _is_bold(page: PdfTextPage, at: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(page, at) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(page, at, name, len(name), ctypes.c_int())
    return any(part in name.value.lower() for part in _BOLD_NAMES)
