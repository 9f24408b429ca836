"""The candidate's letter: when it is written, repeated once, and given up."""

from knowledge.errors import TransitionError
from knowledge.models.introductions import NEVER, Due, Introduction, IntroductionState
from knowledge.people.hours import working_days_after
from knowledge.people.introductions.answering import asked
from knowledge.people.introductions.base import IntroducingBase
from knowledge.people.introductions.changing import CLOCK, SLACK
from knowledge.people.introductions.due import NUDGE_DAYS
from knowledge.people.introductions.life import moved

_S = IntroductionState


class Letters(IntroducingBase):
    """What the bot does as time goes by."""

    def due(self) -> tuple[Due, ...]:
        """Return what is to be done now, the longest due first; the same until it is noted."""
        return self._agenda.due(self._clock.now())

    def delivered(self, introduction_id: str) -> Introduction:
        """Note that the candidate got the letter.

        Raises:
            TransitionError: the asker took it back meanwhile: the letter is to say so.
        """
        return self._changes.make(introduction_id, SLACK, self._delivered)

    def nudged(self, introduction_id: str) -> Introduction:
        """Note that the candidate was reminded."""

        def change(one: Introduction) -> Introduction:
            if one.asked_at is None:
                raise TransitionError("Nobody was asked yet", "Deliver the letter first")
            if one.nudged or one.state is not _S.ASKED:
                return one
            ends = self._agenda.ends(one.asked_at)
            return one.model_copy(update={"nudged": True, "due_at": ends})

        return self._changes.make(introduction_id, CLOCK, change)

    def expire(self, introduction_id: str) -> Introduction:
        """End what got no answer, or what may not be put to the candidate any more.

        A letter without an answer is `expired`, and may pause the candidate, which makes the
        errand `rest` due; a draft, or a yes between two who are kept apart since, is `withdrawn`,
        and what was asked stands no longer in it.
        """
        paused = self._resting.pause(introduction_id)

        def change(one: Introduction) -> Introduction:
            if one.state is _S.ASKED:
                owed = self._clock.now() if paused else NEVER
                return moved(one, _S.EXPIRED, due_at=owed)
            is_void = one.state is _S.ACCEPTED and self._rules.is_void(one)
            if is_void or one.state in {_S.DRAFT, _S.WITHDRAWN}:
                return moved(one, _S.WITHDRAWN)
            return moved(one, _S.EXPIRED)

        try:
            return self._changes.make(introduction_id, CLOCK, change)
        except TransitionError:
            self._take_pause_back(introduction_id, paused=paused)
            raise

    def rested(self, introduction_id: str) -> Introduction:
        """Note that a candidate was told that they are paused."""

        def change(one: Introduction) -> Introduction:
            if one.state is not _S.EXPIRED:
                raise TransitionError("Nobody is paused for this", "Wait until it has expired")
            return one.model_copy(update={"due_at": NEVER})

        return self._changes.make(introduction_id, CLOCK, change)

    def _delivered(self, one: Introduction) -> Introduction:
        now = self._clock.now()
        return asked(one, now, working_days_after(now, NUDGE_DAYS, self._zone))

    def _take_pause_back(self, introduction_id: str, *, paused: bool) -> None:
        # They answered between the pause and the end.
        one = self._introductions.get(introduction_id)
        if paused and one:
            self._resting.resume(one.candidate)
