"""Texts, and where they come from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from knowledge.models.documents import Document, DocumentInfo, Passage, StoredPassage
from knowledge.models.readings import FileReading
from knowledge.models.work import Source


class HeldDocuments(Protocol):
    """What is held, and for whom: all that the bot needs to know of the store."""

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentInfo]:
        """Return the live documents among the ids."""
        ...

    def scopes(self) -> frozenset[str]:
        """Return the access scopes that live documents have."""
        ...

    def count_under(self, root: str) -> int:
        """Count the live documents whose ids lie below a root; see `is_under`."""
        ...

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Return the passages that the store still knows, by id; unknown ids are left out."""
        ...


class DocumentStore(HeldDocuments, Protocol):
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
        """Begin a build, before it reads: delete what an interrupted one staged."""
        ...

    def has_staged(self) -> bool:
        """Tell whether a document is staged."""
        ...

    def next_passages(self, removed: Iterable[str]) -> Iterable[StoredPassage]:
        """Yield, by id, the passages that will be live after `promote(removed)`."""
        ...

    def promote(self, removed: Iterable[str]) -> None:
        """Make staged documents live; retire the ones that they replace and the removed ones.

        What was withdrawn since `discard_staged` stays away: it may have been read before.

        What is removed goes from the logged answers too; see `withdraw`.
        """
        ...

    def drop_retired(self) -> None:
        """Delete retired rows."""
        ...

    def withdraw(self, document_id: str) -> None:
        """Delete a document now; later look-ups do not know it.

        It goes from the logged answers too, and the posts that quote it are queued to be edited.
        """
        ...

    def set_aside(self, document_id: str) -> None:
        """Hide a document as `withdraw` does, and keep it where nobody looks: a hold covers it."""
        ...

    def owed_erasure(self) -> float:
        """Return what stands for the newest deletion that the files do not know of yet; else 0."""
        ...

    def erased(self, token: float) -> None:
        """Note that the files know of it, unless something was deleted since."""
        ...

    def of_documents(self, ids: Iterable[str]) -> Iterable[StoredPassage]:
        """Yield the passages of live documents, in order."""
        ...


class Sources(Protocol):
    """What was built by its path and is rebuilt on request."""

    def remember(self, sources: Iterable[Source]) -> None:
        """Add folders; one whose root is known takes the new scope and keeps its key."""
        ...

    def known(self) -> tuple[Source, ...]:
        """Return the sources in the order in which they were first built."""
        ...


class Readings(Protocol):
    """How files were when they were read last, so that what has not changed is not read again."""

    def known(self) -> dict[str, FileReading]:
        """Return file id → its last reading."""
        ...

    def record(self, readings: Mapping[str, FileReading], gone: Iterable[str] = ()) -> None:
        """Store readings under the files' ids, and delete those of files that are gone."""
        ...
