"""Members who leave asks unanswered are left in peace."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from knowledge.models.introductions import IntroductionState, Step
from knowledge.models.members import Member
from knowledge.people.hours import is_paused
from knowledge.ports import Clock, Introductions, Members

UNANSWERED: Final = 3
"""So many asks in a row without an answer pause a member."""

_S = IntroductionState
_ANSWERS: Final = frozenset({_S.ACCEPTED, _S.DECLINED, _S.PASSED_ON})


class Heard(NamedTuple):
    """How an ask ended: with an answer, or without one."""

    asked_at: datetime
    ended_at: datetime
    answered: bool


def is_one_too_many(history: Iterable[Heard]) -> bool:
    """Tell whether the last of a member's asks to end is one that pauses them.

    Those that were open when a pause began do not count towards the next one.

    Args:
        history: all that ended, in any order.
    """
    row, since, pauses = 0, None, False
    for one in sorted(history, key=lambda one: one.ended_at):
        pauses = False
        if one.answered:
            row = 0
        elif since is None or one.asked_at > since:
            row += 1
            pauses = row == UNANSWERED
        if pauses:
            row, since = 0, one.ended_at
    return pauses


class Resting:
    """Pauses those who do not answer.

    Args:
        introductions: what they were asked.
        members: whose pauses are set.
        clock: the time.
        zone: IANA name of the community's time zone.
    """

    def __init__(
        self, introductions: Introductions, members: Members, clock: Clock, zone: str
    ) -> None:
        self._introductions = introductions
        self._members = members
        self._clock = clock
        self._zone = zone

    def pause(self, introduction_id: str) -> bool:
        """Pause the candidate of an asked introduction that is about to end without an answer.

        Returns:
            False when it is not one too many, they are paused already, or nobody is known.
        """
        one = self._introductions.get(introduction_id)
        member = self._members.get(one.candidate) if one else None
        now = self._clock.now()
        if one is None or member is None or one.state is not _S.ASKED or one.asked_at is None:
            return False
        history = [*self._history(member.id), Heard(one.asked_at, now, answered=False)]
        if not is_one_too_many(history):
            return False
        # The process may have died after it paused them and before it ended the introduction.
        if not member.availability.paused_by_us:
            if is_paused(member.availability, now, self._zone):
                return False
            self._set(member.id, paused=True)
        return True

    def resume(self, member: str) -> None:
        """Take a pause back that came of an ask which was answered at the last moment."""
        self._set(member, paused=False)

    def _history(self, candidate: str) -> list[Heard]:
        found = []
        for one in self._introductions.of_candidate(candidate):
            end = _end_of_wait(self._introductions.steps(one.id))
            if one.asked_at and end:
                found.append(Heard(one.asked_at, end.at, answered=end.after in _ANSWERS))
        return found

    def _set(self, member: str, *, paused: bool) -> None:
        def changed(one: Member) -> Member:
            # A day that a pause of their own ended on is long past: it must not end this one.
            ends = {"paused_until": None} if paused else {}
            own = one.availability.model_copy(update={"paused_by_us": paused, **ends})
            return one.model_copy(update={"availability": own})

        self._members.change(member, changed, self._clock.now())


def _end_of_wait(steps: Iterable[Step]) -> Step | None:
    ends = (one for one in steps if one.before is _S.ASKED)
    return next((one for one in ends if one.after in _ANSWERS | {_S.EXPIRED}), None)
