"""A record of the ORCID registry, version 3.0 as JSON, to works: the public ones alone."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pydantic import AliasPath, BaseModel, ConfigDict, Field, ValidationError

from indexer.readers.dates import iso_date
from indexer.works.listed import Described, Json, Listed
from knowledge.errors import RefusedFile
from knowledge.text.orcids import orcid_of

PUBLIC = "public"


class _ExternalId(BaseModel):
    model_config = ConfigDict(frozen=True)

    kind: str = Field(default="", alias="external-id-type")
    value: str = Field(default="", alias="external-id-value")
    relation: str | None = Field(default="self", alias="external-id-relationship")


class _Summary(BaseModel):
    model_config = ConfigDict(frozen=True)

    title: str = Field(default="", validation_alias=AliasPath("title", "title", "value"))
    abstract: str | None = Field(default="", alias="short-description")
    visibility: str | None = ""
    kind: str | None = Field(default="", alias="type")
    year: str = Field(default="", validation_alias=AliasPath("publication-date", "year", "value"))
    month: str = Field(default="", validation_alias=AliasPath("publication-date", "month", "value"))
    day: str = Field(default="", validation_alias=AliasPath("publication-date", "day", "value"))
    ids: tuple[_ExternalId, ...] = Field(
        default=(), validation_alias=AliasPath("external-ids", "external-id")
    )
    url: str = Field(default="", validation_alias=AliasPath("url", "value"))

    @property
    def doi(self) -> str:
        own = (one for one in self.ids if one.kind.lower() == "doi")
        return next((one.value for one in own if (one.relation or "self") == "self"), "")

    @property
    def date(self) -> str:
        parts = [part.zfill(2) for part in (self.year, self.month, self.day) if part]
        return iso_date("-".join(parts)) or iso_date(self.year)


def owner_of(record: Json) -> str:
    """Return the ORCID whose record it is, or nothing where the file does not say."""
    path = _inside(record, "orcid-identifier", "path") or ""
    return orcid_of(str(path)) or orcid_of(str(record.get("path") or "").strip("/").split("/")[0])


def is_record(parsed: object) -> bool:
    """Tell whether parsed JSON is a record of the registry, or the works of one."""
    return isinstance(parsed, dict) and (
        "orcid-identifier" in parsed or isinstance(parsed.get("group"), list)
    )


def listed_works(record: Json) -> Iterator[Listed]:
    """Yield the public works of a record; of several descriptions of one work, the first."""
    for number, group in enumerate(_groups(record), 1):
        summaries = _inside(group, "work-summary")
        shown = [one for one in summaries if _is_public(one)] if isinstance(summaries, list) else []
        if shown:
            key = str(shown[0].get("put-code") or number)
            yield Listed(key, partial(_described, shown[0]))


def _groups(record: Json) -> Sequence[Any]:
    works = record.get("group")
    if works is None:
        works = _inside(record, "activities-summary", "works", "group")
    return works if isinstance(works, list) else []


def _inside(value: Any, *keys: str) -> Any:  # noqa: ANN401 - parsed JSON
    """Return what lies at a path of keys, or None where the path ends before."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _is_public(summary: object) -> bool:
    if not isinstance(summary, dict):
        return False
    return str(summary.get("visibility") or "").lower() == PUBLIC


def _described(summary: Json) -> Described:
    try:
        read = _Summary.model_validate(_stated(summary))
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"][:1]) or "work"
        raise RefusedFile(
            f"its {field} is not as ORCID has it", "Download the record anew"
        ) from None
    return Described(
        title=read.title,
        abstract=read.abstract or "",
        date=read.date,
        kind=(read.kind or "").replace("-", " "),
        doi=read.doi,
        url=read.url,
    )


def _stated(value: Any) -> Any:  # noqa: ANN401 - parsed JSON
    """Leave out what is null, at any depth: the registry writes every field that there is."""
    if isinstance(value, dict):
        return {key: _stated(one) for key, one in value.items() if one is not None}
    return [_stated(one) for one in value] if isinstance(value, list) else value
