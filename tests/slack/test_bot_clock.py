"""Where the playground's clock is moved, the bot does at once what has become due."""

from bot.playground.calendar import Calendar
from knowledge.models.contributions import Contribution, ContributionState
from tests.fakes.bot_services import Shelf
from tests.fakes.clock import START, FakeMovableClock
from tests.slack.bot_world import MakeWorkspace, Serve, Start
from tests.slack.contributing import ANA, letters


def test_a_date_that_was_moved_to_is_told_at_once(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """Half a minute before the bot would have looked by itself."""
    clock = FakeMovableClock()
    with Start(make_workspace, serve, Shelf(clock=clock)).world() as world:
        calendar = Calendar(clock, "Europe/London")
        calendar.when_moved.append(world.bot.rounds.hurry)
        world.workspace.follow(calendar)
        one = Contribution(
            id="1" * 32,
            origin="slack:C1/1.0",
            channel="any",
            title="On glass",
            text="Glass works.",
            member=ANA,
            state=ContributionState.INDEXED,
            expires_on="2026-03-03",
            offered_at=START,
        )
        world.shelf.contributions.offer(one)
        world.bot.rounds.go(read_channels=False)
        before = letters(world, ANA)
        calendar.move("day")
        world.until(lambda: bool(letters(world, ANA)))

        assert before == []
        assert "in no answer any more" in letters(world, ANA)[0]
