"""Remarks in a file: a line of JSON each, `{"id", "text", "author"?, "votes"?}`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from knowledge.discussions.agreement import Tally
from knowledge.errors import DataError
from knowledge.text.json_lines import json_lines, unknown_fields

_AGREE, _DISAGREE, _UNSURE = "agree", "disagree", "unsure"
_SIDES: Final = {
    **dict.fromkeys((_AGREE, "1", "+1", "👍"), _AGREE),
    **dict.fromkeys((_DISAGREE, "-1", "👎"), _DISAGREE),
    **dict.fromkeys((_UNSURE, "0", "🤔"), _UNSURE),
}
_HOW: Final = {
    "id": "Give each line an id of its own, a text or a whole number",
    "text": "Write what was said as a text between quotation marks",
    "author": "Write a name or a key between quotation marks, or leave it out",
    "votes": 'Write {"agree": 3, "disagree": 1, "unsure": 0}, a list such as [1, 1, -1], '
    'or a list of {"voter": "…", "value": 1}',
}
_EXAMPLE: Final = '{"id": "1", "text": "…", "author": "…", "votes": {"agree": 3, "disagree": 1}}'


class Cast(BaseModel):
    """One person's vote.

    Attributes:
        voter: who; two votes of one voter on the same line count once.
        value: 1 agrees, −1 disagrees, 0 is unsure.
        kind: key of the voter's kind of member, or empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    voter: str = Field(min_length=1)
    value: int = Field(ge=-1, le=1, strict=True)
    kind: str = ""


class Votes(BaseModel):
    """Votes on one remark: each with its voter, or nothing but how many."""

    model_config = ConfigDict(frozen=True)

    cast: tuple[Cast, ...] = ()
    tally: Tally | None = None


def _named(value: object) -> object:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


def _voted(value: object) -> object:
    """Read any of the forms in which votes are written."""
    if value is None or isinstance(value, Votes):
        return value or Votes()
    if isinstance(value, Mapping):
        return _counted(value)
    if isinstance(value, list):
        return _listed(value)
    msg = "neither counts nor a list"
    raise ValueError(msg)


def _counted(value: Mapping[str, object]) -> Votes:
    counts = dict.fromkeys((_AGREE, _DISAGREE, _UNSURE), 0)
    for name, count in value.items():
        if name not in _SIDES:
            msg = "a side other than agree, disagree and unsure"
            raise ValueError(msg)
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            msg = "a count that is no whole number from 0 on"
            raise ValueError(msg)
        counts[_SIDES[name]] += count
    return Votes(tally=Tally(**counts))


def _listed(value: Sequence[object]) -> Votes:
    if all(isinstance(one, Mapping) for one in value):
        return Votes(cast=tuple(map(_cast, value)))
    numbers = [one for one in value if isinstance(one, int) and not isinstance(one, bool)]
    if len(numbers) < len(value) or not all(-1 <= one <= 1 for one in numbers):
        msg = "a vote that is none of 1, -1 and 0"
        raise ValueError(msg)
    sides = Counter(numbers)
    return Votes(tally=Tally(sides[1], sides[-1], sides[0]))


def _cast(value: object) -> Cast:
    try:
        return Cast.model_validate(value)
    except ValidationError:  # its words quote what stands there
        msg = "a vote without voter, or with a value that is none of 1, -1 and 0"
        raise ValueError(msg) from None


_Id = Annotated[str, BeforeValidator(_named), StringConstraints(min_length=1)]
_Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]


class Row(BaseModel):
    """A remark as a file gives it.

    Attributes:
        line: its number in the file, from 1.
        author: who said it, or empty where each counts as somebody else.
    """

    model_config = ConfigDict(frozen=True)

    line: int
    id: _Id
    text: _Text
    author: Annotated[str, BeforeValidator(lambda one: "" if one is None else _named(one))] = ""
    votes: Annotated[Votes, BeforeValidator(_voted)] = Votes()

    @property
    def person(self) -> str:
        """Who counts as one person."""
        return f"author:{self.author}" if self.author else f"item:{self.id}"


class Rows(BaseModel):
    """A file of remarks.

    Attributes:
        unread: names of fields that mean nothing here.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()


def read_rows(path: Path) -> Rows:
    """Read a file of remarks.

    Raises:
        DataError: it cannot be read, holds no remark, or a line is not of its form; file, line
            and field are named, and never what stands there.
    """
    unread: dict[str, None] = {}
    rows: dict[str, Row] = {}
    for number, fields in json_lines(path, _EXAMPLE):
        unread.update(dict.fromkeys(sorted(unknown_fields(path, number, fields, tuple(_HOW)))))
        row = _row(path, number, fields)
        if row.id in rows:
            before = rows[row.id].line
            raise DataError(
                f"{path.name} line {number}: id: line {before} has the same", _HOW["id"]
            )
        rows[row.id] = row
    if not rows:
        raise DataError(f"{path.name} holds no remark", f"Write one a line, as {_EXAMPLE}")
    return Rows(name=path.name, rows=tuple(rows.values()), unread=tuple(unread))


def _row(path: Path, number: int, fields: dict[str, Any]) -> Row:
    known = {name: fields[name] for name in _HOW if name in fields}
    try:
        return Row.model_validate({**known, "line": number})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = str(first["loc"][0])
        reason = first["msg"].removeprefix("Value error, ")
        raise DataError(f"{path.name} line {number}: {field}: {reason}", _HOW[field]) from None
