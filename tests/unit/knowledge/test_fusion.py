"""Signals to one order."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.fusion import weighted_sum, z_scores


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
