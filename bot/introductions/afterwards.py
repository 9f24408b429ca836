"""What came of an introduction: both are asked, each for themselves, and may thank."""

from contextlib import suppress

from bot.delivery import Notice
from bot.introductions.mail import Mail
from bot.introductions.sides import Sides
from bot.views.outcomes import Asking, outcome_message, over_message, thanks_letter
from knowledge.errors import TransitionError
from knowledge.models.introductions import Introduction, IntroductionState, Outcome
from knowledge.services import Services

_S = IntroductionState
OPEN = frozenset({_S.INTRODUCED, _S.FOLLOWED_UP})
"""States in which something can still be said."""


class Afterwards:
    """Asks, hears, and ends."""

    def __init__(self, services: Services, mail: Mail, sides: Sides) -> None:
        self._services = services
        self._mail = mail
        self._sides = sides

    def follow_up(self, due: Introduction) -> None:
        """Ask both, once."""
        one = self._services.introducing.get(due.id)
        if one is None or one.state is not _S.INTRODUCED:
            return
        for member in (one.asker, one.candidate):
            said = outcome_message(self._asking(one, member))
            self._mail.write_if_possible(member, _key(one, member), said)
        self._services.introducing.followed_up(one.id)

    def close(self, one: Introduction) -> None:
        """End it; nothing is left to press in what both were asked."""
        for member in filter(None, (one.asker, one.candidate)):
            self._mail.revise(member, _key(one, member), over_message(_says(one, member)))
        self._services.introducing.closed(one.id)

    def say(self, introduction_id: str, member: str, outcome: Outcome, notice: Notice) -> None:
        """Note what came of it for one side, and show it in the letter.

        Raises:
            NotAllowedError: it is between others.
        """
        with suppress(TransitionError):  # the letter says that it is over
            self._services.introducing.says(introduction_id, member, outcome)
        self.show(introduction_id, member, notice)

    def thank(self, introduction_id: str, member: str, notice: Notice) -> None:
        """Send one side's thanks to the other, once."""
        one = self._services.introducing.get(introduction_id)
        if one is None or member not in {one.asker, one.candidate} or not member:
            return
        other = one.candidate if member == one.asker else one.asker
        key = f"introduction thanks {one.id} {side_of(one, member)}"
        self._mail.write_if_possible(other, key, thanks_letter(self._sides.name(member)))
        self.show(introduction_id, member, notice)

    def show(self, introduction_id: str, member: str, notice: Notice) -> None:
        """Show in the letter how it stands for one side."""
        one = self._services.introducing.get(introduction_id)
        if one is None or one.state not in OPEN:
            said = over_message(_says(one, member) if one else None)
        else:
            said = outcome_message(self._asking(one, member))
        self._mail.put(notice, said)

    def _asking(self, one: Introduction, member: str) -> Asking:
        other = one.candidate if member == one.asker else one.asker
        thanked = self._services.posts.find(f"introduction thanks {one.id} {side_of(one, member)}")
        return Asking(one, self._sides.name(other), _says(one, member), thanked is not None)


def side_of(one: Introduction, member: str) -> str:
    """Return which side somebody is on, in a word that names nobody."""
    return "asker" if member == one.asker else "candidate"


def _says(one: Introduction, member: str) -> Outcome | None:
    return one.asker_says if member == one.asker else one.candidate_says


def _key(one: Introduction, member: str) -> str:
    return f"introduction outcome {one.id} {side_of(one, member)}"
