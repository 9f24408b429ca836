"""Following a channel: announced once, each member by their own yes."""

from collections.abc import Iterator

import pytest

from bot.views.consents import ANONYMOUSLY, NO_THANKS, WITH_KIND, WITH_NAME
from tests.slack.bot_world import GENERAL, SHARED, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import (
    ANA,
    CHEN,
    CURATOR,
    GUEST,
    announcement,
    command,
    follow,
    letters,
    press,
    said,
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


def test_a_curator_follows_a_channel_and_its_people_are_asked(world: World) -> None:
    """Who may read it, what is kept and how to take it back stand there before any yes."""
    reply = command(world, "follow #general")
    shown = str(announcement(world).blocks)

    assert reply == "I follow #general from now on, and have asked there who agrees."
    assert "members of this community who ask me; not guests" in shown
    assert "/science consent" in shown
    assert world.shelf.audit.entries()[0].action == "channel.followed"


def test_following_twice_asks_once(world: World) -> None:
    """The channel is not asked again and again."""
    command(world, "follow")

    assert command(world, "follow") == "I follow #general already."
    assert announcement(world)


def test_only_curators_may_follow(world: World) -> None:
    """It is the community's decision."""
    assert command(world, "follow", who=ANA) == "Only curators may do this."
    assert world.shelf.channels.followed() == ()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("follow #with-partners", "I am not in a channel called #with-partners"),
        ("follow #no-bot-here", "I am not in a channel called #no-bot-here"),
        (f"follow <#{SHARED}|with-partners>", "shared with another organisation"),
        ("follow <#C0ARCHIVED|long-ago>", "is archived"),
        ("follow <#C0HIDDEN|hidden>", "I am not in that channel"),
    ],
)
def test_a_channel_that_cannot_be_followed_is_refused_with_its_reason(
    world: World, typed: str, reason: str
) -> None:
    """The curator learns what to do instead."""
    if "#with-partners" in typed and "<" not in typed:
        world.workspace.conversations.leave(
            world.workspace.state.channel(SHARED), world.workspace.mention.strip("<@>")
        )

    assert reason in command(world, typed)
    assert world.shelf.channels.followed() == ()


def test_a_conversation_of_two_is_not_followed(world: World) -> None:
    """The curator is asked for a channel, not to invite the bot to where it is."""
    there = world.person(CURATOR).dm_channel

    assert "Name a channel" in command(world, "follow", channel=there)
    assert world.shelf.channels.followed() == ()


def test_to_end_what_was_never_followed_changes_nothing(world: World) -> None:
    """And says so in words about that."""
    assert command(world, "unfollow") == ("I do not follow that channel, so nothing has changed.")


def test_nothing_is_kept_of_anybody_who_has_not_agreed(world: World) -> None:
    """Not even for a moment, in any queue."""
    follow(world, ANA)
    world.person(CHEN).post(GENERAL, "Soil works")
    world.person(ANA).post(GENERAL, "Glass works")

    assert said(world, ANA) == ["Glass works"]
    assert said(world, CHEN) == []
    assert "Soil" not in str(world.shelf.inbox.rows)


def test_what_was_said_before_the_yes_is_never_kept(world: World) -> None:
    """Neither by a late event nor by an edit."""
    follow(world)
    before = world.person(ANA).post(GENERAL, "Earlier words")
    press(world, ANA, WITH_NAME)
    world.person(ANA).edit(before, "Earlier words, changed")

    assert said(world, ANA) == []


def test_a_yes_says_how_the_member_is_named(world: World) -> None:
    """And how to take it back."""
    follow(world)

    assert "named as *Ana Larch*" in press(world, ANA, WITH_NAME)
    assert "named as *a member*" in press(world, CHEN, ANONYMOUSLY)


def test_a_member_may_be_named_by_kind_alone(world: World) -> None:
    """The community's own words for it."""
    follow(world)
    ana = world.person(ANA)
    ana.click(announcement(world), WITH_KIND)
    world.until(lambda: ana.modal is not None)
    ana.submit(member_kind="any")
    world.until(lambda: any("named as *Any*" in text for text in letters(world, ANA)))
    ana.post(GENERAL, "Glass works")

    assert said(world, ANA) == ["Glass works"]
    assert world.shelf.channels.consents_of(ANA)[0].credit_line == "Any"


def test_saying_no_takes_everything_back(world: World) -> None:
    """It is gone before the member reads that it is."""
    follow(world, ANA)
    message = world.person(ANA).post(GENERAL, "Glass works")
    assert said(world, ANA) == ["Glass works"]
    reply = press(world, ANA, NO_THANKS)

    assert "The message that I kept is gone from all answers." in reply
    assert said(world, ANA) == []
    assert world.shelf.withdrawals.withdrawn == [f"slack:{GENERAL}/{message.ts}"]
    assert world.shelf.channels.consents_of(ANA) == ()


def test_a_guest_agrees_for_their_own_words(world: World) -> None:
    """They are in the channel as others are."""
    follow(world, GUEST)
    world.person(GUEST).post(GENERAL, "Amber works")

    assert said(world, GUEST) == ["Amber works"]
