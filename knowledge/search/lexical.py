"""What a passage's words say for it, with the community's term statistics."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.search.query import Query
from knowledge.search.recipe import Recipe
from knowledge.text.laid_out import LaidOut


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of one passage say.

    Attributes:
        bm25: 0 or more.
        coverage: share, 0..1, of the asked terms' idf mass that heading path and text hold; a
            spelt-out acronym counts too.
    """

    bm25: float
    coverage: float


class Lookout:
    """One question's terms, looked for in passage after passage.

    Args:
        query: what is looked for.
        idf: inverse document frequency of each of its terms.
        average_terms: mean number of terms of a passage, more than 0.
        recipe: gives BM25's k1 and b.
        related: asked term → other terms that stand for it, and how much one occurrence counts.
    """

    def __init__(
        self,
        query: Query,
        idf: Mapping[str, float],
        average_terms: float,
        recipe: Recipe,
        related: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        self._query = query
        self._idf = idf
        self._average = average_terms
        self._k1, self._b = recipe.k1, recipe.b
        self._wanted = {term: [(term, 1.0)] for term in query.weights}
        for term, others in (related or {}).items():
            for other, share in others.items():
                self._wanted.setdefault(other, []).append((term, share))
        self._mass = sum(idf[term] for term in query.asked)

    @property
    def highest(self) -> float:
        """What BM25 would be of a text that says the asked terms over and over; 0 or more."""
        return self._mass * (self._k1 + 1)

    def evidence(self, text: LaidOut) -> Evidence:
        """Look through one passage."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, term in enumerate(text.terms):
            if term in self._wanted:
                places[term].append(place)
        norm = self._k1 * (1 - self._b + self._b * len(text.terms) / self._average)
        return Evidence(bm25=self._bm25(places, norm), coverage=self._coverage(places, text))

    def _bm25(self, places: Mapping[str, list[int]], norm: float) -> float:
        counts: dict[str, float] = defaultdict(float)
        for found, where in places.items():
            for term, share in self._wanted[found]:
                counts[term] += share * len(where)
        return sum(
            self._query.weights[term] * self._idf[term] * self._saturated(count, norm)
            for term, count in counts.items()
        )

    def _saturated(self, count: float, norm: float) -> float:
        """Return what so many occurrences count (Robertson & Zaragoza 2009, eq. 3.15)."""
        return count * (self._k1 + 1) / (count + norm)

    def _coverage(self, places: Mapping[str, list[int]], text: LaidOut) -> float:
        if self._query.senses or not self._mass:
            return coverage(self._query, frozenset(text.body), self._idf)
        held = [
            self._idf[term]
            for term in self._query.asked
            if term in places and places[term][-1] >= text.title
        ]
        return sum(held) / self._mass


def coverage(
    query: Query,
    present: frozenset[str],
    idf: Mapping[str, float],
    related: Mapping[str, Mapping[str, float]] | None = None,
) -> float:
    """Return the share, 0..1, of the asked terms' idf mass that a text holds.

    Args:
        query: what is looked for.
        present: the text's terms.
        idf: inverse document frequency of each asked term.
        related: asked term → other terms, and how far one covers it; none by default.
    """
    total = sum(idf[term] for term in query.asked)
    if not total:
        return 0.0
    stand_in = related or {}
    held = 0.0
    for term in query.asked:
        if query.holds(term, present):
            held += idf[term]
        elif shares := [part for one, part in stand_in.get(term, {}).items() if one in present]:
            held += idf[term] * max(shares)
    return held / total
