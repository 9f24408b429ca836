"""How well themes match those that people found."""

from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def apart(labels: Sequence[int]) -> Numbers:
    """Give each item that is in no theme (−1) a number of its own."""
    free = count(max(labels, default=-1) + 1)
    return np.array([label if label >= 0 else next(free) for label in labels], np.int64)


def adjusted_rand(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the adjusted Rand index of two ways to part the same items; −1 is a theme of one."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(apart(one), apart(other)))


def against_people(gold: Sequence[Sequence[str]], found: Sequence[int]) -> dict[str, float]:
    """Compare themes with those that people found.

    Args:
        gold: themes of each item, none or several.
        found: a theme's number per item, or −1.

    Returns:
        `V` and `ARI` over the items with one theme, `B-cubed F` over those with any (Amigó et
        al. 2009, extended to several), and how many themes there are. Empty where no item has
        one theme.
    """
    from sklearn.metrics import v_measure_score

    one = [at for at, labels in enumerate(gold) if len(labels) == 1]
    if not one:
        return {}
    numbers = {label: at for at, label in enumerate(sorted({x for of in gold for x in of}))}
    truth = [numbers[gold[at][0]] for at in one]
    mine = apart([found[at] for at in one])
    return {
        "V": float(v_measure_score(truth, mine)),
        "ARI": adjusted_rand(truth, [found[at] for at in one]),
        "B-cubed F": _b_cubed(gold, found),
        "themes": float(len({label for label in found if label >= 0})),
        "themes_of_people": float(len(numbers)),
    }


def _b_cubed(gold: Sequence[Sequence[str]], found: Sequence[int]) -> float:
    any_theme = [at for at, labels in enumerate(gold) if labels]
    numbers = {label: at for at, label in enumerate(sorted({x for of in gold for x in of}))}
    has = np.zeros((len(any_theme), len(numbers)))
    for row, at in enumerate(any_theme):
        has[row, [numbers[label] for label in gold[at]]] = 1
    shared = has @ has.T
    mine = apart([found[at] for at in any_theme])
    same = mine[:, None] == mine[None, :]
    precision = np.mean((same & (shared > 0)).sum(axis=1) / same.sum(axis=1))
    parts = np.where(same & (shared > 0), 1 / np.maximum(shared, 1), 0).sum(axis=1)
    recall = np.mean(parts / (shared > 0).sum(axis=1))
    total = float(precision + recall)
    return 2 * float(precision * recall) / total if total else 0.0
