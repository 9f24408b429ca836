"""Members who agreed to be found, their works, and their introductions."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from knowledge.models.experts import NamedText
from knowledge.models.introductions import Introduction, IntroductionState, Step
from knowledge.models.members import ExpectedMember, Member, WishChange, Work


class Members(Protocol):
    """What members said of themselves and agreed to."""

    def get(self, member: str) -> Member | None:
        """Return one, or None when they never told anything."""
        ...

    def many(self, members: Iterable[str]) -> dict[str, Member]:
        """Return those that are known, by id."""
        ...

    def listed(self) -> tuple[Member, ...]:
        """Return all who may be shown to anybody, by id."""
        ...

    def with_orcid(self, orcid: str) -> Member | None:
        """Return who entered an ORCID, or None."""
        ...

    def change(self, member: str, change: Callable[[Member], Member], now: datetime) -> Member:
        """Apply a change in one transaction, and log what it changes in `wishes`.

        Args:
            member: a Slack id; somebody new starts as a fresh `Member` with everything off.
            change: gets the member as stored; may be called more than once.
            now: the present moment.

        Raises:
            NotAllowedError: another member has entered this ORCID.
        """
        ...

    def wish_log(self, member: str) -> tuple[WishChange, ...]:
        """Return how a member's wishes changed, oldest first."""
        ...


class Works(Protocol):
    """Imported works; nobody sees those that nobody has claimed."""

    def put(self, works: Iterable[Work]) -> int:
        """Store works, each once; return how many are new or changed."""
        ...

    def of_orcid(self, orcid: str) -> tuple[Work, ...]:
        """Return what was imported under an ORCID, newest first."""
        ...

    def discard(self, orcid: str) -> int:
        """Delete what was imported under an ORCID; return how many."""
        ...

    def expect(self, rows: Iterable[ExpectedMember]) -> int:
        """Keep rows of a list of members until these join; return how many are new or changed.

        A row with the same id or address is replaced; one with neither is left out.
        """
        ...

    def expected(self, member: str, email: str = "") -> ExpectedMember | None:
        """Return what is expected of a member, or None.

        A row that is found by `email` is bound to `member` from then on, so that nobody else gets
        it and it is erased with them.
        """
        ...


class NamedTexts(Protocol):
    """Which texts speak for whom, as the store has it now; see `DocumentInfo.named`."""

    def all(self) -> tuple[NamedText, ...]:
        """Return every live document that names a member, by id."""
        ...

    def of_member(self, member: str) -> tuple[NamedText, ...]:
        """Return the live documents that name a member, by id."""
        ...


class Introductions(Protocol):
    """Introductions and what happened in them."""

    def add(self, one: Introduction) -> Introduction:
        """Store a fresh one, or return the asker's own draft or asked one with the same question.

        A question is put to one person at a time.
        """
        ...

    def get(self, introduction_id: str) -> Introduction | None:
        """Return one, or None."""
        ...

    def save(self, one: Introduction, step: Step | None) -> bool:
        """Store a change with its line in the log, in one transaction.

        Args:
            one: with the version that it was read with; it is stored with the next one.
            step: None when the state stays the same.

        Returns:
            False when somebody else was faster: nothing was stored.
        """
        ...

    def of_asker(self, member: str) -> tuple[Introduction, ...]:
        """Return those that a member asked for, oldest first."""
        ...

    def of_candidate(self, member: str) -> tuple[Introduction, ...]:
        """Return those for which a member was asked, oldest first."""
        ...

    def due(self, now: datetime, states: Iterable[IntroductionState]) -> tuple[Introduction, ...]:
        """Return those in these states whose time has come, the longest due first."""
        ...

    def asked_since(self, moment: datetime) -> dict[str, int]:
        """Return candidate id → how often they were asked, or are about to be, since a moment."""
        ...

    def steps(self, introduction_id: str) -> tuple[Step, ...]:
        """Return what happened in one, in order."""
        ...

    def in_states(self, states: Iterable[IntroductionState]) -> tuple[Introduction, ...]:
        """Return all in these states, oldest first."""
        ...
