"""A file of works to rows: by its ending and by what is in it."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from indexer.readers.foreign import parsed_json
from indexer.readers.raw import decode, load
from indexer.readers.references.bibtex import bibtex_entries
from indexer.readers.references.csl_json import csl_entries
from indexer.readers.references.entries import MAX_ENTRIES, Entry
from indexer.readers.references.ris import ris_entries
from indexer.works import crossref, openalex, orcid
from indexer.works.listed import Described, Json, Listed, bare_doi, works_of
from knowledge.errors import RefusedFile
from knowledge.models.members import Work, WorkOrigin
from knowledge.models.work import Refusal

_KNOWN = (
    "Give an ORCID record, works of OpenAlex or Crossref, CSL-JSON, BibTeX or RIS, "
    "as .json, .jsonl, .bib or .ris"
)


class WorksRead(NamedTuple):
    """What a file brought."""

    works: tuple[Work, ...] = ()
    refusals: tuple[Refusal, ...] = ()


class _List(NamedTuple):
    """A list of works.

    Attributes:
        owner: ORCID of the one author whose list it is, or empty.
    """

    origin: WorkOrigin
    listed: Iterable[Listed]
    owner: str = ""


def read_works(path: Path, owner: str = "") -> WorksRead:
    """Read one file; an entry that cannot be read is refused by its key.

    Args:
        path: of the file.
        owner: ORCID of the one author whose works are wanted, or empty.

    Raises:
        RefusedFile: nothing can be read of it, or it is somebody else's record.
    """
    found = _list_of(path.suffix.lower(), load(path))
    if found.owner and owner and found.owner != owner:
        raise RefusedFile(f"it is the record of {found.owner}", f"Leave out --orcid {owner}")
    works: dict[str, Work] = {}
    refusals: list[Refusal] = []
    entries = iter(found.listed)
    for entry in islice(entries, MAX_ENTRIES):
        try:
            for work in works_of(entry.read(), found.origin, found.owner or owner):
                works[work.id] = work
        except RefusedFile as refused:
            refusals.append(Refusal(name=f"{path.name} entry {entry.key}", reason=str(refused)))
    if next(entries, None) is not None:
        reason = f"only its first {MAX_ENTRIES:,} entries were read. Split it into smaller files."
        refusals.append(Refusal(name=path.name, reason=reason))
    if not works and not refusals:
        raise RefusedFile("it holds no public works", "Check that it is the file you meant")
    return WorksRead(tuple(works.values()), tuple(refusals))


def _list_of(suffix: str, data: bytes) -> _List:
    if suffix == ".bib":
        return _List(WorkOrigin.BIBTEX, map(_of_reference, bibtex_entries(data)))
    if suffix == ".ris":
        return _List(WorkOrigin.RIS, map(_of_reference, ris_entries(data)))
    if suffix == ".jsonl":
        return _List(WorkOrigin.OPENALEX, _lines(decode(data)))
    if suffix == ".json":
        return _of_json(_parsed(decode(data)))
    raise RefusedFile(f"“{suffix or 'a file without an ending'}” is no list of works", _KNOWN)


def _of_json(parsed: object) -> _List:
    if isinstance(parsed, dict) and orcid.is_record(parsed):
        return _List(WorkOrigin.ORCID, orcid.listed_works(parsed), orcid.owner_of(parsed))
    if isinstance(parsed, dict) and isinstance(parsed.get("results"), list):
        parsed = parsed["results"]
    several: list[Any] = parsed if isinstance(parsed, list) else [parsed]
    if several and all(map(openalex.is_work, several)):
        return _List(WorkOrigin.OPENALEX, _numbered(openalex.listed_work, several))
    if items := crossref.items_of(parsed):
        return _List(WorkOrigin.CROSSREF, _numbered(crossref.listed_work, items))
    return _List(WorkOrigin.CSL, map(_of_reference, csl_entries(parsed)))


def _numbered(read: Callable[[int, Json], Listed], items: Iterable[Json]) -> Iterator[Listed]:
    return (read(number, item) for number, item in enumerate(items, 1))


def _lines(text: str) -> Iterator[Listed]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Listed(f"in line {number}", partial(_line, line))


def _line(line: str) -> Described:
    parsed = _parsed(line)
    if not isinstance(parsed, dict) or not openalex.is_work(parsed):
        raise RefusedFile("it is no work as OpenAlex has it", "Download it anew")
    return openalex.listed_work(0, parsed).read()


def _of_reference(entry: Entry) -> Listed:
    return Listed(entry.key, lambda: _described(entry))


def _described(entry: Entry) -> Described:
    read = entry.read()
    return Described(
        title=read.title,
        abstract=read.abstract,
        date=read.date,
        doi=bare_doi(read.url),
        url=read.url,
    )


def _parsed(text: str) -> object:
    try:
        return parsed_json(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise RefusedFile(
            f"it is malformed JSON: line {error.lineno}, column {error.colno}", _KNOWN
        ) from None
    except (ValueError, RecursionError):
        raise RefusedFile("it is no JSON that can be read", _KNOWN) from None
