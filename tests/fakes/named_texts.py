"""Documents that name members, in memory."""

from dataclasses import dataclass, field

from knowledge.models.experts import NamedText


@dataclass
class FakeNamedTexts:
    """Satisfies the port `NamedTexts`."""

    held: list[NamedText] = field(default_factory=list)

    def all(self) -> tuple[NamedText, ...]:
        """Return every document that names a member, by id."""
        named = (one for one in self.held if one.document.named)
        return tuple(sorted(named, key=lambda one: one.document.id))

    def of_member(self, member: str) -> tuple[NamedText, ...]:
        """Return the documents that name a member, by id."""
        return tuple(one for one in self.all() if member in one.document.named)
