"""A report as files: a page, a PDF, a table, data, and the charts."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from knowledge.discussions.reporting.exports import to_csv, to_json
from knowledge.discussions.reporting.markdown import to_markdown
from knowledge.errors import DataError
from knowledge.models.report_material import Material
from knowledge.models.reports import Report

PAGE, PDF, TABLE, DATA = "report.md", "report.pdf", "report.csv", "report.json"


def files_of(report: Report) -> Mapping[str, bytes]:
    """Return every file of a report, by name; the same report gives the same bytes."""
    # matplotlib and fpdf take a second to import.
    from knowledge.discussions.reporting.charts import drawn
    from knowledge.discussions.reporting.pdf import to_pdf

    pictures = drawn(report)
    return {
        PAGE: to_markdown(report).encode(),
        PDF: to_pdf(report, pictures),
        # Spreadsheets take a file for UTF-8 only when it begins with its mark.
        TABLE: to_csv(report).encode("utf-8-sig"),
        DATA: to_json(report).encode(),
        **{f"{picture}.png": png for picture, png in pictures.items()},
    }


def write_files(folder: Path, report: Report) -> tuple[Path, ...]:
    """Write every file of a report into a folder, which is made where there is none.

    Raises:
        DataError: the folder cannot be written.
    """
    files = files_of(report)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise DataError(
            f"{folder} cannot be written ({error.strerror})",
            "Choose a place that you may write to",
        ) from None
    return tuple(folder / name for name in files)


def read_material(path: Path) -> Material:
    """Read everything that a report is made of from a JSON file.

    Raises:
        DataError: the file cannot be read; the error names the first field that is wrong.
    """
    try:
        return Material.model_validate_json(path.read_bytes())
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror})", "Name a file that is there"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(one) for one in first["loc"]) or "the whole"
        raise DataError(
            f"{path} is no discussion: {field} is not as it should be",
            "docs/discussion-report/session.json shows what a file must hold",
        ) from None
