"""PDFs and Office files through a whole build: cited by page, held by their edges, isolated."""

import io
from pathlib import Path

import docx
import pptx
import pytest
from pptx.util import Cm

from indexer.pipeline import build
from knowledge.adapters.community_pack import load_community
from knowledge.models.work import BuildReport, Source
from tests.fixtures.pdf_files import Paper, sentences
from tests.worlds import World

RULES = load_community("police_science").sensitivity
MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with a report of two pages."""
    folder = tmp_path / "docs"
    folder.mkdir()
    paper = Paper()
    for text in sentences(2):
        paper.new_page()
        paper.line(text[:40])
        paper.line(text[40:])
    (folder / "report.pdf").write_bytes(paper.data())
    return folder


def run(world: World, folder: Path) -> BuildReport:
    """Build with a community's rules."""
    source = Source.folder(str(folder))
    return build([source], world.tools, lambda _done, _total: None, RULES)


def test_passages_of_a_pdf_know_their_pages(world: World, docs: Path) -> None:
    """From the file to the store."""
    run(world, docs)
    (stored,) = world.tools.documents.next_passages(())
    text = stored.passage.text

    assert [stored.passage.locator_at(text.index(one)) for one in ("season 101", "season 102")] == [
        "page 1",
        "page 2",
    ]


def test_a_marking_in_a_running_head_holds_a_pdf(world: World, docs: Path) -> None:
    """Though no page of the text has it."""
    paper = Paper(head=MARKING)
    for text in sentences(4):
        paper.new_page()
        paper.line(text)
    (docs / "marked.pdf").write_bytes(paper.data())

    assert [one.name for one in run(world, docs).held] == ["marked.pdf"]


def test_a_marking_in_a_header_holds_a_word_document(world: World, docs: Path) -> None:
    """It stands beside the text, not in it."""
    word = docx.Document()
    word.add_paragraph("The lamps were counted.")
    word.sections[0].footer.paragraphs[0].text = f"{MARKING}\tPage 1"
    word.save(str(docs / "marked.docx"))

    assert [one.name for one in run(world, docs).held] == ["marked.docx"]


def test_a_marking_on_the_layout_holds_a_presentation(world: World, docs: Path) -> None:
    """It shows on every slide and stands on none."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for text in ("The lamps were counted.", MARKING):
        slide.shapes.add_textbox(Cm(1), Cm(9), Cm(5), Cm(1)).text_frame.text = text
    slide.slide_layout.shapes._spTree.append(slide.shapes[-1]._element)
    deck.save(str(docs / "marked.pptx"))

    assert [one.name for one in run(world, docs).held] == ["marked.pptx"]


def test_files_that_cannot_be_read_are_refused_and_the_rest_is_indexed(
    world: World, docs: Path
) -> None:
    """Each with its own reason."""
    locked = Paper()
    locked.line("The lamps were counted.")
    file = io.BytesIO()
    docx.Document().save(file)
    bad = {
        "bomb.docx": file.getvalue()[:900],
        "cut.pdf": (docs / "report.pdf").read_bytes()[:900],
        "empty.pptx": b"",
        "locked.pdf": locked.locked(),
        "picture.pdf": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    }
    for name, data in bad.items():
        (docs / name).write_bytes(data)
    report = run(world, docs)

    assert report.added == ("report.pdf",)
    assert {one.name: one.reason.partition(".")[0] for one in report.refused} == {
        "bomb.docx": "it is damaged or incomplete",
        "cut.pdf": "it is cut off: its end is missing",
        "empty.pptx": "the file is empty",
        "locked.pdf": "it is protected by a password",
        "picture.pdf": "it is an image (JPG), not a PDF",
    }


def test_a_file_that_has_become_unreadable_keeps_what_was_indexed(world: World, docs: Path) -> None:
    """Nothing is known of what it holds now."""
    run(world, docs)
    (docs / "report.pdf").write_bytes(b"%PDF-1.7 half a file")
    (docs / "more.txt").write_bytes(b"The beacons were lit at night.")
    report = run(world, docs)

    assert report.removed == ()
    assert report.added == ("more.txt",)
