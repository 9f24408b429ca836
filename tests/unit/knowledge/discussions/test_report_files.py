"""A report as files, and the sample of it that stands in the documentation."""

from pathlib import Path

import pypdfium2
import pytest

from knowledge.commands.discussions import report as report_command
from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.charts import drawn
from knowledge.discussions.reporting.exports import from_json
from knowledge.discussions.reporting.faithful import faults, sentences_of
from knowledge.discussions.reporting.files import (
    DATA,
    PAGE,
    PDF,
    TABLE,
    files_of,
    read_material,
    write_files,
)
from knowledge.discussions.reporting.pdf import to_pdf
from knowledge.errors import DataError
from tests.told import discussion, material, remark

SAMPLE = Path(__file__).parents[4] / "docs" / "discussion-report"


def flowing(text: str) -> str:
    """A text without its line breaks and blanks: pages break where they will."""
    return "".join(text.split())


def words_of(pdf: bytes) -> str:
    """All words of a PDF, without blanks."""
    pages = pypdfium2.PdfDocument(pdf)
    try:
        return flowing("".join(page.get_textpage().get_text_range() for page in pages))
    finally:
        pages.close()


@pytest.mark.parametrize("name", [PAGE, TABLE, DATA])
def test_the_sample_is_what_the_product_makes(name: str) -> None:
    """Of the session beside it, byte for byte."""
    made = files_of(build(read_material(SAMPLE / "session.json")))

    assert made[name] == (SAMPLE / name).read_bytes()


def test_the_samples_pdf_says_what_its_data_says() -> None:
    """Every sentence, every quote: Markdown, PDF and JSON agree."""
    report = from_json((SAMPLE / DATA).read_text(encoding="utf-8"))
    words = words_of((SAMPLE / PDF).read_bytes())
    quotes = [quote.text for theme in report.themes for quote in theme.quotes]

    assert faults(report) == ()
    assert quotes
    said = [*(one.text for _, one in sentences_of(report)), *quotes]
    assert [one for one in said if flowing(one) not in words] == []


def test_the_same_report_gives_the_same_pdf() -> None:
    """To the byte, with a language, and with words for each picture."""
    report = build(material([remark(number) for number in range(1, 6)]))
    pictures = drawn(report)
    pdf = to_pdf(report, pictures)

    assert to_pdf(report, drawn(report)) == pdf
    assert b"/Lang (en-GB)" in pdf
    assert pdf.count(b"/Alt ") == len(pictures) == 2


def test_what_the_typeface_lacks_does_not_stop_the_pdf() -> None:
    """Emoji, Chinese, control characters, one very long word."""
    said = ["\U0001f44d lamps", "\u6f22\u5b57", "a\x00b", "w" * 3000, "مرحبا"]
    report = build(material([remark(n, text) for n, text in enumerate(said, start=1)]))

    assert "[thumbsupsign]lamps" in words_of(to_pdf(report, {}))


def test_a_report_without_a_contribution_is_written_too() -> None:
    """All its files but the charts, which have nothing to show."""
    assert sorted(files_of(build(material()))) == sorted([PAGE, PDF, TABLE, DATA])


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "file").write_text("")

    with pytest.raises(DataError, match="cannot be written"):
        write_files(tmp_path / "file", build(material()))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"discussion": {"title": 1}}'])
def test_a_file_that_is_no_discussion_is_refused(text: str, tmp_path: Path) -> None:
    """The error names a field."""
    path = tmp_path / "session.json"
    path.write_text(text)

    with pytest.raises(DataError, match="is no discussion"):
        read_material(path)


def test_an_async_week_fits_on_the_chart() -> None:
    """Stretches become as long as they must."""
    end = discussion().starts_at
    said = [remark(n, said_at=end.replace(day=end.day + n // 3, hour=n % 20)) for n in range(1, 10)]
    report = build(material(said))

    assert len(report.timeline) <= 15
    assert faults(report) == ()


def test_the_command_writes_the_files_and_says_that_all_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a person runs it."""
    report_command(SAMPLE / "session.json", tmp_path / "made")

    assert {path.name for path in (tmp_path / "made").iterdir()} >= {PAGE, PDF, TABLE, DATA}
    assert "every number and quote holds" in capsys.readouterr().out
