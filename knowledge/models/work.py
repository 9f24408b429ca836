"""Work that outlives a process: inbox items, jobs, and what they are about: sources, reports."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.models.access import COMMUNITY, AccessScope
from knowledge.models.documents import Kind
from knowledge.models.evaluation import Checked
from knowledge.models.thresholds import Thresholds

_WORDS = re.compile(r"[a-z0-9]+")


def _days(value: object) -> object:
    """A bare number is one of days; ISO 8601 durations such as P30D are parsed by pydantic."""
    return timedelta(days=value) if isinstance(value, int) else value


SourceKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Interval = Annotated[timedelta, BeforeValidator(_days), Field(ge=timedelta(minutes=1))]


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


class Note(BaseModel):
    """Something about a document that was indexed and that its owner should know."""

    model_config = ConfigDict(frozen=True)

    name: str
    text: str


class SourceKind(StrEnum):
    """How a source is read; `indexer.sources` has a reader for each."""

    FOLDER = "folder"
    LIBRARY = "library"
    WEB = "web"
    CHANNEL = "channel"
    CONTRIBUTIONS = "contributions"
    UPLOADS = "uploads"
    PEOPLE = "people"


class Held(Refusal):
    """A document that waits for a curator.

    Attributes:
        document_id, content_hash: name exactly the version that is held, so that a curator's
            decision lets through that one and no other.
        label: the marking, or the name of the identifier, that holds it.
    """

    document_id: str = ""
    content_hash: str = ""
    label: str = ""


class Source(BaseModel):
    """Something that is indexed and rebuilt as one.

    Attributes:
        key: the short name that people type; unique.
        root: the ids of its documents begin with it (see `is_under`): a folder's or file's
            absolute path, `web:<key>`, `slack:<channel id>`, `contribution:`, …
        scope, owner, licence, marking, document_kind: of a document that does not state its own.
        review_every: how long after its date a document is to be reviewed, unless it says when.
        every: how often it is read without being asked; None means only when asked.
        enabled: whether it is read when all sources are.
        glob: patterns of paths below a folder's root, in which `*` crosses folders; empty means
            all.
        urls, sitemaps: addresses of a web source's pages, and of lists of them.
        hosts: further hosts that a web source may be led to, and private ones that it may ask.
    """

    model_config = ConfigDict(frozen=True)

    key: SourceKey
    kind: SourceKind = SourceKind.FOLDER
    root: Annotated[str, Field(min_length=1)]
    scope: AccessScope = COMMUNITY
    owner: str = ""
    licence: str = ""
    marking: str = ""
    document_kind: Kind = Kind.EVIDENCE
    review_every: Interval | None = None
    every: Interval | None = None
    enabled: bool = True
    glob: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    @classmethod
    def folder(cls, path: str, scope: str = COMMUNITY, key: str = "") -> "Source":
        """Make a source of an absolute path; its key is made of its last part unless given."""
        return cls(key=key or key_of(path), root=path, scope=scope)

    def owns(self, document_id: str) -> bool:
        """Tell whether a document's id begins with the root."""
        return is_under(document_id, self.root)


def is_under(document_id: str, root: str) -> bool:
    """Tell whether an id is the root itself or lies below it.

    Below `/docs` lie `/docs/a.md` and `/docs#1` but not `/docs-2/a.md`; a root that ends with a
    colon, such as `contribution:`, is a plain beginning.
    """
    if document_id == root:
        return True
    return document_id.startswith(root if root.endswith(":") else (f"{root}/", f"{root}#"))


def key_of(path: str) -> str:
    """Return a key made of the last part of a path: `/srv/Field Notes` → `field-notes`."""
    name = path.rstrip("/").rpartition("/")[2].lower()
    return "-".join(_WORDS.findall(name))[:50].strip("-") or "source"


class BuildReport(BaseModel):
    """What one build did.

    Attributes:
        source: key of the source that was asked for; empty for all.
        added, changed, removed: names of documents.
        unchanged: number of documents left as they were.
        held: what a curator has to decide on.
        embedded: number of texts (passages and sentences) that were embedded anew.
        seconds: wall time.
        checked: how labelled questions are answered now; None when nothing was published.
        before, thresholds: scores from which questions count as answered; None when there was
            no snapshot, or none was published.
    """

    model_config = ConfigDict(frozen=True)

    source: str = ""
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    held: tuple[Held, ...] = ()
    notes: tuple[Note, ...] = ()
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    index_version: str = ""
    before: Thresholds | None = None
    thresholds: Thresholds | None = None
    checked: Checked | None = None


class Phase(StrEnum):
    """What a running build is busy with."""

    WAITING = "waiting"
    READING = "reading"
    EMBEDDING = "embedding"
    PUBLISHING = "publishing"
    ASKING = "asking"


class JobProgress(BaseModel):
    """How far a build is.

    Attributes:
        done, total: texts embedded and to embed, or questions asked and to ask; both 0 in the
            other phases.
    """

    model_config = ConfigDict(frozen=True)

    phase: Phase = Phase.WAITING
    done: int = 0
    total: int = 0


class Job(BaseModel):
    """A request to rebuild the index, or one source of it.

    Attributes:
        source: key of a source; empty for all that are enabled.
        requested_by: member ids, the first asker first; later ones joined the same job.
        error: what went wrong, in words for a person, else empty.
        started_at: when it was claimed last, or None.
        ended_at: when it was done or failed, or None.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    state: JobState
    source: str = ""
    requested_by: tuple[str, ...]
    progress: JobProgress = JobProgress()
    report: BuildReport | None = None
    error: str = ""
    requested_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None


class SourceStatus(BaseModel):
    """How a source stands.

    Attributes:
        documents: how many of its documents are in the index.
        last: the build of it that ended last, or None.
        under_way: the build of it that is queued or running, or None.
        next_at: when it is due by its schedule, or None when it is read only when asked.
    """

    model_config = ConfigDict(frozen=True)

    source: Source
    documents: int
    last: Job | None = None
    under_way: Job | None = None
    next_at: datetime | None = None
