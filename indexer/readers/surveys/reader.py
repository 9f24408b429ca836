"""Answers to surveys: a document a respondent who consented, a passage a question."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from indexer.readers.blocks import Block, build_document
from indexer.readers.dates import iso_date
from indexer.readers.origin import Origin, Reading
from indexer.readers.surveys.columns import Column, Holds, columns_of
from indexer.readers.surveys.contributions import OPTIONAL, REQUIRED, contributions_of
from indexer.readers.surveys.tables import (
    MAX_COLUMNS,
    MAX_ROWS,
    Cells,
    Row,
    Table,
    csv_table,
    rest_not_read,
    workbook_tables,
)
from indexer.readers.surveys.wishes import consents, credit_of
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document, Kind
from knowledge.models.work import Refusal

MIN_WORDS = 4
"""Words of an answer that can be quoted; fewer are a choice, a number or a grade."""

MIN_ANSWERS = 8
"""Answers from which it shows whether a question offered choices."""

REPEATED = 3
"""A question whose answers are given so often each, on average, offered choices."""

_ID = re.compile(r"[\w.:@-]{1,64}")
_UNNAMED_SHEET = re.compile(r"sheet ?\d*|form ?\d*|form responses ?\d*", re.IGNORECASE)
_QUESTION_WORDS = 3
_NEEDS_CONSENT = (
    "Add a column “I consent to my answers being used” with yes in the row of each person who did"
)


class _Survey(NamedTuple):
    """The columns of a survey, and those of its questions whose answers can be quoted."""

    columns: Sequence[Column]
    open: Sequence[Column]


def read_csv(data: bytes, origin: Origin) -> Reading:
    """Read one CSV file: a table of contributions or what a forms program exports.

    Raises:
        RefusedFile: it is neither, or it has no column of consent.
    """
    table = csv_table(data, {*REQUIRED, *OPTIONAL})
    return _read_table(table, origin)


def read_workbook(data: bytes, origin: Origin) -> Reading:
    """Read the sheets of one Excel workbook; hidden sheets are named among the refusals.

    Raises:
        RefusedFile: it cannot be read, or no sheet holds anything.
    """
    documents: list[Document] = []
    refusals: list[Refusal] = []
    for table in workbook_tables(data):
        place = Origin(f"{origin.id}#{table.name}", f"{origin.name}#{table.name}", origin.defaults)
        try:
            read, refused = _read_sheet(table, place)
        except RefusedFile as error:
            read, refused = (), (Refusal(name=place.name, reason=str(error)),)
        documents.extend(read)
        refusals.extend(refused)
    if not documents and not refusals:
        raise RefusedFile("none of its sheets holds a table", "Write something into it")
    return tuple(documents), tuple(refusals)


def _read_sheet(table: Table, place: Origin) -> Reading:
    if table.hidden:
        raise RefusedFile("this sheet is hidden", "Show it, if it is meant to be read")
    first = next(table.rows, None)
    if first is None:
        return (), ()
    return _read_table(Table(table.name, chain([first], table.rows)), place)


def _read_table(table: Table, origin: Origin) -> Reading:
    first = next(table.rows, (1, []))
    headers = [] if isinstance(first[1], RefusedFile) else first[1]
    names = {header.strip().lower() for header in headers}
    if len(names & {*REQUIRED}) > 1:
        return contributions_of(chain([first], table.rows), origin)
    if not any(len(header.split()) >= _QUESTION_WORDS for header in headers):
        raise RefusedFile(
            "it is neither a table of contributions nor the answers to a survey",
            f"Name the columns {', '.join(REQUIRED)}, or give each question a column with the "
            "question as its header; save any other table as text",
        )
    if len(headers) > MAX_COLUMNS:
        raise RefusedFile(f"it has more than {MAX_COLUMNS} columns", "Split it")
    return _read_survey(headers, table.rows, origin)


def _read_survey(headers: Sequence[str], rows: Iterator[Row], origin: Origin) -> Reading:
    read = list(islice(rows, MAX_ROWS))
    answered = [cells for _, cells in read if not isinstance(cells, RefusedFile)]
    columns = columns_of(headers, answered)
    if not any(column.holds is Holds.CONSENT for column in columns):
        raise RefusedFile("no column says whether the respondents consented", _NEEDS_CONSENT)
    survey = _Survey(columns, [one for one in columns if _is_open(one, answered)])
    documents: dict[str, Document] = {}
    refusals: list[Refusal] = []
    silent = 0
    for number, cells in read:
        try:
            document = _document(cells, survey, number, origin)
            if document and document.info.id in documents:
                raise _seen_before()
        except RefusedFile as refused:
            refusals.append(Refusal(name=f"{origin.name} row {number}", reason=str(refused)))
        else:
            silent += document is None
            documents.update({document.info.id: document} if document else {})
    refusals.extend(_silent(silent, origin))
    refusals.extend(rest_not_read(rows, origin))
    if not documents and not refusals:
        raise RefusedFile("the table has no rows", "Add some, or remove it")
    return tuple(documents.values()), tuple(refusals)


def _is_open(column: Column, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a question was answered in people's own words."""
    if column.holds is not Holds.ANSWER:
        return False
    answers = [row[column.at].strip() for row in rows if column.at < len(row)]
    given = Counter(answer.casefold() for answer in answers if answer)
    return given.total() < MIN_ANSWERS or len(given) * REPEATED > given.total()


def _document(cells: Cells, survey: _Survey, number: int, origin: Origin) -> Document | None:
    """Return what a respondent wrote, or None where nothing of it can be quoted."""
    if isinstance(cells, RefusedFile):
        raise cells
    if any(cell.strip() for cell in cells[len(survey.columns) :]):
        raise RefusedFile(
            f"it has {len(cells)} cells, not {len(survey.columns)}",
            "Put text that holds the delimiter in quotation marks",
        )
    answers = {one: cells[one.at].strip() for one in survey.columns if one.at < len(cells)}
    asked = [column for column in survey.columns if column.holds is Holds.CONSENT]
    if not all(consents(answers.get(column, "")) for column in asked):
        raise RefusedFile("no consent was given", "Write yes in the column of consent if it was")
    said = [
        (one.header, answers[one]) for one in survey.open if _can_be_quoted(answers.get(one, ""))
    ]
    if not said:
        return None
    name = _id(answers) or f"row-{number}"
    place = Origin(f"{origin.id}#{name}", f"{origin.name}#{name}", origin.defaults)
    blocks = chain.from_iterable((Block(asked, 1), Block(answer)) for asked, answer in said)
    document = build_document(place, blocks, _facts(answers, name, origin))
    sections = (one.model_copy(update={"apart": True}) for one in document.sections)
    return document.model_copy(update={"sections": tuple(sections)})


def _can_be_quoted(answer: str) -> bool:
    """Tell an answer in words from a choice; several choices are parted by semicolons."""
    return len(answer.split()) >= MIN_WORDS and not answer.endswith(";")


def _facts(answers: Mapping[Column, str], name: str, origin: Origin) -> dict[str, Any]:
    def first(holds: Holds) -> str:
        return next((text for one, text in answers.items() if one.holds is holds and text), "")

    names = [text for one, text in answers.items() if one.holds is Holds.NAME and text]
    kind = " ".join(first(Holds.KIND).split())
    days = [text for one, text in answers.items() if one.holds is Holds.DAY]
    return {
        "title": f"{_survey_title(origin)}, response {name.removeprefix('row-')}",
        "date": next(filter(None, map(_day, days)), ""),
        "kind": Kind.OPINION,
        "credit": credit_of(first(Holds.CREDIT), " ".join(dict.fromkeys(names)), kind),
        "marking": first(Holds.MARKING),
    }


def _survey_title(origin: Origin) -> str:
    file, _, sheet = origin.name.partition("#")
    title = Origin(origin.id, file, origin.defaults).title
    return title if not sheet or _UNNAMED_SHEET.fullmatch(sheet) else f"{title}, {sheet}"


def _id(answers: Mapping[Column, str]) -> str:
    ids = (text for one, text in answers.items() if one.holds is Holds.ID)
    return next((text for text in ids if _ID.fullmatch(text)), "")


def _day(written: str) -> str:
    return iso_date(re.sub(r"\A(\d{4})/(\d{2})/(\d{2})", r"\1-\2-\3", written))


def _seen_before() -> RefusedFile:
    return RefusedFile("its id stands in an earlier row", "Give each row an id of its own")


def _silent(silent: int, origin: Origin) -> Iterator[Refusal]:
    if silent:
        reason = (
            f"{silent} consenting respondent{'s' * (silent > 1)} wrote no answer of {MIN_WORDS} "
            "words or more. Nothing needs to be done: choices and numbers are not quoted."
        )
        yield Refusal(name=origin.name, reason=reason)
