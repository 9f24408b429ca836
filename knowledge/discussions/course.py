"""Runs discussions: each cue is carried out once, whatever happens in between.

Every step is written down before the next one, and every step can be taken again: a cue whose
posting had begun is looked up before it is posted, what it changes is changed once, and what is
due after it follows from the discussion (`timetable`). So it may be killed at any moment.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from knowledge.discussions.applying import applied
from knowledge.discussions.changing import Changes
from knowledge.discussions.due import SILENT, Judgement, judged
from knowledge.discussions.life import FALLIBLE, halted, moved, moved_prompt, with_prompt
from knowledge.discussions.steering import CHECKED_IN
from knowledge.discussions.timetable import NEVER
from knowledge.errors import VenueError
from knowledge.models.discussions import (
    Cue,
    CueKind,
    CueState,
    Discussion,
    DiscussionState,
    Posted,
    PromptState,
    Task,
)
from knowledge.ports import Clock
from knowledge.ports.discussions import Cues, Discussions, Venue

LEASE: Final = timedelta(seconds=20)
"""After a crash a cue is taken up again when its lease is over."""

AT_MOST: Final = 100
"""Cues in one round."""

DISPENSABLE: Final = frozenset(
    {
        CueKind.APPROVE,
        CueKind.REMIND,
        CueKind.READY,
        CueKind.NO_HOST,
        CueKind.NUDGE,
        CueKind.WARN,
        CueKind.REMIND_HOST,
        CueKind.TROUBLE,
    }
)
"""Cues for which nothing is held up when they cannot be posted at all."""

MISSED: Final = "The bot was away when it was due to {what}, so it waits for a host to resume"
CROWDED: Final = "Another discussion is still going on in this channel"
_WHAT: Final = {
    CueKind.ANNOUNCE: "announce the discussion",
    CueKind.WELCOME: "begin",
    CueKind.PROMPT: "ask the next prompt",
}
_K = CueKind
_S = DiscussionState

People = Callable[[str, int], int]
"""How many people other than hosts have answered a prompt: discussion id, number of the prompt."""


class Course:
    """Carries out what is due.

    Args:
        discussions: where they are kept.
        cues: what is due in them.
        changes: by which they change.
        venue: where things are posted.
        people: how many people have answered a prompt.
        clock: the time.
    """

    def __init__(
        self,
        discussions: Discussions,
        cues: Cues,
        changes: Changes,
        venue: Venue,
        people: People,
        clock: Clock,
    ) -> None:
        self._discussions = discussions
        self._cues = cues
        self._changes = changes
        self._venue = venue
        self._people = people
        self._clock = clock

    def tick(self) -> int:
        """Carry out all that is due now, and return how many cues that were.

        What raises something else than a `VenueError` is tried again when its lease is over.
        """
        self._changes.settle_all()
        count = 0
        while count < AT_MOST and (cue := self._cues.claim(self._clock.now(), LEASE)):
            self._take(cue)
            count += 1
        return count

    def themed(self, discussion_id: str, number: int) -> Discussion:
        """Note that the themes of a closed prompt were found.

        Raises:
            TransitionError: the prompt is not closed.
        """

        def change(one: Discussion) -> Discussion:
            prompt = one.prompt(number)
            if prompt is None or prompt.state is PromptState.THEMED:
                return one
            return with_prompt(one, moved_prompt(prompt, PromptState.THEMED))

        return self._changes.make(discussion_id, "themed", change)

    def indexed(self, discussion_id: str) -> Discussion:
        """Note that the published report can be found by questions.

        Raises:
            TransitionError: it was not published.
        """
        return self._changes.make(
            discussion_id,
            "indexed",
            lambda one: one if one.state is _S.INDEXED else moved(one, _S.INDEXED),
        )

    def fail(self, discussion_id: str, reason: str) -> Discussion:
        """Have a discussion wait for its hosts, as something in it went wrong.

        Args:
            discussion_id: of a discussion.
            reason: what, in words for its hosts; a full sentence without a full stop.
        """
        return self._halt(discussion_id, "failed", reason)

    def _take(self, cue: Cue) -> None:
        one = self._discussions.get(cue.discussion)
        if one is None:
            self._cues.finish(cue)
            return
        task = Task(cue=cue, discussion=one)
        try:
            posted = self._found(task) or self._decided(task)
        except VenueError as error:
            self._put_off(task, error)
            return
        if posted is not None:
            self._changes.make(one.id, cue.kind, lambda now: applied(now, cue, posted))
            self._cues.finish(cue, posted.ts)

    def _found(self, task: Task) -> Posted | None:
        """Return what an earlier attempt has posted, whatever has happened since."""
        return self._venue.find(task) if task.cue.state is CueState.POSTING else None

    def _decided(self, task: Task) -> Posted | None:
        """Return what was posted now; None when the cue was given back or dropped."""
        cue, one = task.cue, task.discussion
        judgement, moment = judged(
            cue,
            one,
            self._clock.now(),
            lambda: self._people(one.id, cue.prompt),
            host_is_there=cue.kind is _K.NO_HOST and self._host_is_there(one),
        )
        if judgement is Judgement.WAIT:
            self._release(cue, moment)
        elif judgement is Judgement.DROP:
            self._cues.finish(cue)
        elif judgement is Judgement.MISSED:
            self._halt_cue(cue, "missed", MISSED.format(what=_WHAT[cue.kind]))
        elif cue.kind is _K.WELCOME and self._is_crowded(one):
            self._halt_cue(cue, "crowded", CROWDED)
        else:
            return self._posted(task)
        return None

    def _posted(self, task: Task) -> Posted:
        if task.cue.kind in SILENT:
            return Posted(at=self._clock.now())
        self._cues.begin(task.cue)
        return self._venue.post(task)

    def _put_off(self, task: Task, error: VenueError) -> None:
        cue = task.cue
        if error.retry_s is not None:
            self._cues.release(cue, self._clock.now() + timedelta(seconds=error.retry_s))
        elif cue.kind in DISPENSABLE:
            self._cues.finish(cue)
        else:
            self._halt_cue(cue, "not_posted", f"{error.message}. {error.remedy}")

    def _halt_cue(self, cue: Cue, what: str, reason: str) -> None:
        self._halt(cue.discussion, what, reason)
        self._release(cue, NEVER)

    def _release(self, cue: Cue, due_at: datetime) -> None:
        self._cues.release(cue, due_at)
        # A host may have had it go on since it was looked at.
        self._changes.settle(cue.discussion)

    def _halt(self, discussion_id: str, what: str, reason: str) -> Discussion:
        now = self._clock.now()
        return self._changes.make(discussion_id, what, lambda one: _halted(one, now, reason))

    def _host_is_there(self, one: Discussion) -> bool:
        wanted = f"moves={one.moves}"
        events = self._discussions.events(one.id)
        return any(event.what == CHECKED_IN and event.detail == wanted for event in events)

    def _is_crowded(self, one: Discussion) -> bool:
        others = self._discussions.in_channel(one.channel)
        return any(
            other.id != one.id and other.state is _S.LIVE and not other.rehearsal
            for other in others
        )


def _halted(one: Discussion, now: datetime, reason: str) -> Discussion:
    return halted(one, now, reason) if one.state in FALLIBLE - {_S.PAUSED} else one
