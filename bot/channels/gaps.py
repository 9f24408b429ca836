"""What was missed: followed channels are read again, so that late is not lost.

Reading again changes nothing that is known already; what has been deleted meanwhile is forgotten.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.channels.harvest import Harvest
from bot.channels.hearing import Hearing, Unsaid
from bot.desk import Desk
from bot.listeners.channels import ARCHIVED, GONE, PRIVATE, SHARED, end_following, turned_private
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.channels import FollowedChannel, FollowState

Json = dict[str, Any]
LOOK_BACK = timedelta(days=30)
PAGE = 200
_log = logging.getLogger(__name__)


class Gaps:
    """Repairs gaps in what was heard of followed channels.

    The client waits when Slack asks it to; when that is not enough, the next round goes on.
    """

    def __init__(self, desk: Desk, client: WebClient, hearing: Hearing, harvest: Harvest) -> None:
        self._desk = desk
        self._client = client
        self._hearing = hearing
        self._harvest = harvest

    def repair_all(self) -> None:
        """Read every channel that is listened to; one that fails stops no other."""
        for channel in self._desk.services.following.channels.followed():
            if channel.state is FollowState.LIVE:
                try:
                    self.repair(channel)
                except SlackApiError as error:
                    _log.warning("a followed channel could not be read: %s", _code(error))

    def repair(self, channel: FollowedChannel) -> None:
        """Read one channel, or end to follow it when it is not what it was."""
        if self._is_over(channel):
            return
        channels = self._desk.services.following.channels
        oldest = max(channel.since, self._look_back())
        # Looked up before reading: what comes in meanwhile is not missing from what was read.
        known = channels.said_since(channel.id, oldest)
        reading = _Reading(self._client, channel.id, oldest)
        read = reading.whole({said.thread for said in known if said.ts != said.thread})
        wrote = False
        for message in read.values():
            heard = self._hearing.of_message(channel.id, message)
            wrote = bool(heard and self._harvest.take(heard)) or wrote
        for said in known:
            if said.ts not in read:
                self._harvest.take(Unsaid(channel.id, said.ts))
        if read:
            channels.reached(channel.id, max(read))
        if wrote:
            self._desk.workers.wake()

    def _is_over(self, channel: FollowedChannel) -> bool:
        facts = self._desk.rooms.facts(channel.id)
        if facts is None or not facts.is_member:
            end_following(self._desk, channel.id, GONE, forget=True)
        elif turned_private(channel, is_private=facts.is_private):
            end_following(self._desk, channel.id, PRIVATE, forget=True)
        elif facts.is_shared:
            promised = channel.scope not in {PUBLIC, COMMUNITY}
            end_following(self._desk, channel.id, SHARED, forget=promised)
        elif facts.is_archived:
            end_following(self._desk, channel.id, ARCHIVED, forget=False)
        else:
            return False
        return True

    def _look_back(self) -> str:
        return f"{(self._desk.services.clock.now() - LOOK_BACK).timestamp():.6f}"


class _Reading:
    """One pass over a channel's messages and threads."""

    def __init__(self, client: WebClient, channel: str, oldest: str) -> None:
        self._client = client
        self._channel = channel
        self._oldest = oldest

    def whole(self, threads: set[str]) -> dict[str, Json]:
        """Return ts → message of everything since the oldest moment.

        Args:
            threads: that must be read even when their first message is older.
        """
        history = self._client.conversations_history
        read = {one["ts"]: one for one in self._pages(history, inclusive=True)}
        wanted = {ts for ts, one in read.items() if one.get("reply_count")} | threads
        for thread in sorted(wanted):
            read |= {one["ts"]: one for one in self._replies(thread)}
        return read

    def _replies(self, thread: str) -> Iterator[Json]:
        try:
            yield from self._pages(self._client.conversations_replies, ts=thread)
        except SlackApiError as error:
            if _code(error) != "thread_not_found":
                raise

    def _pages(self, method: Callable[..., Any], **asked: Any) -> Iterator[Json]:  # noqa: ANN401
        cursor: str | None = None
        while True:
            page = method(
                channel=self._channel, oldest=self._oldest, limit=PAGE, cursor=cursor, **asked
            )
            for message in page.get("messages") or ():
                if message["ts"] >= self._oldest:
                    yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error"))
