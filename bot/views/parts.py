"""The few blocks that every view is made of."""

from dataclasses import dataclass
from typing import Any

from bot.mrkdwn import clip, plain, safe, visible

Json = dict[str, Any]
SECTION_CHARS = 3000
FALLBACK_CHARS = 3000


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted.

    Attributes:
        text: what notifications and screen readers say; already escaped, never empty.
        blocks: at most 50; empty when the text says it all.
    """

    text: str
    blocks: tuple[Json, ...] = ()


def section(mrkdwn: str) -> Json:
    """Return a paragraph of ready mrkdwn (at most 3,000 characters).

    It is verbatim, so that Slack links no bare address or channel name in a document's text.
    """
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}}


def verbatim(*lines: str) -> Json:
    """Return a paragraph in which nothing is markup, so that what is quoted stays as it stands."""
    text = clip("\n".join(visible(line) for line in lines), SECTION_CHARS)
    return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}


def quotation(text: str, max_chars: int) -> Json:
    """Return a quote (at most `max_chars`) between quotation marks."""
    return verbatim(f"“{clip(visible(text), max_chars)}”")


def context(*mrkdwn: str) -> Json:
    """Return a line of small print; each element is ready mrkdwn."""
    elements = [{"type": "mrkdwn", "text": text, "verbatim": True} for text in mrkdwn]
    return {"type": "context", "elements": elements}


def header(text: str) -> Json:
    """Return a heading of plain text."""
    return {"type": "header", "text": plain_text(text, 150)}


def button(label: str, action_id: str, value: str) -> Json:
    """Return a button whose value (at most 2,000 characters) comes back when it is pressed."""
    return {
        "type": "button",
        "text": plain_text(label, 75),
        "action_id": action_id,
        "value": value,
    }


def overflow(action_id: str, options: dict[str, str]) -> Json:
    """Return a “more” menu of 2 to 5 options, label → value (at most 150 characters)."""
    rows = [{"text": plain_text(label, 75), "value": value} for label, value in options.items()]
    return {"type": "overflow", "action_id": action_id, "options": rows}


def actions(block_id: str, *elements: Json) -> Json:
    """Return a row of buttons and menus."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def modal(title: str, blocks: list[Json]) -> Json:
    """Return a modal that is only read; its title shows 24 characters."""
    return {
        "type": "modal",
        "title": plain_text(title, 24),
        "close": plain_text("Close", 24),
        "blocks": blocks,
    }


def plain_text(text: str, max_chars: int) -> Json:
    """Return a text object in which nothing is markup."""
    return {"type": "plain_text", "text": plain(text, max_chars), "emoji": False}


def note(text: str) -> Message:
    """Return a message that is one plain paragraph of our own words."""
    return Message(text=safe(text, FALLBACK_CHARS))
