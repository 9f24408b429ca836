"""The words of what everybody may read, and which of them mean nearly the same.

A question about “aerofoils” then finds a passage about wings. Private text has no part in it: who
may not read a passage must not learn a word of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.documents import StoredPassage
from knowledge.models.snapshot import Vocabulary
from knowledge.ports import Vectors
from knowledge.text.terms import STOP_WORDS, stems, words

MOST_WORDS = 30_000  # comparing each with each then takes some ten seconds
_FEWEST = 2  # passages; a word of one alone is mostly a name or a slip

# Chosen on sentences taken out of abstracts; any cosine of .65 to .75 gains on every set.
NEAR = 0.7
MOST_RELATED = 5

_ROWS = 1024  # compared at once


class WordCounts:
    """In how many passages each word stands."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, one: StoredPassage) -> None:
        """Count the words of a passage, unless its scope is a small one."""
        if one.document.scope in {PUBLIC, COMMUNITY}:
            self._counts.update(set(words(one.searched_text)))

    def common(self) -> dict[str, str]:
        """Return term → its commonest spelling, for the commonest terms."""
        ordered = sorted(self._counts.items(), key=lambda one: (-one[1], one[0]))
        plain = [(word, count) for word, count in ordered if word not in STOP_WORDS]
        totals: Counter[str] = Counter()
        spelt: dict[str, str] = {}
        for term, (word, count) in zip(stems(word for word, _ in plain), plain, strict=True):
            totals[term] += count
            spelt.setdefault(term, word)
        held = [term for term in spelt if totals[term] >= _FEWEST]
        held.sort(key=lambda term: (-totals[term], term))
        return {term: spelt[term] for term in held[:MOST_WORDS]}


def vocabulary(spelt: Mapping[str, str], vectors: Vectors) -> Vocabulary:
    """Find out which words mean nearly the same.

    Args:
        spelt: term → word, n of them.
        vectors: of the words, shape `(n, dimension)`, unit rows.
    """
    terms = list(spelt)
    related = {
        terms[row]: {terms[one]: weight for one, weight in others}
        for row, others in _related(vectors)
    }
    return Vocabulary(spelt=dict(spelt), related=related)


def _related(vectors: Vectors) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Yield (row, its nearest others with the square of their cosine) where there are any."""
    for start in range(0, len(vectors), _ROWS):
        cosines = vectors[start : start + _ROWS] @ vectors.T
        for offset, of_row in enumerate(cosines):
            of_row[start + offset] = 0
            near = np.flatnonzero(of_row >= NEAR)
            best = near[np.argsort(-of_row[near], kind="stable")][:MOST_RELATED]
            if len(best):
                yield start + offset, [(int(one), float(of_row[one]) ** 2) for one in best]
