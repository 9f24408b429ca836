"""Tables, as a spreadsheet shows them: numbered rows of cells, from CSV or from Excel."""

import csv
import io
import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from indexer.readers.foreign import parsing
from indexer.readers.origin import Origin
from indexer.readers.raw import decode
from knowledge.errors import RefusedFile
from knowledge.models.work import Refusal

MAX_ROWS = 20_000
MAX_COLUMNS = 500
MAX_CELL = 1_000_000
MAX_BLANK_ROWS = 5_000
"""Blank rows in a sheet, after which it is taken for ended."""

_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
_DELIMITERS = ",;\t"

Cells = list[str] | RefusedFile
"""The cells of a row, or what is wrong with it."""

Row = tuple[int, Cells]
"""Number of a row, 1 for the topmost, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file.

    Attributes:
        name: of the sheet, or empty for a file that is one table.
        rows: those that are not blank.
    """

    name: str
    rows: Iterator[Row]
    hidden: bool = False


def csv_table(data: bytes, known: Collection[str]) -> Table:
    """Return the table of a CSV file; its delimiter is found out.

    Args:
        known: names of columns, in lower case, by which the right delimiter shows itself.

    Raises:
        RefusedFile: it is no UTF-8.
    """
    text = decode(data)
    return Table("", _csv_rows(text, _delimiter(text, known)))


def workbook_tables(data: bytes) -> Iterator[Table]:
    """Yield the sheets of an Excel workbook, those that are hidden too; formulas as their values.

    Raises:
        UnreadableFile: it cannot be read.
    """
    with parsing("an Excel workbook"):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = book.worksheets
    for sheet in sheets:
        hidden = sheet.sheet_state != "visible"
        with parsing("an Excel workbook"):
            rows = [] if hidden else list(islice(_sheet_rows(sheet), MAX_ROWS + 2))
        yield Table(sheet.title, iter(rows), hidden=hidden)


def _delimiter(text: str, known: Collection[str]) -> str:
    """Return the delimiter that makes the most known columns, then the most, of the first line."""
    first = text.lstrip().split("\n", 1)[0]

    def columns(delimiter: str) -> tuple[int, int]:
        names = {name.strip(' "\t').lower() for name in first.split(delimiter)}
        return len(names & {*known}), len(names)

    return max(_DELIMITERS, key=columns)


def _csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number in itertools.count(1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _malformed(error)
        else:
            if any(cell.strip() for cell in cells):
                yield number, cells


def _malformed(error: csv.Error) -> RefusedFile:
    if "field larger" in str(error):
        return RefusedFile(
            f"one of its cells has more than {MAX_CELL:,} characters",
            "Close every quotation mark, and put long texts into files of their own",
        )
    return RefusedFile(
        f"its quotation marks are malformed ({error})",
        "Write a quotation mark within a cell twice, and close every cell that begins with one",
    )


def _sheet_rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    # What a sheet says of its own size may be wrong, or meant to fill the memory.
    sheet.reset_dimensions()
    blank = width = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_shown(value) for value in values[:MAX_COLUMNS]]
        blank = 0 if any(cells) else blank + 1
        if blank > MAX_BLANK_ROWS:
            return
        if not blank:
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))  # a row ends with its last value


def _shown(value: object) -> str:
    """Return a cell's value as people see it; errors such as #REF! are no value."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value).strip().replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")


def rest_not_read(rows: Iterator[Row], origin: Origin) -> Iterator[Refusal]:
    """Yield one refusal where there are more rows than are read."""
    for number, _ in islice(rows, 1):
        reason = f"only its first {MAX_ROWS:,} rows were read. Split it into smaller tables."
        yield Refusal(name=f"{origin.name} from row {number}", reason=reason)
