"""*Ask the channel*: from an answer that is none to knowledge, or not."""

from collections.abc import Iterator

import pytest

from bot.views.gap import ASK_CHANNEL
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.community import Route
from knowledge.models.pack_parts import patterns
from knowledge.stewardship.waiting import MOST
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.slack.bot_world import GENERAL, PRIVATE, SHARED, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, GUEST, letters, modal
from tests.slack.waiting_world import (
    LAMPS,
    ask,
    called,
    calls,
    not_held,
    unanswered,
)

BOATS = Route(
    key="boats",
    examples=("who has boats?",),
    patterns=patterns("boats"),
    reply="Ask around.",
    show_closest=True,
    is_gap=True,
)
PILOTS = BOATS.model_copy(update={"key": "pilots", "is_gap": False})


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that may read private channels, too."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


def options(world: World, who: str) -> dict[str, str]:
    """Return the channels that somebody may choose from: id → name."""
    (element,) = [
        block["element"]
        for block in modal(world, who, "Which channel").payload["blocks"]
        if block.get("block_id") == "channel"
    ]
    return {one["value"]: one["text"]["text"] for one in element["options"]}


def test_a_question_is_put_to_the_channel_it_was_asked_in(world: World) -> None:
    """As it was asked, under the asker's name; its thread is people's, not the bot's."""
    ask(world, unanswered(world))
    asked = called(world)
    world.person(CHEN).post(GENERAL, "What sort of lamps?", asked.ts)
    world.settle()

    assert asked.text == f"<@{ANA}> asks: {LAMPS}"
    assert asked.thread_ts is None
    assert len(world.shelf.answers.asked) == 1
    assert "Your question stands in #general" in letters(world, ANA)[0]


def test_nobody_learns_who_asks_without_their_name(world: World) -> None:
    """Neither from the text nor from anything that comes with it."""
    ask(world, unanswered(world), named="unnamed", question="Who is to tend the lamps?")
    asked = called(world)

    assert asked.text == "A member asks: Who is to tend the lamps?"
    assert ANA not in f"{asked.text}{asked.blocks}{asked.metadata}"
    assert "A reaction shows your name" in letters(world, ANA)[0]


@pytest.mark.parametrize(("route", "shown"), [("", False), ("boats", True), ("pilots", False)])
def test_the_buttons_stand_where_the_community_could_come_to_know(
    make_workspace: MakeWorkspace, serve: Serve, route: str, *, shown: bool
) -> None:
    """Not below an answer, nor below a question for somebody else."""
    shelf = Shelf(pack=harbour_pack().model_copy(update={"routes": (BOATS, PILOTS)}))
    reply = Answer(state=AnswerState.ROUTED, message="Ask the pilot.", route=route)
    shelf.answers.reply = lambda _question, _audience: reply if route else cited_answer()
    with Start(make_workspace, serve, shelf).world() as world:
        below = world.reply(world.mention("who has boats?"))

    assert (ASK_CHANNEL in str(below.blocks)) is shown


@pytest.mark.parametrize(
    ("typed", "why"),
    [("Who is bob@quay.example?", "must not be here"), ("? ? ?\u200b", "Please write a question")],
)
def test_a_question_that_is_none_or_identifies_somebody_is_not_stored(
    world: World, typed: str, why: str
) -> None:
    """The asker reads why, and may write it anew."""
    below = unanswered(world)
    world.person(ANA).click(below, ASK_CHANNEL)
    view = modal(world, ANA, "Which channel")
    world.person(ANA).submit(question=typed)
    world.until(lambda: bool(view.errors))

    assert why in str(view.errors)
    assert (calls(world), world.shelf.calls.held, world.shelf.waits.held) == ([], {}, {})


def test_the_same_question_is_asked_once(world: World) -> None:
    """Whoever presses, and however often: the second is shown where it stands."""
    below = unanswered(world)
    ask(world, below)
    called(world)
    ask(world, below, question="who tends the lamps")
    ask(world, below, CHEN)

    assert len(calls(world)) == 1
    assert [one.member for one in world.shelf.waits.held.values()] == [ANA, CHEN]


def test_nobody_asks_channels_too_often(world: World) -> None:
    """Five times a day; nothing is stored of the sixth."""
    below = unanswered(world)
    for number in range(5):
        ask(world, below, question=f"question number {number}?")
    world.person(ANA).click(below, ASK_CHANNEL)
    view = modal(world, ANA, "Which channel")
    world.person(ANA).submit(question="one more?")
    world.until(lambda: bool(view.errors))

    assert "asked channels 5 times today" in str(view.errors)
    assert len(world.shelf.calls.held) == 5


def test_a_member_chooses_from_the_channels_that_they_could_ask_in_themselves(
    world: World,
) -> None:
    """The question's own comes first; none that is private and not theirs."""
    world.person(ANA).click(unanswered(world), ASK_CHANNEL)

    assert list(options(world, ANA).items()) == [
        (GENERAL, "#general"),
        (SHARED, "#with-partners (partners read it, too)"),
    ]


def test_a_guest_asks_only_where_they_are(world: World) -> None:
    """As does a partner."""
    below = unanswered(world)
    world.person(GUEST).click(below, ASK_CHANNEL)

    assert list(options(world, GUEST)) == [GENERAL]


def test_what_was_asked_in_private_is_asked_elsewhere_by_its_asker_alone(world: World) -> None:
    """Others who were in the room may have it asked in the room."""
    world.workspace.state.channel(PRIVATE).members.append(CHEN)
    below = unanswered(world, channel=PRIVATE)
    world.person(CURATOR).click(below, ASK_CHANNEL)
    everywhere = options(world, CURATOR)
    world.person(CHEN).click(below, ASK_CHANNEL)

    assert list(everywhere) == [PRIVATE, GENERAL]
    assert options(world, CHEN) == {PRIVATE: "#closed (private)"}


def test_a_command_s_question_is_written_anew(world: World) -> None:
    """Its text was never kept; the channel where it was given is proposed."""
    world.shelf.answers.reply = not_held
    world.person(ANA).slash("/ask", LAMPS, GENERAL)
    below = world.whisper(ANA)
    assert LAMPS not in str(below.blocks)
    ask(world, below, question=LAMPS)

    assert called(world).text == f"<@{ANA}> asks: {LAMPS}"


def test_a_question_from_a_direct_message_goes_where_its_asker_says(world: World) -> None:
    """No channel is chosen for them."""
    world.shelf.answers.reply = not_held
    asked = world.person(ANA).post(world.person(ANA).dm_channel, LAMPS)
    ask(world, world.reply(asked), channel=GENERAL)

    assert called(world).text == f"<@{ANA}> asks: {LAMPS}"


def test_whoever_waits_for_too_many_is_promised_nothing_more(world: World) -> None:
    """The question is asked all the same."""
    below = unanswered(world)
    for number in range(MOST):
        world.shelf.waiting.wait(ANA, f"question {number}?")
    world.person(ANA).click(below, ASK_CHANNEL)
    modal(world, ANA, "Which channel")
    world.person(ANA).submit()
    shown = str(modal(world, ANA, f"you wait for {MOST} questions already").payload)

    assert "I also tell you" not in shown
    assert LAMPS in called(world).text


def test_an_asker_is_told_when_their_question_cannot_be_posted(world: World) -> None:
    """It stands nowhere, and they may ask it elsewhere."""
    below = unanswered(world)
    world.workspace.faults.add("chat.postMessage", "error:is_archived")
    ask(world, below)
    world.until(lambda: bool(letters(world, ANA)))

    assert "I could not ask your question in #general" in letters(world, ANA)[0]
    assert calls(world) == []
    assert not world.shelf.calling.of_member(ANA)
