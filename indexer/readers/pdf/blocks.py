"""The lines of a PDF to headings and paragraphs, across the ends of pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.readers.blocks import Block
from indexer.readers.furniture import is_furniture
from indexer.readers.hyphens import Hyphens
from indexer.readers.pdf.headings import Headings, are_together, is_contents, text_size
from indexer.readers.pdf.layout import BULLET, Layout, ends_early, ends_sentence, goes_on, is_item
from indexer.readers.pdf.lines import Line
from knowledge.models.documents import Locator

SMALL = 0.92
"""Times the size of the text up to which lines at the foot of a page are its notes."""


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, being joined.

    Attributes:
        last: its last line so far.
        item: it is an item of a list.
    """

    last: Line
    text: str
    locators: list[Locator]
    item: bool = False


@dataclass(slots=True)
class _Writer:
    """Gathers lines to paragraphs, items to lists, and the lines of a heading."""

    hyphens: Hyphens
    open: _Paragraph | None = None
    items: list[_Paragraph] = field(default_factory=list)
    heading: list[Line] = field(default_factory=list)
    level: int = 0

    def add(self, line: Line, level: int, layout: Layout) -> Iterator[Block]:
        """Take the next line; yield what it ends."""
        if level:
            yield from self._add_to_heading(line, level)
            return
        yield from self._close_heading()
        before = self.open
        if before and goes_on(before.last, line, layout, in_list=before.item):
            self._continue(before, line, layout)
            return
        item = is_item(line.text)
        yield from self._close(item=item)
        text = BULLET.sub("", line.text, count=1)
        self.open = _Paragraph(line, text, [Locator(0, label(line.page))], item)

    def flush(self) -> Iterator[Block]:
        """Yield all that was gathered."""
        yield from self._close_heading()
        yield from self._close(item=False)

    @property
    def is_amid_sentence(self) -> bool:
        """Whether the text so far ends before a sentence does."""
        return self.open is not None and not ends_sentence(self.open.text)

    def _add_to_heading(self, line: Line, level: int) -> Iterator[Block]:
        if self.heading and (level != self.level or not are_together(self.heading[-1], line)):
            yield from self._close_heading()
        yield from self._close(item=False)
        self.heading.append(line)
        self.level = level

    def _close_heading(self) -> Iterator[Block]:
        if self.heading:
            yield Block(" ".join(line.text for line in self.heading), self.level)
            self.heading = []

    def _continue(self, paragraph: _Paragraph, line: Line, layout: Layout) -> None:
        if ends_early(paragraph.last, line, layout):
            text = f"{paragraph.text}\n{line.text}"
        else:
            text = self.hyphens.joined(paragraph.text, line.text)
        if line.page != paragraph.last.page:
            paragraph.locators.append(Locator(len(text) - len(line.text), label(line.page)))
        paragraph.text, paragraph.last = text, line

    def _close(self, *, item: bool) -> Iterator[Block]:
        """End what is open; a list goes on where one item follows another."""
        paragraph, self.open = self.open, None
        if paragraph and paragraph.item:
            self.items.append(paragraph)
        if self.items and not item:
            yield _list(self.items)
            self.items = []
        if paragraph and not paragraph.item:
            yield Block(paragraph.text, 0, tuple(paragraph.locators))


def label(page: int) -> str:
    """Name a page as a citation does."""
    return f"page {page}"


def pdf_blocks(pages: Sequence[Sequence[Line]], headings: Headings) -> Iterator[Block]:
    """Yield headings and paragraphs in reading order.

    A paragraph that goes on over the end of a page is one block with a locator where the next
    page begins; the notes at the foot of the page follow it.
    """
    every = [line for lines in pages for line in lines]
    size = text_size(every)
    writer = _Writer(Hyphens(line.text for line in every))
    notes: list[Block] = []
    for lines in pages:
        kept = [line for line in lines if not is_contents(line) and not is_furniture(line.text)]
        text, foot = _without_notes(kept, size, headings)
        for block in _page(text, headings, writer):
            yield block
            yield from notes
            notes = []
        notes.extend(_notes(foot, writer.hyphens))
        if notes and not writer.is_amid_sentence:
            yield from writer.flush()
            yield from notes
            notes = []
    yield from writer.flush()
    yield from notes


def _page(lines: Sequence[Line], headings: Headings, writer: _Writer) -> Iterator[Block]:
    layout = Layout.of(lines)
    for line in lines:
        for entry in headings.unseen.get(line, ()):
            yield from writer.flush()
            yield Block(entry.title, entry.level)
        yield from writer.add(line, headings.levels.get(line, 0), layout)


def _without_notes(
    lines: Sequence[Line], size: float, headings: Headings
) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the small lines at the foot of a page from those above."""
    foot = len(lines)
    while foot and lines[foot - 1].size <= size * SMALL and lines[foot - 1] not in headings.levels:
        foot -= 1
    return (lines[:foot], lines[foot:]) if foot else (lines, ())


def _notes(lines: Sequence[Line], hyphens: Hyphens) -> Iterator[Block]:
    writer = _Writer(hyphens)
    layout = Layout.of(lines)
    for line in lines:
        yield from writer.add(line, 0, layout)
    yield from writer.flush()


def _list(items: Sequence[_Paragraph]) -> Block:
    text = ""
    locators: list[Locator] = []
    for item in items:
        text += "\n" if text else ""
        locators.extend(one._replace(start=len(text) + one.start) for one in item.locators)
        text += item.text
    return Block(text, 0, tuple(locators))
