"""Channels as Slack knows them: found by what a person typed, and described."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from knowledge.errors import KnowledgeError
from knowledge.models.access import COMMUNITY

Json = dict[str, Any]
PAGE = 200
_LINKED = re.compile(r"<#([A-Z0-9]+)(\|[^>]*)?>")
_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
_UNSEEN = frozenset({"channel_not_found", "missing_scope", "not_in_channel"})


class NotFollowableError(KnowledgeError):
    """A channel cannot be followed."""


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What matters of a channel.

    Attributes:
        is_shared: whether another organisation takes part, or is invited to.
    """

    id: str
    name: str
    is_private: bool
    is_member: bool
    is_archived: bool
    is_shared: bool

    @property
    def scope(self) -> str:
        """Who may read what is kept of it: those who may read the channel."""
        return f"channel:{self.id}" if self.is_private else COMMUNITY


@dataclass(frozen=True, slots=True)
class Rooms:
    """Looks channels up.

    Attributes:
        address: of the workspace, with a slash at its end.
        reads_private: whether messages of private channels reach the bot.
    """

    client: WebClient
    address: str
    reads_private: bool

    def find(self, typed: str, here: str) -> str:
        """Return the id of the channel that a person typed, or of the one they are in.

        Raises:
            NotFollowableError: the bot is in no such channel.
        """
        linked = _LINKED.search(typed)
        if linked:
            return linked.group(1)
        name = typed.strip().lstrip("#").lower()
        if not name:
            return here
        for channel in self._own():
            if name in {channel.get("name", "").lower(), channel["id"].lower()}:
                return str(channel["id"])
        raise NotFollowableError(
            f"I am not in a channel called #{name}", "Invite me there first, then try again"
        )

    def facts(self, channel: str) -> RoomFacts | None:
        """Return what a channel is like; None when the bot cannot see it (any more)."""
        try:
            info = self.client.conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            if error.response.get("error") in _UNSEEN:
                return None
            raise
        return _facts(info)

    def own(self) -> tuple[RoomFacts, ...]:
        """Return the channels that the bot is in, as far as it may read them."""
        # Slack says of none in this list whether its caller is in it: that is what it lists.
        return tuple(_facts({**one, "is_member": True}) for one in self._own())

    def followable(self, channel: str) -> RoomFacts:
        """Return what a channel is like that can be followed.

        Raises:
            NotFollowableError: it cannot, with the reason.
        """
        facts = self.facts(channel)
        if channel.startswith("D"):
            raise NotFollowableError(
                "This is a conversation of two, and I follow channels only",
                "Name a channel, such as #general, or give the command in it",
            )
        if facts is None or not facts.is_member or not facts.name:
            raise NotFollowableError("I am not in that channel", "Invite me there, then try again")
        name = f"#{facts.name}"
        if facts.is_shared:
            raise NotFollowableError(
                f"{name} is shared with another organisation, whose people have not joined this "
                "community",
                "Choose a channel of this workspace alone",
            )
        if facts.is_archived:
            raise NotFollowableError(f"{name} is archived", "Unarchive it first")
        if facts.is_private and not self.reads_private:
            raise NotFollowableError(
                f"{name} is private, and this app may not read private channels",
                "Ask an administrator to install it from `bot manifest --private-channels`",
            )
        return facts

    def url(self, channel: str) -> str:
        """Return the address that the addresses of a channel's messages begin with."""
        return f"{self.address}archives/{channel}"

    def message_url(self, channel: str, ts: str) -> str:
        """Return the address of a message."""
        return f"{self.url(channel)}/p{ts.replace('.', '')}"

    def _own(self) -> Iterator[Json]:
        kinds = "public_channel,private_channel" if self.reads_private else "public_channel"
        cursor = ""
        while True:
            page = self.client.users_conversations(
                types=kinds, exclude_archived=True, limit=PAGE, cursor=cursor or None
            )
            yield from page["channels"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return


def _facts(info: Json) -> RoomFacts:
    return RoomFacts(
        id=info["id"],
        name=info.get("name") or "",
        is_private=bool(info.get("is_private")),
        is_member=bool(info.get("is_member")),
        is_archived=bool(info.get("is_archived")),
        is_shared=any(info.get(flag) for flag in _SHARED),
    )
