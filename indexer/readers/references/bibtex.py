"""BibTeX to references."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Field,
    ParsingFailedBlock,
)
from bibtexparser.model import Entry as BibtexEntry

from indexer.readers.dates import iso_date
from indexer.readers.foreign import parsing
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import decode
from indexer.readers.references.entries import MAX_FIELD, Entry, Reference, link_of, read_entries
from knowledge.errors import RefusedFile

_VENUES = ("journal", "journaltitle", "booktitle", "publisher", "institution", "school")
_DECODED = ("title", "abstract", *_VENUES)
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()\"=]+)")
_ESCAPED = re.compile(r"\\([_%&#~$])")
_LATEX = LatexDecodingMiddleware()
_CLOSE = "Check that its brackets, quotation marks and commas are in place"


def read_bibtex(data: bytes, origin: Origin) -> Reading:
    """Read one BibTeX or BibLaTeX file.

    Raises:
        RefusedFile: it is no UTF-8 or holds no entry.
    """
    return read_entries(bibtex_entries(data), origin)


def bibtex_entries(data: bytes) -> Iterator[Entry]:
    """Return the entries of one BibTeX or BibLaTeX file.

    Raises:
        RefusedFile: it is no UTF-8, or no such file.
    """
    text = decode(data)
    for quotes_the_file in ("bibtexparser", "pylatexenc"):
        logging.getLogger(quotes_the_file).setLevel(logging.CRITICAL + 1)
    with parsing("a BibTeX file"):
        blocks = parse_string(text).blocks
    return _entries(blocks)


def _entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, BibtexEntry):
            yield Entry(block.key, partial(_reference, block))
        elif isinstance(block, ParsingFailedBlock):
            yield Entry(_name_of(block), partial(_refused, block))


def _name_of(block: Block) -> str:
    found = _KEY.match(block.raw or "")
    return found.group(1) if found else f"in line {(block.start_line or 0) + 1}"


def _refused(block: ParsingFailedBlock) -> Reference:
    if isinstance(block, DuplicateBlockKeyBlock):
        raise RefusedFile("its key stands there twice", "Give each entry a key of its own")
    if isinstance(block, DuplicateFieldKeyBlock):
        raise RefusedFile("it states a field twice", "Remove one of them")
    raise RefusedFile("it is malformed", _CLOSE)


def _reference(entry: BibtexEntry) -> Reference:
    raw = {field.key.lower(): str(field.value) for field in entry.fields}
    if any(len(value) > MAX_FIELD for value in raw.values()):
        raise RefusedFile(f"a field has more than {MAX_FIELD:,} characters", _CLOSE)
    with parsing("a BibTeX entry"):
        names = _names(raw.get("author") or raw.get("editor", ""))
        fields = _decoded({name: raw[name] for name in _DECODED if name in raw})
        authors = _decoded({f"author{at}": name for at, name in enumerate(names)})
    return Reference(
        key=entry.key,
        title=fields.get("title", ""),
        authors=tuple(filter(None, authors.values())),
        date=_date(raw),
        venue=next((fields[name] for name in _VENUES if fields.get(name)), ""),
        abstract=fields.get("abstract", ""),
        url=link_of(_address(raw.get("url", "")), _address(raw.get("doi", ""))),
    )


def _names(written: str) -> list[str]:
    people = (
        parse_single_name_into_parts(name, strict=False)
        for name in split_multiple_persons_names(written)
    )
    return [parts.merge_first_name_first for parts in people]


def _decoded(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields as plain text; paragraphs stay apart, other white space does not count."""
    entry = BibtexEntry("misc", "", [Field(key, value) for key, value in fields.items()])
    read = _LATEX.transform_entry(entry, Library())
    if not isinstance(read, BibtexEntry):
        raise RefusedFile("its LaTeX is malformed", _CLOSE)
    return {field.key: _paragraphs(str(field.value)) for field in read.fields}


def _paragraphs(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def _address(written: str) -> str:
    return _ESCAPED.sub(r"\1", written.strip()).removeprefix("\\url{").removesuffix("}")


def _date(raw: Mapping[str, str]) -> str:
    """Return BibLaTeX's date, else BibTeX's year with its month."""
    if day := iso_date(raw.get("date", "")):
        return day
    year, month = raw.get("year", "").strip(" {}"), raw.get("month", "").strip(" {}.")
    if month.isascii() and month.isdigit():
        return iso_date(f"{year}-{month:0>2}") or iso_date(year)
    return iso_date(f"{month[:3]} {year}") or iso_date(f"{month} {year}") or iso_date(year)
