"""Following a channel: announced once, each member by their own yes, gone at a word."""

from collections.abc import Iterator

import pytest

from bot.playground.records import Message
from bot.views.consents import ANONYMOUSLY, KIND_FIELD, NO_THANKS, WITH_KIND, WITH_NAME
from knowledge.models.channels import FollowState, Said
from knowledge.models.contributions import ContributionState
from tests.slack.bot_world import GENERAL, PRIVATE, SHARED, MakeWorkspace, Serve, Start, World

ANA, CHEN, CURATOR, GUEST = "U0ANALYST", "U0CHEMIST", "U0CURATOR", "U0GUEST"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


def command(world: World, text: str, who: str = CURATOR, channel: str = GENERAL) -> str:
    """Give a subcommand, and return what its giver alone is shown."""
    seen = len(world.whispers(who))
    world.person(who).slash("/science", text, channel)
    return world.whisper(who, seen + 1).text


def announcement(world: World, channel: str = GENERAL) -> Message:
    """Return the one message that asks who agrees."""
    asked = [m for m in world.workspace.messages(channel) if m.text.startswith("May I keep")]
    assert len(asked) == 1
    return asked[0]


def follow(world: World, *agreeing: str, channel: str = GENERAL) -> None:
    """Let the curator follow a channel, and members agree with their names."""
    command(world, "follow", channel=channel)
    for who in agreeing:
        press(world, who, WITH_NAME, channel)


def press(world: World, who: str, button: str, channel: str = GENERAL) -> str:
    """Press a button of the announcement, and return what the presser is told."""
    seen = len(world.whispers(who))
    world.person(who).click(announcement(world, channel), button)
    return world.whisper(who, seen + 1).text


def said(world: World, who: str) -> list[str]:
    """Return the texts that are kept of somebody, once all is settled."""
    world.settle()
    return [one.text for one in world.shelf.channels.said_by(who)]


def letters(world: World, who: str) -> list[str]:
    """Return the direct messages that somebody got."""
    return [m.text for m in world.workspace.messages(world.person(who).dm_channel)]


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
    ana.submit(**{KIND_FIELD: "any"})
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
