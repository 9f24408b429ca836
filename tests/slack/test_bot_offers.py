"""*Add to knowledge*, the curators' queue, and each member's own contributions."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.playground.records import Message, View
from bot.views.offers import ADD, LOOK, REFUSE
from bot.views.queue import ACCEPT, DECLINE, OPEN_MINE, OPEN_QUEUE, RENAME, WITHDRAW
from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.offers import Decision
from knowledge.stewardship.offering import handle_of
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World

ANA, CHEN, CURATOR, GUEST = "U0ANALYST", "U0CHEMIST", "U0CURATOR", "U0GUEST"
S = ContributionState


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def modal(world: World, who: str, has: str = "") -> View:
    """Wait until somebody has a modal open that shows these words, and return it."""
    person = world.person(who)
    world.until(lambda: person.modal is not None and has in str(person.modal.payload))
    assert person.modal is not None
    return person.modal


def offer(world: World, text: str = "Glass works.", who: str = ANA, **chosen: str) -> Message:
    """Let a member offer a message of their own."""
    message = world.person(who).post(GENERAL, text)
    world.person(who).shortcut(ADD, message)
    modal(world, who, "Who may read it")
    world.person(who).submit(**chosen)
    modal(world, who, "Thank you. It waits for a curator")
    world.person(who).close_modal()
    return message


def only(world: World) -> Contribution:
    """Return the one contribution."""
    (one,) = world.shelf.contributions.held.values()
    return one


def open_queue(world: World, who: str = CURATOR, has: str = "Accept") -> View:
    """Let a curator open the queue."""
    world.person(who).slash("/science", "queue", GENERAL)
    return modal(world, who, has)


def letters(world: World, who: str) -> list[str]:
    """Return the direct messages that somebody got."""
    return [m.text for m in world.workspace.messages(world.person(who).dm_channel)]


def press(world: World, who: str, view: View, action: str, value: str) -> None:
    """Press the button with this value in a modal that lists several things."""
    person = world.person(who)
    rows = [e for b in view.payload["blocks"] for e in b.get("elements", ())]
    assert any(e.get("action_id") == action and e["value"] == value for e in rows)
    person.click(view, action)


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
    shown = modal(world, ANA, "Who may read it").payload["blocks"][1]["text"]["text"]
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


def test_a_curator_accepts_and_the_contributor_is_told(world: World) -> None:
    """With what the curator adds; a build is asked for, and the log names no person."""
    offer(world)
    view = open_queue(world)
    press(world, CURATOR, view, ACCEPT, handle_of(only(world)))
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
    press(world, CURATOR, view, DECLINE, handle_of(only(world)))
    modal(world, CURATOR, "A word to the contributor")
    world.person(CURATOR).submit(word="We hold this already.")
    modal(world, CURATOR, "Declined.")
    world.until(lambda: any("decided not to keep" in text for text in letters(world, ANA)))

    assert "We hold this already." in letters(world, ANA)[-1]
    assert (only(world).state, only(world).text, only(world).member) == (S.WITHDRAWN, "", "")


def test_a_second_curator_is_too_late(make_workspace: MakeWorkspace, serve: Serve) -> None:
    """Whatever the stale window shows."""
    start = Start(make_workspace, serve)
    with start.world(curators=(CHEN,)) as world:
        offer(world)
        first, second = open_queue(world), open_queue(world, CHEN)
        press(world, CHEN, second, DECLINE, handle_of(only(world)))
        modal(world, CHEN, "A word to the contributor")
        press(world, CURATOR, first, ACCEPT, handle_of(only(world)))
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
        world.until(lambda who=who: world.person(who).home is not None)
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


def test_a_guest_may_offer_their_own_words(world: World) -> None:
    """And nobody else's."""
    offer(world, "Amber works.", GUEST)

    assert only(world).member == GUEST


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
    assert only(world).state is S.EXPIRED
