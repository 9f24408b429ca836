"""Hours: never written to in quiet ones, always in the first that are open."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.models.experts import Free
from knowledge.models.members import Availability, Discoverable, Member, Wishes
from knowledge.people.hours import (
    free,
    in_hours,
    is_paused,
    may_be_written_to,
    next_opening,
    working_days_after,
)

LONDON = "Europe/London"
ZONES = (LONDON, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
QUARTER, MINUTE, DAY = timedelta(minutes=15), timedelta(minutes=1), timedelta(days=1)


def at(moment: str, zone: str = "UTC") -> datetime:
    """Return a moment in UTC; with a fold of 1 when it ends in `*`."""
    local = datetime.fromisoformat(moment.rstrip("*")).replace(tzinfo=ZoneInfo(zone))
    return local.replace(fold=int(moment.endswith("*"))).astimezone(UTC)


def wall_clock_says_open(availability: Availability, moment: datetime, community: str) -> bool:
    """Read the wall clock and the calendar, as the person would; hours alone, no pause."""
    local = moment.astimezone(ZoneInfo(availability.time_zone or community))
    minute = local.hour * 60 + local.minute
    opens = availability.opens.hour * 60 + availability.opens.minute
    closes = availability.closes.hour * 60 + availability.closes.minute
    length = (closes - opens) % 1440 or 1440
    for begun_days_ago in (0, 1):
        begins = opens if length < 1440 else 0
        since = minute + 1440 * begun_days_ago - begins
        day = (local.date() - begun_days_ago * DAY).weekday()
        if 0 <= since < length and day in availability.days:
            return True
    return False


times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
availabilities = st.builds(
    Availability,
    opens=times,
    closes=times,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    time_zone=st.sampled_from(("", *ZONES)),
    paused_until=st.none() | st.dates(date(2026, 3, 20), date(2026, 11, 10)),
)
moments = st.integers(0, 235 * 24 * 60).map(lambda n: at("2026-03-20T00:00") + n * MINUTE)
near_a_clock_change = st.builds(
    lambda day, minutes: datetime.combine(day, time(), tzinfo=UTC) + minutes * MINUTE,
    st.sampled_from((SPRING, AUTUMN, date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 4))),
    st.integers(-1440, 2 * 1440),
)


@given(availability=availabilities, now=moments | near_a_clock_change)
def test_hours_are_what_the_clock_on_the_wall_says(
    availability: Availability, now: datetime
) -> None:
    """Overnight, all day, and on nights when clocks are changed."""
    assert in_hours(availability, now, LONDON) == wall_clock_says_open(availability, now, LONDON)


@given(availability=availabilities, now=moments | near_a_clock_change)
@example(Availability(opens=time(1, 15), closes=time(1, 45), days=(6,)), at("2026-03-28T12:00"))
@example(Availability(opens=time(1), closes=time(2), days=(6,)), at("2026-03-22T03:00"))
@example(Availability(opens=time(0, 45), closes=time(1, 30), days=(6,)), at("2026-10-25T00:40"))
def test_the_next_opening_is_open_and_nothing_before_it_is(
    availability: Availability, now: datetime
) -> None:
    """To the quarter of an hour."""
    found = next_opening(availability, now, LONDON)

    assert found is not None
    assert found >= now
    assert may_be_written_to(availability, found, LONDON)
    assert wall_clock_says_open(availability, found, LONDON)
    until = availability.paused_until
    if until:
        assert found.astimezone(availability.zone(LONDON)).date() >= until
    earlier = max(now, found - 9 * DAY)
    while earlier < found:
        assert not may_be_written_to(availability, earlier, LONDON)
        earlier += QUARTER


@given(availability=availabilities, now=moments)
def test_whoever_has_an_open_day_is_reached_within_a_week_of_their_pause(
    availability: Availability, now: datetime
) -> None:
    """Two, where a clock change leaves out the only hour of the week."""
    found = next_opening(availability, now, LONDON)

    zone = availability.zone(LONDON)
    paused_until = availability.paused_until or now.astimezone(zone).date()
    begins = datetime.combine(paused_until, time(), tzinfo=zone).astimezone(UTC)
    assert found is not None
    assert found <= max(now, begins) + (15 if len(availability.days) == 1 else 8) * DAY


@pytest.mark.parametrize(
    ("opens", "closes", "now", "found"),
    [
        # 01:30 does not exist that night: the first minute after it does.
        (time(1, 30), time(5), "2026-03-29T00:59", "2026-03-29T01:00"),
        # 01:30 comes twice, and so does what lies before it.
        (time(1, 30), time(5), "2026-10-25T00:00", "2026-10-25T00:30"),
        (time(1, 30), time(5), "2026-10-25T01:10", "2026-10-25T01:30"),
        # Closed at 01:20, and open again when it is 01:00 for the second time.
        (time(0, 30), time(1, 20), "2026-10-25T00:40", "2026-10-25T01:00"),
        (time(20), time(6), "2026-03-29T06:00", "2026-03-29T19:00"),
        (time(20), time(6), "2026-10-25T03:00", "2026-10-25T03:00"),
    ],
)
def test_hours_hold_on_the_nights_when_clocks_are_changed(
    opens: time, closes: time, now: str, found: str
) -> None:
    """In London, where that is at 01:00 UTC."""
    everyday = Availability(opens=opens, closes=closes, days=tuple(range(7)))

    assert next_opening(everyday, at(now), LONDON) == at(found)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    """Friday's goes on into Saturday; Monday's early hours were Sunday's."""
    nights = Availability(opens=time(20), closes=time(6))

    assert in_hours(nights, at("2026-03-07T05:59"), LONDON)
    assert not in_hours(nights, at("2026-03-07T06:00"), LONDON)
    assert not in_hours(nights, at("2026-03-09T03:00"), LONDON)
    assert next_opening(nights, at("2026-03-07T06:00"), LONDON) == at("2026-03-09T20:00")


def test_a_pause_ends_with_the_beginning_of_its_day_where_the_member_is() -> None:
    """It is the first day on which they may be asked."""
    paused = Availability(
        paused_until=date(2026, 3, 10), time_zone="Asia/Kolkata", opens=time(0), closes=time(0)
    )

    assert is_paused(paused, at("2026-03-09T18:29"), LONDON)
    assert not is_paused(paused, at("2026-03-09T18:30"), LONDON)
    assert next_opening(paused, at("2026-03-02T09:00"), LONDON) == at("2026-03-09T18:30")


@pytest.mark.parametrize(
    "availability",
    [
        Availability(days=()),
        Availability(paused_by_us=True),
        Availability(paused_until=date(9999, 12, 31)),
    ],
)
def test_some_are_never_reached(availability: Availability) -> None:
    """No open day, or a pause without an end in sight."""
    assert next_opening(availability, at("2026-03-02T09:00"), LONDON) is None


def member(*, contactable: bool = True, **availability: object) -> Member:
    """Return somebody who may be suggested."""
    return Member(
        id="U1",
        key="0" * 12,
        wishes=Wishes(discoverable=Discoverable.SUGGEST, contactable=contactable),
        availability=Availability.model_validate(availability),
        changed_at=at("2026-01-01T00:00"),
    )


@pytest.mark.parametrize(
    ("who", "asks", "now", "answer"),
    [
        (member(), 2, "2026-03-02T09:00", Free.ASKABLE),
        (member(), 3, "2026-03-02T09:00", Free.BUSY),
        (member(), 2, "2026-03-02T19:00", Free.LATER_TODAY),
        (member(paused_until=date(2026, 3, 3)), 0, "2026-03-02T09:00", Free.BUSY),
        (member(paused_until=date(2026, 3, 2)), 0, "2026-03-02T09:00", Free.ASKABLE),
        (member(paused_by_us=True), 0, "2026-03-02T09:00", Free.BUSY),
        (member(contactable=False), 0, "2026-03-02T09:00", Free.NOT_ASKED),
        (member(days=()), 0, "2026-03-02T09:00", Free.NOT_ASKED),
        (member(most_asks=0), 0, "2026-03-02T09:00", Free.NOT_ASKED),
    ],
)
def test_an_asker_is_told_whether_somebody_may_be_asked(
    who: Member, asks: int, now: str, answer: Free
) -> None:
    """Whether they may be asked at all comes before whether now."""
    assert free(who, asks, at(now), LONDON) is answer


@pytest.mark.parametrize(
    ("moment", "days", "found"),
    [
        ("2026-03-06T12:00", 2, "2026-03-10T12:00"),
        ("2026-03-07T12:00", 2, "2026-03-11T00:00"),
        ("2026-03-06T00:00", 1, "2026-03-07T00:00"),
        ("2026-03-02T09:00", 5, "2026-03-09T09:00"),
        ("2026-03-27T09:00", 1, "2026-03-30T08:00"),
        ("2026-10-23T08:00", 1, "2026-10-26T09:00"),
    ],
)
def test_days_off_do_not_count(moment: str, days: int, found: str) -> None:
    """And a day is one on the wall, whether it has 23 hours or 25."""
    assert working_days_after(at(moment), days, LONDON) == at(found)


@given(now=moments, days=st.integers(0, 12), zone=st.sampled_from(ZONES))
def test_between_two_moments_lie_that_many_working_days(
    now: datetime, days: int, zone: str
) -> None:
    """Counted by the hours of Monday to Friday that lie between, give or take a clock change."""
    found = working_days_after(now, days, zone)

    working, step = timedelta(), now
    while step < found:
        if step.astimezone(ZoneInfo(zone)).weekday() < 5:
            working += min(QUARTER, found - step)
        step += QUARTER
    assert abs(working - days * DAY) <= timedelta(hours=1, minutes=15)
