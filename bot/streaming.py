"""Messages that grow while an answer is written, and that end as one message whatever happens.

The ledger holds a stream under a key of its own, from before it is begun. Its timestamp is noted
before anything is appended; the post itself counts as made when the whole message stands there.
A stream that was begun and not noted is found in the thread: it alone carries no metadata.
"""

import logging
from collections.abc import Iterator

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.outbox import Outbox, Post, identity_of, posting_client
from bot.references import log_trouble, reference_of
from knowledge.ports import Posts

REFUSED = "refused"
_DOUBTFUL = frozenset(
    {"", "internal_error", "fatal_error", "request_timeout", "service_unavailable"}
)
_CLOSED = "message_not_in_streaming_state"
_log = logging.getLogger(__name__)


class Streams:
    """Begins, continues and ends streams.

    Args:
        client: for everything that may safely be repeated.
        posts: the ledger.
        outbox: looks messages up, and keeps the pace of each channel.
        bot_user: the bot's own member id.
        team: id of the workspace.
    """

    def __init__(
        self, client: WebClient, posts: Posts, outbox: Outbox, bot_user: str, team: str
    ) -> None:
        self._client = client
        self._once = posting_client(client)
        self._posts = posts
        self._outbox = outbox
        self._bot_user = bot_user
        self._team = team

    def begin(self, post: Post, reader: str) -> str:
        """Begin the stream of a post, unless an earlier attempt at the post was made.

        Nobody knows what an earlier attempt showed: it is made whole at the end.

        Args:
            post: the message that it will be.
            reader: member id of who asked.

        Returns:
            Its timestamp, which is noted; empty when the message is to come whole.
        """
        key, own = _key(post), post.thread if post.own_thread else ""
        begun = self._posts.find(post.key) is not None
        if begun or not post.thread or self._posts.begin(key, post.channel, own) is not None:
            return ""
        self._outbox.pace.wait(post.channel)
        try:
            reply = self._once.chat_startStream(
                channel=post.channel,
                thread_ts=post.thread,
                recipient_user_id=reader,
                recipient_team_id=self._team,
            )
        except (SlackClientError, OSError) as error:
            log_trouble(_log, reference_of(post.key), error)
            if _is_refusal(error):  # some workspaces offer no streams
                self._posts.done(key, REFUSED)
            return ""
        self._posts.done(key, str(reply["ts"]))
        return str(reply["ts"])

    def append(self, post: Post, ts: str, markdown: str) -> bool:
        """Append to a stream.

        Args:
            post: the message that it will be.
            ts: of the stream.
            markdown: text in Slack's Markdown, at most 12,000 characters.

        Returns:
            False when that failed, or nobody knows whether it worked: the rest comes at the end.
        """
        try:
            self._once.chat_appendStream(channel=post.channel, ts=ts, markdown_text=markdown)
        except (SlackClientError, OSError) as error:
            log_trouble(_log, reference_of(post.key), error)
            return False
        return True

    def finish(self, post: Post) -> bool:
        """Make a stream that was begun for a post into that post; doing so twice changes nothing.

        Returns:
            False when none was begun: the message is to be posted in one piece.

        Raises:
            Unverifiable: one may have been begun, and Slack does not let us look.
            SlackApiError: Slack refused it.
        """
        ts = self._begun(post)
        if not ts:
            return False
        if self._posts.begin(post.key, post.channel, post.thread if post.own_thread else ""):
            return True
        self._stop(post, ts)
        self._outbox.update(post.channel, ts, post.message)
        self._posts.done(post.key, ts)
        return True

    def is_unfinished(self, post: Post) -> bool:
        """Tell whether a stream may have been begun for a post that does not stand there whole."""
        return self._posts.find(_key(post)) not in {None, REFUSED} and not self._posts.find(
            post.key
        )

    def _begun(self, post: Post) -> str:
        noted = self._posts.find(_key(post))
        if noted == "":
            noted = next(self._unnoted(post), REFUSED)
            self._posts.done(_key(post), noted)
        return self._noted(post)

    def _noted(self, post: Post) -> str:
        noted = self._posts.find(_key(post)) or ""
        return "" if noted == REFUSED else noted

    def _unnoted(self, post: Post) -> Iterator[str]:
        """Yield the bot's messages in the thread that are neither whole nor noted."""
        for message in self._outbox.messages(post):
            ts = str(message["ts"])
            own = message.get("user") == self._bot_user and not message.get("metadata")
            if own and ts > post.since and not self._posts.is_known(post.channel, ts):
                yield ts

    def _stop(self, post: Post, ts: str) -> None:
        try:
            self._client.chat_stopStream(
                channel=post.channel, ts=ts, metadata=identity_of(post.key)
            )
        except SlackApiError as error:
            if error.response.get("error") != _CLOSED:
                raise


def _is_refusal(error: Exception) -> bool:
    """Tell whether a stream is sure not to have been begun."""
    if not isinstance(error, SlackApiError) or isinstance(error.response, str):
        return False
    return error.response.get("error", "") not in _DOUBTFUL


def _key(post: Post) -> str:
    return f"{post.key} stream"
