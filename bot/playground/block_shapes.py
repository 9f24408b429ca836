"""Slack's layout blocks, and which of them each surface takes."""

from bot.playground.block_limits import (
    BLOCK_ID,
    CHOOSERS,
    ELEMENTS,
    MARKDOWN_CHARACTERS,
    URL,
    WRITTEN,
)
from bot.playground.block_rules import Flag, Free, Many, OneOf, Rule, Shape, String, Text, Whole

_ID: dict[str, Rule] = {"block_id": BLOCK_ID}
_PRESSED = ("button", "overflow", *CHOOSERS)

BLOCKS: dict[str, Shape] = {
    "section": Shape(
        {
            **_ID,
            "text": Text(3000),
            "fields": Many(Text(2000), 10),
            "accessory": OneOf((*_PRESSED, "image")),
            "expand": Flag(),
        },
        any_of=("text", "fields"),
    ),
    "divider": Shape(_ID),
    "header": Shape({**_ID, "text": Text(150, plain=True), "level": Whole(1, 4)}, ("text",)),
    "context": Shape(
        {**_ID, "elements": Many(OneOf(("plain_text", "mrkdwn", "image")), 10)}, ("elements",)
    ),
    "actions": Shape(
        {**_ID, "elements": Many(OneOf((*_PRESSED, "datetimepicker")), 25)}, ("elements",)
    ),
    "input": Shape(
        {
            **_ID,
            "label": Text(2000, plain=True),
            "element": OneOf((*WRITTEN, *CHOOSERS, "datetimepicker")),
            "dispatch_action": Flag(),
            "hint": Text(2000, plain=True),
            "optional": Flag(),
        },
        ("label", "element"),
    ),
    "image": Shape(
        {
            **_ID,
            "image_url": URL,
            "slack_file": Free(),
            "alt_text": String(2000, low=1),
            "title": Text(2000, plain=True),
        },
        ("alt_text",),
        any_of=("image_url", "slack_file"),
    ),
    "markdown": Shape({**_ID, "text": String(MARKDOWN_CHARACTERS, low=1, counted=True)}, ("text",)),
    "rich_text": Shape({**_ID, "elements": Free()}, ("elements",)),
    "context_actions": Shape(
        {**_ID, "elements": Many(OneOf(("feedback_buttons", "icon_button")), 5)}, ("elements",)
    ),
    "table": Shape(
        {**_ID, "rows": Many(Many(Free(), 20), 100), "column_settings": Free()}, ("rows",)
    ),
    "task_card": Shape(
        {
            **_ID,
            "task_id": String(255, low=1),
            "title": String(3000, low=1, counted=True),
            "details": Free(),
            "output": Free(),
            "sources": Many(Shape({"url": URL, "text": String(3000, low=1)}, ("url", "text")), 50),
            "status": String(choices=("pending", "in_progress", "complete", "error")),
        },
        ("task_id", "title"),
    ),
}

_EVERYWHERE = ("section", "divider", "header", "context", "actions", "image", "input", "rich_text")
SURFACES: dict[str, tuple[str, ...]] = {
    "message": (*_EVERYWHERE, "markdown", "context_actions", "table", "task_card"),
    "modal": _EVERYWHERE,
    "home": _EVERYWHERE,
}

TABLES: dict[str, Shape] = {**ELEMENTS, **BLOCKS}

VIEW_FIELDS: dict[str, Rule] = {
    "blocks": Free(),
    "private_metadata": String(3000),
    "callback_id": String(255),
    "external_id": String(255),
}
MODAL = Shape(
    {
        **VIEW_FIELDS,
        "title": Text(24, plain=True),
        "submit": Text(24, plain=True),
        "close": Text(24, plain=True),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
        "submit_disabled": Flag(),
    },
    required=("title", "blocks"),
)
HOME = Shape(VIEW_FIELDS, required=("blocks",))
