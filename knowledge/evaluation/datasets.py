"""Data sets in BEIR form, read from a folder.

`corpus.jsonl[.gz]` {"_id", "title"?, "text"}, `queries.jsonl[.gz]` {"_id", "text",
"answerable"?, "evidence_sentences"? or "answers"?}, `qrels/test.tsv` (query-id, corpus-id, score).
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import DataError

Row = TypeVar("Row", bound=BaseModel)

_COLUMNS = 3


class CorpusRow(BaseModel):
    """A document to find."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(alias="_id")
    title: str = ""
    text: str


class QueryRow(BaseModel):
    """A question.

    Attributes:
        answerable: whether the corpus holds the answer; None where the data do not say.
        evidence_sentences: sentences of the corpus that hold the answer.
        answers: strings, one of which a right answer contains.
    """

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(alias="_id")
    text: str
    answerable: bool | None = None
    evidence_sentences: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A corpus with questions and judgements.

    Attributes:
        qrels: query id → document id → grade; only grades above 0.
    """

    name: str
    corpus: tuple[CorpusRow, ...]
    queries: tuple[QueryRow, ...]
    qrels: dict[str, dict[str, int]]


def read_dataset(folder: Path) -> Dataset:
    """Read a data set.

    Raises:
        DataError: a file is missing, or a line is not of its form.
    """
    corpus = tuple(_rows(folder, "corpus", CorpusRow))
    queries = tuple(_rows(folder, "queries", QueryRow))
    if not corpus or not queries:
        raise DataError(
            f"{folder} holds no documents or no questions", "Give at least one line of each"
        )
    return Dataset(folder.name, corpus, queries, _qrels(folder / "qrels" / "test.tsv"))


def _rows(folder: Path, stem: str, kind: type[Row]) -> Iterator[Row]:
    path = next(
        (one for one in (folder / f"{stem}.jsonl", folder / f"{stem}.jsonl.gz") if one.is_file()),
        None,
    )
    if path is None:
        raise DataError(
            f"{folder} has neither {stem}.jsonl nor {stem}.jsonl.gz", "Give a BEIR-form folder"
        )
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _row(path, number, line, kind)


def _row(path: Path, number: int, line: str, kind: type[Row]) -> Row:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the line"
        raise DataError(
            f"{path.name} line {number}: {where}: {first['msg']}", "Correct the line"
        ) from None


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    if not path.is_file():
        raise DataError(f"{path} is missing", "Give the judgements as tab-separated values")
    qrels: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter="\t"), start=1):
            if number == 1 and row[-1:] == ["score"]:
                continue
            if len(row) != _COLUMNS or not row[2].lstrip("-").isdigit():
                raise DataError(
                    f"{path.name} line {number} is not query-id, corpus-id, score",
                    "Part the three with tabs; the score is a whole number",
                )
            if int(row[2]) > 0:
                qrels.setdefault(row[0], {})[row[1]] = int(row[2])
    return qrels
