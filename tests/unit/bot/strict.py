"""Blocks put through the strict workspace's own rules."""

import re
from typing import Any

from bot.playground.blocks import check_message_blocks
from bot.views.parts import Message

HOSTILE = (
    "<!channel> <@U012ABC> <http://evil.example|gov.uk> \u202egnihtemos\u200b & *bold* "
    + "## Heading\n" * 60
    + "x" * 20_000
)
_ALIVE = re.compile(r"<([^>|]*)(\|[^>]*)?>")


def texts(part: Any) -> list[str]:
    """Return every mrkdwn text in blocks or a view."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in texts(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in texts(value)]
    return []


def linked(part: Any) -> list[str]:
    """Return the mrkdwn texts in which Slack would link bare addresses and channel names."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" and not part.get("verbatim") else []
        return own + [text for value in part.values() for text in linked(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in linked(value)]
    return []


def alive(part: Any, urls: set[str]) -> list[str]:
    """Return what Slack would ping or link, other than the addresses of sources."""
    found = [match.group(1) for text in texts(part) for match in _ALIVE.finditer(text)]
    return [target for target in found if target not in urls and not _is_source(target)]


def _is_source(target: str) -> bool:
    return target.startswith("https://a.example/")


def check(message: Message) -> None:
    """Put a message through the strict workspace's own rules."""
    assert message.text
    check_message_blocks(list(message.blocks))
    assert alive(message.blocks, set()) == []
    assert linked(message.blocks) == []
    assert not _ALIVE.search(message.text)
