"""Files that people write with a JSON object a line; what is wrong is said with its line."""

import difflib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from knowledge.errors import DataError

MAX_BYTES = 10_000_000
_NEAR = 0.85


def json_lines(path: Path, example: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file, each with the number of its line, from 1.

    Args:
        path: of the file, in UTF-8.
        example: of such a line, for whoever wrote another one.

    Raises:
        DataError: it cannot be read, or a line is no JSON object; what stands there is not said.
    """
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            yield number, _parsed(path, number, line, example)


def unknown_fields(
    path: Path, number: int, row: dict[str, Any], fields: Sequence[str]
) -> Iterator[str]:
    """Yield fields that mean nothing here; one that is nearly right is taken for a slip.

    Raises:
        DataError: one is nearly right.
    """
    for name in row.keys() - set(fields):
        near = difflib.get_close_matches(name, fields, n=1, cutoff=_NEAR)
        if near and near[0] not in row:
            raise DataError(f"{path.name} line {number}: “{name}” is no field", f"Write {near[0]}")
        yield name


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


def _parsed(path: Path, number: int, line: str, example: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise DataError(f"{path.name} line {number} is no JSON object", f"Write it as {example}")
    return row
