"""Files that a library parses: whatever it stumbles over is a refusal of the file."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.readers.raw import DAMAGED, UnreadableFile
from knowledge.errors import RefusedFile


@contextmanager
def parsing(what: str) -> Iterator[None]:
    """Turn whatever a library raises on a damaged file into a refusal, and keep it quiet.

    Args:
        what: the format with its article, as people know it: `an Excel workbook`.

    Raises:
        UnreadableFile: the library gave up; its own words may hold the file's text and are lost.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (RefusedFile, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - no parser says all that it may raise on a damaged file
        raise UnreadableFile(f"it is not {what}, or it is damaged", DAMAGED[1]) from None


def sound(text: str) -> str:
    """Replace lone surrogates, which e-mail can bring and UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode()


def parsed_json(text: str | bytes) -> object:
    """Parse JSON; lone surrogates, which its escapes can bring, are replaced.

    Raises:
        ValueError: it is malformed; for `json.JSONDecodeError`, line and column are known.
        RecursionError: it is nested absurdly deep.
    """
    parsed = json.loads(text)
    try:
        json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.loads(sound(json.dumps(parsed, ensure_ascii=False)))
    return parsed
