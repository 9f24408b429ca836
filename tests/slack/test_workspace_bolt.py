"""A real Bolt app over a real socket finds here what it would find at Slack."""

from collections.abc import Callable
from typing import Any

import pytest
import websocket
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler

from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace

Connect = Callable[[App], SocketModeHandler]


@pytest.fixture
def listening(bolt: App, connect: Connect) -> App:
    """A connected app that answers mentions, `/ask`, a button and a modal."""

    @bolt.event("app_mention")
    def mentioned(event: dict[str, Any], say: Any) -> None:
        button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
        blocks = [{"type": "actions", "elements": [button]}]
        say(text="answered", blocks=blocks, thread_ts=event["ts"])

    @bolt.event("message")
    def heard() -> None:
        """Acknowledge and do nothing."""

    @bolt.command("/ask")
    def asked(ack: Any, body: dict[str, Any], respond: Any) -> None:
        ack(f"looking for {body['text']}")
        respond("found")

    @bolt.action("go")
    def pressed(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=VIEW)

    @bolt.view("form")
    def submitted(ack: Any, view: dict[str, Any], client: Any, body: dict[str, Any]) -> None:
        ack()
        text = view["state"]["values"]["b"]["say"]["value"]
        client.chat_postMessage(channel=body["user"]["id"], text=text)

    connect(bolt)
    return bolt


VIEW = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "b",
            "label": {"type": "plain_text", "text": "Say"},
            "element": {"type": "plain_text_input", "action_id": "say"},
        }
    ],
}


@pytest.mark.usefixtures("listening")
def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    """From the person's message over the socket to the bot's reply, all acknowledged."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", f"{workspace.mention} why?")

    assert workspace.wait_for(lambda: len(workspace.messages("C0GENERAL", message.ts)) == 2)
    assert workspace.wait_for(workspace.settled)


@pytest.mark.usefixtures("listening")
def test_a_command_is_acknowledged_and_answered(workspace: Workspace) -> None:
    """Both texts reach the person who gave it, and nobody else."""
    ana = workspace.as_person("U0ANALYST")
    ana.slash("/ask", "glass", "C0LONELY")

    assert workspace.wait_for(lambda: len(ana.sees("C0LONELY")) == 2)
    assert {one.text for one in ana.sees("C0LONELY")} == {"looking for glass", "found"}


@pytest.mark.usefixtures("listening")
def test_a_press_opens_a_modal_whose_text_comes_back(workspace: Workspace) -> None:
    """Button, modal, submission and direct message in one go."""
    ana = workspace.as_person("U0ANALYST")
    asked = ana.post("C0GENERAL", f"{workspace.mention} why?")
    workspace.wait_for(lambda: len(workspace.messages("C0GENERAL", asked.ts)) == 2)
    ana.click(ana.sees("C0GENERAL", asked.ts)[-1], "go")
    workspace.wait_for(lambda: ana.modal is not None)
    ana.submit(say="typed")

    assert workspace.wait_for(lambda: [m.text for m in ana.sees(ana.dm_channel)] == ["typed"])


def test_a_socket_needs_a_fresh_ticket(server: WorkspaceServer) -> None:
    """An invented address is closed at once."""
    address = server.page_url.replace("http", "ws", 1) + "link/?ticket=invented"

    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(address)


@pytest.mark.usefixtures("listening")
def test_an_app_that_is_told_to_reconnect_does(workspace: Workspace) -> None:
    """What happens meanwhile waits for it."""
    first = workspace.delivery.connections[0]
    workspace.disconnect()
    workspace.wait_for(lambda: first not in workspace.delivery.connections)
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", f"{workspace.mention} why?")

    assert workspace.wait_for(lambda: len(workspace.messages("C0GENERAL", message.ts)) == 2, 30)
