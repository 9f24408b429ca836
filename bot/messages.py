"""Messages as they stand in Slack now: one of them, or the newest before a moment."""

from collections import deque
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

Json = dict[str, Any]
PAGE, MOST_PAGES = 200, 10
OF_PEOPLE = frozenset({None, "file_share", "thread_broadcast"})
_GONE = frozenset({"thread_not_found", "message_not_found"})


def is_a_persons(message: Json) -> bool:
    """Tell a person's words from a bot's, and from the gravestone of a deleted message."""
    return not message.get("bot_id") and message.get("subtype") in OF_PEOPLE


def message_at(client: WebClient, channel: str, ts: str, thread: str = "") -> Json | None:
    """Return a message as Slack delivers it, or None when it is gone.

    Args:
        client: Slack's.
        channel: where it stands.
        ts: its timestamp.
        thread: of the thread that it is in; empty when nobody knows.

    Raises:
        SlackApiError: it may not be read.
    """
    try:
        # What a thread began with comes along, whether or not it was asked for.
        page = client.conversations_replies(
            channel=channel, ts=thread or ts, oldest=ts, latest=ts, inclusive=True, limit=2
        )
    except SlackApiError as error:
        if error.response.get("error") in _GONE:
            return None
        raise
    found = [one for one in page.get("messages") or () if one.get("ts") == ts]
    return found[0] if found else None


def replies_before(
    client: WebClient, channel: str, thread: str, ts: str, most: int
) -> tuple[Json, ...]:
    """Return the newest messages of a thread before a moment, oldest first.

    Slack begins with the oldest, so that a thread is read to its end; none of one that is longer
    than it is worth.

    Args:
        client: Slack's.
        channel: where the thread is.
        thread: timestamp of what it began with.
        ts: the moment.
        most: how many.

    Raises:
        SlackApiError: the thread may not be read.
    """
    newest: deque[Json] = deque(maxlen=most)
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        page = client.conversations_replies(
            channel=channel, ts=thread, latest=ts, limit=PAGE, cursor=cursor
        )
        newest.extend(one for one in page.get("messages") or () if one.get("ts") != ts)
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return tuple(newest)
    return ()
