"""Evidence to people in order: passages vote for those whose words they are.

Rank-weighted votes over passages (Macdonald & Ounis 2006), with who may reply beside who knows.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.models.experts import EvidenceKind
from knowledge.people.formula import DEFAULT, Formula

Signal = NDArray[np.float64]

_SAME = 9  # digits up to which two scores are the same


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A passage that speaks for people.

    Attributes:
        key: tells rows apart, and decides between equals.
        document: id of the document that it is part of.
        members: ids of those whom it speaks for, each with equal credit.
        cosine: to the question, raw.
        bm25: as a share of what the question's own words could reach, 0 or more.
        age_days: of what it says, or None where no date is known.
        thanked: whether the one who asked said thanks for it.
    """

    key: str
    document: str
    members: tuple[str, ...]
    kind: EvidenceKind
    cosine: float
    bm25: float
    age_days: float | None = None
    thanked: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be suggested to this asker, apart from the question.

    Attributes:
        kind: key of a member kind, or empty.
        organisation: or empty.
        activity: as `activity` returns it.
        recent_asks: asks for an introduction within 14 days.
        asks: all asks for an introduction, ever.
    """

    kind: str = ""
    organisation: str = ""
    activity: float = 0.0
    recent_asks: int = 0
    asks: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody who suits a question.

    Attributes:
        score: has a meaning only among the people of one question.
        cosine: of the nearest passage, raw.
        rows: the passages that speak for them most, best first, no two of one document.
    """

    member: str
    score: float
    cosine: float
    rows: tuple[EvidenceRow, ...]


def activity(ages: Iterable[float], formula: Formula = DEFAULT) -> float:
    """Return how active somebody was of late.

    Args:
        ages: days since each of their replies and contributions that the audience may read.
        formula: gives the half-life.
    """
    parts = (2.0 ** (-max(0.0, age) / formula.active_days) for age in sorted(ages))
    return float(sum(parts))


def pooled(
    keys: Sequence[str], cosines: Signal, bm25: Signal, most: int = DEFAULT.pool
) -> NDArray[np.int64]:
    """Return the rows, ascending, that are among the `most` nearest or the `most` best worded.

    Args:
        keys: decide between equals.
        cosines: shape `(rows,)`.
        bm25: shape `(rows,)`; rows of 0 are never among the best worded.
        most: of each sort.
    """
    by_key = np.argsort(np.array(keys, dtype=np.str_), kind="stable")
    near = by_key[np.argsort(-cosines[by_key], kind="stable")][:most]
    worded = by_key[np.argsort(-bm25[by_key], kind="stable")][:most]
    return np.union1d(near, worded[bm25[worded] > 0])


def rank(
    rows: Iterable[EvidenceRow],
    people: Mapping[str, Candidate],
    dial: float,
    threshold: float,
    formula: Formula = DEFAULT,
) -> tuple[Ranked, ...]:
    """Order people by what speaks for them, best first.

    Args:
        rows: evidence that asker and audience may read: all of it, or at least `pooled` of it.
        people: member id → facts, of those who may be suggested; nobody else's rows count.
        dial: how much recent activity counts, 0 for depth alone.
        threshold: whose nearest passage has a lower cosine is left out.
        formula: weights and half-lives.
    """
    pool = _pool(rows, people, formula)
    found = []
    for member, spoken in _votes(pool, people, formula).items():
        nearest = max(one.cosine for one, _vote in spoken)
        if nearest >= threshold:
            best = _best_of_each_document(spoken)
            score = _score(best, people[member], dial, formula)
            shown = tuple(one for one, _vote in best[: formula.votes])
            found.append(Ranked(member, round(score, _SAME), nearest, shown))
    return tuple(sorted(found, key=lambda one: (-one.score, one.member)))


def choose(
    ranked: Sequence[Ranked],
    people: Mapping[str, Candidate],
    most: int = 3,
    formula: Formula = DEFAULT,
) -> tuple[Ranked, ...]:
    """Pick people one by one, each the best with those before in mind, so that kinds mix.

    Args:
        ranked: best first.
        people: member id → facts, of at least those who are ranked.
        most: how many.
        formula: gives what the same kind and the same organisation cost.
    """
    left, chosen = list(ranked), list[Ranked]()
    while left and len(chosen) < most:
        picked = [people[one.member] for one in chosen]
        best = max(left, key=lambda one: one.score - _sameness(people[one.member], picked, formula))
        left.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _pool(
    rows: Iterable[EvidenceRow], people: Mapping[str, Candidate], formula: Formula
) -> list[EvidenceRow]:
    counted = sorted(
        (one for one in rows if any(member in people for member in one.members)),
        key=lambda one: one.key,
    )
    cosines = np.array([one.cosine for one in counted], np.float64)
    bm25 = np.array([one.bm25 for one in counted], np.float64)
    kept = pooled([one.key for one in counted], cosines, bm25, formula.pool)
    return [counted[row] for row in kept]


def _votes(
    pool: Sequence[EvidenceRow], people: Mapping[str, Candidate], formula: Formula
) -> dict[str, list[tuple[EvidenceRow, float]]]:
    """Return member → their passages with what each counts, best first."""
    found: dict[str, list[tuple[EvidenceRow, float]]] = defaultdict(list)
    for one in pool:
        trust = formula.trust(one.kind, one.age_days, thanked=one.thanked)
        vote = trust * math.exp(formula.cosine * one.cosine + formula.bm25 * one.bm25)
        for member in dict.fromkeys(one.members):
            if member in people:
                found[member].append((one, vote))
    for spoken in found.values():
        spoken.sort(key=lambda pair: (-round(pair[1], _SAME), pair[0].key))
    return found


def _best_of_each_document(
    spoken: Sequence[tuple[EvidenceRow, float]],
) -> list[tuple[EvidenceRow, float]]:
    best: dict[str, tuple[EvidenceRow, float]] = {}
    for one, vote in spoken:
        best.setdefault(one.document, (one, vote))
    return list(best.values())


def _score(
    best: Sequence[tuple[EvidenceRow, float]], person: Candidate, dial: float, formula: Formula
) -> float:
    votes = (vote * formula.decay**place for place, (_, vote) in enumerate(best[: formula.votes]))
    active = formula.active * person.activity / (1 + person.activity)
    score = math.log(sum(votes)) + dial * active
    score -= formula.load * math.log1p(person.recent_asks)
    return score + formula.newcomer * (person.asks < formula.new_below)


def _sameness(one: Candidate, picked: Sequence[Candidate], formula: Formula) -> float:
    same_kind = any(one.kind and one.kind == other.kind for other in picked)
    same_place = any(
        one.organisation and one.organisation == other.organisation for other in picked
    )
    return formula.same_kind * same_kind + formula.same_organisation * same_place
