"""A candidate is asked: the letter, its buttons, and what the asker learns."""

from collections.abc import Iterator

import pytest

from bot.views.letters import (
    ANOTHER_REASON,
    ANSWER_HERE,
    HAPPY,
    NO_TIME,
    NOT_MY_AREA,
    PASS_ON,
    PAUSE_ME,
)
from knowledge.models.introductions import Decline, IntroductionState
from tests.slack.bot_world import MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, letters, modal
from tests.slack.experts_world import DOV, LAMPS, introductions, listed, people, shelf_of
from tests.slack.meeting_world import (
    ask,
    asked,
    buttons,
    dms,
    fill_in,
    groups,
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


def test_a_letter_says_who_asks_what_and_why_them(world: World) -> None:
    """And what each button does."""
    letter = asked(world, reason="For a trial at sea.", needed="About an hour")
    shown = str(letter.blocks)

    assert letter.text == f"A question for you, from Ana Larch: {LAMPS}"
    for words in (
        "For a trial at sea.",
        "From: Ana Larch · Time hoped for: About an hour",
        "wrote “Lamps at sea” (2024)",
        "never why",
        "remind you once",
    ):
        assert words in shown
    assert buttons(letter)[:6] == [HAPPY, ANSWER_HERE, NO_TIME, NOT_MY_AREA, PASS_ON, PAUSE_ME]
    assert state(world) is S.ASKED


def test_an_anonymous_asker_is_named_once_they_agree(world: World) -> None:
    """Not in the notification either."""
    letter = asked(world, anonymous=True)
    before = letter.text + str(letter.blocks)
    press(world, letter, HAPPY)

    assert "Ana Larch" not in before
    assert ANA not in before
    assert "A member, who is named once you agree" in before
    assert "Ana Larch" in str(dms(world, CHEN)[-1].blocks)


def test_a_letter_is_written_once(world: World) -> None:
    """However many rounds go by."""
    asked(world)
    go_round(world)
    go_round(world)

    assert len(letters(world, CHEN)) == 1


def test_no_letter_quotes_what_is_gone_meanwhile(world: World) -> None:
    """A reason that was suggested with may have been withdrawn since."""
    world.shelf.experts.gone.add(people()[0].because[0].document_id)
    ask(world)
    go_round(world)

    assert "Lamps at sea" not in str(dms(world, CHEN)[-1].blocks)


def test_nothing_is_written_outside_their_hours(world: World) -> None:
    """It waits for the next morning."""
    world.shelf.clock.advance(12 * 3600)
    ask(world)
    go_round(world)
    before = letters(world, CHEN)
    world.shelf.clock.advance(11 * 3600)
    go_round(world)

    assert before == []
    assert len(letters(world, CHEN)) == 1


def test_nothing_is_written_to_somebody_who_no_longer_wants_it(world: World) -> None:
    """They changed their mind after the question was asked; the asker reads the usual words."""
    world.shelf.clock.advance(12 * 3600)
    ask(world)
    listed(world.shelf, CHEN, "Chen Alder", to_be_found=False)
    world.shelf.clock.advance(12 * 3600)
    go_round(world)
    go_round(world)

    assert letters(world, CHEN) == []
    assert [text.startswith(OVER) for text in letters(world, ANA)] == [True]
    assert LAMPS in letters(world, ANA)[0]


@pytest.mark.parametrize("button", [NO_TIME, NOT_MY_AREA, PAUSE_ME, ANOTHER_REASON])
def test_the_asker_never_learns_which_refusal_it_was(world: World, button: str) -> None:
    """Nor whether it was one: the same words stand there after silence."""
    letter = asked(world)
    one = introductions(world)[0]
    if button == ANOTHER_REASON:
        value = f"{one.id}|{Decline.PREFER_NOT}"
        world.person(CHEN).choose_overflow(letter, ANOTHER_REASON, value)
        world.settle()
    else:
        press(world, letter, button)
    declined = dms(world, ANA)[-1]
    world.shelf.introductions.held.clear()
    again = ask(world, DOV)
    world.shelf.introductions.held[again.id] = again.model_copy(
        update={"state": S.ASKED, "asked_at": again.made_at}
    )
    pass_days(world, 7)
    silent = dms(world, ANA)[-1]

    assert (declined.text, declined.ts != silent.ts) == (silent.text, True)
    assert _without_ids(declined.blocks) == _without_ids(silent.blocks)
    assert buttons(letter) == []
    assert "You said no" in str(letter.blocks)


def _without_ids(blocks: list[dict[str, object]]) -> str:
    texts = [str(block.get("text")) for block in blocks]
    return " ".join(texts)


@pytest.mark.parametrize(
    ("button", "why"),
    [(NO_TIME, Decline.BUSY), (NOT_MY_AREA, Decline.NOT_MY_AREA), (PAUSE_ME, Decline.BUSY)],
)
def test_a_refusal_is_kept_as_what_it_was(world: World, button: str, why: Decline) -> None:
    """For curators' counts alone; a double click changes nothing."""
    letter = asked(world)
    world.person(CHEN).click(letter, button)
    press(world, letter, button)

    assert (state(world), introductions(world)[0].decline) == (S.DECLINED, why)
    assert len(letters(world, ANA)) == 1


def test_whoever_pauses_is_asked_nothing_for_two_weeks(world: World) -> None:
    """And is not suggested as free."""
    press(world, asked(world), PAUSE_ME)
    member = world.shelf.members.get(CHEN)

    assert member is not None
    assert str(member.availability.paused_until) == "2026-03-16"
    assert not world.shelf.introducing.may_ask(DOV, CHEN, "Which wick?")


def test_a_stale_letter_says_how_it_stands(world: World) -> None:
    """Taken back before it was answered; nothing is left to press, and nobody is introduced."""
    letter = asked(world)
    world.shelf.introducing.withdraw(introductions(world)[0].id, ANA)
    press(world, letter, HAPPY)

    assert "taken back" in str(letter.blocks)
    assert LAMPS not in letter.text + str(letter.blocks)
    assert buttons(letter) == []
    assert groups(world) == 0


def test_an_answer_in_one_message_is_handed_on_with_a_name(world: World) -> None:
    """No conversation follows."""
    letter = asked(world)
    press(world, letter, ANSWER_HERE)
    fill_in(world, CHEN, "It goes to whoever asked", answer="The wardens do.\nAt dusk.")
    modal(world, CHEN, "I hand your answer on now")
    world.settle()
    got = dms(world, ANA)[-1]

    assert "Chen Alder" in got.text
    assert "The wardens do.\\nAt dusk." in str(got.blocks)
    assert state(world) is S.INTRODUCED
    assert (groups(world), buttons(letter)) == (0, [])
    assert "I handed your answer on" in str(letter.blocks)


@pytest.mark.parametrize("typed", ["Ask bob@quay.example", "? ?"])
def test_an_answer_passes_the_gate_first(world: World, typed: str) -> None:
    """What must not be kept is said beside the field."""
    press(world, asked(world), ANSWER_HERE)
    view = modal(world, CHEN, "It goes to whoever asked")
    world.person(CHEN).submit(None, answer=typed)
    world.until(lambda: bool(view.errors))

    assert state(world) is S.ASKED


def test_a_question_is_passed_to_somebody_who_agreed_to_be_asked(world: World) -> None:
    """The asker learns that, and not to whom; nobody learns who named them."""
    listed(world.shelf, CURATOR, "Cora Birch")
    letter = asked(world, sources=(("A note", "https://a.example/n"),))
    press(world, letter, PASS_ON)
    fill_in(world, CHEN, "Who may know better?", person=CURATOR)
    modal(world, CHEN, "do not say who named")
    world.settle()
    go_round(world)
    passed = dms(world, CURATOR)[-1]

    assert state(world) is S.PASSED_ON
    assert LAMPS in passed.text
    assert "Chen" not in passed.text + str(passed.blocks)
    assert buttons(letter) == []
    (told,) = letters(world, ANA)
    assert "passed your question on" in told
    assert "Cora" not in told + str(dms(world, ANA)[-1].blocks)


@pytest.mark.parametrize("other", [ANA, CHEN, "U0GUEST"])
def test_whoever_cannot_be_asked_is_refused_in_one_wording(world: World, other: str) -> None:
    """The asker, oneself, somebody who never agreed."""
    press(world, asked(world), PASS_ON)
    view = modal(world, CHEN, "Who may know better?")
    world.person(CHEN).submit(None, person=other)
    world.until(lambda: bool(view.errors))

    assert "cannot be asked this just now" in str(view.errors)
    assert state(world) is S.ASKED
