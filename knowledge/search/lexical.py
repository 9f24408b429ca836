"""BM25 and idf coverage of single passages, with the community's term statistics."""

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.search.query import Query

K1 = 0.9  # Lin et al. 2021 (Pyserini), defaults for passages
B = 0.4


def bm25(
    weights: Mapping[str, float],
    found: Sequence[str],
    idf: Mapping[str, float],
    average_terms: float,
) -> float:
    """Score one passage (Robertson & Zaragoza 2009, eq. 3.15).

    Args:
        weights: query term → weight.
        found: the passage's terms in order.
        idf: inverse document frequency of each query term.
        average_terms: mean number of terms of a passage, more than 0.
    """
    counts = Counter(found)
    norm = K1 * (1 - B + B * len(found) / average_terms)
    return sum(
        weight * idf[term] * counts[term] * (K1 + 1) / (counts[term] + norm)
        for term, weight in weights.items()
        if counts[term]
    )


def coverage(query: Query, present: frozenset[str], idf: Mapping[str, float]) -> float:
    """Return the share, 0..1, of the asked terms' idf mass that a text holds."""
    total = sum(idf[term] for term in query.asked)
    if not total:
        return 0.0
    return sum(idf[term] for term in query.asked if query.holds(term, present)) / total
