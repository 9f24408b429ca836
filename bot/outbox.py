"""Posting exactly once: a ledger before, a look-up after a doubt, a pace for each channel."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.references import job_id_of
from bot.views.parts import Message
from knowledge.ports import Posts

EVENT_TYPE = "science_guide_post"
POSTS_PER_SECOND = 1.0
PAGE = 200
MAX_PAGES = 10


class Unverifiable(Exception):  # noqa: N818 - nobody can tell, which is not the same as failure
    """An earlier attempt may or may not have posted, and Slack does not let us look."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that everybody in a conversation will see.

    Attributes:
        key: the same for every attempt at the same message.
        thread: timestamp to reply to, or empty.
        since: timestamp of what is replied to: the message cannot be older.
        own_thread: whether the thread began with a question to the bot.
    """

    key: str
    channel: str
    message: Message
    thread: str = ""
    since: str = ""
    own_thread: bool = True


class Pace:
    """Lets one message a second into each conversation, as Slack asks."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}

    def wait(self, channel: str) -> None:
        """Return when the next message may go to the channel."""
        with self._lock:
            now = self._now()
            due = max(now, self._free_at.get(channel, now))
            self._free_at = {c: at for c, at in self._free_at.items() if at > now}
            self._free_at[channel] = due + 1 / POSTS_PER_SECOND
        if due > now:
            self._sleep(due - now)


class Outbox:
    """Posts messages once, however often it is asked to.

    Args:
        client: for everything that may safely be repeated.
    """

    def __init__(self, client: WebClient, posts: Posts, pace: Pace | None = None) -> None:
        self._client = client
        self._posting = posting_client(client)
        self._posts = posts
        self.pace = pace or Pace()
        self._turn = threading.Condition()
        self._under_way: set[str] = set()

    def post(self, post: Post) -> str:
        """Post a message unless it stands there already.

        Returns:
            Its timestamp.

        Raises:
            Unverifiable: it may stand there already, and Slack does not let us look.
            SlackApiError: Slack refused it.
        """
        return self.post_or_find(post)[0]

    def post_or_find(self, post: Post) -> tuple[str, bool]:
        """Post a message unless it stands there already.

        Returns:
            Its timestamp, and whether it was posted just now.

        Raises:
            Unverifiable: it may stand there already, and Slack does not let us look.
            SlackApiError: Slack refused it.
        """
        with self._alone(post.key):
            # A thread that others began is not ours: later messages in it need a mention.
            own = post.thread if post.own_thread else ""
            begun = self._posts.begin(post.key, post.channel, own)
            if begun:
                return begun, False
            found = self._posted_before(post) if begun == "" else None
            ts = found or self._send(post)
            self._posts.done(post.key, ts)
            return ts, found is None

    def found(self, post: Post) -> str:
        """Return the timestamp of a post that was made or may have been; empty when it stands not.

        Raises:
            SlackApiError: Slack does not let us look.
            Unverifiable: it may stand there, and Slack does not let us look.
        """
        with self._alone(post.key):
            return self._posted_before(post) or ""

    def update(self, channel: str, ts: str, message: Message) -> None:
        """Put a message in the place of one that was posted; doing so twice changes nothing.

        Raises:
            SlackApiError: Slack refused it.
        """
        self._client.chat_update(
            channel=channel, ts=ts, text=message.text, blocks=list(message.blocks)
        )

    def whisper(self, key: str, send: Callable[[], object]) -> bool:
        """Send what only one person sees, at most once.

        Such a message appears in no history, so after a doubt it cannot be looked up.

        Returns:
            False when an earlier attempt may have sent it.
        """
        if self._posts.begin(key, "", "") is not None:
            return False
        send()
        self._posts.done(key, "sent")
        return True

    @contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """Keep a second attempt waiting until the first one's outcome is known."""
        with self._turn:
            self._turn.wait_for(lambda: key not in self._under_way)
            self._under_way.add(key)
        try:
            yield
        finally:
            with self._turn:
                self._under_way.discard(key)
                self._turn.notify_all()

    def _send(self, post: Post) -> str:
        self.pace.wait(post.channel)
        optional: dict[str, Any] = {"thread_ts": post.thread} if post.thread else {}
        reply = self._posting.chat_postMessage(
            channel=post.channel,
            text=post.message.text,
            blocks=list(post.message.blocks) or None,
            metadata=identity_of(post.key),
            unfurl_links=False,
            unfurl_media=False,
            **optional,
        )
        return str(reply["ts"])

    def _posted_before(self, post: Post) -> str | None:
        wanted = job_id_of(post.key)
        for message in self.messages(post):
            metadata = message.get("metadata") or {}
            if (metadata.get("event_payload") or {}).get("job_id") == wanted:
                return str(message["ts"])
        return None

    def messages(self, post: Post) -> Iterator[dict[str, Any]]:
        """Yield the messages among which a post stands if it was made.

        Raises:
            Unverifiable: Slack does not let us look.
            SlackApiError: Slack refused it.
        """
        try:
            yield from self._pages(post)
        except SlackApiError as error:
            if error.response.get("error") == "missing_scope":
                raise Unverifiable from error
            raise

    def _pages(self, post: Post) -> Iterator[dict[str, Any]]:
        asked: dict[str, Any] = {"include_all_metadata": True, "limit": PAGE}
        if post.since:
            asked["oldest"] = post.since
        for _ in range(MAX_PAGES):
            if post.thread:
                page = self._client.conversations_replies(
                    channel=post.channel, ts=post.thread, **asked
                )
            else:
                page = self._client.conversations_history(channel=post.channel, **asked)
            yield from page.get("messages") or ()
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return
            asked["cursor"] = cursor


def identity_of(key: str) -> dict[str, Any]:
    """Return the metadata by which a post is found again; it names a job and no person."""
    return {"event_type": EVENT_TYPE, "event_payload": {"job_id": job_id_of(key)}}


def resilient(client: WebClient) -> WebClient:
    """Let a client wait when Slack asks it to, and try again after a fault of the network."""
    client.retry_handlers = [
        ConnectionErrorRetryHandler(max_retry_count=1),
        RateLimitErrorRetryHandler(max_retry_count=2),
        ServerErrorRetryHandler(max_retry_count=2),
    ]
    return client


def posting_client(client: WebClient) -> WebClient:
    """Return a client for what must not be done twice.

    A refusal for the rate is sure to have posted nothing; a fault of the network or the server
    is not, so it is never repeated here: the caller looks the message up first.
    """
    return WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=2)],
    )
