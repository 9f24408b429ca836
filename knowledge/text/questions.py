"""A community's own `questions.jsonl`: a line of JSON a question."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import DataError
from knowledge.models.questions import LabelledQuestion, QuestionSet

MAX_BYTES = 10_000_000
_FIELDS = tuple(name for name in LabelledQuestion.model_fields if name != "line")
_NEAR = 0.85
_HOW = {
    "question": "Write the question as a text between quotation marks",
    "answerable": "Write true or false, without quotation marks",
    "must_mention": 'Write a list of texts, such as ["950", "survey"]',
    "source": "Write a file name, or a list of the file names that are right",
    "id": "Write a short name, or leave it out",
    "earlier": "Write a list of the questions before it, oldest first",
}


def read_questions(path: Path) -> QuestionSet:
    """Read a file of questions.

    Raises:
        DataError: it cannot be read, holds no question, or a line is not of its form; the line's
            number and the field are named, and never what stands there.
    """
    unread: dict[str, None] = {}
    questions = []
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            row = _parsed(path, number, line)
            unread.update(dict.fromkeys(_unknown(path, number, row)))
            questions.append(_question(path, number, row))
    if not questions:
        raise DataError(f"{path.name} holds no question", "Write one a line, as JSON")
    _refuse_doubles(path, questions)
    return QuestionSet(path.name, _digest(questions), tuple(questions), tuple(unread))


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(
                f"{path.name} has more than {MAX_BYTES // 1_000_000} MB", "Split it into several"
            )
        # Not splitlines: JSON may hold other line ends than \n within a text.
        yield from path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror})", "Give a file with a line of JSON each"
        ) from None
    except UnicodeDecodeError:
        raise DataError(f"{path.name} is not in UTF-8", "Save it as UTF-8") from None


def _parsed(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise DataError(
            f"{path.name} line {number} is no JSON object",
            'Write it as {"question": "…", "answerable": true}',
        )
    return row


def _unknown(path: Path, number: int, row: dict[str, Any]) -> Iterator[str]:
    """Yield fields that mean nothing here; one that is nearly right is taken for a slip."""
    for name in row.keys() - set(_FIELDS):
        near = difflib.get_close_matches(name, _FIELDS, n=1, cutoff=_NEAR)
        if near and near[0] not in row:
            raise DataError(f"{path.name} line {number}: “{name}” is no field", f"Write {near[0]}")
        yield name


def _question(path: Path, number: int, row: dict[str, Any]) -> LabelledQuestion:
    known = {name: row[name] for name in _FIELDS if name in row}
    if isinstance(known.get("id"), int):
        known["id"] = str(known["id"])
    try:
        return LabelledQuestion.model_validate({**known, "line": number})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = str(first["loc"][0])
        reason = first["msg"].removeprefix("Value error, ")
        raise DataError(f"{path.name} line {number}: {field}: {reason}", _HOW[field]) from None


def _refuse_doubles(path: Path, questions: list[LabelledQuestion]) -> None:
    counted = Counter(one.id for one in questions if one.id)
    for one in questions:
        if counted[one.id] > 1:
            raise DataError(
                f"{path.name} line {one.line}: id: another line has the same",
                "Give each question an id of its own, or none",
            )


def _digest(questions: list[LabelledQuestion]) -> str:
    rows = "\n".join(one.model_dump_json() for one in questions)
    return sha256(rows.encode()).hexdigest()
