"""Changes to one introduction that hold although others change it at the same time."""

from collections.abc import Callable

from knowledge.errors import NotFoundError, StoreError
from knowledge.models.introductions import Introduction, Step
from knowledge.ports import Clock, Introductions

ASKER, CANDIDATE, CLOCK, SLACK = "asker", "candidate", "clock", "slack"
TRIES = 20

Change = Callable[[Introduction], Introduction]


class Changes:
    """Reads, changes and saves, and begins anew when somebody else was faster.

    Args:
        introductions: where they are kept.
        clock: the time.
    """

    def __init__(self, introductions: Introductions, clock: Clock) -> None:
        self._introductions = introductions
        self._clock = clock

    def make(self, introduction_id: str, by: str, change: Change) -> Introduction:
        """Make a change with its line in the log, and return the introduction after it.

        Args:
            introduction_id: of an introduction.
            by: who the log says did it.
            change: gets the introduction as stored, and returns it changed, or the very same; may
                be called more than once.

        Raises:
            NotFoundError: there is no such introduction.
            StoreError: others changed it again and again; nothing was stored.
        """
        for _ in range(TRIES):
            before = self._introductions.get(introduction_id)
            if before is None:
                raise NotFoundError(
                    "This introduction is not held any more", "Ask again, if you still need help"
                )
            after = change(before)
            if after == before:
                return before
            if self._introductions.save(after, self._step(before, after, by)):
                return after.model_copy(update={"version": before.version + 1})
        raise StoreError("This introduction is being changed by others", "Try again in a moment")

    def _step(self, before: Introduction, after: Introduction, by: str) -> Step | None:
        if before.state is after.state:
            return None
        return Step(
            introduction=before.id,
            at=self._clock.now(),
            before=before.state,
            after=after.state,
            by=by,
        )
