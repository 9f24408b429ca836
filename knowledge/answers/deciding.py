"""Does the index hold the answer? One of three states, by absolute scores and what is named."""

from dataclasses import dataclass

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import PASSAGES
from knowledge.models.answers import AnswerState
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.terms import terms

CONSIDERED = 10  # hits among which the best absolute score is looked for


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the question is answered, and the absolute score, 0..1, that decided."""

    state: AnswerState
    score: float


def decide(asked: Asked) -> Decision:
    """Decide between `answer`, `closest` and `not_held`."""
    thresholds = asked.found.manifest.thresholds
    score = best_absolute(asked.found)
    if not asked.ranked or score < thresholds.closest:
        return Decision(AnswerState.NOT_HELD, score)
    if score < thresholds.answer or not _speaks_of_acronyms(asked.query, asked.found):
        return Decision(AnswerState.CLOSEST, score)
    return Decision(AnswerState.ANSWER, score)


def best_absolute(found: Found) -> float:
    """Return the best absolute score among the hits, 0..1; 0 without hits."""
    scores = [hit.absolute for hit in found.hits[:CONSIDERED]]
    return min(1.0, max(0.0, *scores)) if scores else 0.0


def _speaks_of_acronyms(query: Query, found: Found) -> bool:
    """Tell whether the best passages name what an acronym in the question stands for.

    To an embedding, SSC and PSC are neighbours; to whoever asks, they are not.
    """
    held = frozenset(
        term for hit in found.hits[:PASSAGES] for term in terms(hit.stored.searched_text)
    )
    return all(query.holds(term, held) for term in query.acronyms)
