"""What speaks for the best sentences' answering a question, in a few numbers, and how far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import exp
from typing import Final

from knowledge.answers.extractive import Candidate, choose
from knowledge.models.answers import Hit
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.focus import Focus, Wanted, content_terms, focus_of, holds
from knowledge.text.terms import terms

CONSIDERED = 10  # hits among which the best absolute score is looked for
_SHARING = 8  # best sentences, among which those of the best passage may hold what is asked
_USUAL_LEAD = 0.22  # over the tenth hit, where there is no tenth hit
_MOST_LOST = 2.0
_UNHEARD_OF = "\0"  # no passage holds this term

# `python -m tests.quality.fit_decision` made these.
INTERCEPT: Final = -6.445
WEIGHTS: Final[Mapping[str, float]] = {
    "absolute": 6.215,
    "lead": 5.610,
    "coverage": 1.654,
    "unmet": -0.496,
    "unmet_nearby": -2.225,
    "judgement": 0.327,
    "lost_in_passage": -0.583,
    "lost_in_sentence": 0.314,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer and against it.

    Attributes:
        absolute: best absolute score among the hits, 0..1.
        lead: by how much it stands above the tenth hit's.
        coverage: share of the idf mass of the question's content that the best passage holds.
        unmet: 1 when the sentences to be shown name nothing of the kind that is asked for
            (a number, a date, a name …), else 0.
        unmet_nearby: 1 when the other good sentences of the best passage do not either.
        judgement: 1 for a question that is answered with yes or no.
        lost_in_passage: idf of the content that the best passage does not hold, in terms that
            no passage holds; at most 2.
        lost_in_sentence: likewise for the best sentence with what stands above it.
    """

    absolute: float
    lead: float
    coverage: float
    unmet: float
    unmet_nearby: float
    judgement: float
    lost_in_passage: float
    lost_in_sentence: float


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
    wanted = focus_of(question)
    best, shown = ranked[0], choose(list(ranked))
    beside = [one for one in ranked[:_SHARING] if one.hit.stored.id == best.hit.stored.id]
    lost = _Lost(query, found)
    passage, sentence = _passage_terms(best.hit), _sentence_terms(best)
    return Evidence(
        absolute=best_absolute(found),
        lead=_lead(found.hits),
        coverage=lost.coverage(passage),
        unmet=_unmet(wanted, shown),
        unmet_nearby=_unmet(wanted, beside),
        judgement=float(wanted.focus is Focus.JUDGEMENT),
        lost_in_passage=lost.mass(passage),
        lost_in_sentence=lost.mass(sentence),
    )


def confidence(evidence: Evidence) -> float:
    """Return how probably the best sentences answer, 0..1, by a logistic model."""
    values: dict[str, float] = asdict(evidence)
    total = INTERCEPT + sum(weight * values[name] for name, weight in WEIGHTS.items())
    return 1 / (1 + exp(-total))


class _Lost:
    """What of a question's content a text leaves out."""

    def __init__(self, query: Query, found: Found) -> None:
        self._holds: Callable[[str, frozenset[str]], bool] = query.holds
        self._idf = {term: found.idf[term] for term in content_terms(query.asked)}
        self._total = sum(self._idf.values())
        self._most = found.index.idf(_UNHEARD_OF)

    def coverage(self, present: frozenset[str]) -> float:
        return 1 - self._missed(present) / self._total if self._total else 0.0

    def mass(self, present: frozenset[str]) -> float:
        return min(_MOST_LOST, self._missed(present) / self._most)

    def _missed(self, present: frozenset[str]) -> float:
        return sum(idf for term, idf in self._idf.items() if not self._holds(term, present))


def _lead(hits: Sequence[Hit]) -> float:
    scores = [hit.absolute for hit in hits[:CONSIDERED]]
    return max(scores) - scores[-1] if len(scores) == CONSIDERED else _USUAL_LEAD


def _unmet(wanted: Wanted, sentences: Sequence[Candidate]) -> float:
    return float(not any(holds(wanted, one.text) for one in sentences))


def _passage_terms(hit: Hit) -> frozenset[str]:
    return frozenset(terms(f"{hit.stored.document.title} {hit.stored.passage.indexed_text}"))


def _sentence_terms(one: Candidate) -> frozenset[str]:
    stored = one.hit.stored
    above = " ".join([stored.document.title, *stored.passage.heading])
    return frozenset(terms(f"{above} {one.text}"))
