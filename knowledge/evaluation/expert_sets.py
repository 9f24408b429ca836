"""Sets on who knows what, read from a folder.

`documents.jsonl[.gz]` {"doc", "people": [ids], "text", "date"?, "kind"?}, `people.jsonl[.gz]`
{"person", "kind"?, "organisation"?} who may be suggested, `queries.jsonl[.gz]` {"id", "text" or
"doc" of the document that is the question, "before"?, "asker"?, "relevant": {person: gain}}.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from knowledge.errors import DataError
from knowledge.evaluation.datasets import Line, Row, lines_of
from knowledge.models.days import first_day
from knowledge.models.experts import EvidenceKind

_GIVE = "Give documents.jsonl, people.jsonl and queries.jsonl, each with at least one line"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*")


def _day(value: str) -> str:
    day = _MOMENT.sub(r"\1", value)
    if day and first_day(day) is None:
        raise ValueError("write a day, a month or a year, such as 2026-05-17, 2026-05 or 2026")
    return day


_ALSO_CALLED = {
    "paper": EvidenceKind.WORK,
    "article": EvidenceKind.WORK,
    "publication": EvidenceKind.WORK,
    "reply": EvidenceKind.ANSWER,
    "message": EvidenceKind.CONTRIBUTION,
    "post": EvidenceKind.CONTRIBUTION,
    "comment": EvidenceKind.CONTRIBUTION,
}


def _kind(value: object) -> object:
    return _ALSO_CALLED.get(value, value) if isinstance(value, str) else value


Day = Annotated[str, AfterValidator(_day)]
Id = Annotated[str, Field(min_length=1)]


class EvidenceDocument(BaseModel):
    """A text that speaks for people.

    Attributes:
        people: ids of those whom it speaks for; of nobody who may be suggested, maybe.
        date: ISO day, month or year, or empty; of a moment the day counts.
        kind: decides what it counts, how it ages and whether it shows that somebody replies; None
            counts as a document, and as a sign of life where it has a date.
    """

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    doc: Id
    people: tuple[Id, ...]
    text: str
    date: Day = ""
    kind: Annotated[EvidenceKind | None, BeforeValidator(_kind)] = None


class Suggestible(BaseModel):
    """Somebody who may be suggested."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    person: Id
    kind: str = ""
    organisation: str = ""


class ExpertQuery(BaseModel):
    """A question with those who could help.

    Attributes:
        text: of the question; empty when a document is the question.
        doc: id of the document that is the question and speaks for nobody then, or empty.
        before: only what was dated earlier, or never, may speak; empty for all.
        asker: never suggested; or empty.
        relevant: person → how well they suit; 0 is not at all. Whoever is not among the people
            cannot be found, and counts as missed.
    """

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: Id
    text: str = ""
    doc: str = ""
    before: Day = ""
    asker: str = ""
    relevant: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]]

    @model_validator(mode="before")
    @classmethod
    def _is_called(cls, row: Any) -> Any:  # noqa: ANN401 - whatever the line holds
        if isinstance(row, dict) and "id" not in row and row.get("doc"):
            return {**row, "id": row["doc"]}
        return row

    @model_validator(mode="after")
    def _asks(self) -> "ExpertQuery":
        if bool(self.text.strip()) == bool(self.doc):
            raise ValueError("give either text or doc")
        return self


@dataclass(frozen=True, slots=True)
class ExpertSet:
    """Texts, the people whom they speak for, and questions with those who could help."""

    name: str
    documents: tuple[EvidenceDocument, ...]
    people: tuple[Suggestible, ...]
    queries: tuple[ExpertQuery, ...]


def read_expert_set(folder: Path) -> ExpertSet:
    """Read a set.

    Raises:
        DataError: a file is missing, or a line is not of its form or names what is not there.
    """
    documents = _lines(folder, "documents", EvidenceDocument, lambda one: one.doc)
    people = _lines(folder, "people", Suggestible, lambda one: one.person)
    queries = _lines(folder, "queries", ExpertQuery, lambda one: one.id)
    for one in queries.values():
        _check(one, documents)
    wanted = {person for one in queries.values() for person in one.row.relevant}
    if wanted and wanted.isdisjoint(people):
        raise DataError(
            f"{folder}: nobody in relevant of queries.jsonl is among the people of people.jsonl",
            "Use the same ids in both",
        )
    return ExpertSet(
        folder.name,
        tuple(one.row for one in documents.values()),
        tuple(one.row for one in people.values()),
        tuple(one.row for one in queries.values()),
    )


def _lines(
    folder: Path, stem: str, kind: type[Row], name_of: Callable[[Row], str]
) -> dict[str, Line[Row]]:
    """Return id → line, in their order."""
    found: dict[str, Line[Row]] = {}
    for line in lines_of(folder, stem, kind, _GIVE):
        name = name_of(line.row)
        if name in found:
            raise DataError(
                f"{line.where}: {name} was given before, in {found[name].where}",
                "Give each one id of its own",
            )
        found[name] = line
    if not found:
        raise DataError(f"{folder} has no lines in {stem}.jsonl", _GIVE)
    return found


def _check(query: Line[ExpertQuery], documents: Container[str]) -> None:
    one = query.row
    if one.doc and one.doc not in documents:
        raise DataError(
            f"{query.where}: doc: there is no document {one.doc}", "Correct the id, or give text"
        )
