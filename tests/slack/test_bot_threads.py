"""What is read of a thread: one message, and what was asked before it."""

from collections.abc import Iterator

import pytest

from bot.waiting.places import said_at
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.waiting_world import LAMPS, unanswered


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_an_app_s_words_are_nobody_s_question(world: World) -> None:
    """A made-up or an old button that leads to the bot's own reply fills nothing in."""
    below = unanswered(world)
    thread, client = str(below.thread_ts), world.bot.app.client
    asked = said_at(client, GENERAL, thread)
    reply = said_at(client, GENERAL, below.ts, thread)

    assert asked is not None
    assert reply is not None
    assert (asked.author, LAMPS in asked.text) == (world.person().id, True)
    assert (reply.author, reply.text) == ("", "")
