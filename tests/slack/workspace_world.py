"""An app's end of the socket, and blocks to play with, for the tests of the workspace itself."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.api.table import perform
from bot.playground.identity import BOT_TOKEN, BOT_USER
from bot.playground.workspace import Workspace

Json = dict[str, Any]
MENTION = f"<@{BOT_USER}> why?"


class Ear:
    """An app's end of a socket that notes what comes and acknowledges nothing by itself."""

    def __init__(self, workspace: Workspace) -> None:
        self.heard: list[Json] = []
        self.closed = False
        self.workspace = workspace
        workspace.delivery.connect(self)

    def send(self, message: Json) -> None:
        """Note a message."""
        self.heard.append(message)

    def close(self) -> None:
        """Note the end."""
        self.closed = True

    def acknowledge(self, payload: Json | None = None) -> None:
        """Acknowledge the latest message."""
        self.workspace.delivery.ack(self.heard[-1]["envelope_id"], payload or {})

    @property
    def events(self) -> list[Json]:
        """The events heard so far, in order."""
        return [one["payload"]["event"] for one in self.heard if one["type"] == "events_api"]

    def kinds(self) -> list[str]:
        """The kinds of events heard so far, in order."""
        return [one.get("subtype") or one["type"] for one in self.events]


class BotEar(Ear):
    """An ear with the bot's own calls beside it."""

    @property
    def payload(self) -> Json:
        """What came last."""
        payload: Json = self.heard[-1]["payload"]
        return payload

    def call(self, method: str, **arguments: Any) -> Json:
        """Call a method as the bot."""
        return perform(self.workspace, method, BOT_TOKEN, arguments)

    def opens(self, view: Json) -> None:
        """Answer the latest command with a modal."""
        self.call("views.open", trigger_id=self.payload["trigger_id"], view=view)
        self.acknowledge()


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    """Return an option."""
    return {"text": plain(value.title()), "value": value}


def entry(action_id: str, element: Json, **more: Any) -> Json:
    """Return an input block named after its element."""
    held = {**element, "action_id": action_id}
    return {
        "type": "input",
        "block_id": f"{action_id}_b",
        "label": plain("L"),
        "element": held,
    } | more


AB = [option("a"), option("b")]


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Form"),
    "submit": plain("Send"),
    "blocks": [
        entry("say", {"type": "plain_text_input", "max_length": 10}),
        entry(
            "one", {"type": "static_select", "options": [option("a"), option("b")]}, optional=True
        ),
        entry("any", {"type": "checkboxes", "options": [option("c"), option("d")]}, optional=True),
        entry("who", {"type": "multi_users_select"}, optional=True),
        entry("day", {"type": "datepicker", "initial_date": "2031-05-01"}, optional=True),
    ],
}


def refusal(call: Callable[[], Any]) -> Any:
    """Return the body of the refusal that a call meets."""
    with pytest.raises(SlackApiError) as caught:
        call()
    return caught.value.response.data
