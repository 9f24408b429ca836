"""Texts, and where they come from."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from knowledge.models.documents import Document, DocumentInfo, Passage, StoredPassage
from knowledge.models.work import Source


class HeldDocuments(Protocol):
    """What is held, and for whom: all that the bot needs to know of the store."""

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentInfo]:
        """Return the live documents among the ids."""
        ...

    def scopes(self) -> frozenset[str]:
        """Return the access scopes that live documents have."""
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


class Sources(Protocol):
    """What was built once and is rebuilt on request."""

    def remember(self, sources: Iterable[Source]) -> None:
        """Add sources; one whose path is known takes the new scope."""
        ...

    def known(self) -> tuple[Source, ...]:
        """Return the sources in the order in which they were first built."""
        ...
