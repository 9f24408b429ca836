"""What Slack tells of messages in channels: said, edited, deleted or taken back.

Pure: whether anything of it may be kept is decided by the knowledge rooms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.markup import plain_text
from knowledge.models.channels import Said

Json = dict[str, Any]
TAKE_BACK = "no_entry_sign"
_SAID = frozenset({None, "file_share", "thread_broadcast"})
_PLACES = frozenset({"channel", "group"})


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A message that is not to be kept any more.

    Attributes:
        by: member who took it back, when it must have been its author; empty for a deletion.
    """

    channel: str
    ts: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Reads events and histories alike.

    Attributes:
        bot_user: the bot's own member id.
        is_own_thread: tells whether a thread (channel, timestamp) began with a question to us.
    """

    bot_user: str
    is_own_thread: Callable[[str, str], bool]

    def of_event(self, body: Json) -> Said | Unsaid | None:
        """Return what an event says of a message in a channel, or None."""
        event = body.get("event") or {}
        if event.get("type") == "reaction_added":
            return _taken_back(event)
        if event.get("type") != "message" or event.get("channel_type") not in _PLACES:
            return None
        channel, subtype = event["channel"], event.get("subtype")
        if subtype == "message_deleted":
            return Unsaid(channel, event["deleted_ts"])
        if subtype == "message_changed":
            return self.of_message(channel, event["message"])
        return self.of_message(channel, event)

    def of_message(self, channel: str, message: Json) -> Said | Unsaid | None:
        """Return what a message says now; None when no member said it."""
        if message.get("subtype") == "tombstone":
            return Unsaid(channel, message["ts"])
        is_bot = bool(message.get("bot_id")) or message.get("user") == self.bot_user
        if is_bot or not message.get("user") or message.get("subtype") not in _SAID:
            return None
        thread = message.get("thread_ts") or message["ts"]
        # What is said to the bot is a question, which is answered and then erased.
        to_us = self._is_to_us(channel, thread, message.get("text", ""))
        return Said(
            channel=channel,
            ts=message["ts"],
            thread=thread,
            member=message["user"],
            version=(message.get("edited") or {}).get("ts") or message["ts"],
            text="" if to_us else plain_text(message.get("text", "")),
        )

    def _is_to_us(self, channel: str, thread: str, text: str) -> bool:
        return f"<@{self.bot_user}" in text or self.is_own_thread(channel, thread)


def _taken_back(event: Json) -> Unsaid | None:
    item = event.get("item") or {}
    is_own = event.get("item_user") == event.get("user")
    if event.get("reaction") != TAKE_BACK or item.get("type") != "message" or not is_own:
        return None
    return Unsaid(item["channel"], item["ts"], by=event["user"])
