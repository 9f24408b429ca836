"""Changes to one discussion that hold although others change it at the same time."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from knowledge.discussions.life import LIVING
from knowledge.discussions.timetable import NEVER, timetable
from knowledge.errors import NotFoundError, StoreError, TransitionError
from knowledge.models.discussions import Cue, CueState, Discussion, DiscussionEvent
from knowledge.ports import Clock
from knowledge.ports.discussions import Cues, Discussions

TRIES: Final = 20

Change = Callable[[Discussion], Discussion]


class Changes:
    """Reads, changes, saves with a line in the log, and has what is due follow; one a process.

    Args:
        discussions: where they are kept.
        cues: what is due in them.
        clock: the time.
    """

    def __init__(self, discussions: Discussions, cues: Cues, clock: Clock) -> None:
        self._discussions = discussions
        self._cues = cues
        self._clock = clock
        self._alone = threading.RLock()
        self._settled: dict[str, int] = {}

    def get(self, discussion_id: str) -> Discussion:
        """Return a discussion.

        Raises:
            NotFoundError: there is none such.
        """
        one = self._discussions.get(discussion_id)
        if one is None:
            raise NotFoundError(
                "This discussion is not held any more", "Look at the list of discussions"
            )
        return one

    def make(
        self, discussion_id: str, what: str, change: Change, by: str = "", version: int = 0
    ) -> Discussion:
        """Make a change, and return the discussion after it.

        Args:
            discussion_id: of a discussion.
            what: key of what is done, for the log.
            change: gets the discussion as stored, and returns it changed, or the very same; may be
                called more than once.
            by: who does it, or empty for the bot.
            version: of the discussion that they looked at, or 0 when that does not matter.

        Raises:
            NotFoundError: there is no such discussion.
            TransitionError: it is another version by now; or what the change raises.
            StoreError: others changed it again and again; nothing was stored.
        """
        for _ in range(TRIES):
            before = self.get(discussion_id)
            if version and version != before.version:
                raise TransitionError(
                    "The discussion has changed since you looked", "Look again, and then decide"
                )
            changed = change(before)
            if changed == before:
                return before
            after = changed.model_copy(update={"version": before.version + 1})
            if self._discussions.save(after, self._event(before, after, what, by)):
                self.settle(after.id)
                return after
        raise StoreError("This discussion is being changed by others", "Try again in a moment")

    def settle_all(self) -> None:
        """Have what is due follow from every discussion that has changed since the last time."""
        living = self._discussions.in_states(*sorted(LIVING))
        self._settled = {one.id: self._settled.get(one.id, 0) for one in living}
        for one in living:
            if self._settled[one.id] != one.version:
                self.settle(one.id)

    def settle(self, discussion_id: str) -> None:
        """Have what is due follow from a discussion as it stands; doing so twice changes nothing.

        What Slack has put off for a while stays put off.
        """
        with self._alone:
            # Read in here: what another thread has just planned is never dropped by an older view.
            one = self._discussions.get(discussion_id)
            if one is not None:
                self._follow(one)
                self._settled[one.id] = one.version

    def _follow(self, one: Discussion) -> None:
        now = self._clock.now()
        wanted = {cue.key: cue for cue in timetable(one)}
        held = {cue.key: cue for cue in self._cues.of(one.id)}
        gone = [key for key, cue in held.items() if _waits(cue) and key not in wanted]
        both = [(held[key], cue) for key, cue in wanted.items() if key in held]
        moved = [cue for old, cue in both if old.due_at != cue.due_at and _movable(old, cue, now)]
        new = [cue for key, cue in wanted.items() if key not in held]
        if gone:
            self._cues.drop(one.id, gone)
        if moved:
            self._cues.retime(moved)
        if new:
            self._cues.plan(new)

    def _event(self, before: Discussion, after: Discussion, what: str, by: str) -> DiscussionEvent:
        return DiscussionEvent(
            discussion=before.id,
            at=self._clock.now(),
            what=what,
            by=by,
            detail=" ".join(_details(before, after)),
        )


def _waits(cue: Cue) -> bool:
    return cue.state is CueState.WAITING


def _movable(held: Cue, wanted: Cue, now: datetime) -> bool:
    put_off = wanted.due_at <= now < held.due_at < NEVER
    return _waits(held) or (held.state is CueState.POSTING and not put_off)


def _details(before: Discussion, after: Discussion) -> Iterator[str]:
    """Yield what became of the states, as keys and numbers."""
    if before.state is not after.state:
        yield f"{before.state}>{after.state}"
    for was, became in zip(before.prompts, after.prompts, strict=False):
        if was.state is not became.state:
            yield f"prompt={became.number} {was.state}>{became.state}"
        if was.closes_at and became.closes_at and was.closes_at != became.closes_at:
            later = round((became.closes_at - was.closes_at).total_seconds())
            yield f"prompt={became.number} closes{later:+}s"
