"""PDFs: every sentence on its page, and nothing of what stands around the text."""

import functools
import re
from dataclasses import replace

import pytest

from indexer.readers.limits import Limits
from indexer.readers.origin import Origin, ReaderDefaults
from indexer.readers.pdf.reader import in_ranges, read_pdf
from indexer.readers.raw import UnreadableFile
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document
from knowledge.models.work import Refusal
from knowledge.text.passages import split_document
from tests.fixtures.pdf_files import HEAD, MARGIN, Paper, long_paper, sentences

ORIGIN = Origin("/docs/plan.pdf", "plan.pdf", ReaderDefaults())
STRICT = replace(ORIGIN, defaults=ReaderDefaults(limits=Limits(pages=1)))


def read(data: bytes) -> Document:
    """Read a PDF that holds one document and refuses nothing."""
    (document,), refusals = read_pdf(data, ORIGIN)
    assert refusals == ()
    return document


def text_of(document: Document) -> str:
    """Return all text."""
    return "\n\n".join(section.text for section in document.sections)


def words(text: str) -> int:
    """Count as a model's tokenizer does, roughly."""
    return len(text.split())


@functools.cache
def survey() -> tuple[Paper, Document]:
    """Return a report of several pages, and what was read of it."""
    paper = long_paper()
    return paper, read(paper.data())


def test_every_sentence_is_cited_with_its_page() -> None:
    """Ninety of them, over running heads, divided words and the ends of pages."""
    paper, document = survey()
    passages = split_document(document, words, limit=60)
    cited = {
        sentence: passage.locator_at(passage.text.index(sentence))
        for sentence in paper.pages
        for passage in passages
        if sentence in passage.text
    }

    assert len(cited) == 90
    assert len(set(paper.pages.values())) > 4
    assert cited == {sentence: f"page {page}" for sentence, page in paper.pages.items()}


def test_the_fixture_has_what_the_test_above_is_about() -> None:
    """Words were divided at their own hyphens and elsewhere, and sentences crossed pages."""
    paper, document = survey()

    assert len(paper.divided) > 20
    assert "shore-based" in paper.divided
    assert any(locator.start for section in document.sections for locator in section.locators)


def test_running_heads_are_left_out_and_kept_at_the_edges() -> None:
    """A marking may be among them."""
    _, document = survey()

    assert HEAD not in text_of(document)
    assert "Report 7" not in text_of(document)
    assert {HEAD, "Report 7, page 1", "Report 7, page 3"} <= set(document.edges)


def test_large_lines_are_headings_and_the_largest_is_the_title() -> None:
    """Where there is no outline, the sizes speak."""
    _, document = survey()

    assert document.info.title == "What the night survey found"
    assert document.sections[0].heading == ("Round 1 of the watch",)
    assert document.sections[1].heading == ("Round 16 of the watch",)


def test_an_outline_gives_the_headings() -> None:
    """Even where they are set like the text, or are not on the page."""
    paper = Paper()
    paper.heading("Lamps", 11, level=0)
    paper.paragraph(["The lamps were counted in the spring of the year."])
    paper.heading("Old lamps", 11, level=1)
    paper.paragraph(["The old lamps were repaired by the harbour board."])
    paper.entry("Unseen part", 0)
    paper.new_page()
    paper.entry("New lamps", 1)
    paper.line("The new lamps shine on the promenade of the town.")
    document = read(paper.data())

    assert [section.heading for section in document.sections] == [
        ("Lamps",),
        ("Lamps", "Old lamps"),
        ("Unseen part", "New lamps"),
    ]
    assert document.info.title == "Plan"


def test_title_and_date_come_from_the_properties_where_the_first_page_bears_them_out() -> None:
    """A template's title stays behind in many files."""
    paper = Paper()
    paper.heading("Night lights of the harbour", 20)
    paper.paragraph(sentences(3))
    paper.pdf.set_title("The night lights of the harbour")
    document = read(paper.data())

    assert document.info.title == "The night lights of the harbour"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", document.info.date)


@pytest.mark.parametrize("stated", ["Microsoft Word - plan_v3.docx", "Untitled", "Budget of 1998"])
def test_a_title_that_a_program_made_up_is_not_used(stated: str) -> None:
    """What is set largest on the first page is."""
    paper = Paper()
    paper.heading("Night lights of the harbour", 20)
    paper.paragraph(sentences(3))
    paper.pdf.set_title(stated)

    assert read(paper.data()).info.title == "Night lights of the harbour"


def test_items_of_a_list_are_lines_without_bullets() -> None:
    """Numbers stay, because people refer to them."""
    paper = Paper(head="", foot="")
    paper.line("Three things were found on the promenade at night by all:")
    for item in ("- lamps that were broken", "- lamps that were lit", "1. a beacon"):
        paper.line(item)

    assert text_of(read(paper.data())) == (
        "Three things were found on the promenade at night by all:\n"
        "lamps that were broken\nlamps that were lit\n1. a beacon"
    )


def test_notes_at_the_foot_follow_the_paragraph_that_crosses_the_page() -> None:
    """A sentence is not parted by them."""
    paper = Paper()
    for at in range(30):
        paper.line(f"Line {at} of a long text that goes on without an end and then")
    paper.pdf.set_font("Helvetica", size=8)
    paper.pdf.text(72, 750, "1 Counted by hand.")
    paper.pdf.set_font("Helvetica", size=11)
    paper.new_page()
    paper.line("it ends on the second page.")
    text = text_of(read(paper.data()))

    assert "and then it ends on the second page.\n\n1 Counted by hand." in text


def test_a_table_of_contents_is_left_out() -> None:
    """Nobody wants dots quoted."""
    paper = Paper(head="", foot="")
    paper.line("Lamps ............................ 3")
    paper.line("Beacons . . . . . . . . . . . . . iv")
    paper.paragraph(sentences(2))

    assert text_of(read(paper.data())) == " ".join(sentences(2))


def test_scanned_pages_are_named_and_the_others_read() -> None:
    """The person hears which pages want text recognition."""
    paper = Paper()
    paper.paragraph(sentences(2))
    for _ in range(2):
        paper.picture()
    paper.paragraph(sentences(2)[1:])
    paper.picture()
    (document,), refusals = read_pdf(paper.data(), ORIGIN)

    assert [locator.label for locator in document.sections[0].locators] == ["page 1", "page 4"]
    assert refusals == (
        Refusal(
            name="plan.pdf pages 2–3, 5",
            reason="they are scanned, without text. "
            "Run text recognition (OCR) over the file and build again.",
        ),
    )


def test_a_scan_is_refused() -> None:
    """Running heads that a scanner added are no text."""
    paper = Paper()
    for _ in range(3):
        paper.picture()
        paper.pdf.text(MARGIN, 50, "Scanned by the archive")

    with pytest.raises(RefusedFile, match="scanned images without text"):
        read_pdf(paper.data(), ORIGIN)


def test_blank_pages_are_no_scans() -> None:
    """They hold nothing to recognise."""
    paper = Paper(head="", foot="")
    paper.paragraph(sentences(1))
    paper.new_page()

    assert text_of(read(paper.data())) == sentences(1)[0]


def test_a_watermark_is_left_out_and_kept_at_the_edges() -> None:
    """It runs askew over the text."""
    paper = Paper(head="", foot="")
    paper.paragraph(sentences(3))
    with paper.pdf.rotation(45, 200, 400):
        paper.pdf.text(200, 400, "Not for sharing")
    document = read(paper.data())

    assert text_of(document) == " ".join(sentences(3))
    assert "Not for sharing" in document.edges


def test_a_page_set_sideways_is_read_as_one_that_is_upright() -> None:
    """Wide tables are often set so."""
    paper = Paper(head="", foot="")
    paper.new_page()
    with paper.pdf.rotation(90, 300, 400):
        for at, line in enumerate(("The lamps of the pier were", "counted by the board.")):
            paper.pdf.text(200, 300 + 14 * at, line)

    assert text_of(read(paper.data())) == "The lamps of the pier were counted by the board."


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_a_pdf_that_was_cut_off_is_refused(share: float) -> None:
    """What is left of it might be quoted for the whole."""
    data = long_paper(20).data()

    with pytest.raises(UnreadableFile, match="it is cut off: its end is missing"):
        read_pdf(data[: int(len(data) * share)], ORIGIN)


def test_a_damaged_pdf_is_refused() -> None:
    """Its frame alone says nothing."""
    with pytest.raises(UnreadableFile, match="it is damaged or incomplete"):
        read_pdf(b"%PDF-1.7\n garbage \n%%EOF\n", ORIGIN)


def test_a_pdf_with_a_password_is_refused() -> None:
    """The remedy says what to do."""
    paper = Paper()
    paper.paragraph(sentences(2))

    with pytest.raises(UnreadableFile, match=r"protected by a password\. Save it without"):
        read_pdf(paper.locked(), ORIGIN)


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    """The limit is named."""
    paper = Paper()
    paper.new_page()
    paper.new_page()

    with pytest.raises(UnreadableFile, match="it has 2 pages, more than 1"):
        read_pdf(paper.data(), STRICT)


def test_a_pdf_without_anything_on_it_is_refused() -> None:
    """There is nothing to quote."""
    paper = Paper(head="", foot="")
    paper.new_page()

    with pytest.raises(RefusedFile, match="it holds no text to quote"):
        read_pdf(paper.data(), ORIGIN)


def test_numbers_are_written_in_ranges() -> None:
    """As people write them."""
    assert in_ranges([1, 2, 3, 5, 7, 8]) == "1–3, 5, 7–8"
