"""Several signals to one order."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Signal = NDArray[np.float64]


def z_scores(values: Signal) -> Signal:
    """Centre a signal and scale it to unit variance; a constant one becomes zeros."""
    spread = float(values.std()) if len(values) else 0.0
    if spread < 1e-9:  # noqa: PLR2004 - below what cosines of float16 vectors can tell apart
        return np.zeros_like(values)
    scaled: Signal = (values - values.mean()) / spread
    return scaled


def weighted_sum(signals: Mapping[str, Signal], weights: Mapping[str, float]) -> Signal:
    """Add up the z-scores of signals over the same candidates.

    Returns:
        One score a candidate, with a meaning only among these candidates.
    """
    parts = [weights[name] * z_scores(values) for name, values in signals.items()]
    total: Signal = np.sum(parts, axis=0)
    return total
