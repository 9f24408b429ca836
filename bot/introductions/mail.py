"""Direct messages of introductions: each is written once, found again, and put right."""

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery import Notice
from bot.outbox import Outbox, Post, Unverifiable
from bot.views.parts import Message
from knowledge.ports import Posts

NO_LONGER_HERE = frozenset(
    {"user_not_found", "users_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot"}
    | {"channel_not_found", "is_archived", "messages_tab_disabled", "is_inactive"}
)
"""What Slack says of somebody to whom nothing can be written, today or tomorrow."""

_UNCHANGEABLE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_log = logging.getLogger(__name__)


class Unreachable(Exception):  # noqa: N818 - an outcome, which the caller deals with
    """Nothing can be written to somebody; `code` is what Slack says, in its own words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Mail:
    """Writes direct messages, which may quote what members agreed to have read.

    Unlike `bot.letters.Letters` it keeps nothing of them: whoever writes tries again.
    """

    def __init__(self, client: WebClient, outbox: Outbox, posts: Posts) -> None:
        self._client = client
        self._outbox = outbox
        self._posts = posts

    def write(self, member: str, key: str, message: Message) -> Notice | None:
        """Send a message unless it was sent before.

        Returns:
            Where it stands; None when nobody can tell whether an earlier attempt sent it.

        Raises:
            Unreachable: there is nobody who could get it.
            SlackApiError: Slack refused it for now.
        """
        if not member:
            raise Unreachable("forgotten")
        try:
            channel = self._channel(member)
            return Notice(channel, self._outbox.post(Post(key, channel, message)))
        except Unverifiable:
            _log.info("whether a letter arrived cannot be seen; it is not sent again")
            return None
        except SlackApiError as error:
            code = str(error.response.get("error", ""))
            if code not in NO_LONGER_HERE:
                raise
            raise Unreachable(code) from error

    def write_if_possible(self, member: str, key: str, message: Message) -> None:
        """Send a message once to somebody who may be gone."""
        try:
            self.write(member, key, message)
        except Unreachable as error:
            _log.info("a letter has nobody who could get it: %s", error.code)

    def found(self, member: str, key: str) -> Notice | None:
        """Return where a message stands that may have been sent; None when it does not."""
        known = self._posts.find(key) if member else None
        if known is None:
            return None
        try:
            channel = self._channel(member)
            ts = known or self._outbox.found(Post(key, channel, Message("")))
        except Unverifiable:
            return None
        except SlackApiError as error:
            if error.response.get("error") not in NO_LONGER_HERE:
                raise
            return None
        return Notice(channel, ts) if ts else None

    def revise(self, member: str, key: str, message: Message) -> None:
        """Put a message in the place of one that was sent; nothing where none was."""
        notice = self.found(member, key)
        if notice:
            self.put(notice, message)

    def revise_in(self, channel: str, key: str, message: Message) -> None:
        """Put a message in the place of one in a conversation of several."""
        ts = self._posts.find(key) if channel else None
        if ts:
            self.put(Notice(channel, ts), message)

    def put(self, notice: Notice, message: Message) -> None:
        """Put a message where another stands; nothing where that is gone, or fixed by Slack."""
        try:
            self._outbox.update(notice.channel, notice.ts, message)
        except SlackApiError as error:
            if error.response.get("error") not in NO_LONGER_HERE | _UNCHANGEABLE:
                raise
            _log.info("a letter to put right is gone, or can no longer be edited")

    def _channel(self, member: str) -> str:
        return str(self._client.conversations_open(users=member)["channel"]["id"])
