"""The letter to a candidate: written once, and always shown as its introduction stands."""

from dataclasses import dataclass

from bot.delivery import Notice
from bot.introductions.mail import Mail
from bot.introductions.sides import Sides
from bot.views.letters import letter
from knowledge.models.introductions import Introduction, IntroductionState
from knowledge.services import Services

WAITING = frozenset({IntroductionState.DRAFT, IntroductionState.ASKED})
"""States in which a letter asks something of its candidate."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Letters, by their introduction."""

    services: Services
    mail: Mail
    sides: Sides

    def post(self, one: Introduction) -> None:
        """Write the letter unless it was written.

        Raises:
            Unreachable: there is nobody who could get it.
        """
        self.mail.write(one.candidate, letter_key(one), letter(self.sides.told(one)))

    def find(self, one: Introduction) -> Notice | None:
        """Return where the letter stands, or None."""
        return self.mail.found(one.candidate, letter_key(one))

    def put_right(self, introduction_id: str) -> None:
        """Show in the letter what became of it, once nothing is asked any more."""
        one = self.services.introducing.get(introduction_id)
        if one and one.state not in WAITING:
            self.mail.revise(one.candidate, letter_key(one), letter(self.sides.ended(one)))


def letter_key(one: Introduction) -> str:
    """Return by which key the ledger of posts knows the letter of an introduction."""
    return f"introduction letter {one.id}"
