"""Which remarks are alike."""

import numpy as np
from numpy.typing import NDArray

from knowledge.discussions.theming.reading import Matrix

Labels = NDArray[np.int64]  # a theme's number per item, or −1 for none

NEAREST = 10
_LEAST_NEAREST, _SHARE_NEAREST = 3, 0.25
_FLOOR = 0.15  # of a cosine, below which items are not joined
_FINE = 6  # decimals: below them the order of additions shows


def graph(unit: Matrix, nearest: int = NEAREST) -> Matrix:
    """Join each item to those that are most like it.

    Args:
        unit: centred unit vectors, shape `(n, dimension)`.
        nearest: how many each is joined to, a quarter of all at most; more where others choose it.

    Returns:
        Weights of the edges, shape `(n, n)`, symmetric, 0 where there is none.
    """
    count = min(nearest, max(_LEAST_NEAREST, int(_SHARE_NEAREST * len(unit))))
    alike = np.round(unit @ unit.T, _FINE)
    np.fill_diagonal(alike, -1)
    rank = np.argsort(np.argsort(-alike, axis=1, kind="stable"), axis=1, kind="stable")
    chosen = (rank < count) | (rank < count).T
    weights: Matrix = np.where(chosen & (alike >= _FLOOR), alike, 0)
    return weights


def middle(unit: Matrix) -> Matrix:
    """Return the mean direction of unit vectors, shape `(dimension,)`."""
    mean = unit.mean(axis=0)
    direction: Matrix = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return direction


def clearness(labels: Labels, unit: Matrix) -> float:
    """Tell how clearly themes stand apart.

    Returns:
        Silhouette of the items that are in themes, times their share; −1 for fewer than 2 themes.
    """
    from sklearn.metrics import silhouette_score

    inside = labels >= 0
    kinds = len(set(labels[inside].tolist()))
    if not 1 < kinds < int(inside.sum()):
        return -1.0
    score = silhouette_score(unit[inside], labels[inside], metric="cosine")
    return float(score * np.mean(inside))
