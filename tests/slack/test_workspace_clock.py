"""Moving the clock moves the calendar, and no deadline."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.calendar import Calendar
from bot.playground.errors import NotPossible, SlackRefusal
from bot.playground.pulse import ManualClock
from bot.playground.workspace import Workspace
from tests.fakes.clock import FakeMovableClock
from tests.slack.workspace_world import FORM, BotEar

DAY_S = 86_400.0
LONDON = "Europe/London"


@pytest.fixture
def movable(clock: ManualClock) -> FakeMovableClock:
    """The clock that the bot would tell the time by: it says what the workspace's says."""
    return FakeMovableClock(datetime.fromtimestamp(clock(), UTC))


@pytest.fixture
def calendar(movable: FakeMovableClock) -> Calendar:
    """The community's calendar."""
    return Calendar(movable, LONDON)


@pytest.fixture
def app(make_workspace: Callable[..., Workspace], clock: ManualClock, calendar: Calendar) -> BotEar:
    """A connected app in a workspace whose calendar can be moved."""
    workspace = make_workspace(clock=clock)
    workspace.follow(calendar)
    return BotEar(workspace)


def starting(year: int, month: int, day: int, hour: int) -> Calendar:
    """Return a calendar of London at a moment in UTC."""
    return Calendar(FakeMovableClock(datetime(year, month, day, hour, tzinfo=UTC)), LONDON)


@pytest.mark.parametrize(
    ("start", "step", "words"),
    [
        ((2026, 3, 2, 9), "hour", "Monday 2 March 2026, 10:00 (Europe/London)"),
        ((2026, 3, 2, 9), "day", "Tuesday 3 March 2026, 09:00 (Europe/London)"),
        ((2026, 3, 2, 9), "working_day", "Tuesday 3 March 2026, 09:00 (Europe/London)"),
        ((2026, 3, 2, 7), "working_day", "Monday 2 March 2026, 09:00 (Europe/London)"),
        ((2026, 3, 6, 12), "working_day", "Monday 9 March 2026, 09:00 (Europe/London)"),
        ((2026, 3, 7, 7), "working_day", "Monday 9 March 2026, 09:00 (Europe/London)"),
        # The night from 28 to 29 March 2026 has one hour less there, 24 to 25 October one more.
        ((2026, 3, 27, 12), "working_day", "Monday 30 March 2026, 09:00 (Europe/London)"),
        ((2026, 10, 23, 12), "working_day", "Monday 26 October 2026, 09:00 (Europe/London)"),
    ],
)
def test_the_clock_goes_where_its_button_says(
    start: tuple[int, int, int, int], step: str, words: str
) -> None:
    """In the community's own time zone, over weekends and changes of its clocks."""
    calendar = starting(*start)
    calendar.move(step)

    assert calendar.in_words() == words


def test_there_is_no_way_back(calendar: Calendar) -> None:
    """Nor any step that no button offers."""
    with pytest.raises(NotPossible, match="cannot be moved"):
        calendar.move("-1 day")

    assert calendar.ahead_s() == 0


def test_whoever_asked_is_told_of_each_move(calendar: Calendar) -> None:
    """After the clock has moved."""
    told: list[float] = []
    calendar.when_moved.append(lambda: told.append(calendar.ahead_s()))
    calendar.move("hour")
    calendar.move("day")

    assert told == [3600.0, 3600.0 + DAY_S]


def test_messages_are_dated_by_the_calendar_and_stay_in_order(
    app: BotEar, calendar: Calendar, clock: ManualClock
) -> None:
    """What is said after a move comes after what was said before it."""
    ana = app.workspace.as_person("U0ANALYST")
    first = ana.post("C0GENERAL", "today")
    calendar.move("day")
    second = ana.post("C0GENERAL", "tomorrow")
    event_time = app.payload["event_time"]

    assert float(second.ts) - float(first.ts) == pytest.approx(DAY_S, abs=1)
    assert [one.ts for one in ana.sees("C0GENERAL")] == [first.ts, second.ts]
    assert event_time == int(clock() + DAY_S)


def test_a_trigger_outlives_the_move_of_a_day(
    app: BotEar, calendar: Calendar, clock: ManualClock
) -> None:
    """Its three seconds are real ones."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    calendar.move("day")
    app.opens(FORM)
    opened = ana.modal is not None
    ana.close_modal()
    ana.slash("/ask")
    clock.advance(3.1)

    assert opened
    with pytest.raises(SlackRefusal, match="expired_trigger_id"):
        app.call("views.open", trigger_id=app.payload["trigger_id"], view=FORM)


def test_no_acknowledgement_status_or_answer_is_late_for_a_move(
    app: BotEar, calendar: Calendar
) -> None:
    """Deadlines of seconds and minutes are hit by time alone."""
    ana = app.workspace.as_person("U0ANALYST")
    asked = ana.dm("hello")
    app.call(
        "assistant.threads.setStatus", channel_id=asked.channel, thread_ts=asked.ts, status="busy"
    )
    stream = app.call("chat.startStream", channel=asked.channel, thread_ts=asked.ts)
    ana.slash("/ask")
    token = app.payload["response_url"].rpartition("/")[2]
    calendar.move("day")
    app.workspace.tick()
    app.workspace.interactions.hooks.use(token, {"text": "in time"})
    app.acknowledge()
    app.call(
        "chat.appendStream", channel=asked.channel, ts=stream["ts"], markdown_text="still open"
    )

    waiting = app.workspace.delivery.waiting
    assert [one.lost for one in waiting] == [False] * len(waiting)
    assert "in time" in [one.text for one in ana.sees(ana.dm_channel)]


def test_call_limits_do_not_refill_by_a_move(
    make_workspace: Callable[..., Workspace], clock: ManualClock, calendar: Calendar
) -> None:
    """Nor do they jam."""
    workspace = make_workspace(clock=clock, rate_limits=True)
    workspace.follow(calendar)
    app = BotEar(workspace)
    for _ in range(20):
        app.call("users.list")
    calendar.move("day")

    with pytest.raises(SlackRefusal, match="ratelimited"):
        app.call("users.list")


def test_the_page_is_drawn_again_when_a_minute_has_passed(
    app: BotEar, movable: FakeMovableClock
) -> None:
    """So that the time that it states is never far off, and no sooner."""
    app.workspace.tick()
    before = app.workspace.pulse.revision
    app.workspace.tick()
    same = app.workspace.pulse.revision
    movable.move(timedelta(minutes=1))
    app.workspace.tick()

    assert (same - before, app.workspace.pulse.revision - same) == (0, 1)
