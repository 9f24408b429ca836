"""Introductions from the asker's reason to their end: all that the bot may do with them."""

from knowledge.models.introductions import Introduction, IntroductionState, WantedIntroduction
from knowledge.models.load import LoadReport
from knowledge.models.waiting import digest_of
from knowledge.people.introductions.answering import taken_back
from knowledge.people.introductions.changing import ASKER
from knowledge.people.introductions.drafting import drafted
from knowledge.people.introductions.load import load_of
from knowledge.people.introductions.outcomes import Outcomes
from knowledge.people.introductions.replying import Replies
from knowledge.people.introductions.rules import unavailable

_S = IntroductionState
_WAITING = frozenset({_S.DRAFT, _S.ASKED})


class Introducing(Replies, Outcomes):
    """Brings members together who both want it.

    Every change may be made twice, and is made once. What does not follow from how an
    introduction stands raises TransitionError and changes nothing; what is somebody else's,
    NotAllowedError; what is not held, NotFoundError.
    """

    def may_ask(self, asker: str, candidate: str, question: str) -> bool:
        """Tell whether a question may be put to a candidate now, or when their hours begin."""
        return self._rules.may_ask(asker, candidate, question)

    def ask(self, wanted: WantedIntroduction) -> Introduction:
        """Keep a question for a candidate until their hours, or return the asker's own waiting one.

        That is the same question, whoever it was put to: it is put to one person at a time.

        Raises:
            UnavailableError: they cannot be asked; the words are the same whatever the reason is.
        """
        with self._one_at_a_time:
            digest = digest_of(wanted.question)
            for one in self.of_asker(wanted.asker):
                if one.state in _WAITING and one.digest == digest:
                    return one
            who = wanted.asker, wanted.candidate
            if not self._rules.may_ask(*who, wanted.question, wanted.reason):
                raise unavailable()
            now = self._clock.now()
            return self._introductions.add(drafted(wanted, self._new_id(), now, self._rules))

    def withdraw(self, introduction_id: str, by: str) -> Introduction:
        """Take one's own question back, at any time before the end."""
        return self._changes.make(
            introduction_id, ASKER, lambda one: taken_back(one, by, self._clock.now())
        )

    def get(self, introduction_id: str) -> Introduction | None:
        """Return one, or None."""
        return self._introductions.get(introduction_id)

    def of_asker(self, member: str) -> tuple[Introduction, ...]:
        """Return those that a member asked for, oldest first."""
        return self._introductions.of_asker(member)

    def of_candidate(self, member: str) -> tuple[Introduction, ...]:
        """Return those for which a member was asked, oldest first."""
        return self._introductions.of_candidate(member)

    def load(self) -> LoadReport:
        """Return how the last weeks went, in counts that tell of nobody."""
        return load_of(self._introductions, self._gaps, self._clock.now())
