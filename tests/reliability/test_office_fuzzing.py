"""Damaged PDFs, Office files and pages: a reading or a refusal, never a crash or a hang."""

import functools
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.util import Cm

from indexer.files import FoundFile
from indexer.isolation import IsolatedReading
from indexer.readers import ReaderDefaults, read_bytes
from indexer.readers.html.reader import read_html
from indexer.readers.limits import Limits
from indexer.readers.markdown import read_markdown
from indexer.readers.origin import Origin, Reading
from indexer.readers.text import read_text
from knowledge.errors import RefusedFile
from tests.fixtures.pdf_files import long_paper

DOCUMENTS = Path(__file__).parents[1] / "fixtures" / "documents"
PLAIN: Mapping[str, tuple[Callable[[bytes, Origin], Reading], str]] = {
    ".html": (read_html, "lamp-page.html"),
    ".md": (read_markdown, "night-lights.md"),
    ".txt": (read_text, "running-heads.txt"),
}
WORD_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml")
DECK_PARTS = ("ppt/slides/slide1.xml", "ppt/presentation.xml", "[Content_Types].xml")
ODD = [b"\0", b"<", b">", b"</w:p>", b"<w:p/>", b"-1", b"99999999999", b"&x;", b"\xff", b" ", b"'"]
quick = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Bytes of which some are cut out, doubled, flipped or put in, or that end too soon."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        flipped = bytes(255 - byte for byte in data[start:end])
        odd = draw(st.sampled_from([*ODD, data[start:end] * 2, b"", flipped]))
        data = data[:start] + odd + data[end:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data


def check(reading: Reading) -> None:
    """Look at all that came out."""
    documents, refusals = reading
    assert documents or refusals
    for document in documents:
        # What cannot be written as UTF-8 would break the store for all.
        assert document.model_dump_json().encode()
        assert any(section.text.strip() for section in document.sections)
        for section in document.sections:
            starts = [locator.start for locator in section.locators]
            assert starts == sorted(starts)
            assert all(0 <= start < len(section.text) for start in starts)


def check_bytes(suffix: str, data: bytes) -> None:
    """Read a file whose container is checked and whose parser may raise what it likes."""
    origin = Origin(f"/docs/file{suffix}", f"file{suffix}", ReaderDefaults())
    try:
        check(read_bytes(data, suffix, origin))
    except RefusedFile:
        return


@functools.cache
def word() -> bytes:
    """Return a document with headings, lists and a table."""
    made = docx.Document()
    made.add_heading("Lamps", 1)
    made.add_paragraph("They were counted.").add_run(" Twice.").bold = True
    made.add_paragraph("by hand", style="List Bullet")
    made.add_paragraph("by day", style="List Number")
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Quay"
    made.sections[0].header.paragraphs[0].text = "Board"
    return saved(made.save)


@functools.cache
def deck() -> bytes:
    """Return a presentation with a title, a table and notes."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.placeholders[0].text_frame.text = "Lamps"
    slide.placeholders[1].text_frame.text = "They were counted."
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(5), Cm(5)).table
    table.cell(0, 0).text = "Quay"
    return saved(made.save)


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    """Return what is saved."""
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a package and pack it again, sound."""
    old = zipfile.ZipFile(io.BytesIO(data))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return file.getvalue()


@pytest.fixture(scope="module")
def apart() -> Iterator[IsolatedReading]:
    """A reader whose parser may crash without ending the tests."""
    with IsolatedReading() as reading:
        yield reading


@pytest.mark.parametrize("suffix", PLAIN)
@settings(quick, max_examples=300)
@given(changes=st.data())
def test_a_damaged_plain_file_is_read_or_refused(suffix: str, changes: st.DataObject) -> None:
    """Its reader is called without the net below it that catches what it raises."""
    read, name = PLAIN[suffix]
    data = changes.draw(damaged((DOCUMENTS / name).read_bytes()))
    try:
        check(read(data, Origin("/docs/a", name, ReaderDefaults())))
    except RefusedFile:
        return


@quick
@given(changes=st.data())
def test_a_damaged_pdf_is_read_or_refused(
    apart: IsolatedReading, tmp_path_factory: pytest.TempPathFactory, changes: st.DataObject
) -> None:
    """Neither does it crash its parser, nor does it hang."""
    folder = tmp_path_factory.mktemp("pdf")
    data = changes.draw(damaged(long_paper(12).data()[:-8])) + b"\n%%EOF\n"
    (folder / "a.pdf").write_bytes(b"%PDF-1.3\n" + data)
    found = FoundFile(folder, "a.pdf")
    reading = apart(found, ReaderDefaults(limits=Limits(seconds=20)))

    check(reading)
    assert not any("crashed" in one.reason or "longer" in one.reason for one in reading[1])


@pytest.mark.parametrize(("suffix", "make"), [(".docx", word), (".pptx", deck)])
@quick
@given(changes=st.data())
def test_a_damaged_office_file_is_read_or_refused(
    suffix: str, make: Callable[[], bytes], changes: st.DataObject
) -> None:
    """The archive itself is hurt."""
    check_bytes(suffix, changes.draw(damaged(make())))


@pytest.mark.parametrize("part", WORD_PARTS)
@quick
@given(changes=st.data())
def test_a_word_document_with_a_damaged_part_is_read_or_refused(
    part: str, changes: st.DataObject
) -> None:
    """The archive is sound, what it packs is not."""
    change = lambda data: changes.draw(damaged(data))  # noqa: E731 - one line says it
    check_bytes(".docx", with_part(word(), part, change))


@pytest.mark.parametrize("part", DECK_PARTS)
@quick
@given(changes=st.data())
def test_a_presentation_with_a_damaged_part_is_read_or_refused(
    part: str, changes: st.DataObject
) -> None:
    """The archive is sound, what it packs is not."""
    change = lambda data: changes.draw(damaged(data))  # noqa: E731 - one line says it
    check_bytes(".pptx", with_part(deck(), part, change))


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx", *PLAIN])
@settings(quick, max_examples=50)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    """Even those that never were such a file."""
    check_bytes(suffix, data)


@pytest.mark.parametrize(
    "text",
    ["[" * 60_000, "*a " * 60_000, "> " * 20_000, "`" * 60_000, "|" * 60_000, "<a " * 60_000,
     "- " * 20_000, "![](" * 20_000, "&" * 60_000, "\n" * 200_000, "a\f" * 60_000, "<p>" * 60_000],
)  # fmt: skip
@pytest.mark.parametrize("suffix", PLAIN)
def test_a_text_of_one_thing_over_and_over_is_read_or_refused(suffix: str, text: str) -> None:
    """Parsers have been made to hang by such."""
    check_bytes(suffix, text.encode())
