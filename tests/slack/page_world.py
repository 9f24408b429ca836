"""Blocks and an obliging app, for the tests of the page."""

from typing import Any

import pytest
from playwright.sync_api import Page

from bot.playground.workspace import Workspace
from tests.slack.bot_world import GENERAL

Json = dict[str, Any]
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640)])
"""A desk and a telephone."""


def narrow_enough(page: Page) -> bool:
    """Tell whether nothing runs out of the side of the screen."""
    return not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def goto(page: Page, who: str, channel: str = GENERAL, thread: str = "") -> None:
    """Open somebody's page on a conversation."""
    root = page.url.partition("/as/")[0]
    page.goto(f"{root}/as/{who}/{channel}{f'?thread={thread}' if thread else ''}")


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def button(action_id: str, text: str, **more: Any) -> Json:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


CONFIRM = {
    "title": plain("Sure?"),
    "text": {"type": "mrkdwn", "text": "It *stays* gone."},
    "confirm": plain("Yes, do"),
    "deny": plain("No, keep"),
}


MENU = {
    "type": "overflow",
    "action_id": "more",
    "options": [{"text": plain(one), "value": one} for one in ("Privately", "Report")],
}


PICK = {
    "type": "static_select",
    "action_id": "pick",
    "placeholder": plain("A topic"),
    "options": [{"text": plain(one), "value": one} for one in ("Glass", "Soil")],
}


FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": {"text": plain("Helpful"), "value": "good"},
    "negative_button": {"text": plain("Not helpful"), "value": "bad"},
}


TRASH = {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Remove")}


BLOCKS: list[Json] = [
    {"type": "header", "text": plain("What is known")},
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Much*"}, "accessory": MENU},
    {"type": "section", "fields": [{"type": "mrkdwn", "text": "one"}]},
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "from <https://x.test|here>"}]},
    {
        "type": "actions",
        "elements": [button("go", "Go on"), button("drop", "Forget", confirm=CONFIRM), PICK],
    },
]


ANSWER = [
    *BLOCKS,
    {"type": "context_actions", "elements": [FEEDBACK, TRASH]},
    {"type": "markdown", "text": "| a | b |\n|---|---|\n| 1 | 2 |"},
]


def entry(action_id: str, label: str, element: Json, **more: Any) -> Json:
    """Return an input block."""
    held = {**element, "action_id": action_id}
    return {"type": "input", "label": plain(label), "element": held, **more}


AB = [{"text": plain(one), "value": one} for one in ("Open", "Closed")]


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Plan a discussion"),
    "submit": plain("Plan it"),
    "close": plain("Not now"),
    "blocks": [
        entry("title", "Title", {"type": "plain_text_input"}, hint=plain("A few words")),
        entry("about", "About", {"type": "plain_text_input", "multiline": True}, optional=True),
        entry("kind", "Kind", {"type": "radio_buttons", "options": AB}),
        entry("parts", "Parts", {"type": "checkboxes", "options": AB}, optional=True),
        entry("host", "Host", {"type": "users_select"}),
        entry("guests", "Guests", {"type": "multi_users_select"}, optional=True),
        entry("day", "Day", {"type": "datepicker"}, optional=True),
        {"type": "actions", "elements": [button("add", "Add a prompt")]},
    ],
}


class BusyApp:
    """An app that acknowledges everything and notes what people did."""

    def __init__(self, workspace: Workspace) -> None:
        self.heard: list[Json] = []
        self.answer: Json = {}
        self._workspace = workspace
        workspace.delivery.connect(self)

    def send(self, message: Json) -> None:
        """Note a message and acknowledge it."""
        if message["type"] != "events_api":
            self.heard.append(message["payload"])
        self._workspace.delivery.ack(message["envelope_id"], self.answer)

    def close(self) -> None:
        """Nothing to close."""

    def hears(self) -> Json:
        """Wait for the next thing that somebody does."""
        assert self._workspace.wait_for(lambda: bool(self.heard))
        return self.heard.pop(0)
