"""What hosts do to a discussion, by button or command."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from knowledge.discussions.applying import over, resumed_then, without_pending
from knowledge.discussions.changing import Change, Changes
from knowledge.discussions.life import (
    HALTED,
    moved,
    moved_prompt,
    next_prompt,
    open_prompt,
    standing,
    with_prompt,
)
from knowledge.discussions.resuming import resumed, sooner
from knowledge.discussions.timetable import GAP, INTRODUCTIONS, introductions_end, span
from knowledge.errors import NotAllowedError, TransitionError
from knowledge.models.discussions import (
    Discussion,
    DiscussionEvent,
    DiscussionState,
    Posted,
    PromptState,
)
from knowledge.ports import Clock
from knowledge.ports.discussions import Discussions

CHECKED_IN: Final = "checked_in"
START_BEFORE: Final = timedelta(minutes=60)
LONGEST_EXTENSION: Final = 60
_S = DiscussionState
_P = PromptState
_SKIPPING: Final = frozenset({_S.SCHEDULED, _S.ANNOUNCED, _S.LIVE, _S.PAUSED})
_LOOK: Final = "Look at the discussion again to see how it stands now"


class Steering:
    """Lets the hosts of a discussion steer it, and curators stop it; all of it is logged.

    Every action takes the discussion, who acts, and the version that they looked at: 0 for a
    command, which looks at none. It returns the discussion after it, and raises:

        NotFoundError: there is no such discussion.
        NotAllowedError: they are no host of it, and no curator who stops it.
        TransitionError: it has changed since they looked, or stands otherwise; nothing happens.

    Args:
        discussions: where they are kept.
        changes: by which they change.
        clock: the time.
        is_curator: whether a member is one.
    """

    def __init__(
        self,
        discussions: Discussions,
        changes: Changes,
        clock: Clock,
        is_curator: Callable[[str], bool],
    ) -> None:
        self._discussions = discussions
        self._changes = changes
        self._clock = clock
        self._is_curator = is_curator

    def check_in(self, discussion_id: str, by: str) -> Discussion:
        """Note that a host is there."""
        one = self._changes.get(discussion_id)
        self._allow(one, by)
        if standing(one) not in {_S.SCHEDULED, _S.ANNOUNCED, _S.LIVE}:
            raise TransitionError(f"The discussion is {one.state}", "There is nothing to host now")
        event = DiscussionEvent(
            discussion=one.id,
            at=self._clock.now(),
            what=CHECKED_IN,
            by=by,
            detail=f"moves={one.moves}",
        )
        self._discussions.log(event)
        return one

    def start(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Begin now, at most an hour early."""
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            if (
                one.state is _S.ANNOUNCED
                and not one.rehearsal
                and now < one.starts_at - START_BEFORE
            ):
                raise TransitionError(
                    "The discussion was announced for later",
                    "Start it in the hour before, or move its start",
                )
            first_at = now + span(one, INTRODUCTIONS)
            return moved(one, _S.LIVE, started_at=now, first_at=first_at)

        return self._make(discussion_id, "started", by, version, _only({_S.ANNOUNCED}, change))

    def next(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Ask the next prompt now, or wrap up after the last; a minute after the one before."""
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            prompt = open_prompt(one)
            if prompt is None or prompt.opened_at is None:
                return sooner(one, now)
            closes_at = max(now, prompt.opened_at + span(one, GAP))
            if prompt.closes_at and prompt.closes_at <= closes_at:
                raise TransitionError("What is next is already on its way", "Wait for a minute")
            return with_prompt(one, prompt.model_copy(update={"closes_at": closes_at}))

        return self._make(discussion_id, "next", by, version, _only({_S.LIVE}, change))

    def pause(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Let nothing happen until somebody resumes it."""
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            return moved(one, _S.PAUSED, paused_at=now)

        paused = _only({_S.LIVE}, change)
        return self._make(discussion_id, "paused", by, version, paused, stops=True)

    def resume(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Go on where it was paused or had failed; what was still to come is moved."""
        now = self._clock.now()
        change = _only(HALTED, lambda one: resumed(one, now))
        return self._make(discussion_id, "resumed", by, version, change)

    def extend(self, discussion_id: str, by: str, version: int = 0, minutes: int = 5) -> Discussion:
        """Give the open prompt, or the introductions, more time.

        Args:
            discussion_id, by, version: as everywhere.
            minutes: from 1 to 60.
        """

        def change(one: Discussion) -> Discussion:
            if not 1 <= minutes <= LONGEST_EXTENSION:
                raise TransitionError(
                    f"{minutes} minutes cannot be added", f"Add 1 to {LONGEST_EXTENSION} minutes"
                )
            more = span(one, timedelta(minutes=minutes))
            prompt = open_prompt(one)
            if prompt and prompt.closes_at:
                longer = prompt.model_copy(update={"closes_at": prompt.closes_at + more})
                return with_prompt(one, longer)
            return one.model_copy(update={"first_at": introductions_end(one) + more})

        return self._make(discussion_id, "extended", by, version, _only({_S.LIVE}, change))

    def skip(self, discussion_id: str, by: str, version: int = 0, number: int = 0) -> Discussion:
        """Leave out a prompt that was not asked yet.

        Args:
            discussion_id, by, version: as everywhere.
            number: of the prompt, or 0 for the one that is asked next.
        """

        def change(one: Discussion) -> Discussion:
            prompt = one.prompt(number) if number else next_prompt(one)
            if prompt is None:
                raise TransitionError("There is no prompt left to skip", _LOOK)
            return with_prompt(one, moved_prompt(prompt, _P.SKIPPED))

        return self._make(discussion_id, "skipped", by, version, _only(_SKIPPING, change))

    def end(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Wrap up now; what was not asked is skipped."""
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            if standing(one) is not _S.LIVE:
                raise TransitionError(f"A discussion that is {one.state} cannot be ended", _LOOK)
            one = resumed(one, now) if one.state in HALTED else one
            first_at = min(introductions_end(one), now)
            one = without_pending(over(resumed_then(one, _S.LIVE, _S.CLOSING), Posted(at=now)))
            return one.model_copy(update={"first_at": first_at})

        return self._make(discussion_id, "ended", by, version, change, stops=True)

    def cancel(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Call it off for good."""
        return self._make(
            discussion_id,
            "cancelled",
            by,
            version,
            lambda one: moved(one, _S.CANCELLED),
            stops=True,
        )

    def draft(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Close the window for late answers, and have the draft of the report now."""
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            after = moved(one, _S.CURATING) if one.state is _S.LATE else one
            return after.model_copy(update={"draft_at": one.draft_at or now})

        wanted = _only({_S.LATE, _S.CURATING}, change)
        return self._make(discussion_id, "draft_wanted", by, version, wanted)

    def publish(self, discussion_id: str, by: str, version: int = 0) -> Discussion:
        """Publish the report as it was curated; the secret of anonymous authors is destroyed."""
        now = self._clock.now()

        def change(one: Discussion) -> Discussion:
            return moved(one, _S.PUBLISHED, published_at=now)

        return self._make(discussion_id, "published", by, version, change)

    def _make(
        self,
        discussion_id: str,
        what: str,
        by: str,
        version: int,
        change: Change,
        *,
        stops: bool = False,
    ) -> Discussion:
        def allowed(one: Discussion) -> Discussion:
            self._allow(one, by, stops=stops)
            return change(one)

        return self._changes.make(discussion_id, what, allowed, by=by, version=version)

    def _allow(self, one: Discussion, by: str, *, stops: bool = False) -> None:
        if by not in one.hosts and not (stops and self._is_curator(by)):
            raise NotAllowedError(
                "Only its hosts can steer a discussion", "Ask one of its hosts to do it"
            )


def _only(states: frozenset[DiscussionState] | set[DiscussionState], change: Change) -> Change:
    def checked(one: Discussion) -> Discussion:
        if one.state not in states:
            raise TransitionError(f"This cannot be done while a discussion is {one.state}", _LOOK)
        return change(one)

    return checked
