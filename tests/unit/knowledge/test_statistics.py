"""Intervals and tests, against values that others have published or computed."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score, roc_curve

from knowledge.evaluation.statistics import (
    mcnemar,
    mean,
    mean_difference,
    median,
    separation,
    share,
    share_of_most,
)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_wilson_s_interval(right: int, of: int, low: float, high: float) -> None:
    """As in table I of Newcombe (1998), method 3."""
    found = share("answered", [True] * right + [False] * (of - right))

    assert found.value == right / of
    assert (found.n, round(found.low, 4), round(found.high, 4)) == (of, low, high)


def test_a_share_of_everything_leaves_room_for_doubt() -> None:
    """Ten of ten does not mean always."""
    found = share("answered", [True] * 10)

    assert (found.value, found.high) == (1.0, 1.0)
    assert round(found.low, 4) == 0.7225


def test_a_mean_has_an_interval_as_wide_as_its_standard_error_says() -> None:
    """The bootstrap agrees with the normal approximation where that holds."""
    values = np.random.default_rng(1).beta(2, 1, 400)
    found = mean("nDCG@10", values.tolist())
    margin = 1.96 * values.std() / 20

    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - margin, abs=0.004)
    assert found.high == pytest.approx(values.mean() + margin, abs=0.004)


def test_the_same_values_have_the_same_interval() -> None:
    """Whoever runs it again sees the same figures."""
    values = [0.1, 0.4, 0.4, 0.9, 1.0]

    assert mean("MRR@10", values) == mean("MRR@10", values)
    assert mean_difference(values, values[::-1]) == mean_difference(values, values[::-1])


def test_a_single_score_says_nothing_of_others() -> None:
    """Its interval is everything."""
    found = mean("nDCG@10", [0.7])

    assert (found.value, found.low, found.high) == (0.7, 0.0, 1.0)


def test_a_median_is_not_moved_by_one_slow_answer() -> None:
    """The first question of a process loads the index."""
    found = median("median_ms", [10.0, 11.0, 12.0, 13.0, 2000.0])

    assert found.value == 12.0
    assert 10.0 <= found.low <= 12.0 <= found.high
    assert median("median_ms", [10.0]).high == 10.0


def test_scores_that_separate_perfectly_have_an_area_of_one() -> None:
    """And none of the others is answered."""
    area, answered = separation([0.8, 0.9], [0.1, 0.2])

    assert (area.value, answered.value) == (1.0, 1.0)


def test_the_area_is_scikit_learn_s() -> None:
    """With ties, which count half; and so is the share at one false answer in twenty."""
    rng = np.random.default_rng(2)
    can, cannot = rng.normal(1, 1, 80).round(1), rng.normal(0, 1, 60).round(1)
    labels, scores = [1] * 80 + [0] * 60, [*can, *cannot]
    false_rate, true_rate, _bars = roc_curve(labels, scores, drop_intermediate=False)
    area, answered = separation(can.tolist(), cannot.tolist())

    assert area.value == pytest.approx(roc_auc_score(labels, scores))
    assert answered.value == pytest.approx(true_rate[false_rate <= 0.05].max())
    assert area.low < area.value < area.high
    assert area.n == 140


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (1, 1, 1.0), (9, 1, 0.0215), (5, 0, 0.0625), (6, 0, 0.0312)],
)
def test_an_uneven_change_is_weighed_exactly(better: int, worse: int, p: float) -> None:
    """The binomial test that McNemar's comes down to."""
    assert round(mcnemar(better, worse), 4) == p


def test_a_mean_difference_is_paired() -> None:
    """What all questions share does not blur a small gain that all of them made."""
    before = np.linspace(0, 0.9, 50)
    low, high = mean_difference(before.tolist(), (before + 0.05).tolist())

    assert low == pytest.approx(0.05)
    assert high == pytest.approx(0.05)


def test_the_share_of_the_commonest_is_counted_with_an_interval() -> None:
    """Two of four people take five of eight places."""
    groups = [["a", "b"], ["a", "c"], ["a", "d"], ["b", "c"]]
    found = share_of_most("busiest_five", groups, 2)

    assert (found.value, found.n) == (5 / 8, 4)
    assert 0 < found.low <= found.value <= found.high <= 1
    assert share_of_most("busiest_five", [["a"], []], 5).value == 1
