"""Who will see a reply decides what it may be made of."""

from collections.abc import Iterator

import pytest

from bot.playground.records import Channel, Person
from knowledge.models.access import COMMUNITY, PUBLIC, Audience
from knowledge.models.answers import Answer, AnswerState
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import document_info
from tests.slack.bot_world import GENERAL, PRIVATE, SHARED, MakeWorkspace, Serve, Start, World


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot whose community may use private channels."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


def audience_of(world: World, count: int = 1) -> Audience:
    """Wait for a number of questions, and return the audience of the last."""
    return world.until_asked(count)[1]


def test_a_channel_of_full_members_reads_what_the_community_may(world: World) -> None:
    """And what belongs to the channel itself."""
    world.mention("any trials?", PRIVATE)

    assert audience_of(world).scopes == {PUBLIC, COMMUNITY, f"channel:{PRIVATE}"}


def test_one_guest_in_a_channel_leaves_only_what_guests_may_read(world: World) -> None:
    """The reply stands there for all to see."""
    world.mention("any trials?", GENERAL)

    assert audience_of(world).scopes == {PUBLIC, f"channel:{GENERAL}"}


def test_a_channel_shared_with_outsiders_leaves_the_public_texts(world: World) -> None:
    """Partners read along."""
    world.mention("any trials?", SHARED)

    assert COMMUNITY not in audience_of(world).scopes


def test_a_full_member_reads_the_communitys_texts_in_a_direct_message(world: World) -> None:
    """Nobody else sees the reply."""
    world.person().dm("any trials?")

    assert audience_of(world).scopes == {PUBLIC, COMMUNITY, "owner:U0ANALYST"}


@pytest.mark.parametrize("outsider", ["U0GUEST", "U0PARTNER"])
def test_an_outsider_reads_public_texts_even_alone(world: World, outsider: str) -> None:
    """Being alone with the bot makes nobody a member."""
    world.person(outsider).dm("any trials?")

    assert COMMUNITY not in audience_of(world).scopes


def test_a_person_reads_the_texts_of_their_own_channels(world: World) -> None:
    """Only channels that texts are held of are looked up."""
    for channel in (GENERAL, PRIVATE):
        info = document_info(f"docs/{channel}.md", f"channel:{channel}")
        world.shelf.documents.held[info.id] = info
    world.person().slash("/ask", "any trials?")
    scopes = audience_of(world).scopes

    assert f"channel:{GENERAL}" in scopes
    assert f"channel:{PRIVATE}" not in scopes


@pytest.mark.parametrize("method", ["users.info", "conversations.members", "conversations.info"])
def test_in_doubt_only_public_texts_are_used(world: World, method: str) -> None:
    """What cannot be looked up is taken to be the worst case."""
    world.workspace.faults.add(method, "error:internal_error", times=5)
    world.mention("any trials?", PRIVATE)

    assert audience_of(world).scopes == {PUBLIC}


def test_a_member_who_becomes_a_guest_is_noticed_within_a_minute(world: World) -> None:
    """No event tells of every change."""
    analyst = world.person()
    world.reply(analyst.dm("any trials?"))
    world.workspace.change_person("U0ANALYST", is_restricted=True)
    world.reply(analyst.dm("any trials now?"))
    within_a_minute = audience_of(world, 2)
    world.let_time_pass(61)
    world.reply(analyst.dm("any trials today?"))

    assert COMMUNITY in within_a_minute.scopes
    assert COMMUNITY not in audience_of(world, 3).scopes


def test_an_audience_that_shrinks_meanwhile_is_asked_for_anew(world: World) -> None:
    """What was found for members is not shown to a guest who has just come in."""

    def answer(_question: str, audience: Audience) -> Answer:
        if len(world.shelf.answers.asked) == 1:
            world.person("U0CURATOR").invite(PRIVATE, "U0GUEST")
            world.shelf.clock.advance(61)
        return cited_answer("Members only." if audience.may_read(COMMUNITY) else "For all.")

    world.shelf.answers.reply = answer
    reply = world.reply(world.mention("any trials?", PRIVATE))

    assert reply.text.startswith("For all.")


def test_a_large_channel_is_looked_up_in_the_directory(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """One call a person would take longer than anybody waits."""
    with Start(make_workspace, serve).world() as world:
        crowd = [Person(f"U1CROWD{n}", f"p{n}", f"Person {n}") for n in range(30)]
        for person in crowd:
            world.workspace.add_person(person)
        members = [person.id for person in crowd]
        bot = world.workspace.state.channels[GENERAL].members[-1]
        world.workspace.state.channels["C0CROWD"] = Channel(
            "C0CROWD", "crowd", members=["U0ANALYST", *members, bot]
        )
        world.workspace.faults.add("users.info", "error:internal_error", times=99)
        world.mention("any trials?", "C0CROWD")

        assert COMMUNITY in audience_of(world).scopes


def test_an_asker_who_may_read_more_than_the_channel_is_told_so_privately(world: World) -> None:
    """Otherwise they would take “not held” for the whole truth."""
    world.shelf.answers.reply = lambda _question, _audience: Answer(
        state=AnswerState.NOT_HELD, message="The logbooks do not say."
    )
    world.reply(world.mention("any trials?", GENERAL))

    assert world.whisper().text.startswith("You may read more than this channel")


def test_an_asker_who_may_read_no_more_is_told_nothing(world: World) -> None:
    """A promise of more would be wrong."""
    world.shelf.answers.reply = lambda _question, _audience: Answer(
        state=AnswerState.NOT_HELD, message="The logbooks do not say."
    )
    world.reply(world.mention("any trials?", PRIVATE))
    world.settle()

    assert world.whispers("U0CURATOR") == []
