"""Somebody is forgotten, leaves, or takes it back: nobody is left with what no longer holds."""

from collections.abc import Iterable, Iterator

import pytest

from bot.views.letters import ANSWER_HERE, HAPPY
from knowledge.models.access import Audience
from knowledge.models.erasure import Receipt
from knowledge.models.experts import Because
from knowledge.models.introductions import IntroductionState
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, modal
from tests.slack.experts_world import LAMPS, introductions, people, shelf_of
from tests.slack.meeting_world import (
    ask,
    asked,
    brought_together,
    buttons,
    dms,
    fill_in,
    groups,
    press,
    state,
)
from tests.slack.waiting_world import go_round

S = IntroductionState


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    with Start(make_workspace, serve, shelf_of(*people())).world() as running:
        yield running


def test_an_asker_who_was_forgotten_is_written_nothing(world: World) -> None:
    """Nor is anybody introduced to nobody."""
    letter = asked(world)
    one = introductions(world)[0]
    gone = {"asker": "", "question": "", "state": S.WITHDRAWN}
    world.shelf.introductions.held[one.id] = one.model_copy(update=gone)
    press(world, letter, HAPPY)

    assert groups(world) == 0
    assert buttons(letter) == []


@pytest.mark.parametrize("was", [S.ASKED, S.ACCEPTED])
def test_a_candidate_who_was_forgotten_ends_it_kindly(world: World, was: IntroductionState) -> None:
    """The asker reads what they read after silence."""
    asked(world)
    one = introductions(world)[0]
    due = {"candidate": "", "state": was, "due_at": world.shelf.clock.now(), "nudged": True}
    world.shelf.introductions.held[one.id] = one.model_copy(update=due)
    go_round(world)
    go_round(world)

    assert state(world) in {S.EXPIRED, S.WITHDRAWN}
    assert [one.text.startswith("This did not come about:") for one in dms(world, ANA)] == [True]
    assert groups(world) == 0


def test_an_answer_that_nobody_can_get_fails(world: World) -> None:
    """The asker has left; curators see it."""
    letter = asked(world)
    press(world, letter, ANSWER_HERE)
    world.workspace.change_person(ANA, deleted=True)
    fill_in(world, CHEN, "It goes to whoever asked", answer="The wardens do.")
    world.settle()
    go_round(world)

    assert state(world) is S.FAILED
    assert "The wardens do." not in str(introductions(world))


def test_a_question_that_is_taken_back_while_it_is_delivered_does_not_stand(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter is out already: it says so, and has nothing to press."""
    still = world.shelf.experts.still

    def taken_back_meanwhile(
        because: Iterable[Because], member: str, audience: Audience
    ) -> tuple[Because, ...]:
        world.shelf.introducing.withdraw(introductions(world)[0].id, ANA)
        return still(because, member, audience)

    monkeypatch.setattr(world.shelf.experts, "still", taken_back_meanwhile)
    ask(world)
    go_round(world)
    (letter,) = dms(world, CHEN)

    assert buttons(letter) == []
    assert LAMPS not in letter.text + str(letter.blocks)


def test_what_quotes_somebody_who_is_forgotten_is_taken_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the conversation, and of the other side's letters."""
    said = brought_together(world, reason="For a trial.")
    forget, held = world.shelf.forgetting.forget, world.shelf.introductions.held

    def forgotten(member: str, by: str = "") -> Receipt:
        gone = {"asker": "", "question": "", "reason": "", "state": S.WITHDRAWN, "channel": ""}
        held.update({key: one.model_copy(update=gone) for key, one in held.items()})
        return forget(member, by)

    monkeypatch.setattr(world.shelf.forgetting, "forget", forgotten)
    world.person(ANA).slash("/science", "forget", GENERAL)
    fill_in(world, ANA, "What goes for good")
    modal(world, ANA, "Receipt")
    world.settle()
    letter = dms(world, CHEN)[0]

    assert said.text == "[withdrawn]"
    for name in ("Ana", ANA, LAMPS, "trial"):
        assert name not in letter.text + str(letter.blocks) + str(said.blocks)


def test_whoever_is_forgotten_keeps_no_letter_that_asks_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left in it to press, and nothing of whoever asked."""
    letter = asked(world)
    forget, held = world.shelf.forgetting.forget, world.shelf.introductions.held

    def forgotten(member: str, by: str = "") -> Receipt:
        gone = {"candidate": ""}
        held.update({key: one.model_copy(update=gone) for key, one in held.items()})
        return forget(member, by)

    monkeypatch.setattr(world.shelf.forgetting, "forget", forgotten)
    world.person(CHEN).slash("/science", "forget", GENERAL)
    fill_in(world, CHEN, "What goes for good")
    modal(world, CHEN, "Receipt")
    world.until(lambda: letter.text == "[withdrawn]")

    assert buttons(letter) == []
    assert LAMPS not in str(letter.blocks)
