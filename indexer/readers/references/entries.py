"""Bibliographic references: one document an entry, however little of it is known."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from indexer.readers.blocks import Block, build_document
from indexer.readers.html.reader import blocks_of_fragment
from indexer.readers.origin import Origin, Reading
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document, Kind
from knowledge.models.work import Refusal

MAX_ENTRIES = 10_000
MAX_FIELD = 50_000
"""Characters of a field; what is longer is no abstract."""

MAX_AUTHORS = 20
_KEY_CHARS = 80


class Reference(BaseModel):
    """What a bibliography says about one work.

    Attributes:
        key: as the bibliography names the work.
        authors: given name first, in the order of the work.
        date: ISO date, or empty.
        venue: journal, book, conference or publisher.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    title: str
    authors: tuple[str, ...] = ()
    date: str = ""
    venue: str = ""
    abstract: str = ""
    url: str = ""


class Entry(NamedTuple):
    """An entry that was found in a file.

    Attributes:
        key: as the file names it, or `line 12` where it has no name.
        read: gives the reference, or raises `RefusedFile` for a malformed entry.
    """

    key: str
    read: Callable[[], Reference]


def read_entries(entries: Iterable[Entry], origin: Origin) -> Reading:
    """Make a document of each entry; a malformed one is refused by its key.

    Raises:
        RefusedFile: there is no entry at all.
    """
    documents: dict[str, Document] = {}
    refusals: list[Refusal] = []
    found = iter(entries)
    for entry in islice(found, MAX_ENTRIES):
        try:
            document = _document(entry.read(), origin)
            _check_is_new(document, documents)
        except RefusedFile as refused:
            name = f"{origin.name} entry {entry.key[:_KEY_CHARS]}"
            refusals.append(Refusal(name=name, reason=str(refused)))
        else:
            documents[document.info.id] = document
    if next(found, None) is not None:
        refusals.append(_too_many(origin))
    if not documents and not refusals:
        raise RefusedFile("it holds no references", "Add some, or remove it")
    return tuple(documents.values()), tuple(refusals)


def _check_is_new(document: Document, earlier: Collection[str]) -> None:
    if document.info.id in earlier:
        raise RefusedFile("its key stands there twice", "Give each entry a key of its own")


def link_of(url: str, doi: str) -> str:
    """Return the address of a work: its own, else that of its DOI; empty when there is none."""
    if url.startswith(("https://", "http://")) and not any(char.isspace() for char in url):
        return url
    name = doi.strip()
    for start in ("https://doi.org/", "http://doi.org/", "http://dx.doi.org/", "doi:"):
        name = name.removeprefix(start)
    return f"https://doi.org/{quote(name.strip(), safe='/().-_;:')}" if name else ""


def without_tags(text: str) -> str:
    """Return plain text of what publishers write with HTML or JATS tags in it."""
    if "<" not in text:
        return text
    return "\n\n".join(block.text for block in blocks_of_fragment(text)) or text


def _document(reference: Reference, origin: Origin) -> Document:
    if not reference.title:
        raise RefusedFile("it has no title", "Write the work's title into the entry")
    if max(map(len, (reference.title, reference.abstract, reference.venue))) > MAX_FIELD:
        raise RefusedFile(
            f"a field has more than {MAX_FIELD:,} characters",
            "Check that its brackets and quotation marks are closed",
        )
    facts: dict[str, Any] = {
        "title": reference.title,
        "date": reference.date,
        "url": reference.url,
        "kind": Kind.EVIDENCE,
    }
    key = reference.key
    place = Origin(f"{origin.id}#{key}", f"{origin.name}#{key}", origin.defaults)
    return build_document(place, _blocks(reference), facts)


def _blocks(reference: Reference) -> Iterator[Block]:
    year = f"({reference.date[:4]})" if reference.date else ""
    who = " ".join(filter(None, [_named(reference.authors), year]))
    parts = (who, reference.title, reference.venue)
    yield Block(" ".join(_sentence(part) for part in parts if part))
    yield Block(reference.abstract)


def _named(authors: tuple[str, ...]) -> str:
    if len(authors) > MAX_AUTHORS:
        return f"{', '.join(authors[:MAX_AUTHORS])} and others"
    return " and ".join(filter(None, [", ".join(authors[:-1]), *authors[-1:]]))


def _sentence(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _too_many(origin: Origin) -> Refusal:
    reason = f"only its first {MAX_ENTRIES:,} entries were read. Split it into smaller files."
    return Refusal(name=f"{origin.name} after entry {MAX_ENTRIES:,}", reason=reason)
