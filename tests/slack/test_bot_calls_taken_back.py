"""A question that was put to a channel, out of it again: by its asker, or in doubt."""

from collections.abc import Iterator

import pytest

from bot.playground.identity import BOT_USER
from bot.views.calls import TAKE_BACK_CALL
from bot.views.gap import ASK_CHANNEL
from knowledge.models.waiting import CallState
from tests.fakes.bot_services import Shelf
from tests.fakes.waiting import FakeCalls
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, letters, modal
from tests.slack.waiting_world import LAMPS, ask, called, go_round, helpful_reply, unanswered


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that may read private channels, too."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


def test_a_question_is_taken_back_from_the_letter_about_it(world: World) -> None:
    """It is out of the channel, and thanks in its thread mean nothing any more."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    letter = world.workspace.messages(world.person(ANA).dm_channel)[-1]
    world.person(ANA).click(letter, TAKE_BACK_CALL)
    modal(world, ANA, "it is out of the channel")
    taken = world.workspace.state.message(GENERAL, str(reply.thread_ts))
    assert taken is not None
    world.until(lambda: taken.text == "[The question was taken back]")
    world.person(ANA).react(reply, "pray")
    world.settle()

    assert LAMPS not in str(taken.blocks) + str(world.shelf.calls)
    assert letters(world, CHEN) == []


def test_a_question_whose_time_is_over_can_still_be_taken_back(world: World) -> None:
    """Its words are kept no longer, and its post stands all the same."""
    ask(world, unanswered(world))
    asked = called(world)
    (call,) = world.shelf.calls.held.values()
    over = {"question": "", "state": CallState.CLOSED}
    world.shelf.calls.held[call.id] = call.model_copy(update=over)
    letter = world.workspace.messages(world.person(ANA).dm_channel)[-1]
    world.person(ANA).click(letter, TAKE_BACK_CALL)
    modal(world, ANA, "it is out of the channel")
    world.until(lambda: asked.text == "[The question was taken back]")


def test_nobody_is_told_that_what_is_not_there_was_taken_out(world: World) -> None:
    """The letter about it is kept for longer than where it stood."""
    ask(world, unanswered(world))
    asked = called(world)
    world.shelf.calls.held.clear()
    letter = world.workspace.messages(world.person(ANA).dm_channel)[-1]
    world.person(ANA).click(letter, TAKE_BACK_CALL)
    modal(world, ANA, "There is nothing left for me to take out")
    world.settle()

    assert LAMPS in asked.text


def test_a_question_of_somebody_who_was_forgotten_is_edited_in_the_next_round(
    world: World,
) -> None:
    """And nothing is left of it then."""
    ask(world, unanswered(world))
    asked = called(world)
    (call,) = world.shelf.calls.held.values()
    nobodys = {"member": "", "question": "", "state": CallState.WITHDRAWN}
    world.shelf.calls.held[call.id] = call.model_copy(update=nobodys)
    go_round(world)

    assert asked.text == "[The question was taken back]"
    assert world.shelf.calls.held == {}


class TakenBackMeanwhile(FakeCalls):
    """The asker takes the question back, or is forgotten, while it is on its way."""

    def posted(self, call_id: str, ts: str) -> bool:
        """Be too late."""
        self.take_back(call_id, keep=False)
        return super().posted(call_id, ts)


def test_a_question_that_is_taken_back_on_its_way_does_not_stay(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """Whoever has posted it edits it at once."""
    shelf = Shelf(calls=TakenBackMeanwhile())
    with Start(make_workspace, serve, shelf).world() as world:
        ask(world, unanswered(world))
        posted = [m.text for m in world.workspace.messages(GENERAL) if m.user == BOT_USER]

        assert posted == ["[The question was taken back]"]
        assert letters(world, ANA) == []


def test_an_asker_whose_question_may_stand_there_is_told_so_and_may_take_it_back(
    world: World,
) -> None:
    """Whoever asks it again is told the same; taken back, it is free to be asked anew."""
    below = unanswered(world)
    world.workspace.faults.add("chat.postMessage", "lost_response")
    world.workspace.faults.add("conversations.history", "error:missing_scope")
    ask(world, below, settle=False)
    world.until(lambda: bool(letters(world, ANA)), passing_s=0.05)
    letter = world.workspace.messages(world.person(ANA).dm_channel)[-1]
    world.person(ANA).click(below, ASK_CHANNEL)
    modal(world, ANA, "Which channel")
    world.person(ANA).submit()
    again = str(modal(world, ANA, "cannot see whether it stands in #general").payload)
    world.person(ANA).close_modal()
    asked = called(world)
    world.person(ANA).click(letter, TAKE_BACK_CALL)
    modal(world, ANA, "it is out of the channel")
    world.until(lambda: asked.text == "[The question was taken back]")
    world.person(ANA).close_modal()
    ask(world, below)

    assert "I was interrupted while I posted your question" in letter.text
    assert (TAKE_BACK_CALL in again, "I ask it in" in again) == (True, False)
    assert called(world).ts != asked.ts
