"""A curator reads how a proposed document begins before deciding on it."""

from collections.abc import Iterator

import pytest

from bot.views.queue import READ
from knowledge.stewardship.offering import handle_of
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import modal, open_queue, press_in
from tests.slack.document_world import CURATOR, MEMBER, Desktop, files


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_a_curator_reads_how_a_proposed_document_begins(world: World) -> None:
    """Before deciding; a document that is gone meanwhile says so."""
    ana = Desktop(world, MEMBER)
    ana.add(ana.drop())
    view = open_queue(world)
    press_in(world, CURATOR, view, READ, handle_of(ana.held()[0]))
    modal(world, CURATOR, "ended in May")
    files(world).clear()
    world.person(CURATOR).close_modal()
    below = modal(world, CURATOR, "Accept")
    press_in(world, CURATOR, below, READ, handle_of(ana.held()[0]))
    gone = modal(world, CURATOR, "Nothing of it can be shown here")

    assert "ended in May" not in str(gone.payload)


def test_a_word_that_the_bot_does_not_know_is_said_to_be_unknown(world: World) -> None:
    """Beside what there is."""
    seen = len(world.whispers(MEMBER))
    world.person(MEMBER).slash("/science", "nonsense", GENERAL)
    said = world.whisper(MEMBER, seen + 1)

    assert said.text == "I do not know “nonsense”. Here is what I can do."
    assert "/science" in str(said.blocks)
