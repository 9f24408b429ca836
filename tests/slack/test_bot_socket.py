"""Over a real socket: what is acknowledged when, and what happens when it is not."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.manifest import manifest
from bot.playground.delivery import Envelope
from bot.playground.identity import APP_TOKEN, BOT_TOKEN
from bot.running import connected
from bot.settings import BotSettings
from knowledge.errors import StoreError
from knowledge.models.access import Audience
from knowledge.models.answers import Answer
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.fakes.inbox import FakeInbox
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, World

FIFTY = 50


@dataclass
class FullInbox(FakeInbox):
    """An inbox that fails the first times it is written to."""

    failures: int = 1
    refused: list[str] = field(default_factory=list)

    def put(self, key: str, kind: str, payload: Mapping[str, Any]) -> bool:
        """Fail, or store."""
        if len(self.refused) < self.failures:
            self.refused.append(key)
            raise StoreError("The disk is full", "Free some space")
        return super().put(key, kind, payload)


@pytest.fixture
def start(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[Callable[[Shelf], World]]:
    """Start bots on real sockets."""

    def started(shelf: Shelf) -> World:
        workspace = make_workspace(manifest=manifest(harbour_pack()))
        client = WebClient(token=BOT_TOKEN, base_url=serve(workspace).api_url)
        bot = running.enter_context(
            connected(shelf.services, BotSettings(workers=2), client, APP_TOKEN)
        )
        world = World(workspace, bot, shelf)
        world.until(lambda: bool(workspace.delivery.connections))
        return world

    with ExitStack() as running:
        yield started


def envelopes(world: World, kind: str) -> list[Envelope]:
    """Return what the workspace sent."""
    return [envelope for envelope in world.workspace.delivery.log if envelope.kind == kind]


def test_a_command_is_acknowledged_while_fifty_slow_questions_wait(
    start: Callable[[Shelf], World],
) -> None:
    """Answering has threads of its own."""
    release, shelf = threading.Event(), Shelf()

    def slow(_question: str, _audience: Audience) -> Answer:
        release.wait(30)
        return cited_answer()

    shelf.answers.reply = slow
    world = start(shelf)
    for n in range(FIFTY):
        world.person().dm(f"question {n}?")
    world.until(lambda: shelf.inbox.waiting() == FIFTY and len(shelf.answers.asked) == 2)
    world.person().slash("/ask", "did trials end?", GENERAL)
    world.until(lambda: bool(envelopes(world, "slash_commands")[-1].acked_at))
    still_blocked = not release.is_set() and len(shelf.answers.asked) == 2
    waiting = shelf.inbox.waiting()
    release.set()

    assert still_blocked
    assert waiting == FIFTY + 1


def test_a_command_is_acknowledged_while_slow_pages_are_made(
    start: Callable[[Shelf], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bolt's own pool has five threads, which a busy database would fill."""
    release, shelf = threading.Event(), Shelf()
    looked: list[None] = []

    def slow() -> None:
        looked.append(None)
        release.wait(30)

    monkeypatch.setattr(shelf.jobs, "latest", slow)
    world = start(shelf)
    for _ in range(8):
        world.person().open_home()
    world.until(lambda: len(looked) == 8)
    world.person().slash("/ask", "did trials end?", GENERAL)
    world.until(lambda: bool(envelopes(world, "slash_commands")[-1].acked_at))
    still_blocked = not release.is_set()
    release.set()

    assert still_blocked
    assert world.whisper().text == "Trials ended in May. [1]"


def test_an_event_that_cannot_be_stored_is_not_acknowledged(
    start: Callable[[Shelf], World],
) -> None:
    """So that Slack delivers it again, and it is answered once."""
    shelf = Shelf()
    inbox = FullInbox(shelf.clock)
    object.__setattr__(shelf.services, "inbox", inbox)
    shelf.inbox = inbox
    world = start(shelf)
    asked = world.mention("did trials end?")
    world.until(lambda: len(inbox.refused) == 1)
    event = next(
        envelope
        for envelope in envelopes(world, "events_api")
        if envelope.payload["event"]["type"] == "app_mention"
    )
    acknowledged = event.acked_at is not None
    with world.workspace.pulse.condition:
        event.sent_at = 0.0  # three seconds have passed
    world.reply(asked)

    assert not acknowledged
    assert event.attempts == 2
    assert len(world.replies(asked)) == 1


def test_events_that_arrive_in_the_wrong_order_are_each_answered_once(
    start: Callable[[Shelf], World],
) -> None:
    """Slack promises no order."""
    world = start(Shelf())
    with world.workspace.holding_events(newest_first=True):
        asked = [world.person().dm(f"question {n}?") for n in range(3)]
    for message in asked:
        world.reply(message)
    world.settle()

    assert [len(world.replies(message)) for message in asked] == [1, 1, 1]
