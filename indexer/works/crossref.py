"""Works as Crossref describes them, in JSON, to works."""

from collections.abc import Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indexer.readers.dates import iso_date
from indexer.works.listed import Described, Json, Listed
from knowledge.errors import RefusedFile


class _Author(BaseModel):
    model_config = ConfigDict(frozen=True)

    orcid: str | None = Field(default=None, alias="ORCID")


class _Date(BaseModel):
    model_config = ConfigDict(frozen=True)

    parts: tuple[tuple[int | None, ...], ...] = Field(default=(), alias="date-parts")


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True)

    titles: tuple[str, ...] = Field(default=(), alias="title")
    authors: tuple[_Author, ...] = Field(default=(), alias="author")
    issued: _Date = _Date()
    abstract: str = ""
    kind: str = Field(default="", alias="type")
    doi: str = Field(default="", alias="DOI")
    url: str = Field(default="", alias="URL")


def items_of(parsed: object) -> Sequence[Json]:
    """Return the works of one of Crossref's answers; nothing where it is none of those."""
    if isinstance(parsed, dict) and isinstance(parsed.get("message"), dict):
        parsed = parsed["message"].get("items", parsed["message"])
    found = parsed if isinstance(parsed, list) else [parsed]
    works = [one for one in found if isinstance(one, dict)]
    # CSL-JSON, which Crossref's form resembles, writes a title as one text.
    is_ours = works and all("DOI" in one and isinstance(one.get("title"), list) for one in works)
    return works if is_ours and len(works) == len(found) else []


def listed_work(number: int, item: Json) -> Listed:
    """Return one work, to be read."""
    return Listed(str(item.get("DOI") or number), partial(_described, item))


def _described(item: Json) -> Described:
    try:
        stated = {key: one for key, one in item.items() if one is not None}
        read = _Item.model_validate(stated)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"][:1]) or "work"
        raise RefusedFile(f"its {field} is not as Crossref has it", "Download it anew") from None
    parts = read.issued.parts[0] if read.issued.parts else ()
    return Described(
        title=read.titles[0] if read.titles else "",
        orcids=tuple(one.orcid or "" for one in read.authors),
        abstract=read.abstract,
        date=iso_date("-".join(f"{part:0>2}" for part in parts[:3] if part)),
        kind=read.kind.replace("-", " "),
        doi=read.doi,
        url=read.url,
    )
