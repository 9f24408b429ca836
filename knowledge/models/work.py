"""Work that outlives a process: inbox items, jobs and the ledger of posts."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.models.access import COMMUNITY, AccessScope


class InboxItem(BaseModel):
    """Something a person did in Slack that waits to be worked on.

    Attributes:
        key: deduplication key; the same key is never stored twice.
        kind: name of the handler.
        payload: what the handler needs; erased when done.
        attempts: how often it was claimed, 1 or more.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    key: str
    kind: str
    payload: dict[str, Any]
    attempts: int
    received_at: datetime


class DeadLetter(BaseModel):
    """An item that was given up: never its text."""

    model_config = ConfigDict(frozen=True)

    id: int
    kind: str
    reference: str
    error: str
    received_at: datetime


class JobState(StrEnum):
    """Life of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Refusal(BaseModel):
    """A file or row that was not indexed, and why, in words for a person.

    Attributes:
        whole_file: the file could not be read at all, so that nothing is known of its content;
            False when it was read and this part of it must not or cannot be indexed.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    reason: str
    whole_file: bool = False


class Source(BaseModel):
    """A path that is indexed.

    Attributes:
        path: absolute.
        scope: who may read its documents, unless a document says it of itself.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    scope: AccessScope = COMMUNITY


class BuildReport(BaseModel):
    """What one build did.

    Attributes:
        added, changed, removed: names of documents.
        unchanged: number of documents left as they were.
        embedded: number of texts (passages and sentences) that were embedded anew.
        seconds: wall time.
    """

    model_config = ConfigDict(frozen=True)

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    index_version: str = ""


class Job(BaseModel):
    """A request to rebuild the index.

    Attributes:
        requested_by: member ids, the first asker first; later ones joined the same job.
        progress: share done, 0..1.
        error: what went wrong, in words for a person, else empty.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    state: JobState
    requested_by: tuple[str, ...]
    progress: float = 0.0
    report: BuildReport | None = None
    error: str = ""
    requested_at: datetime
