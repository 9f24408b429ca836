"""A reply that helped: its author is asked, and nothing is kept without their yes."""

from collections.abc import Iterator

import pytest

from bot.inbox import MAX_ATTEMPTS
from bot.views.calls import THIS_ANSWERS
from bot.views.offers import ADD, REFUSE
from knowledge.models.contributions import ContributionState
from tests.slack.bot_world import GENERAL, SHARED, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, GUEST, letters, modal, only
from tests.slack.waiting_world import (
    LAMPS,
    REPLY,
    agree,
    ask,
    called,
    helpful_reply,
    unanswered,
)

S = ContributionState
PARTNER = "U0PARTNER"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that may read private channels, too."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


@pytest.mark.parametrize("thanks", ["pray", "white_check_mark::skin-tone-2", THIS_ANSWERS])
def test_a_thanked_reply_is_kept_when_its_author_agrees(world: World, thanks: str) -> None:
    """Under the question, word for word, as they chose; a curator decides as on any other."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    if thanks == THIS_ANSWERS:
        world.person(ANA).shortcut(THIS_ANSWERS, reply)
        modal(world, ANA, "I am asking its author")
    else:
        world.person(ANA).react(reply, thanks)
    world.until(lambda: len(letters(world, CHEN)) == 1)
    assert world.shelf.contributions.held == {}
    assert REPLY not in str(world.shelf.inbox.rows) + str(world.shelf.calls)
    agree(world, credit="anonymous")
    one = only(world)

    assert (one.state, one.title, one.question, one.text) == (S.OFFERED, LAMPS, LAMPS, REPLY)
    assert (one.member, one.credit_line) == (CHEN, "a member")
    assert one.origin == f"slack:{GENERAL}/{reply.ts}"


def test_a_reply_that_cannot_be_read_just_now_is_read_later(world: World) -> None:
    """Slack's trouble is not the end of a thanks."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.workspace.faults.add("conversations.replies", "error:internal_error")
    world.person(ANA).react(reply, "pray")

    world.until(lambda: len(letters(world, CHEN)) == 1, passing_s=0.05)


@pytest.mark.parametrize("again", ["white_check_mark", THIS_ANSWERS])
def test_whoever_thanked_in_vain_may_thank_again(world: World, again: str) -> None:
    """Their first thanks was given up."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.workspace.faults.add("conversations.replies", "error:internal_error", MAX_ATTEMPTS)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: bool(world.shelf.inbox.dead()), passing_s=0.05)
    before = letters(world, CHEN)
    if again == THIS_ANSWERS:
        world.person(ANA).shortcut(THIS_ANSWERS, reply)
    else:
        world.person(ANA).react(reply, again)
    world.until(lambda: len(letters(world, CHEN)) == 1)

    assert before == []


def test_a_reply_that_is_gone_is_not_looked_for_again(world: World) -> None:
    """Nobody is asked about it."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.workspace.faults.add("conversations.replies", "error:thread_not_found")
    world.person(ANA).react(reply, "pray")
    world.settle()

    assert letters(world, CHEN) == []
    assert world.shelf.inbox.dead() == ()


def test_an_author_who_refuses_is_not_asked_again(world: World) -> None:
    """And nothing was kept."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: len(letters(world, CHEN)) == 1)
    letter = world.workspace.messages(world.person(CHEN).dm_channel)[-1]
    world.person(CHEN).click(letter, REFUSE)
    world.until(lambda: "nothing was kept" in letters(world, CHEN)[0])
    world.person(CURATOR).react(reply, "white_check_mark")
    world.settle()

    assert len(letters(world, CHEN)) == 1
    assert world.shelf.contributions.held == {}


def test_only_its_asker_or_a_curator_says_which_reply_answers(world: World) -> None:
    """Others may react as they like; nothing comes of it."""
    ask(world, unanswered(world), named="unnamed")
    reply = helpful_reply(world)
    world.person(GUEST).react(reply, "pray")
    world.person(CHEN).shortcut(THIS_ANSWERS, reply)
    modal(world, CHEN, "Only whoever had me ask this")
    world.settle()
    assert letters(world, CHEN) == []
    world.person(CURATOR).react(reply, "pray")
    world.until(lambda: len(letters(world, CHEN)) == 1)


@pytest.mark.parametrize("reaction", ["eyes", "prayer_beads"])
def test_other_reactions_mean_nothing(world: World, reaction: str) -> None:
    """Nor do thanks for the question itself, or in a thread that asks nothing."""
    ask(world, unanswered(world))
    world.person(ANA).react(helpful_reply(world), reaction)
    world.person(ANA).react(called(world), "pray")
    chat = world.person(CHEN).post(GENERAL, "Nice weather.")
    world.person(ANA).react(chat, "pray")
    world.settle()
    before = letters(world, CHEN)
    world.person(ANA).shortcut(THIS_ANSWERS, chat)
    modal(world, ANA, "This works on a reply to a question")

    assert before == []


def test_a_partner_s_reply_is_not_kept(world: World) -> None:
    """Whoever thanked reads why; the partner is not asked."""
    ask(world, unanswered(world), channel=SHARED)
    asked = called(world, SHARED)
    reply = world.person(PARTNER).post(SHARED, REPLY, asked.ts)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: "from another organisation" in letters(world, ANA)[-1])

    assert letters(world, PARTNER) == []


def test_an_author_s_own_offer_of_a_reply_takes_the_question_as_its_title(world: World) -> None:
    """*Add to knowledge* on it, without being asked."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.person(CHEN).shortcut(ADD, reply)
    modal(world, CHEN, "Who may read it")
    world.person(CHEN).submit()
    modal(world, CHEN, "Thank you.")

    assert only(world).title == LAMPS


def test_an_edit_of_a_kept_reply_is_followed(world: World) -> None:
    """As for whatever else was offered; a deletion takes it back."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: len(letters(world, CHEN)) == 1)
    agree(world)
    world.person(CHEN).edit(reply, "Nobody does.")
    world.until(lambda: only(world).text == "Nobody does.")
    world.person(CHEN).delete(reply)
    world.until(lambda: only(world).state is S.WITHDRAWN)


def test_a_question_that_is_taken_back_while_its_author_decides_is_not_kept(world: World) -> None:
    """The reply is its author's, under its own first words."""
    ask(world, unanswered(world))
    reply = helpful_reply(world)
    world.person(CHEN).shortcut(ADD, reply)
    modal(world, CHEN, "Who may read it")
    (call,) = world.shelf.calls.held.values()
    world.shelf.calling.take_back(call.id, ANA)
    world.person(CHEN).submit()
    modal(world, CHEN, "Thank you.")

    assert (only(world).title, only(world).question) == (REPLY, "")
