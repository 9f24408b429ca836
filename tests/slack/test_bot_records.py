"""Answers on record, and the question that its asker may have kept with it, over the wire."""

import json
from collections.abc import Iterator

import pytest

from bot.views.why import KEEP_QUESTION, TAKE_BACK
from knowledge.models.records import Where
from tests.slack.bot_world import GENERAL, PRIVATE, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import command
from tests.slack.why_world import (
    ASKER,
    CURATOR,
    GUEST,
    OTHER,
    QUESTION,
    answered,
    filled,
    open_why,
    press,
    record,
    said,
    window,
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    start = Start(make_workspace, serve)
    filled(start.shelf)
    with start.world(private_channels=True) as running:
        yield running


def test_an_answer_is_put_on_record_without_question_name_or_channel(world: World) -> None:
    """What it was, how sure it was, and what it rests on."""
    answered(world)
    made = record(world)

    assert (made.where, made.score, made.index_version) == (Where.CHANNEL, 0.7, "v1")
    assert (made.passages, made.documents) == ((1,), ("docs/a.md",))
    assert not any(one in made.model_dump_json() for one in (ASKER, QUESTION, GENERAL))


def test_where_an_answer_was_given_is_recorded_by_its_kind(world: World) -> None:
    """A private channel, a direct message, the asker alone."""
    answered(world, PRIVATE)
    world.person().dm(QUESTION)
    world.until(lambda: len(world.shelf.records.made) == 2)
    world.person().slash("/ask", QUESTION, GENERAL)
    world.until(lambda: len(world.shelf.records.made) == 3)

    assert [one.where for one in world.shelf.records.made.values()] == [
        Where.PRIVATE_CHANNEL, Where.DIRECT, Where.ALONE,
    ]  # fmt: skip


def test_the_asker_has_the_question_kept_and_takes_it_back(world: World) -> None:
    """As it stands in Slack; curators can read it meanwhile, without a name."""
    view = open_why(world, answered(world))
    kept = press(world, view, KEEP_QUESTION, "Your question is kept.")
    for_curators = command(world, "answers", CURATOR)
    listed = json.dumps(world.whispers(CURATOR)[-1].blocks, ensure_ascii=False)
    held = record(world).question
    gone = press(world, kept, TAKE_BACK, "no longer kept")

    assert held == QUESTION
    assert "answers that I gave last" in for_curators
    assert QUESTION in listed
    assert ASKER not in listed
    assert record(world).question == ""
    assert "Keep my question" in said(gone)


def test_a_question_asked_in_a_direct_message_can_be_kept_too(world: World) -> None:
    """The second one in the conversation, not the first."""
    ana = world.person()
    ana.dm("what is a trial?")
    asked = ana.dm(QUESTION)
    world.until(lambda: len(world.shelf.records.made) == 2)
    reply = world.reply(asked)
    press(world, open_why(world, reply), KEEP_QUESTION, "Your question is kept.")

    assert {one.question for one in world.shelf.records.latest(2)} == {QUESTION, ""}


def test_a_question_asked_with_a_command_cannot_be_kept(world: World) -> None:
    """Slack keeps no copy of it, and neither does the bot."""
    world.person().slash("/ask", QUESTION, GENERAL)
    shown = world.whisper()
    world.settle()
    words = said(open_why(world, shown))

    assert "Slack keeps no copy" in words
    assert KEEP_QUESTION not in words


@pytest.mark.parametrize("who", [OTHER, GUEST, CURATOR])
def test_nobody_else_is_offered_the_askers_question(world: World, who: str) -> None:
    """Nor told of a record."""
    words = said(open_why(world, answered(world), who))

    assert KEEP_QUESTION not in words
    assert "Your question" not in words


def test_a_press_that_is_made_up_changes_nothing(world: World) -> None:
    """Somebody else's window, with the asker's button in it."""
    reply = answered(world)
    mine = open_why(world, reply)
    theirs = open_why(world, reply, OTHER)
    theirs.payload["blocks"] = mine.payload["blocks"]
    world.person(OTHER).click(theirs, KEEP_QUESTION)
    shown = window(world, OTHER, "Passage 1", without=KEEP_QUESTION)

    assert "Your question" not in said(shown)
    assert record(world).question == ""


def test_anothers_question_asked_again_privately_is_not_the_pressers_to_keep(
    world: World,
) -> None:
    """The words are those of who wrote them."""
    reply = answered(world)
    options = reply.blocks[-1]["elements"][-1]["options"]
    world.person(OTHER).choose_overflow(reply, "answer_menu", options[1]["value"])
    shown = world.whisper(OTHER)
    world.settle()
    view = press(world, open_why(world, shown, OTHER), KEEP_QUESTION, "somebody else's", OTHER)

    assert "Keep my question" in said(view)
    assert {one.question for one in world.shelf.records.latest(9)} == {""}


def test_a_question_that_was_deleted_cannot_be_kept(world: World) -> None:
    """What is gone in Slack is gone."""
    asked = world.mention(QUESTION)
    reply = world.reply(asked)
    world.settle()
    view = open_why(world, reply)
    world.person().delete(asked)
    press(world, view, KEEP_QUESTION, "Nothing was kept: I cannot read")

    assert record(world).question == ""


def test_a_question_that_identifies_somebody_is_not_kept(world: World) -> None:
    """Whatever its asker agrees to."""
    reply = world.reply(world.mention("is a@harbour.example in the trials?"))
    world.settle()
    press(world, open_why(world, reply), KEEP_QUESTION, "identifies somebody")

    assert record(world).question == ""


def test_a_question_that_slack_does_not_give_out_is_not_kept(world: World) -> None:
    """The asker is told so, and can try again."""
    view = open_why(world, answered(world))
    world.workspace.faults.add("conversations.replies", "error:missing_scope", times=5)
    press(world, view, KEEP_QUESTION, "Nothing was kept: I cannot read")

    assert record(world).question == ""


def test_only_curators_list_what_was_answered(world: World) -> None:
    """As many as they ask for, up to twenty."""
    answered(world)
    answered(world)
    refused = command(world, "answers", ASKER)
    unclear = command(world, "answers many", CURATOR)
    command(world, "answers 1", CURATOR)
    one = json.dumps(world.whispers(CURATOR)[-1].blocks)
    command(world, "answers 999", CURATOR)
    both = json.dumps(world.whispers(CURATOR)[-1].blocks)

    assert refused == "Only curators may do this."
    assert "up to 20" in unclear
    assert (one.count("sureness 0.70"), both.count("sureness 0.70")) == (1, 2)
