"""Numbers, dates and measures, however they are written."""

import pytest

from knowledge.text.figures import figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200 people", "1200 people"),
        ("twelve towns", "12 towns"),
        ("twelve hundred and five", "1205"),
        ("12 per cent", "12%"),
        ("twelve percent", "12 %"),
        ("£5m", "£5 million"),
        ("1.50 metres", "1.5 meters"),
        ("on 3rd May 2024", "on 3 May 2024"),
        ("in Sept 2020", "in September 2020"),
        ("half of it", "it was halved"),
        ("a dozen", "12"),
        ("the 3rd", "the third"),
        ("a two-day course", "a course of 2 days"),
    ],
)
def test_two_ways_to_write_a_figure_are_the_same(one: str, other: str) -> None:
    """A writer may choose."""
    assert figures(one) == figures(other)
    assert figures(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "12%"),
        ("£5", "$5"),
        ("12 days", "12 weeks"),
        ("the third", "three"),
        ("3 May", "3 June"),
        ("1.5", "15"),
        ("5 million", "5 billion"),
    ],
)
def test_two_figures_stay_two(one: str, other: str) -> None:
    """Unit, sign and scale belong to a figure."""
    assert not figures(one) <= figures(other)


def test_may_is_a_month_only_where_it_is_one() -> None:
    """The verb is no date."""
    assert figures("May we see it in May?") == {"month 5"}
    assert figures("May 2024 was dry.") == {"month 5", "2024"}
    assert figures("It may work.") == frozenset()


def test_a_date_in_digits_holds_the_date_in_words() -> None:
    """Nobody knows whether 03/04 is in March or in April."""
    assert figures("3 May 2024") <= figures("2024-05-03")
    assert figures("3 April 2024") <= figures("03/04/2024")
