"""What was missed is read again: late, twice and out of order are all the same."""

from collections.abc import Iterator

import pytest

from bot.rounds import BUILD_EVERY_S
from bot.views.consents import WITH_NAME
from knowledge.models.channels import FollowState
from knowledge.models.contributions import Contribution, ContributionState
from tests.fakes.clock import START
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World

ANA, CHEN, CURATOR = "U0ANALYST", "U0CHEMIST", "U0CURATOR"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that follows the general channel; Ana has agreed."""
    with Start(make_workspace, serve).world() as running:
        running.person(CURATOR).slash("/science", "follow", GENERAL)
        running.whisper(CURATOR)
        asked = running.workspace.messages(GENERAL)[-1]
        running.person(ANA).click(asked, WITH_NAME)
        running.whisper(ANA)
        running.settle()
        yield running


def said(world: World, who: str = ANA) -> list[str]:
    """Return the texts that are kept of somebody now."""
    return [one.text for one in world.shelf.channels.said_by(who)]


def go(world: World) -> None:
    """Let the bot go a round that reads the channels."""
    world.bot.rounds.go(read_channels=True)


def test_what_was_said_while_nobody_listened_is_read_later(world: World) -> None:
    """In the channel and in threads; of those who agreed."""
    with world.workspace.holding_events():
        first = world.person(ANA).post(GENERAL, "Glass works.")
        world.person(ANA).post(GENERAL, "Twice even.", first.ts)
        world.person(CHEN).post(GENERAL, "Soil works.", first.ts)
        go(world)
        kept = said(world)
    world.settle()

    assert kept == ["Glass works.", "Twice even."]
    assert said(world) == kept
    assert said(world, CHEN) == []


def test_an_edit_that_was_missed_replaces_the_old_words(world: World) -> None:
    """They answer nothing from then on."""
    message = world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    with world.workspace.holding_events():
        world.person(ANA).edit(message, "Glass fails.")
        go(world)
        kept = said(world)

    assert kept == ["Glass fails."]
    assert f"slack:{GENERAL}/{message.ts}" in world.shelf.withdrawals.withdrawn


def test_a_deletion_that_was_missed_is_found(world: World) -> None:
    """At the top, of a thread's beginning, and within a thread."""
    gone = world.person(ANA).post(GENERAL, "Glass works.")
    thread = world.person(ANA).post(GENERAL, "Soil works.")
    reply = world.person(ANA).post(GENERAL, "Twice even.", thread.ts)
    world.person(ANA).post(GENERAL, "Thrice even.", thread.ts)
    world.settle()
    with world.workspace.holding_events():
        for message in (gone, reply, thread):
            world.person(ANA).delete(message)
        go(world)
        kept = said(world)

    assert kept == ["Thrice even."]


def test_reading_again_changes_nothing(world: World) -> None:
    """However often."""
    world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    go(world)
    go(world)

    assert said(world) == ["Glass works."]
    assert world.shelf.withdrawals.withdrawn == []


def test_a_blocked_message_is_told_of_once(world: World) -> None:
    """Though it is read again each hour."""
    world.person(ANA).post(GENERAL, "BLOCKED: the bridge")
    world.settle()
    go(world)
    go(world)
    world.settle()

    assert len(world.workspace.messages(world.person(ANA).dm_channel)) == 1
    assert said(world) == []


def test_a_channel_that_has_gone_is_forgotten(world: World) -> None:
    """Though nobody told the bot so."""
    world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    with world.workspace.holding_events():
        world.person(ANA).leave(GENERAL, world.workspace.mention.strip("<@>"))
        go(world)
        followed = world.shelf.channels.followed()

    assert followed == ()
    assert said(world) == []


def test_a_channel_that_was_archived_is_closed(world: World) -> None:
    """What was agreed to stays."""
    world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    with world.workspace.holding_events():
        world.workspace.change_channel(GENERAL, "channel_archive")
        go(world)
        state = world.shelf.channels.followed()[0].state

    assert state is FollowState.CLOSED
    assert said(world) == ["Glass works."]


def test_a_channel_that_cannot_be_read_now_is_read_later(world: World) -> None:
    """Nothing is taken for deleted because Slack did not answer."""
    world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    world.workspace.faults.add("conversations.history", "error:internal_error")
    go(world)

    assert said(world) == ["Glass works."]


def test_news_are_built_at_most_every_few_minutes(world: World) -> None:
    """Many messages, one build."""
    world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    jobs = world.shelf.jobs
    while job := jobs.claim(60):
        jobs.fail(job.id, "for the test")
    world.shelf.channels.note_news()
    world.shelf.clock.advance(BUILD_EVERY_S + 1)
    world.bot.rounds.go(read_channels=False)
    built = jobs.claim(60)
    world.person(ANA).post(GENERAL, "Twice even.")
    world.settle()
    world.bot.rounds.go(read_channels=False)

    assert built is not None
    assert built.source == "channels"
    assert jobs.claim(60) is None
    assert world.shelf.channels.take_news()


def test_a_date_that_has_come_is_told_once(world: World) -> None:
    """To the contributor and to the curators."""
    one = Contribution(
        id="1" * 32,
        origin="slack:C1/1.0",
        channel="any",
        title="On glass",
        text="Glass works.",
        member=ANA,
        state=ContributionState.INDEXED,
        expires_on="2026-03-02",
        offered_at=START,
    )
    world.shelf.contributions.offer(one)
    go(world)
    go(world)
    world.settle()
    told = [m.text for m in world.workspace.messages(world.person(ANA).dm_channel)]

    assert len(told) == 1
    assert "in no answer any more" in told[0]
    assert world.shelf.withdrawals.withdrawn == [one.document_id]


def test_a_channel_that_became_private_is_forgotten(world: World) -> None:
    """Its people agreed to what all members may read; the next round notices."""
    world.person(ANA).post(GENERAL, "Glass works.")
    world.settle()
    world.workspace.state.channel(GENERAL).is_private = True
    go(world)

    assert world.shelf.channels.followed() == ()
    assert said(world) == []


def test_nothing_more_is_kept_from_the_moment_at_which_a_channel_is_private(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """The event itself says so, before any round."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        running.person(CURATOR).slash("/science", "follow", GENERAL)
        running.whisper(CURATOR)
        running.person(ANA).click(running.workspace.messages(GENERAL)[-1], WITH_NAME)
        running.whisper(ANA)
        running.person(ANA).post(GENERAL, "Glass works.")
        running.settle()
        before = said(running)
        running.workspace.state.channel(GENERAL).is_private = True
        running.person(ANA).post(GENERAL, "Between ourselves, glass fails.")
        running.settle()

        assert before == ["Glass works."]
        assert said(running) == []
        assert running.shelf.channels.followed() == ()


def test_in_a_channel_that_is_shared_now_members_still_take_their_words_back(
    world: World,
) -> None:
    """By a reaction; and words that an edit replaced answer no more, though it is not kept."""
    first = world.person(ANA).post(GENERAL, "Glass works.")
    second = world.person(ANA).post(GENERAL, "Soil works.")
    third = world.person(ANA).post(GENERAL, "Twice even.")
    world.settle()
    world.workspace.change_channel(GENERAL, "channel_shared")
    world.settle()
    closed = [one.state for one in world.shelf.channels.followed()]
    world.person(ANA).react(first, "no_entry_sign")
    world.person(CHEN).react(third, "no_entry_sign")
    world.person(ANA).edit(second, "Soil fails.")
    world.settle()

    assert closed == [FollowState.CLOSED]
    assert said(world) == ["Twice even."]
