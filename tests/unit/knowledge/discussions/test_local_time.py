from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.local_time import local_of, resolve
from knowledge.errors import PlanError

LONDON = "Europe/London"


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"])
def test_an_evening_beside_a_change_of_the_clocks_is_at_nine_in_london(day: str) -> None:
    """Summer or winter."""
    moment = resolve(f"{day}T21:00", LONDON)

    assert moment.tzinfo is UTC
    assert moment.astimezone(ZoneInfo(LONDON)).strftime("%Y-%m-%dT%H:%M") == f"{day}T21:00"


def test_summer_is_an_hour_before_utc() -> None:
    """Winter is not."""
    assert resolve("2026-07-01T21:00", LONDON) == datetime(2026, 7, 1, 20, tzinfo=UTC)
    assert resolve("2026-12-01T21:00", LONDON) == datetime(2026, 12, 1, 21, tzinfo=UTC)


def test_a_missing_hour_is_refused_with_the_reason() -> None:
    """01:30 on the last Sunday of March."""
    with pytest.raises(PlanError, match=r"no 01:30 on 29 March 2026.*go forward"):
        resolve("2026-03-29T01:30", LONDON)


def test_a_doubled_hour_is_refused_with_the_reason() -> None:
    """01:30 on the last Sunday of October."""
    with pytest.raises(PlanError, match=r"01:30 comes twice on 25 October 2026.*go back"):
        resolve("2026-10-25T01:30", LONDON)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01T21:00", "2026-02-30T21:00", "T21:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """With an example of one."""
    with pytest.raises(PlanError, match="no date and time"):
        resolve(text, LONDON)


@given(
    minutes=st.integers(0, 15 * 366 * 24 * 60),
    zone=st.sampled_from(["Europe/London", "Europe/Dublin", "Australia/Lord_Howe", "UTC"]),
)
def test_a_time_is_refused_or_comes_back(minutes: int, zone: str) -> None:
    """There and back again, to the minute; refused only where the clocks change."""
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    local = moment.strftime("%Y-%m-%dT%H:%M")
    try:
        found = resolve(local, zone)
    except PlanError:
        near = moment.replace(tzinfo=ZoneInfo(zone))
        day = timedelta(days=1)
        assert (near - day).utcoffset() != (near + day).utcoffset()
    else:
        assert local_of(found, zone) == local
