"""Data sets in BEIR form, read from a folder.

`corpus.jsonl[.gz]` {"_id", "title"?, "text"}, `queries.jsonl[.gz]` {"_id", "text",
"answerable"?, "evidence_sentences"? or "answers"?}, `qrels/test.tsv` (query-id, corpus-id, score).
"""

import csv
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import DataError

Row = TypeVar("Row", bound=BaseModel)

_COLUMNS = 3
_BEIR = "Give a BEIR-form folder"


class Line(NamedTuple, Generic[Row]):
    """A row with where it stands: `queries.jsonl line 3`."""

    where: str
    row: Row


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
    corpus = tuple(one.row for one in lines_of(folder, "corpus", CorpusRow, _BEIR))
    queries = tuple(one.row for one in lines_of(folder, "queries", QueryRow, _BEIR))
    if not corpus or not queries:
        raise DataError(
            f"{folder} holds no documents or no questions", "Give at least one line of each"
        )
    return Dataset(folder.name, corpus, queries, _qrels(folder / "qrels" / "test.tsv"))


def lines_of(folder: Path, stem: str, kind: type[Row], remedy: str) -> Iterator[Line[Row]]:
    """Read a file with a JSON object a line.

    Raises:
        DataError: it is missing or damaged, or a line is not of its form.
    """
    names = (folder / f"{stem}.jsonl", folder / f"{stem}.jsonl.gz")
    path = next((one for one in names if one.is_file()), None)
    if path is None:
        raise DataError(f"{folder} has neither {stem}.jsonl nor {stem}.jsonl.gz", remedy)
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    where = f"{path.name} line {number}"
                    yield Line(where, _row(where, line, kind))
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path.name} cannot be read ({error})", "Write the file anew") from None
    except UnicodeDecodeError:
        raise DataError(f"{path.name} is not UTF-8", "Write the file in UTF-8") from None


def _row(where: str, line: str, kind: type[Row]) -> Row:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise DataError(f"{where}: {field}: {first['msg']}", "Correct the line") from None


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
