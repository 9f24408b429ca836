"""What comes of a letter without an answer: a reminder, an end, and what else there is."""

from collections.abc import Iterator

import pytest

from bot.views.letters import (
    I_AM_BACK,
    NO_TIME,
)
from bot.views.meetings import NEXT_CHANNEL, NEXT_PERSON
from knowledge.models.introductions import IntroductionState
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, letters, modal
from tests.slack.experts_world import LAMPS, names, people, shelf_of
from tests.slack.meeting_world import (
    ask,
    asked,
    buttons,
    dms,
    group,
    pass_days,
    press,
    state,
)
from tests.slack.waiting_world import go_round

S = IntroductionState
OVER = "This did not come about:"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    with Start(make_workspace, serve, shelf_of(*people())).world() as running:
        yield running


def test_one_reminder_comes_and_then_the_end(world: World) -> None:
    """After two and four working days; then the letter has nothing left to press."""
    letter = asked(world)
    pass_days(world, 2)
    reminded = letters(world, CHEN)
    pass_days(world, 1)
    pass_days(world, 1)
    go_round(world)

    assert len(reminded) == 2
    assert "still waits for you" in reminded[1]
    assert len(letters(world, CHEN)) == 2
    assert state(world) is S.EXPIRED
    assert buttons(letter) == []
    assert buttons(dms(world, ANA)[-1]) == [NEXT_PERSON, NEXT_CHANNEL]


def test_the_next_person_is_somebody_else(world: World) -> None:
    """The cards come up without whom it was put to."""
    press(world, asked(world), NO_TIME)
    world.person(ANA).click(dms(world, ANA)[-1], NEXT_PERSON)
    shown = modal(world, ANA, "Ask for an introduction")

    assert names(shown) == ["Bea Baker", "Dov Dover", "Eve Evans"]


def test_a_channel_may_be_asked_instead(world: World) -> None:
    """The question stands in the form already."""
    press(world, asked(world), NO_TIME)
    world.person(ANA).click(dms(world, ANA)[-1], NEXT_CHANNEL)
    modal(world, ANA, LAMPS)
    world.person(ANA).submit(None, channel=GENERAL)
    world.until(lambda: any(" asks: " in one.text for one in world.workspace.messages(GENERAL)))


def test_whoever_leaves_three_unanswered_is_left_in_peace(world: World) -> None:
    """Kindly, with one press to return."""
    for number in range(3):
        ask(world, question=f"{LAMPS} {number}")
    go_round(world)
    for _ in range(8):
        pass_days(world, 1)
    note = dms(world, CHEN)[-1]
    kindly, times = note.text, sum("Three questions" in text for text in letters(world, CHEN))
    press(world, note, I_AM_BACK)
    world.until(lambda: note.text.startswith("Welcome back"))
    member = world.shelf.members.get(CHEN)

    assert "nothing is held against you" in kindly
    assert times == 1
    assert buttons(note) == []
    assert member is not None
    assert not member.availability.paused_by_us


@pytest.mark.parametrize("code", ["user_disabled", "messages_tab_disabled", "user_not_found"])
def test_somebody_who_cannot_be_written_to_is_no_riddle_for_the_asker(
    world: World, code: str
) -> None:
    """The usual words for the asker, a count and a reference for curators."""
    world.workspace.faults.add("conversations.open", f"error:{code}")
    ask(world)
    go_round(world)

    assert state(world) is S.FAILED
    assert [text.startswith(OVER) for text in letters(world, ANA)] == [True]
    assert group(world) == []
    world.person(CURATOR).slash("/science", "people", GENERAL)
    report = str(world.whisper(CURATOR).blocks)
    assert "SG-" in report
    assert code in report
    assert "Chen" not in report
