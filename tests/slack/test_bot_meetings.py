"""Two who both want it are brought together: once, whatever happens on the way."""

from collections.abc import Iterator

import pytest

from bot.views.letters import HAPPY, NO_TIME
from knowledge.models.introductions import IntroductionState
from knowledge.models.members import Member
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, GUEST, letters
from tests.slack.experts_world import LAMPS, introductions, listed, people, shelf_of
from tests.slack.meeting_world import (
    ask,
    asked,
    brought_together,
    buttons,
    change,
    contact,
    dms,
    group,
    groups,
    press,
    press_during_trouble,
    state,
)
from tests.slack.waiting_world import go_round

S = IntroductionState
PARTNER = "U0PARTNER"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    with Start(make_workspace, serve, shelf_of(*people())).world() as running:
        yield running


def test_two_who_both_want_it_are_brought_together(world: World) -> None:
    """One line each, the question, and what was found; then silence."""

    def changed(one: Member) -> Member:
        told = {"organisation": "Quillby College", "interest": "Sells lamps"}
        return one.model_copy(update={"profile": one.profile.model_copy(update=told)})

    change(world, CHEN, changed)
    found = (("Lamps at sea", "https://a.example/lamps"),)
    said = brought_together(world, reason="For a trial.", sources=found)
    shown = str(said.blocks)
    go_round(world)
    go_round(world)

    assert said.text == "Ana Larch and Chen Alder, you wanted to talk."
    for words in (
        f"<@{ANA}>: asked",
        f"<@{CHEN}>, Quillby College, declared commercial interest: Sells lamps",
        LAMPS,
        "For a trial.",
        "<https://a.example/lamps|Lamps at sea>",
    ):
        assert words in shown
    assert (len(group(world)), groups(world)) == (1, 1)
    assert (state(world), introductions(world)[0].channel) == (S.INTRODUCED, said.channel)
    letter = dms(world, CHEN)[0]
    assert "I brought you together" in str(letter.blocks)
    assert buttons(letter) == []


def test_a_double_click_brings_them_together_once(world: World) -> None:
    """The second press comes while the first is worked on."""
    letter = asked(world)
    world.person(CHEN).click(letter, HAPPY)
    world.person(CHEN).click(letter, HAPPY)
    world.settle()
    go_round(world)

    assert (len(group(world)), groups(world)) == (1, 1)


def test_yes_and_no_at_once_leave_one_of_them(world: World) -> None:
    """What came first stands, and the letter says which."""
    letter = asked(world)
    world.person(CHEN).click(letter, HAPPY)
    world.person(CHEN).click(letter, NO_TIME)
    world.settle()
    go_round(world)
    agreed = state(world) is S.INTRODUCED

    assert state(world) in {S.INTRODUCED, S.DECLINED}
    assert (groups(world), len(group(world))) == (int(agreed), int(agreed))
    assert len(letters(world, ANA)) == int(not agreed)
    assert ("I brought you together" in str(letter.blocks)) is agreed
    assert buttons(letter) == []


def test_both_press_at_once(world: World) -> None:
    """The asker takes it back while the candidate agrees: they meet, or the letter says why not."""
    letter = asked(world)
    one = introductions(world)[0]
    world.person(CHEN).click(letter, HAPPY)
    world.shelf.introducing.withdraw(one.id, ANA)
    world.settle()
    go_round(world)

    assert state(world) is S.WITHDRAWN
    assert len(group(world)) <= 1
    assert buttons(letter) == []
    assert LAMPS not in letter.text


def test_two_ask_one_expert_at_once(world: World) -> None:
    """Each gets a conversation of their own."""
    ask(world)
    ask(world, asker=CURATOR, question="Which oil burns longest?")
    go_round(world)
    for letter in dms(world, CHEN)[:2]:
        press(world, letter, HAPPY)

    assert [len(group(world)), len(group(world, CURATOR, CHEN)), groups(world)] == [1, 1, 2]
    assert LAMPS not in str(group(world, CURATOR, CHEN)[0].blocks)


def test_a_letter_over_the_cap_is_not_written(world: World) -> None:
    """Two ask for the last free place: the second is refused before anything is kept."""

    def changed(one: Member) -> Member:
        own = one.availability.model_copy(update={"most_asks": 1})
        return one.model_copy(update={"availability": own})

    change(world, CHEN, changed)
    ask(world)
    may = world.shelf.introducing.may_ask(CURATOR, CHEN, "Which oil burns longest?")
    go_round(world)

    assert not may
    assert len(letters(world, CHEN)) == 1


def test_a_guest_is_given_the_line_that_the_other_chose(world: World) -> None:
    """Slack brings them together with nobody outside their channels."""
    world.workspace.state.channels[GENERAL].members.remove(GUEST)
    listed(world.shelf, GUEST, "Gus Elm")
    contact(world, GUEST, "gus at the quay, <!channel> mornings")
    ask(world, candidate=GUEST)
    go_round(world)
    press(world, dms(world, GUEST)[-1], HAPPY, GUEST)
    told, given = str(dms(world, ANA)[-1].blocks), str(dms(world, GUEST)[-1].blocks)

    assert "They chose this line for it: gus at the quay, &lt;!channel&gt; mornings" in told
    assert f"They have left no other line: write to them in Slack, where they are <@{ANA}>" in given
    assert (groups(world), state(world)) == (0, S.FAILED)
    assert (
        introductions(world)[0].trouble == "Slack opens no conversation: invalid_user_combination"
    )
    assert len(dms(world, ANA)) == 1


def test_a_partner_is_brought_together_where_slack_allows_it(world: World) -> None:
    """They share a channel."""
    listed(world.shelf, PARTNER, "Petra Yew")
    ask(world, candidate=PARTNER)
    go_round(world)
    press(world, dms(world, PARTNER)[-1], HAPPY, PARTNER)

    assert len(group(world, ANA, PARTNER)) == 1


def test_an_expert_who_leaves_the_workspace_after_agreeing_fails_kindly(world: World) -> None:
    """The asker is told how things stand; curators see a reference."""
    letter = asked(world)
    world.workspace.faults.add("conversations.open", "error:internal_error", 3)
    press_during_trouble(world, letter, HAPPY)
    agreed = state(world)
    world.workspace.faults.clear()
    world.workspace.change_person(CHEN, deleted=True)
    go_round(world)

    assert (agreed, state(world)) == (S.ACCEPTED, S.FAILED)
    assert "You and Chen Alder both agreed" in dms(world, ANA)[-1].text
    assert groups(world) == 0


def test_an_expert_who_leaves_before_answering_is_asked_no_more(world: World) -> None:
    """The reminder finds nobody; the asker reads the usual words."""
    asked(world)
    world.workspace.change_person(CHEN, deleted=True)
    world.shelf.clock.advance(2 * 86_400)
    go_round(world)

    assert state(world) is S.FAILED
    assert dms(world, ANA)[-1].text.startswith("This did not come about:")


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage"])
def test_what_slack_could_not_do_just_now_is_done_in_a_later_round(
    world: World, method: str
) -> None:
    """Nothing is given up for an outage."""
    letter = asked(world)
    world.workspace.faults.add(method, "error:internal_error", 2)
    press_during_trouble(world, letter, HAPPY)
    world.workspace.faults.clear()
    go_round(world)

    assert state(world) is S.INTRODUCED
    assert groups(world) == 1


def test_a_response_that_is_lost_posts_nothing_twice(world: World) -> None:
    """The bot may not read such conversations; each is told where theirs is."""
    letter = asked(world)
    world.workspace.faults.add("chat.postMessage", "lost_response")
    press(world, letter, HAPPY)
    go_round(world)

    assert (len(group(world)), groups(world), state(world)) == (1, 1, S.INTRODUCED)
    assert ["please write there yourself" in dms(world, who)[-1].text for who in (ANA, CHEN)] == [
        True,
        True,
    ]
