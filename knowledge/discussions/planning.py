"""From what a host enters to a discussion that is scheduled, or moved to another time."""

import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from knowledge.discussions.changing import Change, Changes
from knowledge.discussions.life import CANCELLABLE, HALTED, moved, standing
from knowledge.discussions.local_time import local_of, resolve
from knowledge.discussions.plans import Plan, problems, usual_minutes
from knowledge.discussions.timetable import ends_at
from knowledge.errors import NotAllowedError, PlanError, TransitionError
from knowledge.models.discussions import (
    Discussion,
    DiscussionEvent,
    DiscussionState,
    Prompt,
)
from knowledge.ports import Clock
from knowledge.ports.discussions import Discussions

REHEARSAL_IN: Final = timedelta(seconds=10)
_S = DiscussionState
_DATED: Final = frozenset({_S.SCHEDULED, _S.ANNOUNCED, _S.LIVE, _S.CLOSING})
_POSTPONABLE: Final = frozenset({_S.SCHEDULED, _S.ANNOUNCED})


class Planning:
    """Makes discussions; one a process, so that of two that collide only one is scheduled.

    Any member may have one discussion ahead of them; curators may have several.

    Args:
        discussions: where they are kept.
        changes: by which they change.
        clock: the time.
        zone: name of the community's clock.
        is_curator: whether a member is one.
        token: makes a hexadecimal secret of so many bytes.
    """

    def __init__(
        self,
        discussions: Discussions,
        changes: Changes,
        clock: Clock,
        zone: str,
        is_curator: Callable[[str], bool],
        token: Callable[[int], str] = secrets.token_hex,
    ) -> None:
        self._discussions = discussions
        self._changes = changes
        self._clock = clock
        self._zone = zone
        self._is_curator = is_curator
        self._token = token
        self._alone = threading.Lock()

    def problems(self, plan: Plan, by: str) -> tuple[PlanError, ...]:
        """Return all that stands in the way of a plan, at most one for each of its fields."""
        now = self._clock.now()
        found = problems(plan, self._zone, now)
        if found or plan.rehearsal:
            return found
        one = self._made(plan, by, now)
        return tuple(error for error in (self._busy(one), self._collision(one)) if error)

    def draft(self, plan: Plan, by: str, key: str = "") -> Discussion:
        """Make a discussion that its host still has to approve.

        Args:
            plan: as it was entered.
            by: who enters it, and so hosts it.
            key: the same for every attempt at the same discussion, or empty.

        Raises:
            PlanError: the first of what stands in the way.
        """
        return self._add(plan, by, key, "drafted", lambda one: one)

    def create(self, plan: Plan, by: str, key: str = "") -> Discussion:
        """Make a discussion that takes place; arguments and errors as for `draft`."""
        return self._add(plan, by, key, "scheduled", lambda one: moved(one, _S.SCHEDULED))

    def schedule(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Have a draft take place.

        Raises:
            NotAllowedError: they do not host it.
            PlanError: it collides with another one by now, or its time is past.
            TransitionError: it has changed since they looked, or is no draft.
        """
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            _allow(one, by)
            after = moved(one, _S.SCHEDULED)
            if not one.rehearsal:
                self._check_start(one, now)
            return after

        with self._alone:
            return self._changes.make(discussion_id, "scheduled", change, by=by, version=version)

    def postpone(
        self, discussion_id: str, by: str, day: str, time: str, version: int = 0
    ) -> Discussion:
        """Move the start of a discussion that has not begun; it is announced again.

        Args:
            discussion_id: of a discussion.
            by: one of its hosts.
            day, time: of the community's clock, `2026-11-25` and `21:00`.
            version: of the discussion that they looked at, or 0.

        Raises:
            NotAllowedError: they do not host it.
            PlanError: the time cannot be had.
            TransitionError: it has changed since they looked, or has begun.
        """
        now = self._clock.now()
        local = f"{day}T{time}"

        def change(one: Discussion) -> Discussion:
            _allow(one, by)
            if standing(one) not in _POSTPONABLE:
                raise TransitionError(
                    f"A discussion that is {one.state} cannot be moved", "Plan another one instead"
                )
            back = moved(one, standing(one)) if one.state in HALTED else one
            start = resolve(local, one.zone)
            times = {"local_start": local, "starts_at": start, "moves": one.moves + 1}
            later = back.model_copy(update={**times, "resumed_at": now})
            self._check_start(later, now)
            return later

        with self._alone:
            return self._changes.make(discussion_id, "moved", change, by=by, version=version)

    def _add(self, plan: Plan, by: str, key: str, what: str, change: Change) -> Discussion:
        made_id = sha256(f"{by} {key}".encode()).hexdigest()[:12] if key else self._token(6)
        with self._alone:
            if known := self._discussions.get(made_id):
                return known
            for problem in self.problems(plan, by):
                raise problem
            one = change(self._made(plan, by, self._clock.now(), made_id))
            event = DiscussionEvent(discussion=one.id, at=one.created_at, what=what, by=by)
            self._discussions.add(one, event)
            self._changes.settle(one.id)
            return one

    def _made(self, plan: Plan, by: str, now: datetime, made_id: str = "") -> Discussion:
        start = now + REHEARSAL_IN if plan.rehearsal else resolve(plan.local_start, self._zone)
        usual = plan.minutes or usual_minutes(len(plan.prompts))
        prompts = tuple(
            Prompt(
                number=number,
                text=" ".join(prompt.text.split()),
                background=prompt.background,
                minutes=prompt.minutes or usual,
            )
            for number, prompt in enumerate(plan.prompts, start=1)
        )
        kept = plan.model_dump(exclude={"day", "time", "minutes", "prompts", "title"})
        return Discussion.model_validate(
            {
                **kept,
                "id": made_id,
                "title": " ".join(plan.title.split()),
                "host": by,
                "cohosts": tuple(one for one in dict.fromkeys(plan.cohosts) if one != by),
                "prompts": prompts,
                "local_start": local_of(start, self._zone),
                "zone": self._zone,
                "starts_at": start,
                "salt": self._token(32) if plan.options.anonymous else "",
                "created_at": now,
            }
        )

    def _check_start(self, one: Discussion, now: datetime) -> None:
        if one.starts_at < now:
            raise PlanError("time", "This time is past", "Choose a day and time to come")
        if problem := self._collision(one):
            raise problem

    def _busy(self, one: Discussion) -> PlanError | None:
        if self._is_curator(one.host):
            return None
        for other in self._discussions.in_states(*sorted(CANCELLABLE | HALTED)):
            if other.host == one.host and not other.rehearsal and standing(other) in CANCELLABLE:
                return PlanError(
                    "title",
                    "You are hosting another discussion, and it is not over yet",
                    "Hold or cancel that one first, or ask a curator to plan this one",
                )
        return None

    def _collision(self, one: Discussion) -> PlanError | None:
        for other in self._discussions.in_channel(one.channel):
            if other.id == one.id or other.rehearsal or standing(other) not in _DATED:
                continue
            if one.starts_at < ends_at(other) and other.starts_at < ends_at(one):
                begins, ends = other.local_start, local_of(ends_at(other), one.zone)
                return PlanError(
                    "time",
                    "Another discussion takes place in this channel from "
                    f"{_words(begins)} to {_words(ends)}",
                    "Choose another time, or another channel",
                )
        return None


def _allow(one: Discussion, by: str) -> None:
    if by not in one.hosts:
        raise NotAllowedError(
            "Only its hosts can plan a discussion", "Ask one of its hosts to do it"
        )


def _words(local: str) -> str:
    moment = datetime.fromisoformat(local)
    return f"{moment:%H:%M} on {moment.day} {moment:%B}"
