"""When members may be asked: hours, limits, pauses, and whom they are kept apart from."""

from collections.abc import Iterator
from datetime import date, time

import pytest

from bot.playground.inputs import Chosen
from bot.profiles.timing import NO_ZONE, TOO_LONG_DECLINED
from bot.views.findable import NOT_A_DAY_TO_COME, OPEN_HOURS, OPEN_PAUSE, RESUME
from knowledge.models.members import Availability
from tests.fakes.clock import START
from tests.slack.bot_world import MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, modal
from tests.slack.profile_world import YES, home, member, refused, wish

LATER = date(START.year + 1, 3, 2)
HOURS = "Most requests within 14 days"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot, and one member who may be found and asked."""
    with Start(make_workspace, serve).world() as running:
        wish(running, YES)
        yield running


def open_hours(world: World) -> None:
    """Open the form."""
    world.person(ANA).click(home(world, "When I may be asked"), OPEN_HOURS)
    modal(world, ANA, HOURS)


def save_hours(world: World, **said: Chosen) -> None:
    """Fill it in, and save it."""
    open_hours(world)
    world.person(ANA).submit(None, **said)
    modal(world, ANA, "Your hours and limits are saved")
    world.person(ANA).close_modal()


def test_hours_and_limits_begin_with_those_of_everybody_in_the_member_s_own_time_zone(
    world: World,
) -> None:
    """Slack knows where they are."""
    save_hours(world)

    assert member(world).availability == Availability(time_zone="Europe/London")


def test_hours_and_limits_are_kept_as_they_were_filled_in(world: World) -> None:
    """And stand in the form the next time."""
    save_hours(
        world,
        most_asks="1",
        opens="10:30",
        closes="16:00",
        days=["0", "5"],
        time_zone=" Europe/Berlin ",
        declined_topics="weather\nships",
        paused_until=LATER.isoformat(),
        never_pair=[CHEN, ANA],
    )
    held = Availability(
        paused_until=LATER,
        most_asks=1,
        opens=time(10, 30),
        closes=time(16),
        days=(0, 5),
        time_zone="Europe/Berlin",
        declined_topics=("weather", "ships"),
    )

    assert member(world).availability == held
    assert member(world).never_pair == {CHEN}

    save_hours(world)

    assert member(world).availability == held
    assert member(world).never_pair == {CHEN}


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"time_zone": "Tern/Port"}, {"time_zone": NO_ZONE}),
        ({"time_zone": "../../etc/passwd"}, {"time_zone": NO_ZONE}),
        ({"paused_until": "2020-01-01"}, {"paused_until": NOT_A_DAY_TO_COME}),
        ({"declined_topics": "x" * 61}, {"declined_topics": TOO_LONG_DECLINED}),
        ({"declined_topics": "BLOCKED"}, {"declined_topics": "holds BLOCKED"}),
    ],
)
def test_what_makes_no_sense_is_named_at_its_field(
    world: World, said: dict[str, Chosen], complaint: dict[str, str]
) -> None:
    """And nothing is stored."""
    open_hours(world)
    errors = refused(world, said)

    assert errors.keys() == complaint.keys()
    assert all(complaint[field] in errors[field] for field in complaint)
    assert member(world).availability == Availability()


def test_a_pause_ends_with_one_press(world: World) -> None:
    """What others see stays; only asking waits."""
    world.person(ANA).click(home(world, "Pause"), OPEN_PAUSE)
    modal(world, ANA, "Until when?")
    world.person(ANA).submit(None, until=LATER.isoformat())
    shown = modal(world, ANA, "You are paused.")
    world.person(ANA).close_modal()

    assert member(world).availability.paused_until == LATER
    assert f"*paused until 2 March {LATER.year}*" in str(shown.payload)
    assert "Cannot be asked at the moment" in str(shown.payload)

    world.person(ANA).click(home(world, "I am back"), RESUME)
    world.until(lambda: member(world).availability.paused_until is None)
    world.until(lambda: "Can be asked" in str(home(world, "Be findable").payload))


def test_a_pause_that_would_be_over_is_not_taken(world: World) -> None:
    """The day is to come."""
    world.person(ANA).click(home(world, "Pause"), OPEN_PAUSE)
    modal(world, ANA, "Until when?")

    assert refused(world, {"until": START.date().isoformat()}) == {"until": NOT_A_DAY_TO_COME}
    assert member(world).availability.paused_until is None


def test_who_is_kept_apart_stands_nowhere_but_in_its_owner_s_form(world: World) -> None:
    """Not on the Home tab, not in the window after saving, not in the audit."""
    save_hours(world, never_pair=[CHEN])
    shown = home(world, "Be findable")

    assert CHEN not in str(shown.payload)
    assert CHEN not in str(world.shelf.audit)
