"""The whole bot on the strict workspace, over the wire, with knowledge that a test invents."""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.socket_mode.websocket_client import SocketModeClient

from bot.app import Bot, build_app
from bot.manifest import manifest
from bot.playground.driver import PersonDriver
from bot.playground.identity import BOT_TOKEN, BOT_USER
from bot.playground.records import Message, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from bot.settings import BotSettings
from knowledge.models.access import Audience
from tests.fakes.bot_services import Shelf, harbour_pack

WAIT_S, STEP_S = 15.0, 0.01
GENERAL, PRIVATE, SHARED = "C0GENERAL", "C0PRIVATE", "C0SHARED"
MakeWorkspace = Callable[..., Workspace]
Serve = Callable[[Workspace], WorkspaceServer]


@dataclass
class World:
    """A running bot and the people around it."""

    workspace: Workspace
    bot: Bot
    shelf: Shelf

    def person(self, person_id: str = "U0ANALYST") -> PersonDriver:
        """Return somebody's hands and eyes."""
        return self.workspace.as_person(person_id)

    def mention(self, text: str, channel: str = GENERAL, thread: str | None = None) -> Message:
        """Let the analyst (the curator in the private channel) mention the bot."""
        who = self.person("U0CURATOR" if channel == PRIVATE else "U0ANALYST")
        return who.post(channel, f"{self.workspace.mention} {text}", thread)

    def replies(self, asked: Message) -> list[Message]:
        """Return what the bot said, for all to see, in the thread of a message."""
        thread = asked.thread_ts or asked.ts
        return [m for m in self.workspace.messages(asked.channel, thread) if m.user == BOT_USER]

    def reply(self, asked: Message, count: int = 1) -> Message:
        """Wait until the bot has said this much in the thread, and return the last."""
        self.until(lambda: len(self.replies(asked)) >= count)
        return self.replies(asked)[-1]

    def whispers(self, reader: str = "U0ANALYST") -> list[Message]:
        """Return what only this reader was shown."""
        return [m for m in self.workspace.state.ephemerals if m.visible_to == reader]

    def whisper(self, reader: str = "U0ANALYST", count: int = 1) -> Message:
        """Wait until the reader was shown this much, and return the last."""
        self.until(lambda: len(self.whispers(reader)) >= count)
        return self.whispers(reader)[-1]

    def settle(self) -> None:
        """Wait until everything sent is acknowledged and everything asked is dealt with."""
        self.until(lambda: self.workspace.settled() and self.shelf.inbox.waiting() == 0)

    def until_asked(self, count: int) -> tuple[str, Audience, tuple[str, ...]]:
        """Wait until this many questions were asked, and return the last with its audience."""
        self.until(lambda: len(self.shelf.answers.asked) >= count)
        return self.shelf.answers.asked[-1]

    def until(self, holds: Callable[[], bool], *, passing_s: float = 0.0) -> None:
        """Wait until something holds; fail when it does not in time.

        Args:
            passing_s: seconds that pass on the knowledge rooms' clock with each look.
        """
        pause = threading.Event()
        for _ in range(int(WAIT_S / STEP_S)):
            if holds():
                return
            if passing_s:
                self.let_time_pass(passing_s)
            pause.wait(STEP_S)
        pytest.fail("what the test waits for did not happen")

    def let_time_pass(self, seconds: float) -> None:
        """Move the knowledge rooms' clock, and let the workers look again."""
        self.shelf.clock.advance(seconds)
        self.bot.workers.wake()


@dataclass
class Start:
    """How a test starts a bot; `settings` are those of `BotSettings`."""

    make_workspace: MakeWorkspace
    serve: Serve
    shelf: Shelf = field(default_factory=Shelf)

    @contextmanager
    def world(self, *, private_channels: bool = False, **settings: Any) -> Iterator[World]:
        """Run a bot on a fresh workspace."""
        app_manifest = manifest(harbour_pack(), private_channels=private_channels)
        workspace = self.make_workspace(manifest=app_manifest)
        give_accounts(workspace, self.shelf)
        server = self.serve(workspace)
        with running(server, self.shelf, **settings) as bot:
            yield World(workspace, bot, self.shelf)


def give_accounts(workspace: Workspace, shelf: Shelf) -> None:
    """Let everybody into the workspace who may be found."""
    found = {one.member: one.name for one in shelf.experts.cards}
    found |= {one.id: one.profile.name for one in shelf.members.held.values()}
    for member, name in found.items():
        workspace.state.people.setdefault(member, Person(member, member.lower(), name))


class DirectLink:
    """Takes envelopes to Bolt and acknowledgements back without a socket.

    Opening and closing a real socket takes a second, which is tested where sockets matter.
    """

    logger = logging.getLogger(__name__)

    def __init__(self, workspace: Workspace, app: App) -> None:
        self._workspace = workspace
        self._app = app
        self._pool = ThreadPoolExecutor(10)

    def send(self, message: dict[str, Any]) -> None:
        """Pass a message on without waiting, as the workspace expects of a connection."""
        self._pool.submit(self._dispatch, message)

    def close(self) -> None:
        """End the connection."""
        self._pool.shutdown()

    def send_socket_mode_response(self, response: SocketModeResponse) -> None:
        """Acknowledge, as Bolt's adapter expects of a client."""
        with self._workspace.pulse.condition:
            self._workspace.delivery.ack(response.envelope_id, response.payload or {})

    def _dispatch(self, message: dict[str, Any]) -> None:
        request = SocketModeRequest(message["type"], message["envelope_id"], message["payload"])
        send_response(cast("SocketModeClient", self), request, run_bolt_app(self._app, request), 0)


@contextmanager
def running(
    server: WorkspaceServer, shelf: Shelf, *, at_work: bool = True, **settings: Any
) -> Iterator[Bot]:
    """Run a bot on a workspace that is being served.

    Args:
        at_work: whether what is stored is worked on too; if not, the bot might as well have been
            stopped right after it had acknowledged.
    """
    # A bot that looks for builds by itself would take the faults that a test has planted.
    quiet = {"admins": ("U0CURATOR",), "progress_s": 60}
    chosen = BotSettings(**{**quiet, **settings})
    client = WebClient(token=BOT_TOKEN, base_url=server.api_url)
    bot = build_app(shelf.services, chosen, client)
    link = DirectLink(server.workspace, bot.app)
    if at_work:
        bot.start()
    with server.workspace.pulse.condition:
        server.workspace.delivery.connect(link)
    try:
        yield bot
    finally:
        with server.workspace.pulse.condition:
            server.workspace.delivery.disconnect(link)
        link.close()
        if at_work:
            bot.stop()
