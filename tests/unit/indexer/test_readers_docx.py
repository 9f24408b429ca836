"""Word documents: what a person reads with all changes accepted."""

from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.readers.blocks import Block
from indexer.readers.docx.reader import docx_blocks, read_docx
from knowledge.errors import RefusedFile
from tests.fixtures.word_files import ORIGIN, add_part, add_xml, data_of, read, run


def blocks(word: WordDocument) -> list[Block]:
    """Return what is read of a document's body."""
    return docx_blocks(data_of(word))


def test_headings_come_from_styles() -> None:
    """Their levels are those of the path."""
    word = docx.Document()
    word.add_paragraph("Night lights", style="Title")
    word.add_heading("Lamps", 1)
    word.add_heading("Old lamps", 2)
    word.add_paragraph("They were counted.")
    word.add_heading("Beacons", 1)
    word.add_paragraph("They were lit.")
    document = read(word)

    assert document.info.title == "Night lights"
    assert [(one.heading, one.text) for one in document.sections] == [
        (("Lamps", "Old lamps"), "They were counted."),
        (("Beacons",), "They were lit."),
    ]


def test_a_style_of_ones_own_takes_its_level_from_its_base() -> None:
    """Organisations have house styles."""
    word = docx.Document()
    style = word.styles.add_style("Board heading", 1)
    style.base_style = word.styles["Heading 2"]
    word.add_paragraph("Lamps", style="Board heading")

    assert blocks(word) == [Block("Lamps", 2)]


def test_bold_lines_are_headings_where_no_style_makes_any() -> None:
    """Many people format by hand."""
    word = docx.Document()
    for text, bold in [("Lamps", True), ("They were counted.", False), ("Stop.", True)]:
        word.add_paragraph().add_run(text).bold = bold
    levels = [block.level for block in blocks(word)]
    word.add_heading("One", 1)
    word.add_heading("Two", 1)

    assert levels == [2, 0, 0]
    assert [block.level for block in blocks(word)] == [0, 0, 0, 1, 1]


def test_items_of_a_list_are_lines_and_numbers_stay() -> None:
    """A list can be quoted whole; its bullets are nobody's words."""
    word = docx.Document()
    word.add_paragraph("Bring these:")
    for text in ("a lamp", "a rope"):
        word.add_paragraph(text, style="List Bullet")
    word.add_paragraph("Then:")
    for text in ("Light it.", "Wait."):
        word.add_paragraph(text, style="List Number")

    assert [block.text for block in blocks(word)] == [
        "Bring these:",
        "a lamp\na rope",
        "Then:",
        "1. Light it.\n2. Wait.",
    ]


def test_numbers_of_several_levels_are_written_as_word_shows_them() -> None:
    """People refer to 2.1(a)."""
    word = docx.Document()
    levels = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{style}'/>"
        f"<w:lvlText w:val='{pattern}'/></w:lvl>"
        for at, (style, pattern) in enumerate(
            [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("upperRoman", "%4")]
        )
    )
    numbering = word.part.numbering_part.element
    abstract = parse_xml(
        f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>{levels}</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>")
    )
    for depth in (0, 1, 1, 2, 3, 3, 3, 3, 0, 1):
        numbered = (
            f"<w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='77'/></w:numPr></w:pPr>"
        )
        add_xml(word, numbered + run("x"))

    assert blocks(word)[0].text.split("\n") == [
        *("1 x", "1.1 x", "1.2 x", "(a) x", "I x", "II x", "III x", "IV x", "2 x", "2.1 x")
    ]


def test_insertions_are_kept_and_deletions_are_not() -> None:
    """A document under review reads as its last author wants it."""
    word = docx.Document()
    add_xml(
        word,
        run("The lamps ")
        + "<w:del w:id='1' w:author='A'><w:r><w:delText>never </w:delText></w:r></w:del>"
        + f"<w:ins w:id='2' w:author='A'>{run('always ')}</w:ins>"
        + f"<w:moveFrom w:id='3' w:author='A'>{run('elsewhere ')}</w:moveFrom>"
        + run("shine."),
    )

    assert blocks(word) == [Block("The lamps always shine.")]


def test_hidden_text_and_field_codes_are_left_out_and_links_are_kept() -> None:
    """They are not what a person reads."""
    word = docx.Document()
    add_xml(
        word,
        run("See ")
        + "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        + f"<w:hyperlink>{run('the plan')}</w:hyperlink>"
        + "<w:r><w:t>,</w:t><w:br/><w:t>please</w:t><w:noBreakHyphen/><w:t>do</w:t></w:r>",
    )

    assert blocks(word) == [Block("See the plan,\nplease-do")]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    """Word writes a text box twice, for old programs."""
    word = docx.Document()
    box = f"<w:txbxContent><w:p>{run('In the box.')}</w:p></w:txbxContent>"
    add_xml(
        word,
        run("Outside.")
        + "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        + f"<mc:Choice Requires='wps'><w:r>{box}</w:r></mc:Choice>"
        + f"<mc:Fallback><w:r>{box}</w:r></mc:Fallback></mc:AlternateContent>",
    )
    add_xml(word, f"<w:sdtContent><w:p>{run('In the control.')}</w:p></w:sdtContent>", "sdt")

    assert [block.text for block in blocks(word)] == ["Outside.", "In the box.", "In the control."]


def test_a_table_of_contents_is_left_out() -> None:
    """It repeats the headings."""
    word = docx.Document()
    add_xml(
        word,
        "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        "</w:sdtPr>"
        f"<w:sdtContent><w:p>{run('Lamps 3')}</w:p></w:sdtContent>",
        "sdt",
    )
    word.styles.add_style("toc 1", 1)
    word.add_paragraph("Beacons 4", style="toc 1")
    word.add_paragraph("Text.")

    assert blocks(word) == [Block("Text.")]


def test_rows_of_a_table_name_their_columns() -> None:
    """Each can be read by itself, also where a cell spans rows or columns."""
    word = docx.Document()
    table = word.add_table(4, 3)
    rows = [("Place", "Lamps", "Beacons"), ("Quay", "3", "4"), ("", "5", "6"), ("Pier", "none", "")]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Quay"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "none"

    assert blocks(word)[0].text == (
        "Place: Quay; Lamps: 3; Beacons: 4\nPlace: Quay; Lamps: 5; Beacons: 6\n"
        "Place: Pier; Lamps: none"
    )


def test_a_frame_around_text_is_no_table() -> None:
    """Headings within it divide the document."""
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "A word of warning."
    cell.add_paragraph("Lamps", style="Heading 1")

    assert blocks(word) == [Block("A word of warning."), Block("Lamps", 1)]


def test_footnotes_stand_at_the_end() -> None:
    """Under a heading of their own, as those of Markdown do."""
    word = docx.Document()
    word.add_paragraph("The lamps were counted.")
    separator = "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
    note = f"<w:footnote w:id='1'><w:p>{run('By hand.')}</w:p></w:footnote>"
    add_part(word, "footnotes", f"<w:footnotes {nsdecls('w')}>{separator}{note}</w:footnotes>")

    assert blocks(word)[1:] == [Block("Notes", 1), Block("By hand.")]


def nothing(_word: WordDocument) -> None:
    """Leave a document empty."""


def only_deleted(word: WordDocument) -> None:
    """Write something and take it back."""
    add_xml(word, "<w:del w:id='1' w:author='A'><w:r><w:delText>x</w:delText></w:r></w:del>")


@pytest.mark.parametrize("fill", [nothing, only_deleted])
def test_a_document_without_text_is_refused(fill: Callable[[WordDocument], None]) -> None:
    """There is nothing to quote."""
    word = docx.Document()
    fill(word)

    with pytest.raises(RefusedFile, match="it holds no text to quote"):
        read_docx(data_of(word), ORIGIN)
