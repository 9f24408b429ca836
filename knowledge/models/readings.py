"""How a file was when it was read."""

from pydantic import BaseModel, ConfigDict

from knowledge.models.work import Refusal


class FileReading(BaseModel):
    """A file's outward signs, and what reading it gave.

    Attributes:
        size: in bytes.
        modified_ns: time of the last change, in nanoseconds since 1970.
        settled: whether that change lay well before the reading; a file that is changed twice
            within a tick of the clock shows the same time.
        digest: SHA-256 of its bytes, in hex.
        recipe: digest of everything else that decides what a file gives.
        documents: document id → content hash.
        refused: what of it was refused.
    """

    model_config = ConfigDict(frozen=True)

    size: int
    modified_ns: int
    settled: bool
    digest: str
    recipe: str
    documents: dict[str, str]
    refused: tuple[Refusal, ...] = ()
