"""Does the index hold the answer? One of three states, by what speaks for the best sentences."""

from dataclasses import dataclass

from knowledge.answers.asked import Asked
from knowledge.answers.evidence import best_absolute, confidence, evidence_of
from knowledge.answers.extractive import PASSAGES
from knowledge.models.answers import AnswerState
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.terms import terms


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the question is answered.

    Attributes:
        score: how probably the best sentences answer, 0..1; it decides against the threshold
            `sure` of the index, among questions whose best absolute score reaches `closest`.
    """

    state: AnswerState
    score: float


def decide(asked: Asked) -> Decision:
    """Decide between `answer`, `closest` and `not_held`."""
    thresholds = asked.found.manifest.thresholds
    if not asked.ranked:
        return Decision(AnswerState.NOT_HELD, 0.0)
    score = confidence(evidence_of(asked.question, asked.query, asked.found, asked.ranked))
    if best_absolute(asked.found) < thresholds.closest:
        return Decision(AnswerState.NOT_HELD, score)
    if score < thresholds.sure or not _speaks_of_acronyms(asked.query, asked.found):
        return Decision(AnswerState.CLOSEST, score)
    return Decision(AnswerState.ANSWER, score)


def _speaks_of_acronyms(query: Query, found: Found) -> bool:
    """Tell whether the best passages name what an acronym in the question stands for.

    To an embedding, SSC and PSC are neighbours; to whoever asks, they are not.
    """
    held = frozenset(
        term for hit in found.hits[:PASSAGES] for term in terms(hit.stored.searched_text)
    )
    return all(query.holds(term, held) for term in query.acronyms)
