"""What the readers of lists of works have in common."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from indexer.readers.references.entries import MAX_FIELD, link_of, without_tags
from knowledge.errors import RefusedFile
from knowledge.models.members import Work, WorkOrigin
from knowledge.text.orcids import orcid_of

Json = dict[str, Any]
_RESOLVERS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/")


class Listed(NamedTuple):
    """A work that was found in a list.

    Attributes:
        key: as the list names the work, or its number in it.
        read: gives the work's fields, or raises `RefusedFile` for what is malformed.
    """

    key: str
    read: Callable[[], "Described"]


class Described(NamedTuple):
    """What a list says of a work.

    Attributes:
        orcids: of its authors, as far as the list names them.
        date: ISO date, month or year, or empty.
        doi: however it is written, or empty.
    """

    title: str
    orcids: tuple[str, ...] = ()
    abstract: str = ""
    date: str = ""
    kind: str = ""
    doi: str = ""
    url: str = ""


def works_of(described: Described, origin: WorkOrigin, orcid: str) -> Iterator[Work]:
    """Yield a row for each author with an ORCID, or for the one whose list it is.

    Args:
        described: one work.
        origin: where its description comes from.
        orcid: the one author whose works are wanted; empty for all that the list names.

    Raises:
        RefusedFile: it has no title, or says of nobody by an ORCID that it is theirs.
    """
    title = " ".join(without_tags(described.title).split())
    if not title:
        raise RefusedFile("it has no title", "Write the work's title into the entry")
    if max(len(title), len(described.abstract)) > MAX_FIELD:
        raise RefusedFile(f"a field has more than {MAX_FIELD:,} characters", "Shorten it")
    authors = dict.fromkeys(filter(None, map(orcid_of, described.orcids)))
    if orcid and authors and orcid not in authors:
        raise RefusedFile(
            f"its authors have other ORCIDs than {orcid}",
            "Leave --orcid out, or take the entry out of the list",
        )
    for one in [orcid] if orcid else authors:
        yield _work(described, title, origin, one)
    if not orcid and not authors:
        raise RefusedFile(
            "it names no author by an ORCID", "Say with --orcid whose list of works this is"
        )


def _work(described: Described, title: str, origin: WorkOrigin, orcid: str) -> Work:
    doi = bare_doi(described.doi)
    same = doi or f"{title.casefold()}|{described.date[:4]}"
    return Work(
        id=sha256(f"{orcid}|{same}".encode()).hexdigest()[:32],
        orcid=orcid,
        title=title,
        abstract=without_tags(described.abstract).strip(),
        date=described.date,
        kind=described.kind,
        doi=doi,
        url=link_of("" if doi else described.url, doi),
        origin=origin,
    )


def bare_doi(written: str) -> str:
    """Return a DOI in lower case, without resolver and prefix."""
    name = written.strip().lower()
    for start in (*_RESOLVERS, "doi:"):
        name = name.removeprefix(start)
    return name.strip() if name.strip().startswith("10.") else ""


def texts_of(values: Iterable[object]) -> tuple[str, ...]:
    """Return those of some values that are texts."""
    return tuple(one for one in values if isinstance(one, str))
