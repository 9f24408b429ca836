"""What speaks for a member, and the question to whoever helped: each their own to decide."""

from collections.abc import Iterator

import pytest

from bot.views.findable import OPEN_EVIDENCE
from bot.views.listing import LIST_ME, NEVER_ASK, NOT_NOW
from bot.views.own_evidence import HIDE, UNHIDE
from knowledge.models.members import Invitation
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, GUEST, letters, modal
from tests.slack.profile_world import (
    SHARED_LINE,
    WORK,
    YES,
    beginnings,
    home,
    member,
    save_profile,
    wish,
)
from tests.slack.waiting_world import ask, called, unanswered


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_each_line_that_speaks_for_somebody_can_be_taken_out_and_put_back(world: World) -> None:
    """By them alone; it is gone from what others see at once."""
    world.shelf.own_evidence += [WORK, SHARED_LINE]
    save_profile(world)
    world.person(ANA).close_modal()
    wish(world, YES)
    world.person(ANA).click(home(world, "wrote “Lamps at sea” (2024)"), OPEN_EVIDENCE)
    view = modal(world, ANA, "Do not use this")
    press_out(world, HIDE, WORK.document_id)
    modal(world, ANA, "Use it again")

    assert "not used" not in str(view.payload)
    assert member(world).hidden == {WORK.document_id}
    world.person(ANA).close_modal()
    world.until(lambda: "Lamps at sea" not in str(home(world, "Be findable").payload))

    world.person(ANA).click(home(world, "Be findable"), OPEN_EVIDENCE)
    modal(world, ANA, "Use it again")
    press_out(world, UNHIDE, WORK.document_id)
    world.until(lambda: not member(world).hidden)


def test_what_was_shared_speaks_for_nobody_who_did_not_agree(world: World) -> None:
    """The preview leaves it out, and the list says why."""
    world.shelf.own_evidence += [WORK, SHARED_LINE]
    save_profile(world)
    world.person(ANA).close_modal()
    wish(world, {"discoverable": "suggest"})
    shown = home(world, "wrote “Lamps at sea” (2024)")
    world.person(ANA).click(shown, OPEN_EVIDENCE)

    assert "Who tends the lamps?" not in str(shown.payload)
    assert modal(world, ANA, "those lines are *not used*")


def thanked(world: World, who: str = CHEN) -> None:
    """Let somebody's reply be thanked."""
    ask(world, unanswered(world))
    asked = called(world)
    reply = world.person(who).post(GENERAL, "The wardens do.", asked.ts)
    world.person(ANA).react(reply, "pray")


def press_out(world: World, action: str, document_id: str) -> None:
    """Press the button of a line."""
    view = world.person(ANA).modal
    assert view is not None
    (block,) = [
        block["block_id"]
        for block in view.payload["blocks"]
        if (block.get("accessory") or {}).get("value") == f"0|{document_id}"
    ]
    world.person(ANA).click(view, (block, action))


def test_whoever_helped_is_asked_once_and_decides_in_the_switches(world: World) -> None:
    """The button chooses the first of them; it is saved by them alone."""
    thanked(world)
    world.until(lambda: len(letters(world, CHEN)) == 2)
    letter = world.workspace.messages(world.person(CHEN).dm_channel)[-1]
    assert member(world, CHEN).invitation is Invitation.MADE
    world.person(CHEN).click(letter, LIST_ME)
    view = modal(world, CHEN, "These words are version")

    assert beginnings(view) == {
        "discoverable": "suggest",
        "contactable": "no",
        "contributions": "no",
    }
    assert not member(world, CHEN).is_listed

    world.person(CHEN).submit()
    modal(world, CHEN, "You are found within minutes")

    assert member(world, CHEN).is_suggested
    assert not world.shelf.membership.may_invite(CHEN)


@pytest.mark.parametrize(
    ("button", "left"), [(NOT_NOW, Invitation.MADE), (NEVER_ASK, Invitation.NEVER)]
)
def test_whoever_does_not_want_to_is_not_asked_again(
    world: World, button: str, left: Invitation
) -> None:
    """The letter goes, whichever way it was said."""
    thanked(world)
    world.until(lambda: len(letters(world, CHEN)) == 2)
    letter = world.workspace.messages(world.person(CHEN).dm_channel)[-1]
    world.person(CHEN).click(letter, button)
    world.until(lambda: "would you like to be found" not in letters(world, CHEN)[-1])
    reply = world.person(CHEN).post(GENERAL, "At dusk.", called(world).ts)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: len(letters(world, CHEN)) == 3)
    world.settle()

    assert member(world, CHEN).invitation is left
    assert not member(world, CHEN).is_listed
    assert len(letters(world, CHEN)) == 3


def test_a_guest_who_helped_is_not_invited(world: World) -> None:
    """They could not be listed."""
    thanked(world, GUEST)
    world.until(lambda: len(letters(world, GUEST)) == 1)
    world.settle()

    assert len(letters(world, GUEST)) == 1
    assert world.shelf.members.held == {}
