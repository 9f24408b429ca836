"""From what is said in followed channels to what is kept of it; nothing waits in between.

A text is judged and stored before its event is acknowledged, so that it never lies in the inbox,
and Slack delivers it again when storing fails.
"""

from dataclasses import dataclass

from bot.channels.hearing import Unsaid
from bot.letters import Letters
from bot.views.consents import blocked_for_admin, blocked_for_author
from knowledge.models.channels import Said
from knowledge.models.stewardship import Role
from knowledge.services import Services
from knowledge.stewardship.following import Heard, Outcome
from knowledge.stewardship.roles import Roles


@dataclass(frozen=True, slots=True)
class Harvest:
    """Keeps, changes and forgets messages, and says so where somebody has to know."""

    services: Services
    letters: Letters
    roles: Roles

    def take(self, heard: Said | Unsaid) -> bool:
        """Do what a message's being said, edited, deleted or taken back asks for.

        Returns:
            Whether somebody is to be written to.
        """
        if isinstance(heard, Unsaid):
            self._unsay(heard)
            return False
        if heard.version != heard.ts:
            self.services.offering.edited(_offered(heard), heard.member, heard.text)
        outcome = self.services.following.hear(heard)
        if outcome.outcome is not Outcome.BLOCKED:
            return False
        self._tell_blocked(heard, outcome)
        return True

    def _unsay(self, unsaid: Unsaid) -> None:
        self.services.following.unsay(unsaid.channel, unsaid.ts, by=unsaid.by)
        self.services.offering.deleted(_offered(unsaid), by=unsaid.by)

    def _tell_blocked(self, said: Said, outcome: Heard) -> None:
        channel = self.services.following.channels.channel(said.channel)
        name, key = channel.name if channel else "", f"blocked {said.channel} {said.version}"
        notices = self.services.pack.notices
        self.letters.send(said.member, key, blocked_for_author(notices, name, outcome.label))
        for admin in self.roles.holders(Role.ADMIN):
            letter = blocked_for_admin(name, said.member, outcome.label)
            self.letters.send(admin, f"{key} admin", letter)


def _offered(place: Said | Unsaid) -> str:
    """Return the origin of a contribution that was made of the message."""
    return f"slack:{place.channel}/{place.ts}"
