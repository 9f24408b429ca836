"""A strict workspace on a free loopback port, small and fictional, for every Slack test."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.identity import APP_TOKEN, BOT_TOKEN, BOT_USER
from bot.playground.pulse import ManualClock
from bot.playground.records import Channel, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace

SCOPES = (
    "app_mentions:read assistant:write channels:history channels:read chat:write commands "
    "im:history im:read im:write mpim:write reactions:read reactions:write users:read"
)
EVENTS = (
    "app_home_opened app_mention app_uninstalled channel_archive channel_deleted channel_left "
    "channel_shared channel_unarchive channel_unshared member_joined_channel "
    "member_left_channel message.channels message.im reaction_added reaction_removed team_join "
    "tokens_revoked user_change"
)

PEOPLE = (
    Person("U0ANALYST", "ana", "Ana Larch", "Crime analyst, Fenmoor Police"),
    Person("U0CHEMIST", "chen", "Chen Alder", "Forensic chemist, Quillby College"),
    Person("U0CURATOR", "cora", "Cora Birch", "Community curator", is_admin=True),
    Person("U0GUEST", "gus", "Gus Elm", "Visiting researcher", is_restricted=True),
    Person("U0PARTNER", "petra", "Petra Yew", "Partner in another workspace", is_stranger=True),
)


def channels() -> tuple[Channel, ...]:
    """Return fresh channels: one open, one without the bot, one private, one shared outside."""
    everybody = ["U0ANALYST", "U0CHEMIST", "U0CURATOR"]
    return (
        Channel("C0GENERAL", "general", members=[*everybody, "U0GUEST", BOT_USER]),
        Channel("C0LONELY", "no-bot-here", members=list(everybody)),
        Channel("C0PRIVATE", "closed", is_private=True, members=["U0CURATOR", BOT_USER]),
        Channel("C0HIDDEN", "hidden", is_private=True, members=["U0CURATOR"]),
        Channel("C0SHARED", "with-partners", members=["U0ANALYST", "U0PARTNER", BOT_USER]),
    )


@pytest.fixture
def manifest() -> dict[str, Any]:
    """A manifest with the scopes and events that the product asks for; a test may change it."""
    return {
        "display_information": {"name": "Science Guide"},
        "features": {
            "bot_user": {"display_name": "Science Guide", "always_online": True},
            "agent_view": {"agent_description": "Finds what the community knows."},
            "slash_commands": [
                {"command": "/ask", "description": "Ask, and only you see the answer"},
                {"command": "/experts", "description": "Find people", "usage_hint": "[topic]"},
            ],
            "shortcuts": [
                {"name": "Add to knowledge", "type": "message", "callback_id": "add"},
                {"name": "Plan a discussion", "type": "global", "callback_id": "plan"},
            ],
        },
        "oauth_config": {"scopes": {"bot": SCOPES.split()}},
        "settings": {
            "event_subscriptions": {"bot_events": EVENTS.split()},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }


@pytest.fixture
def clock() -> ManualClock:
    """Time that stands still until the test moves it; pass it to `make_workspace`."""
    return ManualClock()


@pytest.fixture
def make_workspace(manifest: dict[str, Any]) -> Iterator[Callable[..., Workspace]]:
    """Make workspaces; at the end none may have seen what Slack would not know."""
    made: list[Workspace] = []

    def make(**changes: Any) -> Workspace:
        world: dict[str, Any] = {"manifest": manifest, "people": PEOPLE, "channels": channels()}
        made.append(Workspace(**{**world, "rate_limits": False, **changes}))
        return made[-1]

    yield make

    for workspace in made:
        assert workspace.violations == []


@pytest.fixture
def workspace(make_workspace: Callable[..., Workspace]) -> Workspace:
    """The small community, on the real clock, without rate limits."""
    return make_workspace()


@pytest.fixture
def serve() -> Iterator[Callable[[Workspace], WorkspaceServer]]:
    """Start servers for workspaces, and stop them at the end."""
    running: list[WorkspaceServer] = []

    def start(workspace: Workspace) -> WorkspaceServer:
        server = WorkspaceServer(workspace)
        server.start()
        running.append(server)
        return server

    yield start

    for server in running:
        server.stop()


@pytest.fixture
def server(workspace: Workspace, serve: Callable[[Workspace], WorkspaceServer]) -> WorkspaceServer:
    """The small community on a free loopback port."""
    return serve(workspace)


@pytest.fixture
def client(server: WorkspaceServer) -> WebClient:
    """Slack's own client, with the bot's token, on the small community."""
    return WebClient(token=BOT_TOKEN, base_url=server.api_url)


@pytest.fixture
def connect(workspace: Workspace) -> Iterator[Callable[[App], SocketModeHandler]]:
    """Connect Bolt apps to the small community over Socket Mode, and close them at the end."""
    handlers: list[SocketModeHandler] = []
    sockets = workspace.delivery.connections

    def start(app: App) -> SocketModeHandler:
        handler = SocketModeHandler(app, APP_TOKEN)
        before = len(sockets)
        handler.connect()  # type: ignore[no-untyped-call]
        assert workspace.wait_for(lambda: len(sockets) > before)
        handlers.append(handler)
        return handler

    yield start

    for handler in handlers:
        handler.client.current_session_runner.event.set()
        # The client may wait ten seconds for its own reading thread; no test needs to.
        threading.Thread(target=handler.close, daemon=True).start()
    workspace.wait_for(lambda: not sockets)


@pytest.fixture
def bolt(client: WebClient) -> App:
    """A Bolt app on the small community, not yet connected: add listeners, then `connect`."""
    return App(client=client, token=BOT_TOKEN)
