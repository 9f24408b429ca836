"""Does the index hold the answer? One of three states, by what speaks for the best sentences."""

from dataclasses import dataclass

from knowledge.answers.asked import Asked
from knowledge.answers.evidence import CONSIDERED, best_absolute, confidence, evidence_of
from knowledge.answers.extractive import PASSAGES
from knowledge.models.answers import AnswerState
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.terms import terms

__all__ = ["CONSIDERED", "Decision", "best_absolute", "decide"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the question is answered.

    Attributes:
        score: how probably the best sentences answer, 0..1; it decides against the threshold
            `sure` of the index.
        absolute: best absolute score, 0..1.
    """

    state: AnswerState
    score: float
    absolute: float = 0.0


def decide(asked: Asked) -> Decision:
    """Decide between `answer`, `closest` and `not_held`."""
    thresholds = asked.found.manifest.thresholds
    absolute = best_absolute(asked.found)
    if not asked.ranked:
        return Decision(AnswerState.NOT_HELD, 0.0, absolute)
    score = confidence(evidence_of(asked.question, asked.query, asked.found, asked.ranked))
    if absolute < thresholds.closest:
        return Decision(AnswerState.NOT_HELD, min(score, thresholds.sure), absolute)
    if score < thresholds.sure or not _speaks_of_acronyms(asked.query, asked.found):
        return Decision(AnswerState.CLOSEST, score, absolute)
    return Decision(AnswerState.ANSWER, score, absolute)


def _speaks_of_acronyms(query: Query, found: Found) -> bool:
    """Tell whether the best passages name what an acronym in the question stands for.

    To an embedding, SSC and PSC are neighbours; to whoever asks, they are not.
    """
    held = frozenset(
        term for hit in found.hits[:PASSAGES] for term in terms(hit.stored.searched_text)
    )
    return all(query.holds(term, held) for term in query.acronyms)
