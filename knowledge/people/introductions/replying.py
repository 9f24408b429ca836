"""What a candidate does with what they were asked."""

from knowledge.errors import TransitionError
from knowledge.models.introductions import (
    Decline,
    Introduction,
    IntroductionState,
    WantedIntroduction,
)
from knowledge.people.introductions import answering
from knowledge.people.introductions.changing import CANDIDATE, SLACK, Change
from knowledge.people.introductions.drafting import drafted
from knowledge.people.introductions.letters import Letters
from knowledge.people.introductions.rules import unavailable

_S = IntroductionState


class Replies(Letters):
    """The buttons below a letter.

    Whoever presses one has the letter, even where that was not noted any more: it is noted first.
    """

    def accept(self, introduction_id: str, by: str) -> Introduction:
        """Agree to be introduced.

        Raises:
            TransitionError: it is over, or one of the two wants to be kept apart since.
        """
        return self._agree(
            introduction_id, by, lambda one: answering.accepted(one, by, self._clock.now())
        )

    def answer(self, introduction_id: str, by: str, text: str) -> Introduction:
        """Help in writing instead; the text is kept until the introduction ends.

        Args:
            introduction_id: of one in which `by` is the candidate.
            by: member id.
            text: fit to be kept, as the candidate agreed to have it handed on.

        Raises:
            TransitionError: as for `accept`; or they agreed to a conversation, or wrote nothing.
        """
        return self._agree(
            introduction_id, by, lambda one: answering.answered(one, by, text, self._clock.now())
        )

    def decline(self, introduction_id: str, by: str, why: Decline) -> Introduction:
        """Say no; the first reason counts, and only curators see it, without a name."""
        self._arrived(introduction_id, by)
        return self._changes.make(
            introduction_id, CANDIDATE, lambda one: answering.declined(one, by, why)
        )

    def pass_on(self, introduction_id: str, by: str, to: str) -> Introduction:
        """Have somebody else asked instead, and return their introduction.

        A question goes on twice at most, and to nobody who was asked it already.

        Raises:
            UnavailableError: they cannot be asked; the words are the same whatever the reason is.
        """
        with self._one_at_a_time:
            self._arrived(introduction_id, by)
            known = self._introductions.get(answering.id_after(introduction_id))
            if known:
                return known
            self._check(introduction_id, by, to)
            passed = self._changes.make(
                introduction_id, CANDIDATE, lambda one: answering.passed_on(one, by)
            )
            wanted = WantedIntroduction(
                asker=passed.asker,
                candidate=to,
                **passed.model_dump(include={"question", "reason", "needed", "anonymous"}),
                sources=passed.sources,
            )
            fresh = drafted(
                wanted, answering.id_after(passed.id), self._clock.now(), self._rules, passed.id
            )
            added = self._introductions.add(fresh)
        if added.id != fresh.id:
            raise _over()
        return added

    def _check(self, introduction_id: str, by: str, to: str) -> None:
        one = self._introductions.get(introduction_id)
        if one is None:
            return  # the change says so
        answering.passed_on(one, by)
        was_asked = {
            other.candidate
            for other in self._introductions.of_asker(one.asker)
            if other.digest == one.digest
        }
        too_far = self._passes(one) >= answering.MOST_PASSES
        may = self._rules.may_ask(one.asker, to, one.question, one.reason)
        if too_far or to in was_asked or not may:
            raise unavailable()

    def _passes(self, one: Introduction) -> int:
        count, earlier = 0, one.passed_from
        while earlier and count < answering.MOST_PASSES:
            before = self._introductions.get(earlier)
            count, earlier = count + 1, before.passed_from if before else ""
        return count

    def _agree(self, introduction_id: str, by: str, change: Change) -> Introduction:
        self._arrived(introduction_id, by)

        def agreed(one: Introduction) -> Introduction:
            after = change(one)
            if after.state is not one.state and self._rules.is_void(one):
                raise _over()
            return after

        return self._changes.make(introduction_id, CANDIDATE, agreed)

    def _arrived(self, introduction_id: str, by: str) -> None:
        def change(one: Introduction) -> Introduction:
            answering.only(one.candidate, by)
            return self._delivered(one) if one.state is _S.DRAFT else one

        self._changes.make(introduction_id, SLACK, change)


def _over() -> TransitionError:
    return TransitionError("This question is not open any more", "Nothing is left for you to do")
