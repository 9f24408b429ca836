"""A strict workspace on a free loopback port, small and fictional, for every Slack test."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.driver import PersonDriver
from bot.playground.identity import APP_TOKEN, BOT_TOKEN, BOT_USER
from bot.playground.pulse import ManualClock
from bot.playground.records import Channel, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.slack.page_world import BusyApp

HERE = Path(__file__).parent
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
    """Return fresh channels: open, without the bot, private, archived, shared outside."""
    everybody = ["U0ANALYST", "U0CHEMIST", "U0CURATOR"]
    return (
        Channel("C0GENERAL", "general", members=[*everybody, "U0GUEST", BOT_USER]),
        Channel("C0LONELY", "no-bot-here", members=list(everybody)),
        Channel("C0PRIVATE", "closed", is_private=True, members=["U0CURATOR", BOT_USER]),
        Channel("C0HIDDEN", "hidden", is_private=True, members=["U0CURATOR"]),
        Channel("C0ARCHIVED", "long-ago", members=[BOT_USER], is_archived=True),
        Channel("C0SHARED", "with-partners", members=["U0ANALYST", "U0PARTNER", BOT_USER]),
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try what runs over the wire or in a browser twice; the summary names what needed it.

    Several processes share two cores there, and each such name is a race to be mended.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1))


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


CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("There is no Chromium on this machine: run `make browser`.")
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    """A page of its own, 1280 by 800."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def app(workspace: Workspace) -> BusyApp:
    """An app in the small community."""
    return BusyApp(workspace)


@pytest.fixture
def ana(workspace: Workspace) -> PersonDriver:
    """The person whose page is open."""
    return workspace.as_person("U0ANALYST")


@pytest.fixture
def page(server: WorkspaceServer, browser_page: Page) -> Iterator[Page]:
    """Ana's page on the general channel; nothing may go wrong in its scripts."""
    troubles: list[str] = []
    browser_page.on("pageerror", lambda error: troubles.append(str(error)))
    browser_page.on("dialog", lambda dialog: troubles.append(dialog.message))
    browser_page.goto(f"{server.page_url}as/U0ANALYST/C0GENERAL")

    yield browser_page

    assert troubles == []
