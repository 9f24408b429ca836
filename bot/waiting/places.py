"""What was asked, and in which channels it may be asked on."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.audience import Audiences
from bot.channels.rooms import RoomFacts, Rooms
from bot.markup import plain_text
from bot.messages import OF_PEOPLE, message_at

MOST_CHANNELS = 100
_CHANNEL_IDS = ("C", "G")
_UNREADABLE = frozenset(
    {"channel_not_found", "not_in_channel", "missing_scope", "no_permission", "access_denied"}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a question stands that was not answered.

    Attributes:
        ts, thread: empty for a command or a chosen reading, whose text nobody keeps.
    """

    channel: str
    ts: str
    thread: str

    @classmethod
    def of(cls, value: str) -> "Spot":
        """Read it from a button or a form; see `gap_controls`."""
        channel, _, rest = value.partition("|")
        ts, _, thread = rest.partition("|")
        return cls(channel, ts, thread or ts)

    @property
    def is_channel(self) -> bool:
        """Whether it is no conversation of two."""
        return self.channel.startswith(_CHANNEL_IDS)


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it stands now.

    Attributes:
        text: empty for an app's message, which says nothing of a person's.
        author: empty likewise.
        thread: timestamp of the message that its thread began with.
    """

    text: str
    author: str
    ts: str
    thread: str


def said_at(client: WebClient, channel: str, ts: str, thread: str = "") -> Said | None:
    """Return what a message says now, or None when it is gone or may not be read.

    Args:
        client: Slack's.
        channel: where it stands.
        ts: its timestamp.
        thread: of the thread that it is in; empty when nobody knows.

    Raises:
        SlackApiError: nobody can tell whether it is there; a later attempt may.
    """
    if not ts:
        return None
    try:
        message = message_at(client, channel, ts, thread)
    except SlackApiError as error:
        if error.response.get("error") in _UNREADABLE:
            return None
        raise
    if message is None or message.get("subtype") not in OF_PEOPLE:
        return None
    is_app = bool(message.get("bot_id"))
    return Said(
        text="" if is_app else plain_text(message.get("text", "")),
        author="" if is_app else message.get("user", ""),
        ts=ts,
        thread=message.get("thread_ts") or ts,
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Tells where a member may have a question asked."""

    rooms: Rooms
    audiences: Audiences

    def for_asking(self, user: str, spot: Spot, author: str) -> dict[str, str]:
        """Return id → name of the channels that a member may choose from.

        The channel of the question comes first, the others by name. What somebody else asked
        in a private channel stays in it.

        Args:
            user: who wants to ask.
            spot: where it was asked before.
            author: who asked it there; empty when nobody can tell.
        """
        here = self.rooms.facts(spot.channel) if spot.is_channel else None
        if here and here.is_private and author and author != user:
            return {here.id: _name(here)} if self.allows(user, here) else {}
        found = [one for one in self.rooms.own() if one.name and self.allows(user, one)]
        found.sort(key=lambda one: (one.id != spot.channel, one.name))
        return {one.id: _name(one) for one in found[:MOST_CHANNELS]}

    def allowed(self, user: str, channel: str) -> RoomFacts | None:
        """Return a channel as it is now; None when the member may have nothing asked in it."""
        facts = self.rooms.facts(channel)
        return facts if facts and self.allows(user, facts) else None

    def allows(self, user: str, room: RoomFacts) -> bool:
        """Tell whether the bot is there and the member belongs there.

        A full member may ask in every public channel of the workspace; guests, partners, and
        whoever asks where partners or few people read, must be in it themselves.
        """
        if not room.is_member or room.is_archived or (room.is_private and not self._reads_private):
            return False
        is_open = not room.is_private and not room.is_shared
        if is_open and self.audiences.is_member(user):
            return True
        return self.audiences.is_in(user, room.id)

    @property
    def _reads_private(self) -> bool:
        return self.rooms.reads_private


def _name(room: RoomFacts) -> str:
    kind = " (private)" if room.is_private else " (partners read it, too)" if room.is_shared else ""
    return f"#{room.name}{kind}"
