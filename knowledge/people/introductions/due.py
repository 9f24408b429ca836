"""What is to be done for introductions now.

What the clock sends waits for the hours of those who get it. What somebody has just pressed is
done at once: both sides are there, or wait for it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from knowledge.models.introductions import (
    EXPIRY_DAYS,
    NEVER,
    Due,
    Errand,
    Introduction,
    IntroductionState,
)
from knowledge.people.hours import working_days_after
from knowledge.people.introductions.changing import CLOCK, Changes
from knowledge.people.introductions.life import LIVING, moved
from knowledge.people.introductions.rules import Rules
from knowledge.ports import Introductions

NUDGE_DAYS: Final = 2
FOLLOW_UP_DAYS: Final = 5
CLOSE_DAYS: Final = 5
"""Working days in the community's time zone: to the nudge; to the question what came of
an introduction, and for the answer to it."""

_S = IntroductionState
_ROUNDS: Final = 20


class Agenda:
    """Looks through the introductions whose time has come.

    Args:
        introductions: where they are kept.
        changes: by which those are put off or ended that need nobody.
        rules: who may be asked, and when.
    """

    def __init__(self, introductions: Introductions, changes: Changes, rules: Rules) -> None:
        self._introductions = introductions
        self._changes = changes
        self._rules = rules
        self._reading = {
            _S.DRAFT: self._of_draft,
            _S.ASKED: self._of_asked,
            _S.ACCEPTED: self._of_accepted,
            _S.INTRODUCED: self._of_introduced,
            _S.FOLLOWED_UP: lambda _one, _now: Errand.CLOSE,
            _S.EXPIRED: self._of_expired,
        }
        self._promised: Counter[str] = Counter()

    def due(self, now: datetime) -> tuple[Due, ...]:
        """Return what is to be done; the same again until it is noted as done.

        Whatever needs nothing from outside is done here: an introduction is put off to the next
        opening, or ended because a side of it was forgotten.
        """
        self._promised.clear()
        found = []
        for one in self._introductions.due(now, LIVING | {_S.EXPIRED}):
            what = self._reading[one.state](one, now)
            if what is Errand.DELIVER:
                self._promised[one.candidate] += 1
            if what:
                found.append(Due(introduction=one, what=what))
        # An end without an answer may pause the candidate: what else is for them comes after it.
        ending = [one.introduction for one in found if one.what is Errand.EXPIRE]
        silent = {one.candidate for one in ending if one.state is _S.ASKED}
        return tuple(one for one in found if not _waits_for(silent, one))

    def _of_draft(self, one: Introduction, now: datetime) -> Errand | None:
        if not one.asker:
            return self._end(one, _S.WITHDRAWN)
        if not self._rules.may_deliver(one, self._promised[one.candidate]):
            return self._expire(one, now)
        return self._when_open(one, now, Errand.DELIVER, NEVER)

    def _of_asked(self, one: Introduction, now: datetime) -> Errand | None:
        if not one.asker:
            return self._end(one, _S.WITHDRAWN)
        ends = self.ends(one.asked_at or one.made_at)
        if now >= ends or not one.candidate:
            return self._expire(one, now)
        if one.nudged or not self._rules.may_remind(one):
            return self._put_off(one, ends)
        return self._when_open(one, now, Errand.NUDGE, ends)

    def _of_accepted(self, one: Introduction, now: datetime) -> Errand | None:
        if not one.asker:
            return self._end(one, _S.WITHDRAWN)
        if self._rules.is_void(one):
            return self._expire(one, now)
        return Errand.INTRODUCE

    def _of_introduced(self, one: Introduction, now: datetime) -> Errand | None:
        if self._rules.is_void(one):
            return Errand.CLOSE
        began = [at.at for at in self._introductions.steps(one.id) if at.after is _S.INTRODUCED]
        days = FOLLOW_UP_DAYS + CLOSE_DAYS
        latest = working_days_after(began[-1] if began else now, days, self._rules.zone)
        opening = self._common_opening((one.asker, one.candidate), now, latest)
        if opening is None:
            return Errand.CLOSE
        return Errand.FOLLOW_UP if opening <= now else self._put_off(one, opening)

    def _of_expired(self, one: Introduction, now: datetime) -> Errand | None:
        if not one.candidate or not self._rules.rests(one.candidate):
            return self._put_off(one, NEVER)
        # They are paused, and this is what tells them: hours alone count.
        opening = self._rules.hours_begin(one.candidate, now)
        if opening is None:
            return self._put_off(one, NEVER)
        return Errand.REST if opening <= now else self._put_off(one, opening)

    def _expire(self, one: Introduction, now: datetime) -> Errand | None:
        # A pause keeps questions away, not what came of one's own.
        opening = self._rules.hours_begin(one.asker, now) or now
        return Errand.EXPIRE if opening <= now else self._put_off(one, opening)

    def _when_open(
        self, one: Introduction, now: datetime, errand: Errand, latest: datetime
    ) -> Errand | None:
        opening = min(self._rules.opening(one.candidate, now) or latest, latest)
        return errand if opening <= now else self._put_off(one, opening)

    def _common_opening(
        self, members: Iterable[str], now: datetime, latest: datetime
    ) -> datetime | None:
        """Return when all may be written to, or None when they may not until the latest moment."""
        members, moment = tuple(members), now
        for _ in range(_ROUNDS):
            openings = [self._rules.opening(member, moment) for member in members]
            known = [one for one in openings if one]
            if len(known) < len(members) or max(known) > latest:
                return None
            if max(known) == moment:
                return moment
            moment = max(known)
        return None

    def ends(self, asked_at: datetime) -> datetime:
        """Return when a letter without an answer comes to its end."""
        return working_days_after(asked_at, EXPIRY_DAYS, self._rules.zone)

    def _put_off(self, one: Introduction, due_at: datetime) -> Errand | None:
        def later(now_stored: Introduction) -> Introduction:
            same = now_stored.version == one.version
            return now_stored.model_copy(update={"due_at": due_at}) if same else now_stored

        self._changes.make(one.id, CLOCK, later)
        return None

    def _end(self, one: Introduction, state: IntroductionState) -> Errand | None:
        def ended(now_stored: Introduction) -> Introduction:
            same = now_stored.state is one.state
            return moved(now_stored, state) if same else now_stored

        self._changes.make(one.id, CLOCK, ended)
        return None


def _waits_for(silent: set[str], due: Due) -> bool:
    one = due.introduction
    if due.what is Errand.FOLLOW_UP:
        return bool(silent & {one.asker, one.candidate})
    return due.what in {Errand.DELIVER, Errand.NUDGE} and one.candidate in silent
