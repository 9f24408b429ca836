"""A report as data: JSON, from which every number can be found again, and CSV for spreadsheets."""

import csv
import io
import json

from pydantic import ValidationError

from knowledge.errors import DataError
from knowledge.models.report_parts import Entry, Votes
from knowledge.models.reports import Report

_FORMULA = tuple("=+-−@＝＋－＠|%")  # spreadsheets take full-width signs too
_COLUMNS = (
    "prompt", "question", "contribution", "theme", "theme name", "text", "name", "kind", "link",
    "late", "repeats", "voters", "agree", "disagree", "unsure", "votes say",
)  # fmt: skip


def to_json(report: Report) -> str:
    """Return everything of a report, ending in a line break."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, origin: str = "The report") -> Report:
    """Return a report that `to_json` wrote.

    Args:
        origin: what the text is called in errors, such as a file's name.

    Raises:
        DataError: it is no report; the error names the first field that is wrong.
    """
    try:
        return Report.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(one) for one in first["loc"]) or "the whole"
        raise DataError(
            f"{origin} cannot be read: {field} is not as it should be",
            "Take report.json as it was exported",
        ) from None


def to_csv(report: Report) -> str:
    """Return a row a contribution; no cell can be taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    questions = {one.number: one.text for one in report.prompts}
    themes = {one.id: (one.label, one.name) for one in report.themes}
    labels = {one.id: one.label for one in report.entries}
    for entry in report.entries:
        cells = (
            f"Q{entry.prompt}",
            questions.get(entry.prompt, ""),
            entry.label,
            *themes.get(entry.theme, ("", "")),
            *_own(entry),
            labels.get(entry.repeats, ""),
            *_voted(entry.votes),
        )
        writer.writerow([neutral(cell) for cell in cells])
    return out.getvalue()


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    start = cell.lstrip("\ufeff\u200b \t\r\n\u00a0\"'")
    risky = start.startswith(_FORMULA) or cell[:1] in {"\t", "\r", "\n"}
    return f"'{cell}" if risky else cell


def _own(entry: Entry) -> tuple[str, ...]:
    return (entry.text, entry.name, entry.kind, entry.url, "yes" if entry.late else "no")


def _voted(votes: Votes | None) -> tuple[str, ...]:
    if votes is None:
        return ("", "", "", "", "")
    cells = (votes.voters, votes.agree, votes.disagree, votes.unsure)
    return (*("" if one is None else str(one) for one in cells), votes.label)
