"""What every reader is told, and what every reader returns."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict

from knowledge.models.access import COMMUNITY, AccessScope
from knowledge.models.documents import Document, Kind
from knowledge.models.work import Refusal

Reading = tuple[tuple[Document, ...], tuple[Refusal, ...]]


class ReaderDefaults(BaseModel):
    """What holds for a document that does not say otherwise."""

    model_config = ConfigDict(frozen=True)

    scope: AccessScope = COMMUNITY
    kind: Kind = Kind.EVIDENCE


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that is being read.

    Attributes:
        id: see `DocumentInfo.id`.
        name: see `DocumentInfo.name`.
    """

    id: str
    name: str
    defaults: ReaderDefaults

    @property
    def title(self) -> str:
        """The file's name in words: `ari_pilot-notes.md` → `Ari pilot notes`."""
        words = " ".join(PurePosixPath(self.name).stem.replace("_", " ").replace("-", " ").split())
        return words[:1].upper() + words[1:]
