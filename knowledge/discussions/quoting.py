"""Which remarks speak for a theme."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.ports.embedding import Vectors

MOST: Final = 3
CLOSENESS: Final = 0.7
"""What nearness to the middle counts beside being unlike the quotes before it (λ)."""

_FINE: Final = 6  # decimals: below them the order of additions shows


def representative(
    vectors: Vectors, people: Sequence[str], texts: Sequence[str], most: int = MOST
) -> tuple[int, ...]:
    """Choose remarks of a theme by maximal marginal relevance (Carbonell and Goldstein 1998).

    Args:
        vectors: unit vectors of the theme's remarks, shape `(n, dimension)`.
        people: who said each; nobody is quoted twice.
        texts: of the same; none is quoted twice, and they decide between equals.
        most: how many.

    Returns:
        Rows, the most representative first; fewer than `most` where there are not enough people.
    """
    if not len(vectors):
        return ()
    unit = np.asarray(vectors, np.float64)
    mean = unit.mean(axis=0)
    near = unit @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
    alike = unit @ unit.T
    chosen: list[int] = []
    said = [" ".join(text.casefold().split()) for text in texts]
    left = sorted(range(len(unit)), key=lambda row: (texts[row], people[row]))
    while left and len(chosen) < most:
        best = max(left, key=lambda row: _worth(row, near, alike, chosen))
        chosen.append(best)
        left = [row for row in left if people[row] != people[best] and said[row] != said[best]]
    return tuple(chosen)


def _worth(
    row: int, near: NDArray[np.float64], alike: NDArray[np.float64], chosen: list[int]
) -> float:
    like = max((float(alike[row, other]) for other in chosen), default=0.0)
    return round(CLOSENESS * float(near[row]) - (1 - CLOSENESS) * like, _FINE)
