"""Works as OpenAlex describes them, a line of JSON each, to works."""

from functools import partial

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indexer.readers.dates import iso_date
from indexer.works.listed import Described, Json, Listed
from knowledge.errors import RefusedFile

MAX_WORDS = 20_000


class _Author(BaseModel):
    model_config = ConfigDict(frozen=True)

    orcid: str | None = None


class _Authorship(BaseModel):
    model_config = ConfigDict(frozen=True)

    author: _Author = _Author()


class _Work(BaseModel):
    model_config = ConfigDict(frozen=True)

    title: str | None = None
    display_name: str | None = None
    doi: str | None = None
    publication_date: str | None = None
    publication_year: int | None = None
    kind: str | None = Field(default=None, alias="type")
    authorships: tuple[_Authorship, ...] = ()
    abstract: dict[str, tuple[int, ...]] | None = Field(
        default=None, alias="abstract_inverted_index"
    )
    id: str | None = None


def is_work(parsed: object) -> bool:
    """Tell whether parsed JSON is a work of OpenAlex."""
    return isinstance(parsed, dict) and ("authorships" in parsed or "display_name" in parsed)


def listed_work(number: int, item: Json) -> Listed:
    """Return one work, to be read."""
    return Listed(str(item.get("id") or number), partial(_described, item))


def _described(item: Json) -> Described:
    try:
        read = _Work.model_validate(item)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"][:1]) or "work"
        raise RefusedFile(f"its {field} is not as OpenAlex has it", "Download it anew") from None
    year = str(read.publication_year) if read.publication_year else ""
    return Described(
        title=read.title or read.display_name or "",
        orcids=tuple(one.author.orcid or "" for one in read.authorships),
        abstract=in_order(read.abstract or {}),
        date=iso_date(read.publication_date or "") or iso_date(year),
        kind=(read.kind or "").replace("-", " "),
        doi=read.doi or "",
        url=read.id or "",
    )


def in_order(inverted: dict[str, tuple[int, ...]]) -> str:
    """Return the text of an inverted index: word → the places at which it stands.

    Raises:
        RefusedFile: it stands for more words than any abstract has.
    """
    placed = sorted((place, word) for word, places in inverted.items() for place in places)
    if len(placed) > MAX_WORDS:
        raise RefusedFile(f"its abstract has more than {MAX_WORDS:,} words", "Leave it out")
    return " ".join(word for _, word in placed)
