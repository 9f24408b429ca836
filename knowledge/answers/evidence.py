"""What speaks for the best sentences' answering a question, in a few numbers, and how far."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import exp
from typing import Final

import numpy as np

from knowledge.answers.extractive import Candidate
from knowledge.models.answers import Hit
from knowledge.ports import Vectors
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.focus import Focus, content_terms, focus_of, holds
from knowledge.text.terms import terms

CONSIDERED = 10  # hits among which the best absolute score is looked for
_SHARING = 8  # best sentences, among which those of the best passage may hold what is asked
_USUAL_LEAD = 0.22  # over the tenth hit, where there is no tenth hit
_USUAL_OWN = 0.6  # where the question names nothing that the headings do not say
_USUAL_BEYOND = 0.3  # where no sentence can stand out, since there is one alone
_TINY = 1e-9

# `python -m tests.quality.fit_decision` made these.
INTERCEPT: Final = -6.822
WEIGHTS: Final[Mapping[str, float]] = {
    "absolute": 8.408,
    "lead": 3.945,
    "own": 1.206,
    "beyond": 0.826,
    "unmet": -1.640,
    "number": -1.144,
    "person": -0.928,
    "name": -1.495,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer and against it.

    Attributes:
        absolute: best absolute score among the hits, 0..1.
        lead: by how much it stands above the tenth hit's.
        own: of what the question asks beyond the best passage's title and headings, the share of
            the idf mass that its text holds; related words count in part.
        beyond: how near a sentence comes to the question when what question and sentence have in
            common with the best passage as a whole is taken out of both, -1..1.
        unmet: 1 when the best passage's good sentences name nothing of the kind that is asked
            for (a number, a date, a name …), else 0.
        number: 1 for a question that asks how many or how much, else 0.
        person: 1 for one that asks who; a text says less often who than what.
        name: 1 for one that asks which company, force, product …
    """

    absolute: float
    lead: float
    own: float
    beyond: float
    unmet: float
    number: float
    person: float
    name: float


def best_absolute(found: Found) -> float:
    """Return the best absolute score among the hits, 0..1; 0 without hits."""
    scores = [hit.absolute for hit in found.hits[:CONSIDERED]]
    return min(1.0, max(0.0, *scores)) if scores else 0.0


def evidence_of(question: str, query: Query, found: Found, ranked: Sequence[Candidate]) -> Evidence:
    """Weigh the best sentences of a search.

    Args:
        question: as the person wrote it.
        query: how it was understood.
        found: at least one hit.
        ranked: at least one sentence, best first.
    """
    wanted, best = focus_of(question), ranked[0].hit
    beside = [one.text for one in ranked[:_SHARING] if one.hit.stored.id == best.stored.id]
    return Evidence(
        absolute=best_absolute(found),
        lead=_lead(found.hits),
        own=_own(query, found, best),
        beyond=_beyond(found, ranked),
        unmet=float(not any(holds(wanted, one) for one in beside)),
        number=float(wanted.focus is Focus.NUMBER),
        person=float(wanted.focus is Focus.PERSON),
        name=float(wanted.focus is Focus.NAME),
    )


def confidence(evidence: Evidence) -> float:
    """Return how probably the best sentences answer, 0..1, by a logistic model."""
    values: dict[str, float] = asdict(evidence)
    total = INTERCEPT + sum(weight * values[name] for name, weight in WEIGHTS.items())
    return 1 / (1 + exp(-total))


def _lead(hits: Sequence[Hit]) -> float:
    scores = [hit.absolute for hit in hits[:CONSIDERED]]
    return max(scores) - scores[-1] if len(scores) == CONSIDERED else _USUAL_LEAD


def _own(query: Query, found: Found, best: Hit) -> float:
    passage = best.stored.passage
    above = frozenset(terms(" ".join([best.stored.document.title, *passage.heading])))
    text = frozenset(terms(passage.text))
    own = {
        term: found.idf[term] for term in content_terms(query.asked) if not query.holds(term, above)
    }
    total = sum(own.values())
    if not total:
        return _USUAL_OWN
    return sum(idf * _held(term, text, query, found) for term, idf in own.items()) / total


def _held(term: str, text: frozenset[str], query: Query, found: Found) -> float:
    if query.holds(term, text):
        return 1.0
    return max(
        (part for one, part in found.related.get(term, {}).items() if one in text), default=0
    )


def _beyond(found: Found, ranked: Sequence[Candidate]) -> float:
    name = ranked[0].hit.stored.document.id
    layer = [one.vector for one in ranked if one.hit.stored.document.id == name]
    passage = found.index.vector(ranked[0].hit.stored.id)
    if len(layer) == 1 or passage is None:
        return _USUAL_BEYOND
    about = passage / (np.linalg.norm(passage) + _TINY)
    question = _without(about, found.vector[np.newaxis, :])[0]
    return float((_without(about, np.stack(layer)) @ question).max())


def _without(direction: Vectors, rows: Vectors) -> Vectors:
    """Take a direction out of vectors and make them unit vectors again."""
    left = rows - np.outer(rows @ direction, direction)
    unit: Vectors = left / (np.linalg.norm(left, axis=1, keepdims=True) + _TINY)
    return unit
