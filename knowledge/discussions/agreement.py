"""How far people agree on what was said: votes of people, held to what so few votes can say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, fsum, log
from typing import Final, Protocol

CONFIDENCE: Final = 0.8
"""Of the interval whose lower end counts (z = 1.2816): one in ten such samples lies below it."""

FEWEST_VOTERS: Final = 5
BROAD: Final = 0.6
SPLIT: Final = 0.3
FEWEST_OF_KIND: Final = 3
FEWEST_KINDS: Final = 2


class Label(StrEnum):
    """What the votes come to."""

    BROAD = "broad agreement"
    CONTESTED = "contested"
    TOO_FEW = "not enough votes"


class Ballot(Protocol):
    """What one person votes on one thing: `Vote` is one."""

    @property
    def voter(self) -> str:
        """Who votes."""
        ...

    @property
    def value(self) -> int:
        """1 agrees, −1 disagrees, 0 is unsure."""
        ...

    @property
    def kind(self) -> str:
        """Key of the voter's kind of member, or empty where it was not declared."""
        ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes, counted; 0 or more each."""

    agree: int = 0
    disagree: int = 0
    unsure: int = 0

    @property
    def voters(self) -> int:
        """How many votes in all."""
        return self.agree + self.disagree + self.unsure

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.agree + other.agree, self.disagree + other.disagree, self.unsure + other.unsure
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """What people think of something.

    Attributes:
        score: 0 to 1, to order by; higher is more agreed on.
    """

    tally: Tally
    label: Label
    score: float


def agreement(ballots: Iterable[Ballot]) -> Agreement:
    """Count ballots on one or several things and say what they come to.

    Each person counts once: who voted on several things counts for the side they took more often,
    and as unsure where they took both alike.
    """
    sums, kinds = _people(ballots)
    groups: dict[str, list[int]] = defaultdict(list)
    for voter, value in sums.items():
        groups[kinds[voter]].append(value)
    by_kind = {kind: tally(values) for kind, values in groups.items() if kind}
    whole = tally(list(sums.values()))
    return Agreement(whole, label(whole), score(whole, by_kind))


def counted(whole: Tally) -> Agreement:
    """Say what votes come to of which nothing but the numbers is known."""
    return Agreement(whole, label(whole), score(whole, {}))


def tally(values: Sequence[int]) -> Tally:
    """Count values: above 0 agrees, below 0 disagrees, 0 is unsure."""
    return Tally(
        agree=sum(value > 0 for value in values),
        disagree=sum(value < 0 for value in values),
        unsure=sum(value == 0 for value in values),
    )


def label(whole: Tally) -> Label:
    """Name what the votes say; where dissent is broad, agreement is never called broad."""
    if whole.voters < FEWEST_VOTERS:
        return Label.TOO_FEW
    if min(whole.agree, whole.disagree) / whole.voters >= SPLIT:
        return Label.CONTESTED
    if lower_bound(whole.agree, whole.voters) >= BROAD:
        return Label.BROAD
    return Label.TOO_FEW


def lower_bound(count: int, of: int) -> float:
    """Return the lower end of a share's interval (Wilson 1927); 0 of nothing is 0."""
    from scipy.stats import binomtest

    return binomtest(count, of).proportion_ci(CONFIDENCE, method="wilson").low if of else 0.0


def score(whole: Tally, kinds: Mapping[str, Tally]) -> float:
    """Return how agreed on something is, from 0 to 1.

    With two or more kinds of member of three or more voters each, it is the geometric mean over
    these: what one kind alone likes is not agreed on.

    Args:
        whole: everybody's votes.
        kinds: votes by the key of a declared kind of member.
    """
    large = [one for _, one in sorted(kinds.items()) if one.voters >= FEWEST_OF_KIND]
    if len(large) < FEWEST_KINDS:
        return _score(whole)
    return exp(fsum(log(_score(one)) for one in large) / len(large))


def _score(one: Tally) -> float:
    """Smoothed share of those who agree, times that of those who do not disagree."""
    agrees = (one.agree + 0.5) / (one.voters + 1)
    disagrees = (one.disagree + 0.5) / (one.voters + 1)
    return agrees * (1 - disagrees)


def _people(ballots: Iterable[Ballot]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the sum of each voter's values, and each voter's kind."""
    sums: dict[str, int] = defaultdict(int)
    kinds: dict[str, str] = {}
    for one in sorted(ballots, key=lambda one: (one.voter, one.kind)):
        sums[one.voter] += one.value
        kinds[one.voter] = kinds.get(one.voter) or one.kind
    return dict(sums), kinds
