"""Figures with 95 % intervals; the same values always give the same interval."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, bootstrap, rankdata

from knowledge.models.evaluation import Figure

CONFIDENCE = 0.95
FALSE_ANSWERS = 0.05
_RESAMPLES = 2000
_TAILS = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)
_SEED = 20_261_124
Array = NDArray[np.float64]


def share(name: str, right: Sequence[bool]) -> Figure:
    """Return the share of what is right, with Wilson's interval; `right` holds 1 or more."""
    count = sum(right)
    interval = binomtest(count, len(right)).proportion_ci(CONFIDENCE, method="wilson")
    return Figure(
        name=name,
        value=count / len(right),
        low=float(interval.low),
        high=float(interval.high),
        n=len(right),
    )


def mean(name: str, values: Sequence[float]) -> Figure:
    """Return the mean of scores from 0 to 1 (1 or more), with a bootstrap interval."""
    scores = np.asarray(values, dtype=np.float64)
    return _bootstrapped(name, (scores,), np.mean, len(scores))


def median(name: str, values: Sequence[float]) -> Figure:
    """Return the median (of 1 or more), with a bootstrap interval."""
    times = np.asarray(values, dtype=np.float64)
    if len(times) == 1:
        only = float(times[0])
        return Figure(name=name, value=only, low=only, high=only, n=1)
    return _bootstrapped(name, (times,), np.median, len(times))


def share_of_most(name: str, groups: Sequence[Sequence[str]], most: int) -> Figure:
    """Return the share of all entries that the `most` commonest take, with a bootstrap interval.

    Args:
        name: of the figure.
        groups: entries that are drawn together; 1 or more entries in all.
        most: how many of the commonest.
    """
    place = {one: at for at, one in enumerate(dict.fromkeys(chain.from_iterable(groups)))}
    counts = np.zeros((len(groups), len(place)))
    for row, group in enumerate(groups):
        for one in group:
            counts[row, place[one]] += 1
    value = float(np.sort(counts.sum(axis=0))[-most:].sum() / counts.sum())
    even = np.full(len(groups), 1 / len(groups))
    draws = np.random.default_rng(_SEED).multinomial(len(groups), even, _RESAMPLES) @ counts
    totals = np.maximum(draws.sum(axis=1), 1)
    low, high = np.quantile(np.sort(draws, axis=1)[:, -most:].sum(axis=1) / totals, _TAILS)
    return Figure(name=name, value=value, low=float(low), high=float(high), n=len(groups))


def separation(can: Sequence[float], cannot: Sequence[float]) -> tuple[Figure, ...]:
    """Return how well scores tell what can be answered (1 or more) from what cannot (same).

    The area under the curve of true and false answers, and the share that is answered while one
    in twenty of the others is too.
    """
    samples = np.asarray(can, dtype=np.float64), np.asarray(cannot, dtype=np.float64)
    n = len(can) + len(cannot)
    return (
        _bootstrapped("abstention_auroc", samples, _area, n),
        _bootstrapped("answered_at_5pct_false", samples, _answered, n),
    )


def mcnemar(better: int, worse: int) -> float:
    """Return the exact p of so uneven a change, were each as likely to be for the worse."""
    if not better + worse:
        return 1.0
    return float(binomtest(better, better + worse, 0.5).pvalue)


def mean_difference(before: Sequence[float], now: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the mean difference of pairs (2 or more), by bootstrap."""
    differences = np.asarray(now, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    found = _bootstrapped("difference", (differences,), np.mean, len(differences))
    return found.low, found.high


def _bootstrapped(
    name: str, samples: tuple[Array, ...], statistic: Callable[..., Any], n: int
) -> Figure:
    value = float(statistic(*samples, axis=-1))
    if min(map(len, samples)) == 1:  # nothing can be said of how much a single score varies
        return Figure(name=name, value=value, low=0.0, high=1.0, n=n)
    resampled = bootstrap(
        samples,
        statistic,
        n_resamples=_RESAMPLES,
        batch=100,
        vectorized=True,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    )
    low, high = resampled.confidence_interval
    return Figure(name=name, value=value, low=float(low), high=float(high), n=n)


def _area(can: Array, cannot: Array, axis: int = -1) -> Array:
    """Area under the ROC curve by ranks (Mann and Whitney 1947), along the last axis."""
    ranks = rankdata(np.concatenate([can, cannot], axis=axis), axis=axis)
    positive, negative = can.shape[axis], cannot.shape[axis]
    least = positive * (positive + 1) / 2
    sums: Array = ranks[..., :positive].sum(axis=axis)
    area: Array = (sums - least) / (positive * negative)
    return area


def _answered(can: Array, cannot: Array, axis: int = -1) -> Array:
    """Share of `can` above the score that a twentieth of `cannot` is above."""
    allowed = int(FALSE_ANSWERS * cannot.shape[axis])
    bar = -np.sort(-cannot, axis=axis)[..., allowed, None]
    shares: Array = (can > bar).mean(axis=axis)
    return shares
