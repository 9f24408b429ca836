"""What every reader is told, and what every reader returns."""

from dataclasses import dataclass
from datetime import date as calendar_day
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel, ConfigDict

from indexer.readers.limits import Limits
from knowledge.models.access import COMMUNITY, AccessScope
from knowledge.models.documents import Document, Kind
from knowledge.models.work import Refusal, Source

Reading = tuple[tuple[Document, ...], tuple[Refusal, ...]]


class ReaderDefaults(BaseModel):
    """What holds for a document that does not say otherwise."""

    model_config = ConfigDict(frozen=True)

    scope: AccessScope = COMMUNITY
    kind: Kind = Kind.EVIDENCE
    owner: str = ""
    licence: str = ""
    marking: str = ""
    review_every: timedelta | None = None
    limits: Limits = Limits()

    @classmethod
    def of(cls, source: Source) -> "ReaderDefaults":
        """Return what a source says of its documents."""
        return cls(
            scope=source.scope,
            kind=source.document_kind,
            owner=source.owner,
            licence=source.licence,
            marking=source.marking,
            review_every=source.review_every,
        )

    def facts(self) -> dict[str, Any]:
        """Return the fields of `DocumentInfo` that hold unless the document states them."""
        stated = {"owner": self.owner, "licence": self.licence, "marking": self.marking}
        return {"scope": self.scope, "kind": self.kind, **stated}

    def review_date(self, date: str) -> str:
        """Return the ISO date on which a document of an ISO date is due, or empty."""
        if not date or self.review_every is None:
            return ""
        try:
            return (calendar_day.fromisoformat(date) + self.review_every).isoformat()
        except (ValueError, OverflowError):
            return ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that is being read.

    Attributes:
        id: see `DocumentInfo.id`.
        name: see `DocumentInfo.name`.
        modified: ISO date of its last change, or empty.
        url: where it was fetched from, or empty.
    """

    id: str
    name: str
    defaults: ReaderDefaults
    modified: str = ""
    url: str = ""

    @property
    def title(self) -> str:
        """The file's name in words: `ari_pilot-notes.md` → `Ari pilot notes`."""
        words = " ".join(PurePosixPath(self.name).stem.replace("_", " ").replace("-", " ").split())
        return words[:1].upper() + words[1:]
