"""Presentations: every statement on its slide."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Cm

from indexer.readers.limits import Limits
from indexer.readers.origin import Origin, ReaderDefaults
from indexer.readers.pptx.reader import read_pptx
from indexer.readers.raw import UnreadableFile
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document
from knowledge.text.passages import split_document

ORIGIN = Origin("/docs/night-talk.pptx", "night-talk.pptx", ReaderDefaults())
TITLE_AND_TEXT, TITLE_ONLY, BLANK = 1, 5, 6
STRICT = replace(ORIGIN, defaults=ReaderDefaults(limits=Limits(pages=1)))


def data_of(deck: Presentation) -> bytes:
    """Return the file."""
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def read(deck: Presentation) -> Document:
    """Read a presentation that is not refused."""
    (document,), refusals = read_pptx(data_of(deck), ORIGIN)
    assert refusals == ()
    return document


def add_slide(deck: Presentation, title: str = "", text: str = "") -> Slide:
    """Add a slide with a title and a text, or a blank one."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_TEXT if title else BLANK])
    if title:
        assert slide.shapes.title
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
    return slide


def add_box(slide: Slide, text: str, left: float, top: float) -> None:
    """Write a text at a place in centimetres."""
    slide.shapes.add_textbox(Cm(left), Cm(top), Cm(5), Cm(1)).text_frame.text = text


def add_notes(slide: Slide, text: str) -> None:
    """Write the speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    assert frame
    frame.text = text


def test_every_statement_is_cited_with_its_slide() -> None:
    """Forty of them, some in tables and notes."""
    deck = pptx.Presentation()
    slides: dict[str, int] = {}
    for at in range(1, 21):
        slide = add_slide(deck, f"Part {at}", f"The lamps of year {at} were counted.")
        add_notes(slide, f"Say that lamp {at} was mine.")
        slides |= {f"of year {at} were": at, f"lamp {at} was": at}
    passages = split_document(read(deck), lambda text: len(text.split()))
    cited = {
        text: passage.locator_at(passage.text.index(text))
        for text in slides
        for passage in passages
        if text in passage.text
    }

    assert cited == {text: f"slide {at}" for text, at in slides.items()}


def test_titles_are_headings_and_notes_stand_below_them() -> None:
    """Who quotes the notes sees that they are such."""
    deck = pptx.Presentation()
    slide = add_slide(deck, "Night\vlights", "They were counted.\nTwice.")
    add_notes(slide, "Say it slowly.")
    add_box(add_slide(deck), "No title here.", 1, 1)
    document = read(deck)

    assert document.info.title == "Night lights"
    assert [(one.heading, one.text) for one in document.sections] == [
        ((), "They were counted.\nTwice."),
        (("Notes",), "Say it slowly."),
        (("Slide 2",), "No title here."),
    ]


def test_shapes_are_read_from_top_to_bottom_and_from_left_to_right() -> None:
    """Whatever the order in which they were drawn."""
    deck = pptx.Presentation()
    slide = add_slide(deck)
    for text, left, top in [
        ("fourth", 9, 9),
        ("second", 9, 5),
        ("first", 1, 5.2),
        ("third", 1, 9.1),
    ]:
        add_box(slide, text, left, top)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(14), Cm(5), Cm(1)).text_frame.text = "sixth"
    group.shapes.add_textbox(Cm(1), Cm(12), Cm(5), Cm(1)).text_frame.text = "fifth"

    assert read(deck).sections[0].text.split() == [
        *("first", "second", "third", "fourth", "fifth", "sixth")
    ]


def test_tables_and_charts_are_written_row_by_row() -> None:
    """A number is nothing without its names."""
    deck = pptx.Presentation()
    slide = add_slide(deck)
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(2)).table
    for at, text in enumerate(("Place", "Lamps", "Quay", "3")):
        table.cell(at // 2, at % 2).text = text
    numbers = CategoryChartData()  # type: ignore[no-untyped-call]
    numbers.categories = ["Pier", "Quay"]
    numbers.add_series("2025", (1.5, None))  # type: ignore[no-untyped-call]
    numbers.add_series("2026", (2, 3))  # type: ignore[no-untyped-call]
    kind = XL_CHART_TYPE.BAR_CLUSTERED
    chart = slide.shapes.add_chart(kind, Cm(1), Cm(5), Cm(9), Cm(9), numbers).chart  # type: ignore[attr-defined,arg-type]
    chart.has_title = True
    chart.chart_title.text_frame.text = "Lamps lit"

    assert read(deck).sections[0].text == (
        "Place: Quay; Lamps: 3\n\nLamps lit\n\nPier; 2025: 1.5; 2026: 2\nQuay; 2026: 3"
    )


def test_diagrams_are_read() -> None:
    """Their text lies in a part of its own."""
    deck = pptx.Presentation()
    slide = add_slide(deck)
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    xml = f"<d:data xmlns:d='{diagram}' xmlns:a='{a}'>" + "".join(
        f"<d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t>" for text in ("Find", "Mend")
    )
    package = slide.part.package
    part = Part(PackURI("/ppt/d.xml"), "application/xml", package, f"{xml}</d:data>".encode())
    relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.DIAGRAM_DATA)
    frame = slide.shapes.add_table(1, 1, Cm(1), Cm(1), Cm(1), Cm(1))._element
    data = frame.graphic.graphicData
    data.remove(data[0])
    data.set("uri", diagram)
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data.append(parse_xml(f"<d:relIds xmlns:d='{diagram}' xmlns:r='{r}' r:dm='{relation}'/>"))

    assert read(deck).sections[0].text == "Find\nMend"


def test_a_title_alone_is_a_statement_when_it_is_long() -> None:
    """Many slides are a sentence over a picture; others only part the talk."""
    deck = pptx.Presentation()
    for title in ("Results", "Most lamps were lit all night"):
        add_slide(deck, title)

    assert [one.text for one in read(deck).sections] == ["Most lamps were lit all night"]


def test_furniture_is_left_out_and_kept_at_the_edges() -> None:
    """Footers, what many slides repeat, and what the master says."""
    deck = pptx.Presentation()
    for at in range(3):
        slide = add_slide(deck, f"Part {at}", f"Text {at}.")
        add_box(slide, "Board of lights", 1, 10)
    add_box(slide, "RESTRICTED", 9, 0.2)
    add_box(slide, "On the master", 1, 1)
    deck.slide_masters[0].shapes._spTree.append(slide.shapes[-1]._element)
    footer = next(one for one in list(deck.slide_layouts[1].placeholders) if "Footer" in one.name)
    footer.text_frame.text = "Footer of the layout"
    slide.shapes._spTree.append(parse_xml(_FOOTER))
    document = read(deck)
    text = "\n".join(section.text for section in document.sections)

    assert "Board" not in text
    assert "A footer" not in text
    assert {
        *("Board of lights", "RESTRICTED", "On the master", "Footer of the layout", "A footer")
    } <= set(document.edges)


_FOOTER = (
    "<p:sp xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
    " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><p:nvSpPr>"
    "<p:cNvPr id='99' name='Footer'/><p:cNvSpPr/><p:nvPr><p:ph type='ftr' idx='11'/></p:nvPr>"
    "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>A footer</a:t></a:r></a:p></p:txBody>"
    "</p:sp>"
)


def test_title_and_date_come_from_the_properties() -> None:
    """A program's own title does not count."""
    deck = pptx.Presentation()
    add_slide(deck, "First slide", "Text.")
    deck.core_properties.modified = datetime(2026, 5, 17, tzinfo=UTC)
    by_slide = read(deck).info
    deck.core_properties.title = "A talk on lights"

    assert (by_slide.title, by_slide.date) == ("First slide", "2026-05-17")
    assert read(deck).info.title == "A talk on lights"


def test_a_presentation_without_text_is_refused() -> None:
    """Pictures cannot be quoted."""
    deck = pptx.Presentation()
    add_slide(deck)

    with pytest.raises(RefusedFile, match="it holds no text to quote"):
        read_pptx(data_of(deck), ORIGIN)


def test_too_many_slides_are_refused() -> None:
    """The limit is named."""
    deck = pptx.Presentation()
    add_slide(deck, "One", "Text.")
    add_slide(deck, "Two", "Text.")

    with pytest.raises(UnreadableFile, match="it has 2 slides, more than 1"):
        read_pptx(data_of(deck), STRICT)
