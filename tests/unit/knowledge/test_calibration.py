"""Scored questions to thresholds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.calibration import FIXED, PRIOR, Sample, Scored, thresholds_from

SCORE = st.floats(0, 1, allow_nan=False)
SCORED = st.builds(Scored, SCORE, SCORE)


def sample(held: float, unheld: float, count: int = 40) -> Sample:
    """Questions that all scored alike, but for a little."""
    return Sample(
        held=[Scored(min(1, held + n / 1000), held) for n in range(count)],
        unheld=[Scored(max(0, unheld - n / 1000), unheld) for n in range(count)],
    )


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_questions_change_nothing(count: int) -> None:
    """An index of a handful of passages says nothing of itself."""
    assert thresholds_from(sample(0.9, 0.8, count)) == FIXED


def test_where_everything_scores_higher_the_threshold_is_higher() -> None:
    """It follows the index."""
    low, high = thresholds_from(sample(0.3, 0.1)), thresholds_from(sample(0.95, 0.6))

    assert low.sure < FIXED.sure < high.sure
    assert low.answer < high.answer
    assert low.closest <= low.answer


def test_few_questions_move_it_little() -> None:
    """What is fixed counts as so many questions more."""
    few, many = thresholds_from(sample(0.95, 0.6, 6)), thresholds_from(sample(0.95, 0.6, 90))

    assert FIXED.sure < few.sure < many.sure
    assert few.sure - FIXED.sure < (0.95 - FIXED.sure) * 6 / (6 + PRIOR)


def test_its_origin_says_what_to_expect() -> None:
    """How many questions, and how they would fare."""
    origin = thresholds_from(sample(0.9, 0.1)).origin

    assert "40 questions that this index answers and 40 that it does not" in origin
    assert "100% of what it holds answered, and 0% of what it does not" in origin
    assert "curators" not in origin


def test_curators_questions_are_named() -> None:
    """A steward sees that the file was read."""
    given_ = sample(0.9, 0.1)
    with_own = Sample(given_.held, given_.unheld, asked_by_curators=12)

    assert "12 of them asked by curators" in thresholds_from(with_own).origin


@given(st.lists(SCORED, max_size=30), st.lists(SCORED, max_size=30))
def test_thresholds_are_always_in_bounds_and_in_order(
    held: list[Scored], unheld: list[Scored]
) -> None:
    """However strangely an index scores."""
    found = thresholds_from(Sample(held, unheld))

    assert 0.25 <= found.sure <= 0.6
    assert 0 < found.closest <= found.answer < 1
    assert found == thresholds_from(Sample(held, unheld))
