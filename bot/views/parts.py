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


def exactly(text: str) -> Json:
    """Return 1 to 3,000 characters word for word, line breaks too; nothing in it is markup."""
    return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}


def context(*mrkdwn: str) -> Json:
    """Return a line of small print; each element is ready mrkdwn."""
    elements = [{"type": "mrkdwn", "text": text, "verbatim": True} for text in mrkdwn]
    return {"type": "context", "elements": elements}


def header(text: str) -> Json:
    """Return a heading of plain text."""
    return {"type": "header", "text": plain_text(text, 150)}


def button(
    label: str,
    action_id: str,
    value: str,
    danger: tuple[str, str, str] | None = None,
    of: str = "",
) -> Json:
    """Return a button whose value (at most 2,000 characters) comes back when it is pressed.

    Args:
        danger: title, text and yes of the question that comes before what cannot be undone.
        of: whom or what it is about, read aloud after the label where several of one label stand
            in a view; or empty.
    """
    element: Json = {
        "type": "button",
        "text": plain_text(label, 75),
        "action_id": action_id,
        "value": value,
    }
    if of:
        element["accessibility_label"] = plain(f"{label}: {of}", 75)
    if danger:
        title, text, yes = danger
        element["style"] = "danger"
        element["confirm"] = {
            "title": plain_text(title, 100),
            "text": plain_text(text, 300),
            "confirm": plain_text(yes, 30),
            "deny": plain_text("Keep it", 30),
        }
    return element


def divider() -> Json:
    """Return a line between two blocks."""
    return {"type": "divider"}


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


def form(callback_id: str, title: str, submit: str, blocks: list[Json], carried: str = "") -> Json:
    """Return a modal that is filled in.

    Args:
        callback_id: comes back with the submission.
        title: 24 characters are shown.
        submit: label of the button, 24 characters.
        blocks: at most 100.
        carried: comes back with the submission, at most 3,000 characters.
    """
    return {
        **modal(title, blocks),
        "callback_id": callback_id,
        "submit": plain_text(submit, 24),
        "close": plain_text("Not now", 24),
        "private_metadata": carried,
    }


def select(
    name: str, label: str, options: dict[str, str], *, initial: str = "", optional: bool = False
) -> Json:
    """Return a menu of 1 to 100 options, value → label; the block's id is the field's name."""
    rows = {key: {"text": plain_text(text, 75), "value": key} for key, text in options.items()}
    element: Json = {"type": "static_select", "action_id": name, "options": list(rows.values())}
    if initial in rows:
        element["initial_option"] = rows[initial]
    return field(name, label, element, optional=optional)


def choice(name: str, label: str, options: dict[str, str], *, initial: str) -> Json:
    """Return 1 to 10 radio buttons, value → label, one of them chosen."""
    rows = {key: {"text": plain_text(text, 75), "value": key} for key, text in options.items()}
    element = {"type": "radio_buttons", "action_id": name, "options": list(rows.values())}
    return field(name, label, {**element, "initial_option": rows[initial]})


def line(
    name: str,
    label: str,
    *,
    initial: str = "",
    hint: str = "",
    most: int = 150,
    optional: bool = False,
) -> Json:
    """Return an input of one line, at most `most` characters."""
    element: Json = {"type": "plain_text_input", "action_id": name, "max_length": most}
    if initial:
        element["initial_value"] = clip(initial, most)
    return field(name, label, element, hint=hint, optional=optional)


def paragraph(
    name: str, label: str, *, initial: str = "", hint: str = "", most: int = 1000
) -> Json:
    """Return an input of several lines that may be left out, at most `most` characters."""
    element: Json = {"type": "plain_text_input", "action_id": name, "max_length": most}
    if initial:
        element["initial_value"] = clip(initial, most)
    return field(name, label, {**element, "multiline": True}, hint=hint, optional=True)


def day(name: str, label: str, *, initial: str = "", hint: str = "") -> Json:
    """Return a date that may be left out."""
    element: Json = {"type": "datepicker", "action_id": name}
    if initial:
        element["initial_date"] = initial
    return field(name, label, element, hint=hint, optional=True)


def required_day(name: str, label: str, *, initial: str, hint: str = "") -> Json:
    """Return a date that must be chosen."""
    return {**day(name, label, initial=initial, hint=hint), "optional": False}


def field(name: str, label: str, element: Json, *, hint: str = "", optional: bool = False) -> Json:
    """Return an input block whose id is the field's name."""
    block: Json = {"type": "input", "block_id": name, "label": plain_text(label, 2000)}
    if hint:
        block["hint"] = plain_text(hint, 2000)
    return {**block, "element": element, "optional": optional}


def plain_text(text: str, max_chars: int) -> Json:
    """Return a text object in which nothing is markup."""
    return {"type": "plain_text", "text": plain(text, max_chars), "emoji": False}


def preceded(message: Message, lead: str) -> Message:
    """Return a message with a plain sentence of our own above it."""
    said = safe(lead, FALLBACK_CHARS)
    return Message(text=said, blocks=(section(said), *message.blocks))


def note(text: str) -> Message:
    """Return a message that is one plain paragraph of our own words."""
    return Message(text=safe(text, FALLBACK_CHARS))
