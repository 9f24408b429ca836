"""Buttons and menus under an answer."""

import json
from collections.abc import Iterator

import pytest

from bot.playground.records import Message
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState, Choice
from tests.fakes.answers import cited_answer
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def opened(world: World, reply: Message, action_id: str, who: str = "U0ANALYST") -> str:
    """Press something under a reply, and return what the modal says once it is filled."""
    person = world.person(who)
    person.click(reply, action_id)

    def text() -> str:
        return json.dumps(person.modal.payload) if person.modal else ""

    world.until(lambda: bool(text()) and "Looking it up" not in text())
    said = text()
    person.close_modal()
    return said


def test_show_quotes_opens_the_words_that_were_cited(world: World) -> None:
    """Whoever doubts an answer sees where it comes from."""
    world.shelf.documents.held["docs/a.md"] = world.shelf.documents.held["docs/a.md"].model_copy(
        update={"scope": "public"}
    )
    reply = world.reply(world.mention("did trials end?"))

    assert "Trials ended in May." in opened(world, reply, "show_quotes")


def test_the_quote_of_a_withdrawn_source_stays_closed(world: World) -> None:
    """What is withdrawn vanishes at once, from old answers too."""
    reply = world.reply(world.mention("did trials end?"))
    world.shelf.documents.withdraw("docs/a.md")
    shown = opened(world, reply, "show_quotes")

    assert "was withdrawn" in shown
    assert "Trials ended" not in shown


def test_a_guest_cannot_open_a_quote_that_members_may_read(world: World) -> None:
    """Whoever presses is asked for, not whoever asked."""
    reply = world.reply(world.mention("did trials end?"))
    shown = opened(world, reply, "show_quotes", "U0GUEST")

    assert "Trials ended" not in shown


def test_an_answer_no_longer_held_is_said_to_be_so(world: World) -> None:
    """Answers are purged after a while; their buttons stay."""
    reply = world.reply(world.mention("did trials end?"))
    world.shelf.answer_log.answers.clear()

    assert "no longer hold this answer" in opened(world, reply, "show_quotes")


def test_a_private_answer_has_its_controls_too(world: World) -> None:
    """Its quotes matter as much."""
    world.person().slash("/ask", "did trials end?", GENERAL)
    shown = world.whisper()

    assert "Trials ended in May." in opened(world, shown, "show_quotes")
    assert "0.70" in opened(world, shown, "about_answer")


ADVISER, AREA = "what is the adviser (CSA)", "what is the area (CSA)"


def asks_back(question: str, _audience: Audience) -> Answer:
    """Answer fuller questions, and ask back for all others."""
    if question in {ADVISER, AREA}:
        return cited_answer(f"You asked {question}.")
    choices = (Choice(label="Adviser", question=ADVISER), Choice(label="Area", question=AREA))
    return Answer(state=AnswerState.NOT_HELD, message="Which is meant?", choices=choices)


def test_the_asker_chooses_what_an_acronym_means(world: World) -> None:
    """The fuller question is answered once, below the one that was asked, and is no gap."""
    world.shelf.answers.reply = asks_back
    asked = world.mention("what is the CSA")
    first = world.reply(asked)
    for _ in range(2):
        world.person().click(first, ("choice_0", "choose_sense"))
    second = world.reply(asked, 2)
    world.settle()

    assert "Which is meant?" in first.text
    assert f"You asked {ADVISER}." in second.text
    assert len(world.replies(asked)) == 2
    assert world.shelf.gaps.asked == []


def test_somebody_else_s_choice_is_answered_to_them_alone(world: World) -> None:
    """Nobody floods another person's thread."""
    world.shelf.answers.reply = asks_back
    asked = world.mention("what is the CSA")
    first = world.reply(asked)
    world.person("U0CURATOR").click(first, ("choice_1", "choose_sense"))
    shown = world.whisper("U0CURATOR")

    assert f"You asked {AREA}." in shown.text
    assert len(world.replies(asked)) == 1


def test_what_stands_under_a_chosen_reading_is_not_about_the_bot_s_own_words(
    world: World,
) -> None:
    """No message of the asker says it, so that nothing is filled in, kept, or asked again."""

    def knows_nothing(question: str, audience: Audience) -> Answer:
        if question == ADVISER:
            return Answer(state=AnswerState.NOT_HELD, message="The logbooks do not say.")
        return asks_back(question, audience)

    world.shelf.answers.reply = knows_nothing
    asked = world.mention("what is the CSA")
    world.person().click(world.reply(asked), ("choice_0", "choose_sense"))
    reply = world.reply(asked, 2)
    world.settle()
    blocks = {one["block_id"]: one for one in reply.blocks if "block_id" in one}
    values = [one["value"] for one in blocks["gap"]["elements"]]
    forms = [opened(world, reply, one) for one in ("tell_me", "ask_channel")]

    assert all(one.endswith(f"{GENERAL}||") for one in values)
    assert [one["action_id"] for one in blocks["answer"]["elements"]] == ["about_answer"]
    assert all("initial_value" not in one and "write it again" in one for one in forms)
    assert "with a button, of which Slack keeps no copy" in opened(world, reply, "about_answer")


def test_a_failing_press_is_told_to_the_presser_alone(world: World) -> None:
    """With a reference, and without the exception's words."""
    reply = world.reply(world.mention("did trials end?"))
    world.workspace.faults.add("views.update", "error:fatal_error", times=5)
    world.person().click(reply, "show_quotes")

    assert world.whisper().text.startswith("Something broke. Quote SG-")
