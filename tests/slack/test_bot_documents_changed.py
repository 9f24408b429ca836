"""Documents through Slack: proposed, held, changed, removed, and whose hands may do so."""

from collections.abc import Iterator

import pytest

from bot.playground.records import Message
from bot.views.documents import (
    ACCEPT_DOCUMENT,
    ADD_DOCUMENT,
    CHANGE_DOCUMENT,
    REINDEX_DOCUMENT,
    REMOVE_DOCUMENT,
)
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.inspection import Inspection, Outcome
from tests.slack.bot_world import PRIVATE, MakeWorkspace, Serve, Start, World
from tests.slack.document_world import CURATOR, GUEST, MEMBER, Desktop, files, inspector


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that may see private channels too."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


@pytest.fixture
def cora(world: World) -> Desktop:
    """The curator."""
    return Desktop(world, CURATOR)


def test_reindex_asks_for_a_build_once(world: World, cora: Desktop) -> None:
    """Two presses are one build."""
    reply = cora.drop()
    cora.add(reply)
    cora.press(reply, REINDEX_DOCUMENT)
    cora.until_shown(reply, "A build was asked for")
    cora.press(reply, REINDEX_DOCUMENT)
    world.settle()
    job = world.shelf.jobs.latest()

    assert job is not None
    assert (job.id, job.requested_by) == (1, (CURATOR,))


def until_rounds_show(world: World, somebody: Desktop, reply: Message, words: str) -> None:
    """Go rounds, as the bot does, until the message says the words."""

    def are_shown() -> bool:
        world.bot.rounds.go(read_channels=False)
        return words in somebody.shown(reply)

    world.until(are_shown)


def test_the_message_follows_what_others_decide(world: World) -> None:
    """No button was pressed in it: a curator accepted from the queue, then a build took it in."""
    member = Desktop(world, MEMBER)
    reply = member.drop()
    one = member.add(reply)
    member.until_shown(reply, "*Proposed.*")
    for state, words in (
        (ContributionState.ACCEPTED, "*Accepted.*"),
        (ContributionState.INDEXED, "*In the index.*"),
    ):
        world.shelf.contributions.move(one.id, state)
        until_rounds_show(world, member, reply, words)

    assert "Proposed" not in member.shown(reply)


def test_what_is_said_of_it_can_be_changed(world: World, cora: Desktop) -> None:
    """The form comes back as it stands."""
    reply = cora.drop()
    cora.add(reply)
    form = cora.open_form(reply, CHANGE_DOCUMENT)
    cora.me.submit(title="Gauge trials", date="2025")
    cora.until_shown(reply, "Gauge trials")
    one = cora.held()[0]

    assert "Tide trials" in form
    assert (one.title, one.date, one.state) == ("Gauge trials", "2025", ContributionState.ACCEPTED)
    assert len(files(world)) == 1


def test_a_new_audience_takes_the_document_out_of_the_answers_at_once(
    world: World, cora: Desktop
) -> None:
    """Its passages would still be under the old one until the next build."""
    reply = cora.drop()
    one = cora.add(reply, audience="public")
    world.shelf.contributions.move(one.id, ContributionState.INDEXED)
    cora.open_form(reply, CHANGE_DOCUMENT)
    cora.me.submit(audience="channel", channel=PRIVATE)
    cora.until_shown(reply, PRIVATE)

    assert cora.held()[0].scope == f"channel:{PRIVATE}"
    assert cora.held()[0].state is ContributionState.ACCEPTED
    assert world.shelf.withdrawals.withdrawn == [one.document_id]


def test_what_is_removed_is_gone_everywhere(world: World, cora: Desktop) -> None:
    """Out of answers, store and folder."""
    reply = cora.drop()
    one = cora.add(reply)
    cora.press(reply, REMOVE_DOCUMENT)
    cora.until_shown(reply, "Removed")

    assert cora.held()[0].state is ContributionState.WITHDRAWN
    assert files(world) == {}
    assert world.shelf.withdrawals.withdrawn == [one.document_id]
    assert "button" not in cora.shown(reply)


def test_removing_twice_is_removing_once(world: World, cora: Desktop) -> None:
    """A second press comes before the message has changed."""
    reply = cora.drop()
    cora.add(reply)
    before = cora.now(reply)
    with world.workspace.pulse.condition:
        cora.me.click(before, REMOVE_DOCUMENT)
        cora.me.click(before, REMOVE_DOCUMENT)
    cora.until_shown(reply, "Removed")
    world.settle()

    entries = [one.action for one in world.shelf.audit.entries()]
    assert entries.count("document.removed") == 1


def test_a_removed_document_is_not_added_again_by_an_old_button(
    world: World, cora: Desktop
) -> None:
    """The row stays as a gravestone, and says so."""
    reply = cora.drop()
    old = cora.now(reply).blocks
    cora.add(reply)
    cora.press(reply, REMOVE_DOCUMENT)
    cora.until_shown(reply, "Removed")
    cora.now(reply).blocks = old

    assert "Send the document again" in cora.open_form(reply)


def test_a_member_proposes_and_a_curator_decides(world: World) -> None:
    """Nothing of it is in answers before that."""
    ana = Desktop(world, MEMBER)
    reply = ana.drop()
    said, form = reply.text, ana.open_form(reply)
    ana.me.close_modal()
    one = ana.add(reply)

    assert "decided by its curators" in said
    assert "Propose a document" in form
    assert (one.state, one.member) == (ContributionState.OFFERED, MEMBER)
    assert "Take it back" in ana.shown(reply)
    assert "Reindex" not in ana.shown(reply)


def test_a_member_takes_a_proposal_back(world: World) -> None:
    """It was theirs to give."""
    ana = Desktop(world, MEMBER)
    reply = ana.drop()
    ana.add(reply)
    ana.press(reply, REMOVE_DOCUMENT)
    ana.until_shown(reply, "Removed")

    assert files(world) == {}
    assert ana.held()[0].member == ""


def test_a_guest_is_told_whom_to_ask(world: World) -> None:
    """And offered no button."""
    reply = Desktop(world, GUEST).drop()

    assert "full members only" in reply.text
    assert "button" not in Desktop(world, GUEST).shown(reply)


def test_whoever_became_a_guest_cannot_use_an_old_button(world: World) -> None:
    """Who presses is asked for, not who was there before."""
    ana = Desktop(world, MEMBER)
    reply = ana.drop()
    world.workspace.change_person(MEMBER, is_restricted=True)
    world.let_time_pass(61)
    ana.press(reply, ADD_DOCUMENT)

    assert "full members only" in ana.whispered()
    assert ana.me.modal is None


def test_a_held_document_needs_a_second_yes(world: World, cora: Desktop) -> None:
    """The first press keeps it, the second lets it in."""
    inspector(world).found = Inspection(
        outcome=Outcome.HOLD, title="Tides", label="AMBER", reasons=("It is marked AMBER.",)
    )
    reply = cora.drop()
    form = cora.open_form(reply)
    cora.me.submit()
    cora.until_shown(reply, "Held")
    held = cora.held()[0]
    cora.press(reply, ACCEPT_DOCUMENT)
    cora.until_shown(reply, "Accepted")

    assert "It will be held" in form
    assert (held.state, held.reasons) == (ContributionState.HELD, ("It is marked AMBER.",))
    assert cora.held()[0].state is ContributionState.ACCEPTED


def test_a_marking_in_the_typed_title_keeps_a_document_out(world: World, cora: Desktop) -> None:
    """What is typed is judged like what is read."""
    reply = cora.drop()
    cora.open_form(reply)
    inspector(world).found = Inspection(outcome=Outcome.BLOCK, label="RED")
    cora.me.submit(title="Of the RED file")
    cora.until_said(reply, "This is marked RED")

    assert (cora.held(), files(world)) == ((), {})


def test_a_marking_in_a_changed_title_changes_nothing(world: World, cora: Desktop) -> None:
    """The document stays as it was, and its message says why."""
    reply = cora.drop()
    cora.add(reply)
    cora.open_form(reply, CHANGE_DOCUMENT)
    inspector(world).found = Inspection(outcome=Outcome.BLOCK, label="RED")
    cora.me.submit(title="Of the RED file")
    cora.until_shown(reply, "What you wrote is marked RED")

    assert "Reindex" in cora.shown(reply)
    assert [one.title for one in cora.held()] == ["Tide trials"]
    assert len(files(world)) == 1


def test_administrators_hear_of_a_marked_document_once(world: World, cora: Desktop) -> None:
    """However often somebody tries."""
    inspector(world).found = Inspection(outcome=Outcome.BLOCK, label="RED")
    ana = Desktop(world, MEMBER)
    reply = ana.drop("gannetwing.md")
    before = ana.now(reply).blocks
    ana.open_form(reply)
    ana.me.close_modal()
    ana.now(reply).blocks = before
    ana.open_form(reply)
    world.settle()
    told = [one.text for one in world.workspace.messages(cora.me.dm_channel)]

    assert len(told) == 1
    assert "RED" in told[0]
    assert "gannetwing" not in told[0]


def _accepted(world: World, user: str = MEMBER) -> tuple[Desktop, Message, Contribution]:
    """Let somebody bring a document, and a curator accept it."""
    who = Desktop(world, user)
    reply = who.drop()
    one = who.add(reply)
    world.shelf.contributions.move(one.id, ContributionState.ACCEPTED)
    world.shelf.contributions.move(one.id, ContributionState.INDEXED)
    return who, reply, one


@pytest.mark.parametrize("values", [{"title": "Another title"}, {"audience": "public"}])
def test_what_a_member_changes_after_a_yes_waits_for_another(
    world: World, values: dict[str, str]
) -> None:
    """Neither other words nor other readers were what the curator looked at."""
    ana, reply, one = _accepted(world)
    ana.open_form(reply, CHANGE_DOCUMENT)
    ana.me.submit(None, **values)
    ana.until_shown(reply, "Held")

    assert ana.held()[0].state is ContributionState.HELD
    assert "after it was accepted" in str(ana.held()[0].reasons)
    assert world.shelf.withdrawals.withdrawn == [one.document_id]


def test_a_title_that_would_be_held_is_held_after_a_yes_too(world: World) -> None:
    """A curator changes it, and sees why it waits."""
    cora, reply, one = _accepted(world, CURATOR)
    inspector(world).found = Inspection(
        outcome=Outcome.HOLD, label="AMBER", reasons=("It is marked AMBER.",)
    )
    cora.open_form(reply, CHANGE_DOCUMENT)
    cora.me.submit(None, title="Amber trials")
    cora.until_shown(reply, "Held")

    assert cora.held()[0].reasons == ("It is marked AMBER.",)
    assert world.shelf.withdrawals.withdrawn == [one.document_id]


def test_a_title_that_is_not_the_viewers_to_read_is_not_shown(world: World) -> None:
    """The same file was brought for a private channel."""
    cora = Desktop(world)
    cora.add(cora.drop(), audience="channel", channel=PRIVATE)
    ana = Desktop(world, MEMBER)

    assert "held already" not in ana.open_form(ana.drop())
    assert "held already" in cora.open_form(cora.drop())
