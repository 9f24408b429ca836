"""From which scores a question counts as answered: chosen anew for every index."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log
from statistics import fmean, pstdev
from typing import Final

from knowledge.models.thresholds import Thresholds

FIXED: Final = Thresholds(
    answer=0.50, closest=0.42, sure=0.46, origin="fixed, from development questions"
)
PRIOR: Final = 240
"""Questions that the development questions' thresholds count for beside the index's own."""

_FEWEST = 5  # questions of each sort, below which an index says nothing of itself
_SURE = (0.25, 0.60)  # what an index's own questions may move the threshold to
_NEAR = (0.30, 0.60)
_LOWEST = 0.05  # share of the held questions that may lie below the closest passages
_SLACK = 0.05  # people ask less in a text's own words than the questions made of it
_EDGE = 0.001


@dataclass(frozen=True, slots=True)
class Scored:
    """One question, scored.

    Attributes:
        confidence: that the best sentences answer, 0..1.
        absolute: best absolute score, 0..1.
    """

    confidence: float
    absolute: float


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions to calibrate with.

    Attributes:
        held: asked where the answer is held.
        unheld: asked where it is not.
        asked_by_curators: how many of both are a person's own.
    """

    held: list[Scored] = field(default_factory=list)
    unheld: list[Scored] = field(default_factory=list)
    asked_by_curators: int = 0


def thresholds_from(sample: Sample) -> Thresholds:
    """Choose thresholds from scored questions; what is fixed counts as `PRIOR` questions more.

    The confidence is set where as many of the held questions are refused as of the others are
    answered, both taken as normally distributed in log-odds: a few outliers move it little.
    """
    count = min(len(sample.held), len(sample.unheld))
    if count < _FEWEST:
        return FIXED
    own = count / (count + PRIOR)
    sure = _even([one.confidence for one in sample.held], [one.confidence for one in sample.unheld])
    answer = _even([one.absolute for one in sample.held], [one.absolute for one in sample.unheld])
    lowest = sorted(one.absolute for one in sample.held)[int(_LOWEST * len(sample.held))] - _SLACK
    chosen = Thresholds(
        answer=_blended(answer, FIXED.answer, own, _NEAR),
        closest=_blended(lowest, FIXED.closest, own, (_NEAR[0], FIXED.answer)),
        sure=_blended(sure, FIXED.sure, own, _SURE),
        origin="",
    )
    # A passage that speaks of the subject is also near enough to be shown.
    closest = min(chosen.closest, chosen.answer)
    return chosen.model_copy(update={"closest": closest, "origin": _origin(sample, chosen.sure)})


def _even(held: Sequence[float], unheld: Sequence[float]) -> float:
    """Return where both sorts of questions are mistaken for the other equally often."""
    above, below = [_log_odds(one) for one in held], [_log_odds(one) for one in unheld]
    spread, other = pstdev(above) + _EDGE, pstdev(below) + _EDGE
    middle = (fmean(above) * other + fmean(below) * spread) / (spread + other)
    return 1 / (1 + exp(-middle))


def _blended(own: float, fixed: float, share: float, within: tuple[float, float]) -> float:
    low, high = within
    return round(min(high, max(low, share * own + (1 - share) * fixed)), 3)


def _log_odds(probability: float) -> float:
    kept = min(1 - _EDGE, max(_EDGE, probability))
    return log(kept / (1 - kept))


def _origin(sample: Sample, sure: float) -> str:
    answered = fmean(one.confidence >= sure for one in sample.held)
    wrongly = fmean(one.confidence >= sure for one in sample.unheld)
    own = f", {sample.asked_by_curators} of them asked by curators" * bool(sample.asked_by_curators)
    return (
        f"calibrated on {len(sample.held)} questions that this index answers and "
        f"{len(sample.unheld)} that it does not{own}, beside development questions that count as "
        f"{PRIOR} more; expected: {answered:.0%} of what it holds answered, and "
        f"{wrongly:.0%} of what it does not"
    )
