"""Word documents: headings by style, lists, tables, notes; headers and footers at the edges."""

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part
from lxml.etree import _Element as Element

from indexer.readers.blocks import Block, build_document, table_rows
from indexer.readers.docx.numbers import Numbers
from indexer.readers.docx.styles import Style, Styles
from indexer.readers.docx.tables import is_layout, rows_of
from indexer.readers.docx.text import W, is_bold, paragraph_text, paragraphs, text_boxes
from indexer.readers.office import labels, local_name, parsed, stated_facts
from indexer.readers.origin import Origin, Reading
from indexer.readers.transcripts.word import transcript_of

MAX_HEADING = 200
"""Characters of a heading; what is longer was styled as one by mistake."""

MAX_BOLD = 100
"""Characters up to which a bold paragraph is a heading where no style makes any."""

_BOLD = -1
"""Level of a bold paragraph: a heading only where no style makes any."""

_WRAPPERS = {
    "ins",
    "sdt",
    "moveTo",
    "customXml",
    "smartTag",
    "sdtContent",
    "AlternateContent",
    "Choice",
}
_NOT_ENDING = (".", ",", ";", ":", "…")
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"


def read_docx(data: bytes, origin: Origin) -> Reading:
    """Read one Word document.

    Raises:
        RefusedFile: it holds no text.
    """
    word = docx.Document(io.BytesIO(data))
    writer = _Writer.of(word)
    blocks = list(_blocks(word, writer))
    edges = [*_edges(word), *labels(word.core_properties, word.part.package.iter_parts())]
    if spoken := transcript_of(blocks, origin, edges):
        return spoken
    facts = stated_facts(word.core_properties)
    facts |= {"title": writer.title} if writer.title else {}
    return (build_document(origin, blocks, facts, edges=edges),), ()


def docx_blocks(data: bytes) -> list[Block]:
    """Return the headings and paragraphs of a Word document in reading order.

    What an unsafe or damaged file raises is whatever its parser does.
    """
    word = docx.Document(io.BytesIO(data))
    return list(_blocks(word, _Writer.of(word)))


@dataclass(slots=True)
class _Writer:
    """Turns paragraphs to blocks, and items to the lines of a list.

    Attributes:
        title: of the document, where a paragraph is styled so.
    """

    styles: Styles
    numbers: Numbers
    items: list[str] = field(default_factory=list)
    title: str = ""

    @classmethod
    def of(cls, word: WordDocument) -> "_Writer":
        """Begin with a document."""
        numbering = next(_parts(word.part, "numbering"), None)
        return cls(Styles(word.styles.element), Numbers(numbering))

    def blocks(self, container: Element) -> Iterator[Block]:
        """Yield the blocks of whatever holds paragraphs and tables."""
        for child in container:
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self.flush()
                yield from self._table(child)
            elif name in _WRAPPERS and not _is_contents(child):
                yield from self.blocks(child)

    def flush(self) -> Iterator[Block]:
        """Yield the list that is open."""
        if self.items:
            yield Block("\n".join(self.items))
            self.items = []

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        text = paragraph_text(paragraph)
        style = self.styles.of(paragraph)
        if text and not style.contents:
            number = self.numbers.next(style.list_id, style.depth) if style.list_id else ""
            yield from self._written(f"{number} {text}".strip(), style, paragraph)
        for box in text_boxes(paragraph):
            yield from self.blocks(box)

    def _written(self, text: str, style: Style, paragraph: Element) -> Iterator[Block]:
        level = (style.level or 0) if len(text) <= MAX_HEADING else 0
        if not level and not style.title and (style.listed or style.list_id not in {"", "0"}):
            self.items.append(text)
            return
        yield from self.flush()
        if style.title:
            self.title = self.title or " ".join(text.split())
            level = 1
        if level:
            text = " ".join(text.split())
        elif is_bold(paragraph) and len(text) <= MAX_BOLD and not text.endswith(_NOT_ENDING):
            level = _BOLD
        yield Block(text, level)

    def _table(self, table: Element) -> Iterator[Block]:
        if is_layout(table):
            for cell in table.iter(f"{W}tc"):
                yield from self.blocks(cell)
            yield from self.flush()
            return
        header, rows = rows_of(table)
        yield Block(table_rows(header, rows))


def _blocks(word: WordDocument, writer: _Writer) -> Iterator[Block]:
    found = [*writer.blocks(word.element.body), *writer.flush()]
    yield from _with_bold_headings(found)
    notes = [block for kind in ("footnotes", "endnotes") for block in _notes(word, kind, writer)]
    if notes:
        yield Block("Notes", 1)
        yield from notes


def _with_bold_headings(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks, bold ones as headings where there are no others and text follows."""
    styled = sum(block.level > 0 for block in blocks) > 1
    for block, after in itertools.pairwise([*blocks, Block("", _BOLD)]):
        if block.level != _BOLD:
            yield block
        else:
            yield Block(block.text, 0 if styled or after.level == _BOLD else 2)


def _notes(word: WordDocument, kind: str, writer: _Writer) -> Iterator[Block]:
    for root in _parts(word.part, kind):
        for note in root:
            if note.get(f"{W}type") in {None, "normal"}:
                yield from writer.blocks(note)
    yield from writer.flush()


def _edges(word: WordDocument) -> Iterator[str]:
    """Yield the lines of headers and footers, and watermarks."""
    for kind in ("header", "footer"):
        for root in _parts(word.part, kind):
            yield from map(paragraph_text, paragraphs(root))
            yield from (mark.get("string") or "" for mark in root.iter(_WATERMARK))


def _parts(part: Part, kind: str) -> Iterator[Element]:
    """Yield the root elements of a document's parts of one kind."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
            yield parsed(relation.target_part.blob)


def _is_contents(control: Element) -> bool:
    """Tell whether a content control holds a table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
