"""What is said in a followed channel: kept, changed, and gone at a word."""

from collections.abc import Iterator

import pytest

from bot.views.consents import NO_THANKS
from knowledge.models.channels import FollowState, Said
from knowledge.models.contributions import ContributionState
from tests.slack.bot_world import GENERAL, PRIVATE, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import (
    ANA,
    CHEN,
    CURATOR,
    announcement,
    command,
    follow,
    letters,
    said,
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


def test_an_edit_replaces_what_was_kept(world: World) -> None:
    """The old words answer nothing any more."""
    follow(world, ANA)
    message = world.person(ANA).post(GENERAL, "Glass works")
    world.settle()
    world.person(ANA).edit(message, "Glass fails")

    assert said(world, ANA) == ["Glass fails"]
    assert f"slack:{GENERAL}/{message.ts}" in world.shelf.withdrawals.withdrawn


def test_a_deletion_is_followed_at_once(world: World) -> None:
    """And nothing brings the message back, however late it comes."""
    follow(world, ANA)
    with world.workspace.holding_events(newest_first=True):
        message = world.person(ANA).post(GENERAL, "Glass works")
        world.person(ANA).edit(message, "Glass fails")
        world.person(ANA).delete(message)

    assert said(world, ANA) == []


def test_duplicate_and_late_events_change_nothing(world: World) -> None:
    """The newest version stands."""
    follow(world, ANA)
    with world.workspace.holding_events(newest_first=True):
        message = world.person(ANA).post(GENERAL, "Glass works")
        world.person(ANA).edit(message, "Glass fails")
    for envelope in list(world.workspace.delivery.log):
        if envelope.kind == "events_api":
            world.workspace.redeliver(envelope, times=2)

    assert said(world, ANA) == ["Glass fails"]


def test_one_message_is_taken_back_by_a_reaction_of_its_author(world: World) -> None:
    """Nobody else's reaction does."""
    follow(world, ANA)
    first = world.person(ANA).post(GENERAL, "Glass works")
    world.person(ANA).post(GENERAL, "Soil works")
    world.settle()
    world.person(CHEN).react(first, "no_entry_sign")
    assert said(world, ANA) == ["Glass works", "Soil works"]
    world.person(ANA).react(first, "no_entry_sign")

    assert said(world, ANA) == ["Soil works"]


def test_a_blocked_text_is_not_kept_and_its_author_and_an_admin_are_told(world: World) -> None:
    """Neither of them is told what it says."""
    follow(world, ANA)
    world.person(ANA).post(GENERAL, "BLOCKED: the bridge")
    world.until(lambda: len(letters(world, ANA)) + len(letters(world, CURATOR)) == 2)

    assert said(world, ANA) == []
    assert "looks like BLOCKED" in letters(world, ANA)[0]
    assert "was not kept: BLOCKED" in letters(world, CURATOR)[0]
    assert "bridge" not in str(world.shelf.inbox.rows) + str(letters(world, CURATOR))


def test_a_text_to_be_held_waits_for_a_curator(world: World) -> None:
    """It is no knowledge until then."""
    follow(world, ANA)
    world.person(ANA).post(GENERAL, "HELD: the pier")
    world.until(lambda: bool(world.shelf.contributions.held))
    held = next(iter(world.shelf.contributions.held.values()))

    assert (held.state, held.label, held.text) == (ContributionState.HELD, "HELD", "")
    assert list(world.shelf.channels.knowledge()) == []


def test_a_question_to_the_bot_is_no_contribution(world: World) -> None:
    """Questions are answered and erased."""
    follow(world, ANA)
    asked = world.mention("what works?")
    world.reply(asked)
    world.settle()
    world.person(ANA).post(GENERAL, "Thanks!", asked.ts)

    assert said(world, ANA) == []


def test_a_private_channel_stays_among_its_people(world: World) -> None:
    """What is kept of it is for them alone."""
    command(world, "follow", channel=PRIVATE)

    assert world.shelf.channels.followed()[0].scope == f"channel:{PRIVATE}"
    assert "those who are in this channel, and nobody else" in str(
        announcement(world, PRIVATE).blocks
    )


def test_an_archived_channel_is_closed_and_the_curators_are_told(world: World) -> None:
    """What was agreed to stays, and so does the way to take it back."""
    follow(world, ANA)
    world.person(ANA).post(GENERAL, "Glass works")
    world.settle()
    world.workspace.change_channel(GENERAL, "channel_archive")
    world.until(lambda: bool(letters(world, CURATOR)))

    assert "it was archived. What its people agreed to stays" in letters(world, CURATOR)[0]
    assert world.shelf.channels.followed()[0].state is FollowState.CLOSED
    assert said(world, ANA) == ["Glass works"]


def test_a_bot_that_is_removed_forgets_the_channel(world: World) -> None:
    """Edits and deletions could not be followed any more."""
    follow(world, ANA)
    world.person(ANA).post(GENERAL, "Glass works")
    world.settle()
    world.person(ANA).leave(GENERAL, world.workspace.mention.strip("<@>"))
    world.until(lambda: bool(letters(world, CURATOR)))

    assert said(world, ANA) == []
    assert world.shelf.channels.followed() == ()


def test_a_channel_that_is_shared_outside_is_closed(world: World) -> None:
    """Its new readers have not joined the community."""
    follow(world, ANA)
    world.workspace.change_channel(GENERAL, "channel_shared")
    world.until(lambda: bool(letters(world, CURATOR)))
    world.person(ANA).post(GENERAL, "Glass works")

    assert "shared with another organisation" in letters(world, CURATOR)[0]
    assert said(world, ANA) == []


def test_unfollowing_takes_everything_out(world: World) -> None:
    """The consents too."""
    follow(world, ANA)
    world.person(ANA).post(GENERAL, "Glass works")
    world.settle()

    assert "I no longer follow #general" in command(world, "unfollow #general")
    assert said(world, ANA) == []
    assert world.shelf.channels.consents_of(ANA) == ()


def test_a_member_sees_what_they_agreed_to(world: World) -> None:
    """With a button to stop it."""
    follow(world, ANA)
    shown = command(world, "consent", who=ANA)
    stop = world.whispers(ANA)[-1]
    world.person(ANA).click(stop, NO_THANKS)
    world.until(lambda: world.shelf.channels.consents_of(ANA) == ())

    assert shown == "You agreed for 1 channel."


def test_a_restart_loses_nothing_that_was_agreed(world: World) -> None:
    """What is kept lies in the store."""
    follow(world, ANA)
    keeping = world.shelf.channels.keep(
        Said(
            channel=GENERAL,
            ts="1999999999.000000",
            thread="1999999999.000000",
            member=ANA,
            version="1999999999.000000",
            text="Later words",
        )
    )

    assert keeping == "new"
