"""`python -m indexer markings`: texts in, label and action out, a line each."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import DataError
from knowledge.models.sensitivity import SensitivityRules, Verdict
from knowledge.text.sensitivity import assess

_COLUMNS = "{:<14} {:<26} {}"
_FORM = 'Write {"id": "…", "text": "…"} there, with "filename" where there is one'


class MarkedLine(BaseModel):
    """A text to be judged; fields of other names are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str
    text: str
    filename: str | None = None


def judged(path: Path, rules: SensitivityRules) -> Iterator[tuple[str, Verdict]]:
    """Yield the id and the verdict of each line of a JSONL file, in its order.

    Raises:
        DataError: the file cannot be read, or a line is not of the form that it should be; the
            lines before it have been yielded.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for one in _parsed(lines, path.name):
                yield one.id, assess(one.text, rules, filename=one.filename or "")
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise DataError(f"{path} cannot be read: {reason}", "Name a file that exists") from None
    except UnicodeDecodeError:
        raise DataError(f"{path} is no UTF-8", "Save it as UTF-8") from None


def as_json(key: str, verdict: Verdict) -> str:
    """Write a verdict as a line of JSON."""
    row = {"id": key, "label": verdict.label, "action": verdict.action.value}
    return json.dumps(row, ensure_ascii=False)


def as_row(key: str, verdict: Verdict) -> str:
    """Write a verdict as a row of a table."""
    return _COLUMNS.format(verdict.action.value, verdict.label, key)


def header() -> str:
    """Return the table's first line."""
    return _COLUMNS.format("action", "label", "id")


def _parsed(lines: Iterable[str], name: str) -> Iterator[MarkedLine]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield MarkedLine.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise DataError(f"{name}, line {number}: no JSON ({error.msg})", _FORM) from None
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the line"
            reason = f"{name}, line {number}: {field}: {first['msg'].lower()}"
            raise DataError(reason, _FORM) from None
