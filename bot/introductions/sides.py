"""The two sides of an introduction, as far as each may know of the other."""

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

from bot.audience import Audiences
from bot.introductions.mail import NO_LONGER_HERE
from bot.people import People
from bot.views.introductions import REVEALED, SOMEBODY
from bot.views.letters import Told
from bot.views.meetings import Party
from knowledge.models.introductions import Introduction
from knowledge.models.members import Profile
from knowledge.services import Services

NOBODY = Profile()


@dataclass(frozen=True, slots=True)
class Sides:
    """Looks both up, each time anew."""

    services: Services
    people: People
    audiences: Audiences

    def told(self, one: Introduction) -> Told:
        """Return what a candidate may read of a request now.

        Its reasons hold at this moment for both sides, or are left out.
        """
        both = self.audiences.of_person(one.candidate) & self.audiences.of_person(one.asker)
        because = self.services.experts.still(one.because, one.candidate, both)
        return Told(one, self._asker(one), because)

    def ended(self, one: Introduction) -> Told:
        """Return what a candidate may read of a request that asks nothing of them any more."""
        return Told(one, self._asker(one))

    def party(self, member: str) -> Party:
        """Return somebody who agreed to be introduced, in a line.

        Of what they said of themselves it has only what they let others find.
        """
        known = self.services.membership.of(member)
        listed = known.profile if known and known.is_listed else NOBODY
        kinds = {term.key: term.name for term in self.services.pack.member_kinds}
        return Party(
            member=member,
            name=self.name(member),
            kind=kinds.get(listed.kind, ""),
            organisation=listed.organisation,
            interest=listed.interest,
            contact=known.profile.contact if known else "",
        )

    def name(self, member: str) -> str:
        """Return what Slack calls somebody now; of somebody who has left it, nothing."""
        try:
            return self.people.of(member).name or SOMEBODY
        except SlackApiError as error:
            if error.response.get("error") not in NO_LONGER_HERE:
                raise
            return SOMEBODY

    def is_outsider(self, member: str) -> bool:
        """Tell whether somebody belongs to another organisation's workspace."""
        return self.people.of(member).is_outsider

    def _asker(self, one: Introduction) -> str:
        if not one.asker or (one.anonymous and one.state not in REVEALED):
            return ""
        return self.name(one.asker)
