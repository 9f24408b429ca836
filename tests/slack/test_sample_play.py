"""The sample community's play, acted against the real bot."""

from collections.abc import Iterator

import pytest

from bot.manifest import manifest
from bot.playground.acting import Troupe, script
from bot.playground.sample_community import sample_channels, sample_people
from knowledge.adapters.community_pack import load_community
from knowledge.models.contributions import ContributionState
from tests.fakes.bot_services import Shelf
from tests.slack.bot_world import MakeWorkspace, Serve, World, running

CHANNEL = "C0DIGITAL"
PLACES = ("Exampleshire", "Mockton", "Pretendham")


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """The sample community with a bot that knows the shipped pack."""
    pack = load_community("police_science")
    shelf = Shelf(pack=pack)
    workspace = make_workspace(
        manifest=manifest(pack, private_channels=True),
        people=sample_people(),
        channels=sample_channels(),
    )
    with running(serve(workspace), shelf, admins=("U0CURATOR",)) as bot:
        yield World(workspace, bot, shelf)


def test_the_sample_community_plays_its_part_to_the_end(world: World) -> None:
    """Two agree and are kept, one is not; something waits for a curator."""
    ended = Troupe(world.workspace).play(script())
    world.settle()
    kept = {said.member for said in world.shelf.channels.said_since(CHANNEL, "0")}
    (waiting,) = world.shelf.offering.waiting()

    assert ended
    assert kept == {"U0EXAMINER", "U0ENGINEER"}
    assert (waiting.state, waiting.member) == (ContributionState.OFFERED, "U0ANALYST")


def test_everything_that_is_said_is_plainly_fictional() -> None:
    """Each message names an invented place."""
    said = [act["say"] for act in script() if "say" in act]

    assert len(said) > 3
    assert all(any(place in text for place in PLACES) for text in said)
