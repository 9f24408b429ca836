"""A community's own `questions.jsonl`: a line of JSON a question."""

from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import DataError
from knowledge.models.questions import LabelledQuestion, QuestionSet
from knowledge.text.json_lines import json_lines, unknown_fields

_FIELDS = tuple(name for name in LabelledQuestion.model_fields if name != "line")
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
    for number, row in json_lines(path, '{"question": "…", "answerable": true}'):
        unread.update(dict.fromkeys(unknown_fields(path, number, row, _FIELDS)))
        questions.append(_question(path, number, row))
    if not questions:
        raise DataError(f"{path.name} holds no question", "Write one a line, as JSON")
    _refuse_doubles(path, questions)
    return QuestionSet(path.name, _digest(questions), tuple(questions), tuple(unread))


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
