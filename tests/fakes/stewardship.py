"""Roles and an audit log that live in memory."""

import itertools
from datetime import datetime

from knowledge.models.stewardship import AuditEntry, Role
from knowledge.ports import Clock


class FakeAudit:
    """The log as a list."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._pseudonyms: dict[str, str] = {}
        self.log: list[AuditEntry] = []

    def record(self, action: str, actor: str, subject: str = "", **details: str) -> None:
        """Append an entry."""
        entry = AuditEntry(
            id=next(self._numbers),
            at=self._clock.now(),
            action=action,
            actor=self.pseudonym_of(actor) if actor else "system",
            subject=subject,
            details=details,
        )
        self.log.append(entry)

    def pseudonym_of(self, member: str) -> str:
        """Return the member's pseudonym, made on first use."""
        return self._pseudonyms.setdefault(member, f"m-{next(self._numbers):012x}")

    def forget(self, member: str) -> None:
        """Destroy the tie between a member and their pseudonym."""
        self._pseudonyms.pop(member, None)

    def entries(self, *, since: datetime | None = None, actor: str = "") -> tuple[AuditEntry, ...]:
        """Return entries, oldest first."""
        known = self._pseudonyms.get(actor, "")
        return tuple(
            one
            for one in self.log
            if (since is None or one.at >= since) and (not actor or one.actor == known)
        )

    def purge(self, before: datetime) -> int:
        """Delete entries that are older."""
        kept = [one for one in self.log if one.at >= before]
        gone = len(self.log) - len(kept)
        self.log = kept
        return gone


class FakeRoles:
    """Roles by member."""

    def __init__(self) -> None:
        self._given: set[tuple[str, Role]] = set()

    def grant(self, member: str, role: Role) -> bool:
        """Give a role."""
        new = (member, role) not in self._given
        self._given.add((member, role))
        return new

    def revoke(self, member: str, role: Role) -> bool:
        """Take a role."""
        known = (member, role) in self._given
        self._given.discard((member, role))
        return known

    def roles_of(self, member: str) -> frozenset[Role]:
        """Return a member's roles."""
        return frozenset(role for one, role in self._given if one == member)

    def holders(self, role: Role) -> tuple[str, ...]:
        """Return who has a role."""
        return tuple(sorted(one for one, given in self._given if given is role))
