"""The curators' queue, and each member's own contributions."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.views.offers import ADD
from bot.views.queue import ACCEPT, DECLINE, OPEN_MINE, OPEN_QUEUE, RENAME, WITHDRAW
from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.offers import Decision
from knowledge.stewardship.offering import handle_of
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import (
    ANA,
    CHEN,
    CURATOR,
    letters,
    modal,
    offer,
    only,
    open_queue,
    press_in,
)

S = ContributionState


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_a_curator_accepts_and_the_contributor_is_told(world: World) -> None:
    """With what the curator adds; a build is asked for, and the log names no person."""
    offer(world)
    view = open_queue(world)
    press_in(world, CURATOR, view, ACCEPT, handle_of(only(world)))
    modal(world, CURATOR, "Evidence, as you judge it")
    world.person(CURATOR).submit(evidence="practice", review_date="2027-01-31")
    modal(world, CURATOR, "Accepted.")
    world.until(lambda: any("A curator accepted" in text for text in letters(world, ANA)))
    one, entry = only(world), world.shelf.audit.entries()[-1]

    assert (one.state, one.evidence, one.review_date) == (S.ACCEPTED, "practice", "2027-01-31")
    assert (entry.action, entry.subject) == ("contribution.accepted", one.id)
    assert CURATOR not in str(entry)
    assert world.shelf.jobs.waiting()


def test_a_curator_declines_with_a_word(world: World) -> None:
    """The text is deleted; the contributor reads it kindly."""
    offer(world)
    view = open_queue(world)
    press_in(world, CURATOR, view, DECLINE, handle_of(only(world)))
    modal(world, CURATOR, "A word to the contributor")
    world.person(CURATOR).submit(word="We hold this already.")
    modal(world, CURATOR, "Declined.")
    world.until(lambda: any("decided not to keep" in text for text in letters(world, ANA)))

    assert "We hold this already." in letters(world, ANA)[-1]
    assert (only(world).state, only(world).text, only(world).member) == (S.WITHDRAWN, "", "")


def test_of_several_that_wait_the_pressed_one_is_decided(world: World) -> None:
    """Each has its own buttons, and the others still wait."""
    offer(world, "Glass works.")
    offer(world, "Soil works.")
    view = open_queue(world, has="Soil works.")
    soil = next(one for one in world.shelf.contributions.held.values() if "Soil" in one.text)
    press_in(world, CURATOR, view, DECLINE, handle_of(soil))
    modal(world, CURATOR, "A word to the contributor")
    world.person(CURATOR).submit()
    left = modal(world, CURATOR, "Declined.")

    assert "Glass works." in str(left.payload)
    assert "Soil works." not in str(left.payload)


def test_declining_a_file_deletes_it(world: World) -> None:
    """What a curator is promised of the text holds for a file."""
    one = Contribution(
        id="1" * 32,
        origin="upload:" + "1" * 32,
        channel="any",
        title="On glass",
        file=world.shelf.uploads.keep("1" * 32, "glass.md", b"Glass works."),
        member=ANA,
        offered_at=world.shelf.clock.now(),
    )
    world.shelf.contributions.offer(one)
    world.shelf.offering.decline(handle_of(one), CURATOR)

    assert world.shelf.uploads.read(one.file) is None


def test_a_second_curator_is_too_late(make_workspace: MakeWorkspace, serve: Serve) -> None:
    """Whatever the stale window shows."""
    start = Start(make_workspace, serve)
    with start.world(curators=(CHEN,)) as world:
        offer(world)
        first, second = open_queue(world), open_queue(world, CHEN)
        press_in(world, CHEN, second, DECLINE, handle_of(only(world)))
        modal(world, CHEN, "A word to the contributor")
        press_in(world, CURATOR, first, ACCEPT, handle_of(only(world)))
        modal(world, CURATOR, "Evidence, as you judge it")
        world.person(CURATOR).submit()
        modal(world, CURATOR, "Accepted.")
        world.person(CHEN).submit()
        modal(world, CHEN, "has changed since, or was decided already")

        assert only(world).state is S.ACCEPTED


def test_a_button_of_an_edited_message_is_stale(world: World) -> None:
    """A curator never accepts what they have not seen."""
    message = offer(world)
    view = open_queue(world)
    world.person(ANA).edit(message, "Glass fails.")
    world.until(lambda: only(world).text == "Glass fails.")
    world.person(CURATOR).click(view, ACCEPT)
    shown = modal(world, CURATOR, "has changed since")

    assert "Glass fails." in str(shown.payload)
    assert only(world).state is S.OFFERED


def test_only_curators_see_the_queue(world: World) -> None:
    """By command or by button."""
    world.person(ANA).slash("/science", "queue", GENERAL)

    assert world.whisper(ANA).text == "Only curators may do this."


def test_a_contributor_takes_their_own_back(world: World) -> None:
    """At any state, from their own list; it may be offered again later."""
    message = offer(world)
    world.person(ANA).slash("/science", "mine", GENERAL)
    view = modal(world, ANA, "waits for a curator")
    world.person(ANA).click(view, WITHDRAW)
    modal(world, ANA, "Taken back")
    assert only(world).state is S.WITHDRAWN
    world.person(ANA).close_modal()
    world.person(ANA).shortcut(ADD, message)
    modal(world, ANA, "Who may read it")
    world.person(ANA).submit()
    modal(world, ANA, "Thank you.")

    assert only(world).state is S.OFFERED


def test_a_contributor_changes_how_they_are_named(world: World) -> None:
    """The old name is in no answer from then on."""
    offer(world)
    world.shelf.offering.accept(handle_of(only(world)), CURATOR, Decision())
    world.person(ANA).slash("/science", "mine", GENERAL)
    world.person(ANA).click(modal(world, ANA, "accepted"), RENAME)
    modal(world, ANA, "How you are named")
    world.person(ANA).submit(credit="anonymous")
    modal(world, ANA, "The old name is in no answer")

    assert (only(world).credit, only(world).credit_line) == (Credit.ANONYMOUS, "a member")
    assert only(world).document_id in world.shelf.withdrawals.withdrawn


def test_the_home_tab_shows_what_concerns_its_reader(world: World) -> None:
    """A curator the queue, everybody their own."""
    offer(world)
    for who in (ANA, CURATOR):
        world.person(who).open_home()
    world.until(lambda: None not in (world.person(ANA).home, world.person(CURATOR).home))
    ana, curator = world.person(ANA).home, world.person(CURATOR).home
    assert ana is not None
    assert curator is not None
    world.person(ANA).click(ana, OPEN_MINE)
    modal(world, ANA, "waits for a curator")
    world.person(CURATOR).click(curator, OPEN_QUEUE)
    modal(world, CURATOR, "Accept")

    assert OPEN_QUEUE not in str(ana.payload)
    assert "Waiting for a curator: *1*." in str(curator.payload)


def test_curators_are_told_once_a_day_that_something_waits(world: World) -> None:
    """Not for each offer."""
    offer(world, "Glass works.")
    offer(world, "Soil works.", CHEN)
    world.settle()

    assert letters(world, CURATOR) == [
        "One contribution waits for a curator: `/science queue` shows what to decide."
    ]


def test_one_contribution_replaces_another(world: World) -> None:
    """The old one stays quotable, marked as replaced."""
    offer(world, "Glass works.")
    old = world.shelf.offering.accept(handle_of(only(world)), CURATOR, Decision())
    offer(world, "Glass works better.")
    (new,) = world.shelf.offering.waiting()
    world.shelf.offering.accept(handle_of(new), CURATOR, Decision(replaces=old.id))
    replaced = world.shelf.contributions.held[old.id]

    assert (replaced.state, replaced.superseded_by) == (S.SUPERSEDED, new.id)


def test_what_is_past_its_date_leaves_answers(world: World) -> None:
    """On the day itself, once."""
    offer(world)
    decided = Decision(expires_on="2026-04-01")
    world.shelf.offering.accept(handle_of(only(world)), CURATOR, decided)

    assert world.shelf.offering.expire_due(date(2026, 3, 31)) == ()
    assert len(world.shelf.offering.expire_due(date(2026, 4, 1))) == 1
    assert world.shelf.offering.expire_due(date(2026, 4, 2)) == ()
    (expired,) = world.shelf.offering.waiting()
    assert expired.state is S.EXPIRED

    world.shelf.offering.accept(handle_of(expired), CURATOR, Decision(expires_on="2027-04-01"))

    assert only(world).state is S.ACCEPTED
