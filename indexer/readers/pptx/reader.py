"""PowerPoint presentations: a heading a slide, its text as a person reads it, its notes."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from indexer.readers.blocks import Block, build_document
from indexer.readers.office import labels, stated_facts
from indexer.readers.origin import Origin, Reading
from indexer.readers.pptx.shapes import in_reading_order, lines_of, shape_texts
from indexer.readers.raw import UnreadableFile
from knowledge.models.documents import Locator

OFTEN = 3
"""Slides with the same text in the same place, from which it is furniture."""

_FURNITURE = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER}
_FURNITURE |= {PP_PLACEHOLDER.HEADER}
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}


_EDGE = 0.12
"""Share of a slide's height at its top and at its bottom where a marking may stand."""

_EDGE_CHARS = 80
_SENTENCE = 5
"""Words from which the title of a slide without any other text is a statement."""


class _Place(NamedTuple):
    """A text where it stands."""

    text: str
    left: int
    top: int


def read_pptx(data: bytes, origin: Origin) -> Reading:
    """Read one presentation; slides are numbered as PowerPoint numbers them, hidden ones too.

    Raises:
        RefusedFile: it has too many slides or holds no text.
    """
    deck = pptx.Presentation(io.BytesIO(data))
    slides = list(deck.slides)
    most = origin.defaults.limits.pages
    if len(slides) > most:
        what = f"it has {len(slides):,} slides, more than {most:,}"
        raise UnreadableFile(what, "Split it into shorter files")
    repeated = _repeated(slides)
    blocks = [
        block
        for number, slide in enumerate(slides, start=1)
        for block in _slide_blocks(slide, number, repeated)
    ]
    edges = [
        *_edges(deck, slides),
        *(place.text for place in repeated),
        *labels(deck.core_properties, deck.part.package.iter_parts()),
    ]
    facts = stated_facts(deck.core_properties)
    return (build_document(origin, blocks, facts, edges=edges),), ()


def _repeated(slides: Iterable[Slide]) -> set[_Place]:
    """Return the texts that many slides show in the same place."""
    counts = Counter(
        place for slide in slides for place in {_place(shape) for shape in _shapes(slide)}
    )
    return {place for place, count in counts.items() if count >= OFTEN and place.text}


def _place(shape: BaseShape) -> _Place:
    return _Place(_text(shape), shape.left or 0, shape.top or 0)


def _text(shape: BaseShape) -> str:
    return "\n".join(filter(None, shape_texts(shape)))


def _kind(shape: BaseShape) -> PP_PLACEHOLDER | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _shapes(slide: Slide) -> Iterator[BaseShape]:
    """Yield what a slide shows beside its title and its furniture."""
    return (one for one in slide.shapes if _kind(one) not in _FURNITURE | _TITLES)


def _slide_blocks(slide: Slide, number: int, repeated: set[_Place]) -> Iterator[Block]:
    place = (Locator(0, f"slide {number}"),)
    title = " ".join(_title(slide).split())
    shown = [one for one in in_reading_order(_shapes(slide)) if _place(one) not in repeated]
    texts = [text for shape in shown for text in shape_texts(shape) if text]
    yield Block(title or f"Slide {number}", 1)
    if not texts and len(title.split()) >= _SENTENCE:
        texts = [title]
    yield from (Block(text, 0, place) for text in texts)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None and (said := lines_of(notes)):
        yield Block("Notes", 2)
        yield Block(said, 0, place)


def _title(slide: Slide) -> str:
    return next((_text(one) for one in slide.shapes if _kind(one) in _TITLES), "")


def _edges(deck: Presentation, slides: Sequence[Slide]) -> Iterator[str]:
    """Yield what stands around the text of slides, on their layouts and on their masters."""
    height = deck.slide_height or 0
    for slide in slides:
        for shape in slide.shapes:
            top, bottom = shape.top or 0, (shape.top or 0) + (shape.height or 0)
            outside = top > height * (1 - _EDGE) or bottom < height * _EDGE
            text = _text(shape)
            if _kind(shape) in _FURNITURE or (outside and len(text) <= _EDGE_CHARS):
                yield text
    layouts = {id(slide.slide_layout): slide.slide_layout for slide in slides}
    for layout in layouts.values():
        for shape in (*layout.shapes, *layout.slide_master.shapes):
            if not shape.is_placeholder or _kind(shape) is PP_PLACEHOLDER.FOOTER:
                yield _text(shape)
