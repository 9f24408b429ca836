"""What is held, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.models.documents import DocumentInfo, StoredPassage
from knowledge.models.work import is_under


@dataclass
class FakeHeldDocuments:
    """Satisfies the port `HeldDocuments`."""

    held: dict[str, DocumentInfo] = field(default_factory=dict)
    split: dict[int, StoredPassage] = field(default_factory=dict)

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentInfo]:
        """Return the documents among the ids."""
        return {key: self.held[key] for key in ids if key in self.held}

    def scopes(self) -> frozenset[str]:
        """Return the access scopes that the documents have."""
        return frozenset(info.scope for info in self.held.values())

    def count_under(self, root: str) -> int:
        """Count the documents whose ids lie below a root."""
        return sum(is_under(one, root) for one in self.held)

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Return the passages among the ids."""
        return {one: self.split[one] for one in ids if one in self.split}

    def withdraw(self, document_id: str) -> None:
        """Delete a document now."""
        self.held.pop(document_id, None)
        gone = [key for key, one in self.split.items() if one.document.id == document_id]
        for key in gone:
            del self.split[key]
