"""ISO dates in words, and whether they are over."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.days import age_days, has_passed, in_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-05-12", "12 May 2024"),
        ("2024-05-02", "2 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("", ""),
        ("spring", "spring"),
        ("2024-13", "2024-13"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(day: str, words: str) -> None:
    """A day is not made up for a year."""
    assert in_words(day) == words


@pytest.mark.parametrize(
    ("day", "over"),
    [
        ("2026-03-01", True),
        ("2026-03-02", False),
        ("2026-02", True),
        ("2026-03", False),
        ("2025", True),
        ("2026", False),
        ("", False),
        ("soon", False),
    ],
)
def test_a_day_a_month_or_a_year_has_passed_once_it_is_over(day: str, *, over: bool) -> None:
    """The last day itself is still in time."""
    assert has_passed(day, datetime(2026, 3, 2, 9, tzinfo=UTC)) is over


@given(st.dates(min_value=datetime(1000, 1, 1, tzinfo=UTC).date()))
def test_a_day_has_passed_only_when_its_month_has_begun(day: object) -> None:
    """Less precise dates are over later, never sooner."""
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    whole = str(day)

    assert has_passed(whole, now) or not has_passed(whole[:7], now)
    assert has_passed(whole[:7], now) or not has_passed(whole[:4], now)


def test_the_age_of_a_day_a_month_and_a_year() -> None:
    """From the middle where the day is not known; never below 0; None where nothing is known."""
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    assert age_days("2026-02-20", now) == 10
    assert age_days("2026-02", now) == 15
    assert age_days("2025", now) == 244
    assert age_days("2027-01-01", now) == 0
    assert age_days("2026-02-30", now) == 15
    assert age_days("", now) is None
    assert age_days("spring", now) is None
