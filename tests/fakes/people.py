"""Members, works and introductions in memory."""

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock
from typing import Any

from knowledge.errors import NotAllowedError
from knowledge.models.introductions import Introduction, IntroductionState, Step
from knowledge.models.members import ExpectedMember, Member, WishChange, Work

_DRAFT = IntroductionState.DRAFT
_WAITING = frozenset({_DRAFT, IntroductionState.ASKED})


@dataclass
class FakeMembers:
    """Satisfies the port `Members`."""

    held: dict[str, Member] = field(default_factory=dict)
    log: list[WishChange] = field(default_factory=list)
    lock: Any = field(default_factory=RLock, repr=False)

    def get(self, member: str) -> Member | None:
        """Return one, or None."""
        return self.held.get(member)

    def many(self, members: Iterable[str]) -> dict[str, Member]:
        """Return those that are known, by id."""
        return {one: self.held[one] for one in members if one in self.held}

    def listed(self) -> tuple[Member, ...]:
        """Return all who may be shown to anybody, by id."""
        return tuple(self.held[one] for one in sorted(self.held) if self.held[one].is_listed)

    def with_orcid(self, orcid: str) -> Member | None:
        """Return who entered an ORCID, or None."""
        found = (one for one in self.held.values() if orcid and one.profile.orcid == orcid)
        return next(found, None)

    def change(self, member: str, change: Callable[[Member], Member], now: datetime) -> Member:
        """Apply a change, and log what it changes in the wishes."""
        with self.lock:
            fresh = Member(id=member, key=secrets.token_hex(6), changed_at=now)
            before = self.held.get(member, fresh)
            fixed = {"id": member, "key": before.key, "changed_at": before.changed_at}
            after = change(before).model_copy(update=fixed)
            if after == self.held.get(member):
                return after
            other = self.with_orcid(after.profile.orcid)
            if other and other.id != member:
                raise NotAllowedError("Taken", "Enter your own")
            self.log.extend(_wish_changes(before, after, now))
            self.held[member] = after.model_copy(update={"changed_at": now})
            return self.held[member]

    def wish_log(self, member: str) -> tuple[WishChange, ...]:
        """Return how a member's wishes changed, oldest first."""
        return tuple(one for one in self.log if one.member == member)


@dataclass
class FakeWorks:
    """Satisfies the port `Works`."""

    held: dict[str, Work] = field(default_factory=dict)
    rows: list[ExpectedMember] = field(default_factory=list)

    def put(self, works: Iterable[Work]) -> int:
        """Store works; return how many are new or changed."""
        wanted = {one.id: one for one in works}
        changed = [one for one in wanted.values() if self.held.get(one.id) != one]
        self.held |= wanted
        return len(changed)

    def of_orcid(self, orcid: str) -> tuple[Work, ...]:
        """Return what was imported under an ORCID, newest first."""
        own = sorted((one for one in self.held.values() if one.orcid == orcid), key=_title)
        return tuple(sorted(own, key=lambda one: one.date, reverse=True))

    def discard(self, orcid: str) -> int:
        """Delete what was imported under an ORCID; return how many."""
        gone = [one.id for one in self.of_orcid(orcid)]
        for work_id in gone:
            del self.held[work_id]
        return len(gone)

    def expect(self, rows: Iterable[ExpectedMember]) -> int:
        """Keep rows until their members join; return how many are new or changed."""
        count = 0
        for row in rows:
            same = [one for one in self.rows if _is_same(one, row)]
            member = row.member or next((one.member for one in same), "")
            bound = row.model_copy(update={"member": member})
            if same != [bound] and (row.member or row.email):
                self.rows = [*(one for one in self.rows if one not in same), bound]
                count += 1
        return count

    def expected(self, member: str, email: str = "") -> ExpectedMember | None:
        """Return what is expected of a member; from then on the row is bound to them."""
        own = next((one for one in self.rows if member and one.member == member), None)
        free = (one for one in self.rows if not one.member and email and one.email == email.lower())
        found = own or next(free, None)
        if found is None or found.member or not member:
            return found
        self.rows.remove(found)
        self.rows.append(found.model_copy(update={"member": member}))
        return self.rows[-1]


@dataclass
class FakeIntroductions:
    """Satisfies the port `Introductions`."""

    held: dict[str, Introduction] = field(default_factory=dict)
    log: list[Step] = field(default_factory=list)
    lock: Any = field(default_factory=RLock, repr=False)

    def add(self, one: Introduction) -> Introduction:
        """Store a fresh one, or return the asker's own waiting one with the same question."""
        with self.lock:
            waiting = (own for own in self.of_asker(one.asker) if own.state in _WAITING)
            known = next((own for own in waiting if own.digest == one.digest), one)
            return self.held.setdefault(known.id, known)

    def get(self, introduction_id: str) -> Introduction | None:
        """Return one, or None."""
        return self.held.get(introduction_id)

    def save(self, one: Introduction, step: Step | None) -> bool:
        """Store a change with its line in the log; False when somebody was faster."""
        with self.lock:
            known = self.held.get(one.id)
            if known is None or known.version != one.version:
                return False
            self.held[one.id] = one.model_copy(update={"version": one.version + 1})
            self.log += [step] if step else []
            return True

    def of_asker(self, member: str) -> tuple[Introduction, ...]:
        """Return those that a member asked for, oldest first."""
        return tuple(one for one in self._sorted() if member and one.asker == member)

    def of_candidate(self, member: str) -> tuple[Introduction, ...]:
        """Return those for which a member was asked, oldest first."""
        return tuple(one for one in self._sorted() if member and one.candidate == member)

    def due(self, now: datetime, states: Iterable[IntroductionState]) -> tuple[Introduction, ...]:
        """Return those whose time has come, the longest due first."""
        late = [one for one in self.in_states(states) if one.due_at <= now]
        return tuple(sorted(late, key=lambda one: (one.due_at, one.id)))

    def asked_since(self, moment: datetime) -> dict[str, int]:
        """Return candidate id → how often they were asked, or are about to be."""
        return dict(
            Counter(
                one.candidate
                for one in self.held.values()
                if one.candidate
                and (one.state is _DRAFT or (one.asked_at and one.asked_at >= moment))
            )
        )

    def steps(self, introduction_id: str) -> tuple[Step, ...]:
        """Return what happened in one, in order."""
        return tuple(one for one in self.log if one.introduction == introduction_id)

    def in_states(self, states: Iterable[IntroductionState]) -> tuple[Introduction, ...]:
        """Return all in these states, oldest first."""
        wanted = frozenset(states)
        return tuple(one for one in self._sorted() if one.state in wanted)

    def _sorted(self) -> list[Introduction]:
        with self.lock:
            return sorted(self.held.values(), key=lambda one: (one.made_at, one.id))


def _wish_changes(before: Member, after: Member, now: datetime) -> list[WishChange]:
    old, new = before.wishes.model_dump(mode="json"), after.wishes.model_dump(mode="json")
    said = {
        wish: value if isinstance(value, str) else json.dumps(value)
        for wish, value in new.items()
        if value != old[wish]
    }
    line = {"member": after.id, "at": now, "notice": after.wishes.notice}
    return [WishChange(wish=wish, value=value, **line) for wish, value in said.items()]


def _is_same(one: ExpectedMember, other: ExpectedMember) -> bool:
    ids = bool(one.member) and one.member == other.member
    return ids or (bool(one.email) and one.email == other.email)


def _title(work: Work) -> tuple[str, str]:
    return work.title, work.id
