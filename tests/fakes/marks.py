"""What curators say of documents, in memory."""

from dataclasses import dataclass, field

from knowledge.models.stewardship import Mark


@dataclass
class FakeMarks:
    """Satisfies the port `Marks`."""

    said: dict[str, Mark] = field(default_factory=dict)

    def of(self, document_id: str) -> Mark:
        """Return what was said, or an empty mark."""
        return self.said.get(document_id, Mark())

    def put(self, document_id: str, mark: Mark) -> None:
        """Say it anew; an empty mark takes it back."""
        self.said.pop(document_id, None)
        if mark != Mark():
            self.said[document_id] = mark
