"""Themes and assignments in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.discussions.themes import is_the_hosts
from knowledge.models.themes import Assignment, By, Theme


@dataclass
class FakeThemes:
    """Satisfies the port `Themes`."""

    held: dict[str, Theme] = field(default_factory=dict)
    placed: dict[tuple[str, str], Assignment] = field(default_factory=dict)

    def themes(self, discussion_id: str) -> tuple[Theme, ...]:
        """Return all of a discussion, by prompt and id."""
        found = (one for one in self.held.values() if one.discussion == discussion_id)
        return tuple(sorted(found, key=lambda one: (one.prompt, one.id)))

    def assignments(self, discussion_id: str) -> tuple[Assignment, ...]:
        """Return all of a discussion, by remark."""
        found = (one for one in self.placed.values() if one.discussion == discussion_id)
        return tuple(sorted(found, key=lambda one: one.remark))

    def put(self, some: Iterable[Theme], belongs: Iterable[Assignment]) -> None:
        """Store both; what is known is replaced."""
        self.held.update({one.id: one for one in some})
        self.placed.update({(one.discussion, one.remark): one for one in belongs})

    def clear(self, discussion_id: str, prompt: int) -> None:
        """Remove what an algorithm alone decided under a prompt."""
        under = [one for one in self.themes(discussion_id) if one.prompt == prompt]
        placed = self.assignments(discussion_id)
        for one in under:
            if not is_the_hosts(one, placed):
                del self.held[one.id]
        ids = {one.id for one in under}
        for known in placed:
            if known.theme in ids and known.by is not By.HOST:
                del self.placed[known.discussion, known.remark]
