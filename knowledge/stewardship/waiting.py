"""Who waits for an answer: since when, until when, and what they are told."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.retention import Old
from knowledge.models.waiting import Wait
from knowledge.ports import Calls, Clock, Contributions, HeldDocuments, Waits
from knowledge.stewardship.replies import answer_of_reply

MOST = 20
"""Questions that one member may wait for at the same time."""

Ask = Callable[[str, Audience], Answer]
"""Answers a question from what the whole audience may read."""

_IN_FORCE = frozenset({ContributionState.ACCEPTED, ContributionState.INDEXED})

IsHeld = Callable[[Old], bool]
"""Tells whether a legal hold covers something."""


@dataclass(frozen=True, slots=True)
class WaitingStores:
    """What waiting works with.

    Attributes:
        days: for how long somebody waits.
    """

    waits: Waits
    calls: Calls
    contributions: Contributions
    documents: HeldDocuments
    clock: Clock
    days: int


class Waiting:
    """Keeps questions for those who asked to be told, and looks for answers.

    Args:
        stores: where they are kept.
        ask: answers a question.
        is_held: tells whether a legal hold covers something.
    """

    def __init__(self, stores: WaitingStores, ask: Ask, is_held: IsHeld) -> None:
        self._waits = stores.waits
        self._calls = stores.calls
        self._contributions = stores.contributions
        self._documents = stores.documents
        self._clock = stores.clock
        self._ask = ask
        self._is_held = is_held
        self.days = stores.days

    def wait(self, member: str, question: str) -> Wait | None:
        """Keep a question until it can be answered; the same one again changes nothing.

        Args:
            member: who is told.
            question: fit to be kept, as the member agreed to have it kept.

        Returns:
            None when the member waits for as many as anybody may.
        """
        fresh = Wait(
            id=secrets.token_hex(6), member=member, question=question, since=self._clock.now()
        )
        own = self._waits.of_member(member)
        if len(own) >= MOST and fresh.digest not in {one.digest for one in own}:
            return None
        return self._waits.add(fresh)

    def of_member(self, member: str) -> tuple[Wait, ...]:
        """Return what a member waits for, oldest first."""
        return self._waits.of_member(member)

    def stop(self, wait_id: str, member: str) -> bool:
        """Let a member wait no longer; False when there is nothing of theirs to stop."""
        wait = self._waits.get(wait_id)
        if wait is None or wait.member != member:
            return False
        return self.end(wait)

    def end(self, wait: Wait) -> bool:
        """End a wait; its text goes, unless a legal hold covers it. False when it had ended."""
        thing = Old(key=wait.id, text=wait.question, members=(wait.member,), reference=wait.id)
        return self._waits.end(wait.id, keep=self._is_held(thing))

    def unseen(self, contents: str) -> tuple[Wait, ...]:
        """Return those whose question was not looked for in a snapshot of these contents.

        For those whose time is over nobody looks any more: they are told that, and nothing else.
        """
        earliest = self._earliest()
        return tuple(one for one in self._waits.unseen(contents) if one.since >= earliest)

    def saw(self, wait: Wait, contents: str) -> None:
        """Note in which contents of a snapshot a question was looked for."""
        self._waits.saw(wait.id, contents)

    def expired(self) -> tuple[Wait, ...]:
        """Return those whose time is over."""
        return self._waits.begun_before(self._earliest())

    def answer(self, wait: Wait, audience: Audience) -> Answer | None:
        """Return an answer that the audience may read, or None when it is still not known.

        A reply that somebody thanked, and that its author agreed to have kept, answers whole and
        before all else: a search may take but a sentence of it, or none.

        Raises:
            SnapshotError: there is no usable snapshot.
        """
        reply = self._reply(wait, audience)
        if reply:
            return answer_of_reply(reply, self._clock.now())
        found = self._ask(wait.question, audience)
        return found if found.state is AnswerState.ANSWER and found.citations else None

    def _earliest(self) -> datetime:
        return self._clock.now() - timedelta(days=self.days)

    def _reply(self, wait: Wait, audience: Audience) -> Contribution | None:
        for origin in self._calls.thanked(wait.digest):
            one = self._contributions.by_origin(origin)
            if one is None or one.state not in _IN_FORCE or not one.text:
                continue
            held = self._documents.documents([one.document_id]).get(one.document_id)
            if held and audience.may_read(held.scope):
                return one
        return None
