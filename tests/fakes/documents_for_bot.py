"""As much of the document store as the bot asks for, in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.models.documents import Document, DocumentInfo, Passage, StoredPassage


@dataclass
class HeldDocuments:
    """Satisfies the port `DocumentStore`; only what a reader asks is there."""

    held: dict[str, DocumentInfo] = field(default_factory=dict)

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentInfo]:
        """Return the documents among the ids."""
        return {key: self.held[key] for key in ids if key in self.held}

    def scopes(self) -> frozenset[str]:
        """Return the access scopes that the documents have."""
        return frozenset(info.scope for info in self.held.values())

    def withdraw(self, document_id: str) -> None:
        """Delete a document now."""
        self.held.pop(document_id, None)

    def live(self) -> dict[str, str]:
        """Return document id → content hash."""
        return dict.fromkeys(self.held, "")

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Not for the bot."""
        raise NotImplementedError

    def stage(self, document: Document, content_hash: str, passages: Sequence[Passage]) -> None:
        """Not for the bot."""
        raise NotImplementedError

    def discard_staged(self) -> None:
        """Not for the bot."""
        raise NotImplementedError

    def next_passages(self, removed: Iterable[str]) -> Iterable[StoredPassage]:
        """Not for the bot."""
        raise NotImplementedError

    def promote(self, removed: Iterable[str]) -> None:
        """Not for the bot."""
        raise NotImplementedError

    def drop_retired(self) -> None:
        """Not for the bot."""
        raise NotImplementedError
