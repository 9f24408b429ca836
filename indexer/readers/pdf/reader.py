"""PDFs to documents: the text layer, page by page."""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDest, PdfDocument, PdfiumError, PdfPage

from indexer.readers.blocks import MAX_TITLE, build_document
from indexer.readers.facts import sane_date, sane_title
from indexer.readers.origin import Origin, Reading
from indexer.readers.pdf.blocks import pdf_blocks
from indexer.readers.pdf.edges import without_edges
from indexer.readers.pdf.headings import LARGER, Entry, find_headings, text_size
from indexer.readers.pdf.lines import Line, Page, read_page
from indexer.readers.raw import DAMAGED, UnreadableFile
from knowledge.errors import RefusedFile
from knowledge.models.work import Refusal

MAX_ENTRIES = 5_000
"""Entries of an outline that are looked at."""

_END = b"%%EOF"
_TAIL = 4_096
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FEW_LINES = 8
_PICTURE = 0.3
"""Share of a page from which an image on it is a scan of the page."""

_DRAWN = 200
"""Drawn paths from which a page without text is text turned into drawings."""

_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_UNKNOWN = 0.3
_LETTER = re.compile(r"[^\W_]")
_RECOGNISE = "Run text recognition (OCR) over the file and build again"


class _Read(NamedTuple):
    """A page as it was read.

    Attributes:
        drawn: it shows pictures of text, so that without text it was not read.
    """

    page: Page
    drawn: bool


def read_pdf(data: bytes, origin: Origin) -> Reading:
    """Read one PDF; pages without a text layer are named in a refusal.

    Raises:
        RefusedFile: it is protected by a password, damaged, cut off, too long, or scanned
            throughout.
    """
    if _END not in data.rstrip(b"\0\r\n \t")[-_TAIL:]:
        raise UnreadableFile("it is cut off: its end is missing", DAMAGED[1])
    pdf = _opened(data, origin.defaults.limits.pages)
    try:
        return _read(pdf, origin)
    finally:
        pdf.close()


def _opened(data: bytes, most: int) -> PdfDocument:
    try:
        pdf = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise UnreadableFile(
                "it is protected by a password", "Save it without a password"
            ) from None
        raise UnreadableFile(*DAMAGED) from None
    if len(pdf) > most:
        what = f"it has {len(pdf):,} pages, more than {most:,}"
        pdf.close()
        raise UnreadableFile(what, "Split it into shorter files")
    return pdf


def _read(pdf: PdfDocument, origin: Origin) -> Reading:
    read = [_read_page(pdf, number) for number in range(1, len(pdf) + 1)]
    pages = [one.page for one in read]
    size = text_size(line for page in pages for line in page.lines)
    kept, edges = without_edges(pages, size)
    scanned = [at for at, one in enumerate(read, start=1) if one.drawn and not kept[at - 1]]
    if scanned and not any(kept):
        raise RefusedFile("its pages are scanned images without text", _RECOGNISE)
    outline = list(_outline(pdf))
    blocks = pdf_blocks(kept, find_headings(kept, outline))
    facts = _facts(pdf, kept, size)
    if outline and "title" not in facts:
        facts["title"] = origin.title  # the first chapter's heading is not the document's
    document = build_document(origin, blocks, facts, edges=edges)
    return (document,), tuple(_unread(scanned, origin))


def _read_page(pdf: PdfDocument, number: int) -> _Read:
    page = pdf[number - 1]
    try:
        found = read_page(page, number)
        if not _is_legible(found.lines):
            return _Read(Page((), found.top, found.bottom), bool(found.lines) or _is_drawn(page))
        return _Read(found, len(found.lines) <= _FEW_LINES and _is_drawn(page))
    finally:
        page.close()


def _is_legible(lines: Sequence[Line]) -> bool:
    """Tell whether there is text, and not the numbers of unknown letters."""
    text = "".join(line.text for line in lines)
    unknown = len(_UNKNOWN.findall(text))
    return bool(_LETTER.search(text)) and unknown <= _MOST_UNKNOWN * len(text)


def _is_drawn(page: PdfPage) -> bool:
    """Tell whether a page shows a picture of text."""
    width, height = page.get_size()
    paths = 0
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]):
        if thing.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        else:
            left, bottom, right, top = thing.get_bounds()
            if (right - left) * (top - bottom) >= _PICTURE * width * height:
                return True
        if paths >= _DRAWN:
            return True
    return False


def _outline(pdf: PdfDocument) -> Iterator[Entry]:
    for mark in itertools.islice(pdf.get_toc(), MAX_ENTRIES):
        destination = mark.get_dest()
        page = destination.get_index() if destination else None
        title = " ".join(mark.get_title().replace("\0", "").split())
        if page is not None and title:
            yield Entry(title, mark.level + 1, page + 1, _top(destination))


def _top(destination: PdfDest) -> float:
    """Return how high on its page an entry leads, in points; the whole page when it says not."""
    mode, numbers = destination.get_view()
    at = {pdfium.PDFDEST_VIEW_XYZ: 1, pdfium.PDFDEST_VIEW_FITH: 0}.get(mode)
    return numbers[at] if at is not None and at < len(numbers) else math.inf


def _facts(pdf: PdfDocument, pages: Sequence[Sequence[Line]], size: float) -> dict[str, Any]:
    stated = pdf.get_metadata_dict()
    facts = {"title": _title(stated.get("Title", ""), pages, size)}
    made = _MADE.match(stated.get("CreationDate", ""))
    if made:
        facts["date"] = sane_date(*map(int, made.groups()))
    return {name: value for name, value in facts.items() if value}


def _title(stated: str, pages: Sequence[Sequence[Line]], size: float) -> str:
    """Return the title stated, where the first pages bear it out, or what is set largest there."""
    opening = {word for lines in pages[:2] for line in lines for word in _words(line.text)}
    title = sane_title(stated)
    words = _words(title)
    if title and len(words & opening) * 2 >= len(words):
        return title
    first = next(filter(None, pages), ())
    largest = max((line.size for line in first), default=0.0)
    lines = [line.text for line in first if line.size == largest]
    shown = sane_title(" ".join(lines)) if largest >= size * LARGER else ""
    return shown if len(shown) <= MAX_TITLE else ""


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()“”\"'") for word in text.casefold().split()}


def _unread(pages: Sequence[int], origin: Origin) -> Iterator[Refusal]:
    if pages:
        named = in_ranges(pages)
        many = len(pages) > 1
        yield Refusal(
            name=f"{origin.name} page{'s' * many} {named}",
            reason=f"{'they are' if many else 'it is'} scanned, without text. {_RECOGNISE}.",
        )


def in_ranges(numbers: Sequence[int]) -> str:
    """Write ascending numbers as people do: `3–5, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
