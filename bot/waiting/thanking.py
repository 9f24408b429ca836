"""A reply is thanked: its author is asked whether it may be kept."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from slack_sdk import WebClient

from bot.channels.rooms import Rooms
from bot.inbox import Ticket
from bot.letters import Letters
from bot.people import People
from bot.views.calls import OUTSIDER, thanked_letter
from bot.views.listing import listing_letter
from bot.views.parts import note
from bot.waiting.places import Said, said_at
from knowledge.errors import KnowledgeError
from knowledge.models.waiting import Call
from knowledge.models.work import InboxItem
from knowledge.services import Services
from knowledge.stewardship.roles import Roles

Json = dict[str, Any]
KIND = "thanks"


class Thanks(BaseModel):
    """Who says of which message that it helped; never what it says.

    Attributes:
        occasion: Slack's name for this reaction or press: whoever thanks again, because nothing
            came of it, is heard again.
    """

    model_config = ConfigDict(frozen=True)

    user: str
    channel: str
    ts: str
    occasion: str

    @property
    def key(self) -> str:
        """The same when Slack delivers the same thanks again."""
        return f"{KIND} {self.channel}/{self.ts} {self.user} {self.occasion}"


def thanks_of(body: Json, reactions: tuple[str, ...]) -> Thanks | None:
    """Return the thanks that a reaction stands for, or None.

    Args:
        body: as Slack delivered it.
        reactions: names of those that thank; a skin tone does not matter.
    """
    event = body.get("event") or {}
    item = event.get("item") or {}
    if event.get("type") != "reaction_added" or item.get("type") != "message":
        return None
    if str(event.get("reaction", "")).partition("::")[0] not in reactions:
        return None
    return Thanks(
        user=event["user"], channel=item["channel"], ts=item["ts"], occasion=body["event_id"]
    )


def may_thank(call: Call, user: str, roles: Roles) -> bool:
    """Tell whether somebody may say which reply answers a call."""
    return user == call.member or roles.is_curator(user)


class Thanking:
    """Asks authors of replies that helped; nothing but where a reply stands is kept until then."""

    def __init__(
        self, services: Services, roles: Roles, client: WebClient, rooms: Rooms, letters: Letters
    ) -> None:
        self._services = services
        self._roles = roles
        self._client = client
        self._people = People(client)
        self._rooms = rooms
        self._letters = letters

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Ask the author, once, however often and by whomever a reply is thanked."""
        thanks = Thanks.model_validate(item.payload)
        ticket.settle()
        reply = said_at(self._client, thanks.channel, thanks.ts)
        call = self._services.calling.at(thanks.channel, reply.thread) if reply else None
        if reply is None or call is None or not _is_reply(reply, call):
            return
        if not may_thank(call, thanks.user, self._roles):
            return
        author = self._people.of(reply.author)
        if author.is_outsider:
            about = f"outsider {thanks.channel}/{thanks.ts}"
            self._letters.send(thanks.user, about, note(OUTSIDER))
            return
        self._ask_author(reply, call)
        if not author.is_guest:
            self._invite(reply.author)

    def explain(self, item: InboxItem) -> None:
        """Nobody waits for it."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Whoever thanked may do so again: with the same or another reaction, or from the menu."""

    def _ask_author(self, reply: Said, call: Call) -> None:
        place = f"{call.channel}/{reply.ts}"
        # Before the question to the author: whoever waits is told by way of this note.
        self._services.calling.thank(call, f"slack:{place}")
        facts = self._rooms.facts(call.channel)
        address = self._rooms.message_url(call.channel, reply.ts)
        value = f"{call.channel}|{reply.ts}|{reply.thread}"
        letter = thanked_letter(facts.name if facts else "", address, value)
        self._letters.send(reply.author, f"thanked {place}", letter)

    def _invite(self, author: str) -> None:
        """Ask somebody who helped, once, whether they would like to be found."""
        membership = self._services.membership
        if membership.may_invite(author):
            self._letters.send(author, "listing", listing_letter())
            membership.invited(author)


def _is_reply(reply: Said, call: Call) -> bool:
    return bool(reply.author and reply.text) and reply.ts != call.ts
