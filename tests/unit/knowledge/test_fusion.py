"""Signals to one order, and BM25 by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.fusion import weighted_sum, z_scores
from knowledge.search.lexical import K1, B, bm25, coverage
from knowledge.search.query import Query


def test_bm25_is_the_textbook_formula() -> None:
    """Computed by hand for one term that stands twice in a passage of average length."""
    score = bm25({"drone": 1.0}, ["drone", "near", "drone"], {"drone": 2.0}, 3.0)

    assert score == pytest.approx(2.0 * 2 * (K1 + 1) / (2 + K1 * (1 - B + B * 1)))


def test_a_longer_passage_scores_less_for_the_same_term() -> None:
    """Length is held against a passage."""
    short = bm25({"drone": 1.0}, ["drone", "trial"], {"drone": 2.0}, 5.0)
    long = bm25({"drone": 1.0}, ["drone", *["word"] * 20], {"drone": 2.0}, 5.0)

    assert short > long


def test_coverage_weighs_terms_by_their_idf() -> None:
    """A rare term that is missing counts more than a common one that is there."""
    query = Query(text="", weights={}, asked=("rare", "common"))

    assert coverage(query, frozenset(["common"]), {"rare": 3.0, "common": 1.0}) == 0.25
    assert coverage(query, frozenset(["rare", "common"]), {"rare": 3.0, "common": 1.0}) == 1
    assert coverage(query, frozenset(), {"rare": 3.0, "common": 1.0}) == 0


def test_a_constant_signal_says_nothing() -> None:
    """It must not turn into infinities."""
    assert z_scores(np.array([0.5, 0.5, 0.5])).tolist() == [0, 0, 0]


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=50))
def test_z_scores_keep_the_order(values: list[float]) -> None:
    """Scaling changes no order among candidates."""
    scaled = z_scores(np.array(values))

    assert all(map(math.isfinite, scaled))
    for one in range(len(values) - 1):
        assert (values[one] - values[one + 1]) * (scaled[one] - scaled[one + 1]) >= 0


def test_signals_add_up_by_their_weights() -> None:
    """A signal without weight moves nothing."""
    signals = {"a": np.array([0.0, 1.0]), "b": np.array([9.0, 1.0])}

    assert weighted_sum(signals, {"a": 1.0, "b": 0.0}).tolist() == [-1, 1]
