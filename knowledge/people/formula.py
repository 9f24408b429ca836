"""How much each sort of evidence counts, how it ages, and what else moves a person's place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from knowledge.models.experts import Dial, EvidenceKind

_YEAR: Final = 365.25
_OLDEST: Final = 64  # halvings, after which nothing gets less: a vote of 0 has no logarithm

WEIGHTS: Final[Mapping[EvidenceKind, float]] = MappingProxyType(
    {
        EvidenceKind.WORK: 1.0,
        EvidenceKind.DOCUMENT: 1.0,
        EvidenceKind.ANSWER: 1.0,
        EvidenceKind.PROFILE: 0.9,
        EvidenceKind.DISCUSSION: 0.8,
        EvidenceKind.CONTRIBUTION: 0.8,
        EvidenceKind.TOPIC: 0.6,
        EvidenceKind.QUESTION: 0.2,
    }
)
HALF_LIVES: Final[Mapping[EvidenceKind, float]] = MappingProxyType(
    {
        EvidenceKind.WORK: 5 * _YEAR,
        EvidenceKind.DOCUMENT: 3 * _YEAR,
        EvidenceKind.ANSWER: _YEAR,
        EvidenceKind.DISCUSSION: _YEAR,
        EvidenceKind.CONTRIBUTION: _YEAR,
        EvidenceKind.QUESTION: _YEAR,
    }
)
DIALS: Final[Mapping[Dial, float]] = MappingProxyType({Dial.DEEP: 0.0, Dial.SOON: 1.0})
"""What an asker looks for → how much recent activity counts."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Numbers of the ranking.

    Attributes:
        pool: passages that are looked at, of the nearest and of the best worded ones each.
        cosine, bm25: how much more a passage counts, as a power of e, that is nearer to the
            question or says more of its words. Neither is scaled to what else was found: nobody's
            place moves with the range of other people's texts.
        votes: passages of one person that count.
        decay: what each further one of them counts, against the one before.
        weights: kind of evidence → what it counts.
        half_lives: kind of evidence → days until it counts half; a kind that is missing never ages.
        thanked: what evidence counts for which the asker said thanks, against other.
        active_days: days until a contribution counts half as activity.
        active: what activity counts at most; half of it at one contribution of today.
        load: how much recent asks weigh against somebody.
        newcomer: head start of somebody who was asked fewer than `new_below` times.
        same_kind, same_organisation: what it costs to resemble somebody who is suggested already.
    """

    pool: int = 200
    cosine: float = 4.0
    bm25: float = 6.0
    votes: int = 10
    decay: float = 0.9
    weights: Mapping[EvidenceKind, float] = field(default_factory=lambda: WEIGHTS)
    half_lives: Mapping[EvidenceKind, float] = field(default_factory=lambda: HALF_LIVES)
    thanked: float = 1.2
    active_days: float = 14.0
    active: float = 2.0
    load: float = 0.35
    newcomer: float = 0.3
    new_below: int = 2
    same_kind: float = 0.3
    same_organisation: float = 0.3

    def trust(self, kind: EvidenceKind, age_days: float | None, *, thanked: bool = False) -> float:
        """Return what evidence counts apart from the question, above 0.

        Args:
            kind: of evidence.
            age_days: or None where no date is known; that counts as one half-life.
            thanked: whether the one who asked said thanks for it.
        """
        weight = self.weights[kind] * (self.thanked if thanked else 1.0)
        half_life = self.half_lives.get(kind)
        if half_life is None:
            return weight
        halvings = 1.0 if age_days is None else age_days / half_life
        return float(weight * 2.0 ** -min(max(0.0, halvings), _OLDEST))


DEFAULT: Final = Formula()
