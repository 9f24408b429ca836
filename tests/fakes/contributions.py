"""Contributions that live in memory."""

from collections.abc import Iterable

from knowledge.models.contributions import Contribution, ContributionState
from knowledge.stewardship.life import moved


class FakeContributions:
    """Contributions by id."""

    def __init__(self) -> None:
        self.held: dict[str, Contribution] = {}

    def offer(self, contribution: Contribution) -> Contribution:
        """Store an offer, or return the one that has the same origin already."""
        known = self.by_origin(contribution.origin)
        return known or self.held.setdefault(contribution.id, contribution)

    def get(self, contribution_id: str) -> Contribution | None:
        """Return one, or None when it is not known."""
        return self.held.get(contribution_id)

    def by_origin(self, origin: str) -> Contribution | None:
        """Return the one that comes from there, or None."""
        return next((one for one in self.held.values() if one.origin == origin), None)

    def in_states(self, states: Iterable[ContributionState]) -> tuple[Contribution, ...]:
        """Return those in any of the states, oldest first."""
        wanted = set(states)
        return self._sorted(one for one in self.held.values() if one.state in wanted)

    def of_member(self, member: str) -> tuple[Contribution, ...]:
        """Return what a member offered, oldest first."""
        return self._sorted(one for one in self.held.values() if one.member == member)

    def move(
        self, contribution_id: str, to: ContributionState, **changes: object
    ) -> Contribution | None:
        """Take one to its next state."""
        if contribution_id not in self.held:
            return None
        self.held[contribution_id] = moved(self.held[contribution_id], to, **changes)
        return self.held[contribution_id]

    def revise(self, contribution_id: str, **changes: object) -> Contribution | None:
        """Change fields other than the state."""
        if contribution_id not in self.held:
            return None
        self.held[contribution_id] = self.held[contribution_id].model_copy(update=changes)
        return self.held[contribution_id]

    def delete(self, contribution_id: str) -> None:
        """Delete one without a trace."""
        self.held.pop(contribution_id, None)

    def _sorted(self, found: Iterable[Contribution]) -> tuple[Contribution, ...]:
        return tuple(sorted(found, key=lambda one: (one.offered_at, one.id)))
