"""Discussions whose themes are known, read from a folder.

`sessions.json[.gz]`, or one file whose name ends so: a list of {"name", "source"?, "items":
[{"text", "labels": [themes, none or several]}]}.
"""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from knowledge.errors import DataError

_ENDINGS = ("sessions.json", "sessions.json.gz")


class LabelledRemark(BaseModel):
    """What somebody said, with the themes that people found in it."""

    model_config = ConfigDict(frozen=True)

    text: str
    labels: tuple[str, ...] = ()


class Session(BaseModel):
    """Remarks under one prompt.

    Attributes:
        source: where they come from; sessions of one source are measured together.
    """

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1)
    source: str = ""
    items: tuple[LabelledRemark, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class SessionSet:
    """Sessions of a folder."""

    name: str
    sessions: tuple[Session, ...]


_SESSIONS = TypeAdapter(tuple[Session, ...])


def sessions_file(folder: Path) -> Path | None:
    """Return the file with sessions in a folder, or None where there is none.

    Raises:
        DataError: there are several.
    """
    found = sorted(path for path in folder.iterdir() if path.name.endswith(_ENDINGS))
    if len(found) > 1:
        raise DataError(
            f"{folder} holds {len(found)} files of sessions", "Keep one in it, and move the others"
        )
    return found[0] if found else None


def read_sessions(path: Path) -> SessionSet:
    """Read sessions.

    Raises:
        DataError: the file is damaged, empty, or a field is not of its form.
    """
    try:
        raw = path.read_bytes()
        whole = gzip.decompress(raw) if path.suffix == ".gz" else raw
        sessions = _SESSIONS.validate_json(whole)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path.name} cannot be read ({error})", "Write the file anew") from None
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        raise DataError(f"{path.name}: {field}: {first['msg']}", "Correct the field") from None
    if not sessions:
        raise DataError(f"{path.name} holds no sessions", "Give one or more")
    return SessionSet(path.parent.name, sessions)
