"""*Add to knowledge*: a member offers their own words, or a curator proposes it to them."""

from collections.abc import Iterator

import pytest

from bot.views.offers import ADD, LOOK, REFUSE
from knowledge.models.contributions import ContributionState
from knowledge.models.offers import Decision
from knowledge.stewardship.offering import handle_of
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import (
    ANA,
    CHEN,
    CURATOR,
    GUEST,
    letters,
    modal,
    offer,
    only,
    open_queue,
)

S = ContributionState


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_an_author_offers_their_message(world: World) -> None:
    """Word for word, for whom and named as they chose; it answers nothing yet."""
    message = offer(world, "Glass works.\n\nTwice.", title="On glass", audience="public")
    one = only(world)

    assert (one.state, one.text, one.title) == (S.OFFERED, "Glass works.\n\nTwice.", "On glass")
    assert (one.scope, one.member, one.credit_line) == ("public", ANA, "Ana Larch")
    assert one.origin == f"slack:{GENERAL}/{message.ts}"
    assert one.url.endswith(f"archives/{GENERAL}/p{message.ts.replace('.', '')}")


def test_the_form_shows_exactly_what_would_be_kept(world: World) -> None:
    """Line breaks too; closing it keeps nothing."""
    message = world.person(ANA).post(GENERAL, "Glass works:\n• once\n• twice &lt;3")
    world.person(ANA).shortcut(ADD, message)
    shown = modal(world, ANA, "Who may read it").payload["blocks"][2]["text"]["text"]
    world.person(ANA).close_modal()

    assert shown == "Glass works:\n• once\n• twice <3"
    assert world.shelf.contributions.held == {}


def test_a_member_may_be_named_by_kind_or_not_at_all(world: World) -> None:
    """A kind has to be chosen then."""
    message = world.person(ANA).post(GENERAL, "Glass works.")
    world.person(ANA).shortcut(ADD, message)
    view = modal(world, ANA, "Who may read it")
    world.person(ANA).submit(credit="kind")
    world.until(lambda: bool(view.errors))
    world.person(ANA).submit(credit="kind", member_kind="any")
    modal(world, ANA, "Thank you.")

    assert only(world).credit_line == "Any"


def test_a_blocked_text_is_not_stored(world: World) -> None:
    """Its author reads why."""
    message = world.person(ANA).post(GENERAL, "BLOCKED: the bridge")
    world.person(ANA).shortcut(ADD, message)
    modal(world, ANA, "Who may read it")
    world.person(ANA).submit()
    modal(world, ANA, "I kept nothing of it")

    assert world.shelf.contributions.held == {}


def test_what_may_be_marked_is_held(world: World) -> None:
    """A curator sees why."""
    offer(world, "HELD: the pier")
    shown = str(open_queue(world).payload)

    assert only(world).state is S.HELD
    assert "Held: It may be marked or hold personal details: HELD" in shown


def test_offering_twice_makes_one_contribution(world: World) -> None:
    """A double submission is harmless."""
    message = offer(world)
    world.person(ANA).shortcut(ADD, message)
    modal(world, ANA, "Who may read it")
    world.person(ANA).submit()
    modal(world, ANA, "Thank you.")

    assert only(world).state is S.OFFERED


def test_somebody_elses_message_cannot_be_offered(world: World) -> None:
    """Consent is its author's."""
    message = world.person(CHEN).post(GENERAL, "Soil works.")
    world.person(ANA).shortcut(ADD, message)
    modal(world, ANA, "Only its author can add a message")

    assert world.shelf.contributions.held == {}


def test_a_curator_proposes_and_the_author_agrees(world: World) -> None:
    """Nothing but the reference is kept until then."""
    message = world.person(ANA).post(GENERAL, "Glass works.")
    world.person(CURATOR).shortcut(ADD, message)
    modal(world, CURATOR, "I have asked its author")
    world.until(lambda: len(letters(world, ANA)) == 1)
    asked = world.workspace.messages(world.person(ANA).dm_channel)[-1]
    assert "Glass" not in str(world.shelf.inbox.rows) + str(asked.blocks)
    world.person(ANA).click(asked, LOOK)
    modal(world, ANA, "Glass works.")
    world.person(ANA).submit()
    modal(world, ANA, "Thank you.")

    assert only(world).member == ANA


def test_an_author_refuses_a_proposal(world: World) -> None:
    """And is not asked again."""
    message = world.person(ANA).post(GENERAL, "Glass works.")
    for _ in range(2):
        world.person(CURATOR).shortcut(ADD, message)
        modal(world, CURATOR, "I have asked its author")
        world.person(CURATOR).close_modal()
    world.until(lambda: len(letters(world, ANA)) == 1)
    asked = world.workspace.messages(world.person(ANA).dm_channel)[-1]
    world.person(ANA).click(asked, REFUSE)
    world.until(lambda: "nothing was kept" in letters(world, ANA)[0])
    world.settle()

    assert len(letters(world, ANA)) == 1
    assert world.shelf.contributions.held == {}


def test_a_message_that_is_gone_cannot_be_agreed_to(world: World) -> None:
    """The author is told so."""
    message = world.person(ANA).post(GENERAL, "Glass works.")
    world.person(CURATOR).shortcut(ADD, message)
    world.until(lambda: len(letters(world, ANA)) == 1)
    world.person(ANA).delete(message)
    world.person(ANA).click(world.workspace.messages(world.person(ANA).dm_channel)[-1], LOOK)
    modal(world, ANA, "no longer there")


def test_an_edit_takes_an_accepted_contribution_out_of_answers(world: World) -> None:
    """It waits for a curator again, who reads why."""
    message = offer(world)
    world.shelf.offering.accept(handle_of(only(world)), CURATOR, Decision())
    world.person(ANA).edit(message, "Glass fails.")
    world.until(lambda: only(world).state is S.HELD)

    assert only(world).document_id in world.shelf.withdrawals.withdrawn
    assert "changed it in Slack" in str(open_queue(world).payload)


def test_a_deletion_withdraws_the_contribution(world: World) -> None:
    """Deleting in Slack is enough."""
    message = offer(world)
    world.shelf.offering.accept(handle_of(only(world)), CURATOR, Decision())
    world.person(ANA).delete(message)
    world.until(lambda: only(world).state is S.WITHDRAWN)

    assert (only(world).text, only(world).member) == ("", "")
    assert only(world).document_id in world.shelf.withdrawals.withdrawn


def test_a_guest_may_offer_their_own_words(world: World) -> None:
    """And nobody else's."""
    offer(world, "Amber works.", GUEST)

    assert only(world).member == GUEST
