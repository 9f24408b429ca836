"""The bot's messages about a document: one in the thread, changed in place from then on."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.brought import Brought
from bot.outbox import Outbox, Post
from bot.views.parts import Json, Message

_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_NOWHERE = frozenset({"thread_not_found", "channel_not_found", "is_archived"})
_CLOSED = frozenset({"not_found", "hash_conflict"})


class Notes:
    """Posts, changes and shows what is said about a document."""

    def __init__(self, client: WebClient, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox

    def post(self, brought: Brought, message: Message, about: str) -> None:
        """Say something in the document's thread, once; in silence when the place is gone.

        Args:
            about: tells the messages about one document apart.
        """
        post = Post(
            key=f"document {brought.id} {about}",
            channel=brought.channel,
            message=message,
            thread=brought.thread,
            since=brought.ts,
        )
        try:
            self._outbox.post(post)
        except SlackApiError as error:
            if error.response.get("error") not in _NOWHERE:
                raise

    def change(self, brought: Brought, ts: str, message: Message, about: str) -> None:
        """Change an earlier message; say it anew, once, when that one was deleted."""
        try:
            self._client.chat_update(
                channel=brought.channel, ts=ts, text=message.text, blocks=list(message.blocks)
            )
        except SlackApiError as error:
            if error.response.get("error") not in _GONE:
                raise
            self.post(brought, message, about)

    def show(self, view_id: str, view: Json) -> None:
        """Fill a modal that waits; nothing happens when it was closed meanwhile."""
        try:
            self._client.views_update(view_id=view_id, view=view)
        except SlackApiError as error:
            if error.response.get("error") not in _CLOSED:
                raise
