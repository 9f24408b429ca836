"""Contributions, roles and the audit log."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.stewardship import AuditEntry, Mark, Role


class Contributions(Protocol):
    """What members offered."""

    def offer(self, contribution: Contribution) -> Contribution:
        """Store an offer, or return the one that has the same origin already."""
        ...

    def get(self, contribution_id: str) -> Contribution | None:
        """Return one, or None when it is not known."""
        ...

    def by_origin(self, origin: str) -> Contribution | None:
        """Return the one that comes from there, or None."""
        ...

    def in_states(self, states: Iterable[ContributionState]) -> tuple[Contribution, ...]:
        """Return those in any of the states, oldest first."""
        ...

    def of_member(self, member: str) -> tuple[Contribution, ...]:
        """Return what a member offered, oldest first."""
        ...

    def move(
        self, contribution_id: str, to: ContributionState, **changes: object
    ) -> Contribution | None:
        """Take one to its next state, in one transaction; see `knowledge.stewardship.life`.

        Args:
            changes: other fields that change along.

        Returns:
            The contribution as it now stands, or None when it is not known.

        Raises:
            TransitionError: the state cannot follow; nothing was changed.
        """
        ...

    def revise(self, contribution_id: str, **changes: object) -> Contribution | None:
        """Change fields other than the state; None when it is not known."""
        ...

    def delete(self, contribution_id: str) -> None:
        """Delete one without a trace."""
        ...


class Audit(Protocol):
    """Append-only log of privileged acts; members stand in it under pseudonyms."""

    def record(self, action: str, actor: str, subject: str = "", **details: str) -> None:
        """Append an entry.

        Args:
            action: a dotted name, such as `contribution.accepted`.
            actor: member id, stored as a pseudonym; empty for the system itself.
            subject: id of what it was done to; a member's is given through `pseudonym_of`.
            details: further facts; never a text or a name.
        """
        ...

    def pseudonym_of(self, member: str) -> str:
        """Return the member's pseudonym, made on first use."""
        ...

    def forget(self, member: str) -> None:
        """Destroy the tie between a member and their pseudonym."""
        ...

    def entries(self, *, since: datetime | None = None, actor: str = "") -> tuple[AuditEntry, ...]:
        """Return entries, oldest first.

        Args:
            since: none that are older.
            actor: those of one member only; nothing when they have no pseudonym.
        """
        ...

    def purge(self, before: datetime) -> int:
        """Delete entries that are older, and return how many they were."""
        ...


class RoleStore(Protocol):
    """Roles that were given."""

    def grant(self, member: str, role: Role) -> bool:
        """Give a role; False when the member had it."""
        ...

    def revoke(self, member: str, role: Role) -> bool:
        """Take a role; False when the member did not have it."""
        ...

    def roles_of(self, member: str) -> frozenset[Role]:
        """Return a member's roles."""
        ...

    def holders(self, role: Role) -> tuple[str, ...]:
        """Return the ids of those who have a role, sorted."""
        ...


class Marks(Protocol):
    """What curators say of documents; a document store shows it in each `DocumentInfo`."""

    def of(self, document_id: str) -> Mark:
        """Return what was said of a document; an empty mark when nothing was."""
        ...

    def put(self, document_id: str, mark: Mark) -> None:
        """Say it anew; an empty mark takes back all that was said."""
        ...
