"""What the rooms ask of the outside world; `knowledge.adapters` holds the answers.

One suite in `tests/contracts/` a port runs over every implementation and its fake.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.models.answers import Answer
from knowledge.models.documents import Document, DocumentInfo, Passage, StoredPassage
from knowledge.models.snapshot import Manifest, SnapshotEntry
from knowledge.models.work import BuildReport, DeadLetter, InboxItem, Job, Source

Vectors = NDArray[np.float32]


class Clock(Protocol):
    """The only place where the time comes from."""

    def now(self) -> datetime:
        """Return the present moment in UTC, with its time zone set."""
        ...


class Embedder(Protocol):
    """Texts to unit vectors.

    Two runtimes of the same model share `fingerprint`: it names weights, tokenizer and pooling,
    not the runtime.
    """

    @property
    def name(self) -> str:
        """Model and runtime for people, such as `all-MiniLM-L6-v2 (ONNX Runtime)`."""
        ...

    @property
    def fingerprint(self) -> str:
        """Hex digest of everything that decides a vector."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens that the model reads, special ones included; the rest is cut off."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text without the special ones, uncut."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order given.

        Returns:
            Shape `(len(texts), dimension)`, float32, each row of length 1.
        """
        ...


class DocumentStore(Protocol):
    """Texts and their metadata; the only place that holds text.

    A build stages new rows beside the live ones, publishes a snapshot of what will be live,
    promotes, and lets the replaced rows go: an open snapshot never loses a text under its feet.
    """

    def live(self) -> dict[str, str]:
        """Return document id → content hash of all live documents."""
        ...

    def stage(self, document: Document, content_hash: str, passages: Sequence[Passage]) -> None:
        """Write a document beside the live rows, in one transaction."""
        ...

    def discard_staged(self) -> None:
        """Delete what an interrupted build staged."""
        ...

    def next_passages(self, removed: Iterable[str]) -> Iterable[StoredPassage]:
        """Yield, by id, the passages that will be live after `promote(removed)`."""
        ...

    def promote(self, removed: Iterable[str]) -> None:
        """Make staged documents live; retire the ones that they replace and the removed ones."""
        ...

    def drop_retired(self) -> None:
        """Delete retired rows."""
        ...

    def withdraw(self, document_id: str) -> None:
        """Delete a document now, in every state; later look-ups do not know it."""
        ...

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Return the passages that the store still knows, by id; unknown ids are left out."""
        ...

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentInfo]:
        """Return the live documents among the ids."""
        ...

    def scopes(self) -> frozenset[str]:
        """Return the access scopes that live documents have."""
        ...


class SearchIndex(Protocol):
    """An opened snapshot: ids, vectors and terms; immutable, safe to read from many threads.

    `scopes` are the access scopes that may be looked at; no method looks at another passage.
    """

    @property
    def manifest(self) -> Manifest:
        """The snapshot's identity."""
        ...

    def nearest(self, vector: Vectors, scopes: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Return up to k (passage id, cosine), best first."""
        ...

    def matching(self, weights: Mapping[str, float], scopes: Iterable[str], k: int) -> list[int]:
        """Return up to k passage ids whose terms match best, weighing each term as told."""
        ...

    def idf(self, term: str) -> float:
        """Return the term's BM25 idf over `public` and `community` passages; more than 0."""
        ...

    def vector(self, passage_id: int) -> Vectors | None:
        """Return a passage's vector, shape `(dimension,)`, or None when it is not held."""
        ...

    def sentence_vectors(self, passage_id: int) -> Vectors:
        """Return its sentences' vectors, shape `(n, dimension)`, in order; n may be 0."""
        ...


class Snapshots(Protocol):
    """Where snapshots are published and opened."""

    def open(self) -> SearchIndex:
        """Open the current snapshot; the same one again costs a look at the pointer.

        Raises:
            NoSnapshotError: nothing was published.
            ModelMismatchError: it was built with another model.
            SnapshotError: it is damaged.
        """
        ...

    def publish(self, manifest: Manifest, entries: Iterable[SnapshotEntry]) -> Manifest:
        """Write a snapshot and make it the current one.

        Args:
            manifest: identity; counts, terms and files are filled in here.
            entries: passages by ascending id.

        Raises:
            StoreError: the disk refused; the old snapshot stays the current one.
        """
        ...


class VectorCache(Protocol):
    """Vectors by (text hash, model fingerprint): an interrupted or repeated build pays once."""

    def get(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the known vectors, each of shape `(dimension,)`."""
        ...

    def put(self, vectors: Mapping[str, Vectors]) -> None:
        """Store vectors under their keys."""
        ...

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete all vectors under other keys."""
        ...


class Inbox(Protocol):
    """Durable queue of what people did in Slack; each key is worked on once."""

    def put(self, key: str, kind: str, payload: Mapping[str, Any]) -> bool:
        """Store an item; return False, storing nothing, when the key was seen before."""
        ...

    def claim(self, lease_s: float) -> InboxItem | None:
        """Take the oldest item that is due, hidden from others for `lease_s` seconds."""
        ...

    def complete(self, item_id: int) -> None:
        """Erase the payload; keep the key, so that a redelivery is known."""
        ...

    def retry(self, item_id: int, error: str, delay_s: float) -> None:
        """Put a claimed item back, due in `delay_s` seconds."""
        ...

    def bury(self, item_id: int, error: str, reference: str) -> None:
        """Give an item up; curators see its kind, time and reference."""
        ...

    def dead(self) -> tuple[DeadLetter, ...]:
        """Return the items given up, oldest first."""
        ...

    def waiting(self) -> int:
        """Count the items that are not done."""
        ...


class Posts(Protocol):
    """Ledger of what the bot posted, so that nothing is posted twice."""

    def begin(self, key: str, channel: str, thread: str) -> str | None:
        """Note that the post `key` is about to be made.

        Returns:
            None when the key is new; the message's `ts` when it was posted; `""` when an
            earlier attempt began and its outcome is unknown, so that the caller looks it up.
        """
        ...

    def done(self, key: str, ts: str) -> None:
        """Note the timestamp that Slack gave to the post."""
        ...

    def is_own_thread(self, channel: str, thread: str) -> bool:
        """Tell whether the bot has posted in this thread."""
        ...


class Jobs(Protocol):
    """Requests to rebuild the index, claimed by a worker process."""

    def request(self, requested_by: str) -> tuple[Job, bool]:
        """Queue a build, or join the one that is queued.

        Returns:
            The job, and whether it was joined rather than made.
        """
        ...

    def claim(self, lease_s: float) -> Job | None:
        """Take the oldest job that is queued or whose worker died."""
        ...

    def heartbeat(self, job_id: int, progress: float, lease_s: float) -> None:
        """Note progress (0..1) and keep the claim for another `lease_s` seconds."""
        ...

    def finish(self, job_id: int, report: BuildReport) -> None:
        """Note success."""
        ...

    def fail(self, job_id: int, error: str) -> None:
        """Note failure, in words for a person."""
        ...

    def latest(self) -> Job | None:
        """Return the job that was requested last."""
        ...

    def untold(self) -> tuple[Job, ...]:
        """Return ended jobs whose requesters have not been told."""
        ...

    def told(self, job_id: int) -> None:
        """Note that the requesters have been told."""
        ...


class AnswerLog(Protocol):
    """Answers given, so that their quotes can be opened later; never the question's text."""

    def save(self, key: str, answer: Answer) -> None:
        """Store an answer under a key; the same key again replaces it."""
        ...

    def load(self, key: str) -> Answer | None:
        """Return the stored answer, or None when it was purged."""
        ...


class Sources(Protocol):
    """What was built once and is rebuilt on request."""

    def remember(self, sources: Iterable[Source]) -> None:
        """Add sources; one whose path is known takes the new scope."""
        ...

    def known(self) -> tuple[Source, ...]:
        """Return the sources in the order in which they were first built."""
        ...
