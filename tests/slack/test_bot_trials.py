"""*We tried this*: under an answer or by command, offered in one short form."""

from collections.abc import Iterator

import pytest

from bot.playground.inputs import Chosen
from bot.views.queue import WITHDRAW
from bot.views.trials import WE_TRIED
from knowledge.models.answers import Answer, AnswerForm, AnswerSentence, AnswerState
from knowledge.models.contributions import ContributionState, Credit
from knowledge.models.trials import TrialResult
from tests.fakes.answers import saying
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, modal, only, open_queue

WHAT, LESSON = "Glass lamps on the pier", "They broke in the first frost."
FACTS: dict[str, Chosen] = {
    "what": WHAT,
    "where": "Tern Port",
    "stage": "pilot",
    "result": "failed",
    "lesson": LESSON,
}


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def open_form(world: World, who: str = ANA) -> None:
    """Open the form by command."""
    world.person(who).slash("/science", "tried", GENERAL)
    modal(world, who, "What came of it?")


def told(world: World, **chosen: Chosen) -> None:
    """Fill the form in and send it."""
    open_form(world)
    world.person(ANA).submit(None, **{**FACTS, **chosen})
    modal(world, ANA, "Thank you. It waits for a curator")


def test_a_member_says_what_they_tried(world: World) -> None:
    """Failures too; a curator sees the facts beside the words."""
    told(world)
    one = only(world)
    world.person(ANA).close_modal()

    assert (one.state, one.channel, one.title) == (ContributionState.OFFERED, "tried", WHAT)
    assert one.text == f"{WHAT}\n\n{LESSON}"
    assert one.trial is not None
    assert (one.trial.where, one.trial.stage, one.trial.result) == (
        "Tern Port",
        "Pilot",
        TrialResult.FAILED,
    )
    assert (one.credit, one.credit_line, one.trial.contact) == (Credit.NAME, "Ana Larch", "")
    shown = str(open_queue(world).payload)
    assert "Tern Port · Pilot · it did not work" in shown
    assert "Trial · by Ana Larch" in shown


def test_a_contact_takes_a_yes_of_its_own(world: World) -> None:
    """To be named is not to be asked."""
    told(world, named="contact")
    one = only(world)

    assert one.trial is not None
    assert (one.credit, one.trial.contact) == (Credit.NAME, "Ana Larch")


def test_who_is_not_named_is_no_contact(world: World) -> None:
    """A kind has to be chosen by who wants to be named by it."""
    open_form(world)
    world.person(ANA).submit(None, **FACTS, named="kind")
    world.until(lambda: bool(modal(world, ANA).errors))
    world.person(ANA).submit(None, **FACTS, named="anonymous")
    modal(world, ANA, "Thank you.")
    one = only(world)

    assert one.trial is not None
    assert (one.credit_line, one.trial.contact) == ("a member", "")


def test_a_blocked_trial_is_not_stored(world: World) -> None:
    """Its author reads why."""
    open_form(world)
    world.person(ANA).submit(None, **{**FACTS, "where": "BLOCKED: the bridge"})
    modal(world, ANA, "I kept nothing of it")

    assert world.shelf.contributions.held == {}


@pytest.mark.parametrize("state", [AnswerState.ANSWER, AnswerState.NOT_HELD])
def test_the_button_stands_under_answers_on_trials(world: World, state: AnswerState) -> None:
    """Those that hold one, and those that hold none."""
    answer = Answer(state=state, form=AnswerForm.TRIED)
    if state is AnswerState.ANSWER:
        answer = saying(AnswerSentence(text="Lamps broke.", citations=(1,)), form=AnswerForm.TRIED)
    world.shelf.answers.reply = lambda _question, _audience: answer
    reply = world.reply(world.mention("has anyone tried lamps?"))
    world.person(ANA).click(reply, WE_TRIED)
    modal(world, ANA, "What came of it?")


def test_the_button_stands_under_no_other_answer(world: World) -> None:
    """A fact asks for no trial."""
    reply = world.reply(world.mention("when was the pier built?"))

    assert WE_TRIED not in str(reply.blocks)


def test_a_trial_is_among_its_members_own_contributions(world: World) -> None:
    """Where it can be taken back, its facts too."""
    told(world)
    world.person(ANA).close_modal()
    world.person(ANA).slash("/science", "mine", GENERAL)
    mine = modal(world, ANA, "it did not work")
    world.person(ANA).click(mine, WITHDRAW)
    modal(world, ANA, "Taken back")

    assert only(world).trial is None
