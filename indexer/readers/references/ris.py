"""RIS to references."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import rispy

from indexer.readers.dates import iso_date
from indexer.readers.foreign import parsing
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import decode
from indexer.readers.references.entries import Entry, Reference, link_of, read_entries, without_tags
from knowledge.errors import RefusedFile

_START, _END = "TY  -", "ER  -"
_TITLES = ("title", "primary_title", "short_title", "translated_title")
_AUTHORS = ("authors", "first_authors", "secondary_authors")
_VENUES = (
    "journal_name", "secondary_title", "alternate_title3", "alternate_title2", "publisher",
)  # fmt: skip
_DATES = ("date", "year", "publication_year")


def read_ris(data: bytes, origin: Origin) -> Reading:
    """Read one RIS file.

    Raises:
        RefusedFile: it is no UTF-8 or holds no entry.
    """
    return read_entries(ris_entries(data), origin)


def ris_entries(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a RIS file, each parsed by itself: a malformed one harms no other.

    Raises:
        RefusedFile: it is no UTF-8.
    """
    lines = decode(data).split("\n")
    record: list[str] = []
    number = 0
    for line in [*lines, _START]:
        begins = line.startswith(_START)
        if begins and record:
            number += 1
            yield Entry(f"{number}", _unended)
            record = []
        if begins or record:
            record.append(line)
        if record and line.startswith(_END):
            number += 1
            yield Entry(f"{number}", partial(_reference, record, number))
            record = []


def _unended() -> Reference:
    raise RefusedFile("it does not end", f"Write {_END} in a line of its own below the entry")


def _reference(record: Sequence[str], number: int) -> Reference:
    with parsing("a RIS entry"):
        (fields,) = rispy.loads("\n".join(record), enforce_list_tags=False)
    name = _first(fields, ("id", "accession_number")) or f"{number}"
    return Reference(
        key=name,
        title=without_tags(_first(fields, _TITLES)),
        authors=tuple(map(_given_first, _all(fields, _AUTHORS))),
        date=next(filter(None, map(_date, _all(fields, _DATES))), ""),
        venue=_first(fields, _VENUES),
        abstract=without_tags(_first(fields, ("abstract", "notes_abstract"))),
        url=link_of(_first(fields, ("urls",)), _first(fields, ("doi",))),
    )


def _all(fields: dict[str, Any], names: Sequence[str]) -> list[str]:
    """Return the values of the first of the fields that has any."""
    for name in names:
        value = fields.get(name) or []
        texts = value if isinstance(value, list) else [value]
        if found := [" ".join(str(text).split()) for text in texts if str(text).strip()]:
            return found
    return []


def _first(fields: dict[str, Any], names: Sequence[str]) -> str:
    return next(iter(_all(fields, names)), "")


def _given_first(name: str) -> str:
    family, _, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}".strip()


def _date(written: str) -> str:
    """Read `2024/03/01/online` as RIS has it, and what programs write in its place."""
    parts = [part for part in written.split("/")[:3] if part.isascii() and part.isdigit()]
    return iso_date("-".join([part.zfill(2) for part in parts])) or iso_date(written)
