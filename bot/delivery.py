"""How a reply reaches people: in the thread for all, or to the asker alone."""

import logging
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.models import Place, Question
from bot.outbox import Outbox, Post, Unverifiable
from bot.references import log_trouble, reference_of
from bot.streaming import Streams
from bot.views.errors import UNFINISHED, UNSURE_SENT
from bot.views.parts import Message, note

HTTP_OK = 200
_NOWHERE = frozenset({"thread_not_found", "channel_not_found", "not_in_channel", "is_archived"})
_log = logging.getLogger(__name__)
TIMEOUT_S = 10


class Notice(NamedTuple):
    """Where a direct message stands."""

    channel: str
    ts: str


class Delivery:
    """Delivers messages to the place that a question came from.

    Args:
        streams: without them every message comes in one piece.
    """

    def __init__(self, client: WebClient, outbox: Outbox, streams: Streams | None = None) -> None:
        self._client = client
        self._outbox = outbox
        self._streams = streams

    def reply(self, question: Question, message: Message) -> None:
        """Deliver the one reply to a question, however often this is called."""
        if question.place is Place.PRIVATE:
            if not self._outbox.whisper(question.key, lambda: self._whisper(question, message)):
                self.aside(question, note(UNSURE_SENT), "unsure")
            return
        post = _post(question, message, question.key)
        try:
            if self._streams is None or not self._streams.finish(post):
                self._outbox.post(post)
        except Unverifiable:
            self.aside(question, note(UNSURE_SENT), "unsure")
        except SlackApiError as error:
            if error.response.get("error") not in _NOWHERE:
                raise
            _log.info("the place of a question is gone; it is left unanswered")

    def begin(self, question: Question) -> str:
        """Begin to show a reply that is still being written.

        Returns:
            The timestamp of the message that grows; empty when the reply is to come whole.
        """
        if self._streams is None:
            return ""
        return self._streams.begin(_unfinished(question), question.user)

    def append(self, question: Question, ts: str, markdown: str) -> bool:
        """Show some more of a reply; false when the rest is to come at the end."""
        return self._streams is not None and self._streams.append(
            _unfinished(question), ts, markdown
        )

    def close(self, question: Question) -> None:
        """Say of a reply that was begun that it stays unfinished."""
        post = _unfinished(question)
        if self._streams is None or not self._streams.is_unfinished(post):
            return
        try:
            self._streams.finish(post)
        except (SlackClientError, Unverifiable, OSError) as error:  # the asker is told all the same
            log_trouble(_log, reference_of(question.key), error)

    def aside(self, question: Question, message: Message, about: str) -> None:
        """Tell something to the asker alone, at most once.

        Args:
            about: tells the asides to one question apart.
        """
        key = f"{question.key} {about}"
        if question.place is Place.DIRECT:
            self._outbox.post(_post(question, message, key))
        else:
            self._outbox.whisper(key, lambda: self._whisper(question, message))

    def greet(self, user: str, channel: str, message: Message) -> None:
        """Post a greeting into the conversation with a person, the first time only."""
        self._outbox.post(Post(key=f"greeting {user}", channel=channel, message=message))

    def announce(self, key: str, channel: str, message: Message) -> None:
        """Post a message of the bot's own into a channel, once."""
        self._outbox.post(Post(key=key, channel=channel, message=message))

    def tell(self, user: str, key: str, message: Message) -> None:
        """Send a direct message, once."""
        channel = self._client.conversations_open(users=user)["channel"]["id"]
        self._outbox.post(Post(key=key, channel=channel, message=message))

    def notice(self, user: str, key: str, message: Message) -> tuple[Notice, bool]:
        """Send a direct message, once, that may be revised.

        Returns:
            Where it stands, and whether it was sent just now.
        """
        channel = self._client.conversations_open(users=user)["channel"]["id"]
        post = Post(key=key, channel=channel, message=message)
        ts, is_new = self._outbox.post_or_find(post)
        return Notice(channel, ts), is_new

    def revise(self, notice: Notice, message: Message) -> None:
        """Put a message in the place of one that was sent."""
        self._outbox.update(notice.channel, notice.ts, message)

    def _whisper(self, question: Question, message: Message) -> None:
        if question.response_url:
            if not self._respond(question.response_url, message):
                self.tell(question.user, f"{question.key} direct", message)
            return
        # A thread without a reply shows no ephemeral message: it goes to the channel then.
        in_thread = question.is_reply or question.place is Place.PRIVATE
        where: dict[str, Any] = {"thread_ts": question.thread} if in_thread else {}
        self._client.chat_postEphemeral(
            channel=question.channel,
            user=question.user,
            text=message.text,
            blocks=list(message.blocks) or None,
            **where,
        )

    def _respond(self, url: str, message: Message) -> bool:
        hook = WebhookClient(url, timeout=TIMEOUT_S, retry_handlers=[])
        response = hook.send(
            text=message.text,
            blocks=list(message.blocks) or None,
            response_type="ephemeral",
            replace_original=False,
        )
        return response.status_code == HTTP_OK


def _unfinished(question: Question) -> Post:
    return _post(question, note(UNFINISHED), question.key)


def _post(question: Question, message: Message, key: str) -> Post:
    return Post(
        key=key,
        channel=question.channel,
        message=message,
        thread=question.thread,
        since=question.ts,
        own_thread=question.own_thread,
    )
