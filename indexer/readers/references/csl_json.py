"""CSL-JSON, the references that Zotero, Mendeley and Pandoc exchange, to references."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indexer.readers.dates import iso_date
from indexer.readers.foreign import parsed_json
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import decode
from indexer.readers.references.entries import Entry, Reference, link_of, read_entries, without_tags
from knowledge.errors import RefusedFile

_HINT = "Export references as CSL-JSON, or save the text as .md or .txt"
_TYPE = re.compile(r"[a-z]+(?:[-_][a-z]+)*")


class _Name(BaseModel):
    model_config = ConfigDict(frozen=True)

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


class _Date(BaseModel):
    model_config = ConfigDict(frozen=True)

    parts: tuple[tuple[int | str, ...], ...] = Field(default=(), alias="date-parts")
    raw: str = ""
    literal: str = ""

    @property
    def iso(self) -> str:
        first = self.parts[0] if self.parts else ()
        joined = "-".join(f"{part:0>2}" for part in first[:3])
        return iso_date(joined) or iso_date(self.raw) or iso_date(self.literal)


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int | str
    type: str
    title: str = ""
    author: tuple[_Name, ...] = ()
    editor: tuple[_Name, ...] = ()
    issued: _Date = _Date()
    venue: str = Field(default="", alias="container-title")
    publisher: str = ""
    abstract: str = ""
    url: str = Field(default="", alias="URL")
    doi: str = Field(default="", alias="DOI")


def read_csl_json(data: bytes, origin: Origin) -> Reading:
    """Read one file of references in CSL-JSON; no other JSON is read.

    Raises:
        RefusedFile: it is no UTF-8, no JSON, or no list of references.
    """
    return read_entries(csl_entries(_parsed(decode(data))), origin)


def csl_entries(parsed: object) -> Iterator[Entry]:
    """Return the entries of parsed CSL-JSON.

    Raises:
        RefusedFile: it is no list of references.
    """
    items = _items(parsed)
    if not items or not all(map(_is_reference, items[:1])):
        raise RefusedFile("this JSON is no list of references", _HINT)
    return _entries(items)


def _parsed(text: str) -> object:
    try:
        return parsed_json(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise RefusedFile(
            f"it is malformed JSON: line {error.lineno}, column {error.colno}", _HINT
        ) from None
    except (ValueError, RecursionError):
        raise RefusedFile("it is no JSON that can be read", _HINT) from None


def _items(parsed: object) -> Sequence[object]:
    """Return a list's items, those under `items` as some programs wrap them, or a lone one."""
    if isinstance(parsed, dict):
        inner = parsed.get("items")
        return inner if isinstance(inner, list) else [parsed]
    return parsed if isinstance(parsed, list) else []


def _is_reference(item: object) -> bool:
    if not isinstance(item, dict) or "id" not in item:
        return False
    kind = item.get("type")
    named = "title" in item or "author" in item
    return named and isinstance(kind, str) and bool(_TYPE.fullmatch(kind))


def _entries(items: Sequence[object]) -> Iterator[Entry]:
    for number, item in enumerate(items, 1):
        key = item.get("id") if isinstance(item, dict) else None
        yield Entry(f"{key if isinstance(key, (int, str)) else number}", partial(_reference, item))


def _reference(item: object) -> Reference:
    try:
        read = _Item.model_validate(_stated(item))
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"][:1]) or "entry"
        raise RefusedFile(
            f"its {field} is not as CSL-JSON has it", "Export it anew, or correct it"
        ) from None
    return Reference(
        key=f"{read.id}",
        title=without_tags(read.title),
        authors=tuple(filter(None, map(str, read.author or read.editor))),
        date=read.issued.iso,
        venue=read.venue or read.publisher,
        abstract=without_tags(read.abstract),
        url=link_of(read.url, read.doi),
    )


def _stated(item: object) -> object:
    """Leave out what is null: some programs write every field that there is."""
    if not isinstance(item, dict):
        return item
    return {field: value for field, value in item.items() if value is not None}
