"""The words of `public` and `community` passages, and which of them mean nearly the same."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.models.snapshot import Vocabulary

_WORDS = "words.json"
_SLIPS = ((8, 2), (5, 1))  # letters from which so many slips are taken for slips
_ARRAYS = ("related.start.npy", "related.term.npy", "related.weight.npy")


def write_words(folder: Path, vocabulary: Vocabulary) -> None:
    """Write a vocabulary."""
    terms = list(vocabulary.spelt)
    place = {term: row for row, term in enumerate(terms)}
    related = [vocabulary.related.get(term, {}) for term in terms]
    arrays: tuple[NDArray[Any], ...] = (
        np.cumsum([0, *map(len, related)], dtype=np.int64),
        np.array([place[one] for each in related for one in each], np.int32),
        np.array([weight for each in related for weight in each.values()], np.float32),
    )
    for name, array in zip(_ARRAYS, arrays, strict=True):
        np.save(folder / name, array)
    (folder / _WORDS).write_text(json.dumps(dict(vocabulary.spelt)), encoding="utf-8")


class Words:
    """The opened vocabulary; empty in a snapshot that was written without one."""

    def __init__(self, folder: Path) -> None:
        spelt: dict[str, str] = {}
        if (folder / _WORDS).exists():
            spelt = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
            self._starts, self._others, self._weights = (np.load(folder / one) for one in _ARRAYS)
        self._terms = list(spelt)
        # Commonest first; a stem too, since only one spelling of it is kept.
        self._meant = {word: term for term, spelling in spelt.items() for word in (spelling, term)}
        self._place = {term: row for row, term in enumerate(self._terms)}

    def meant_by(self, word: str) -> str | None:
        """Return the term of the known word that a misspelt one resembles, or None."""
        slips = next((most for least, most in _SLIPS if len(word) >= least), 0)
        if not slips or not word.isalpha():
            return None
        found = process.extractOne(
            word, self._meant.keys(), scorer=OSA.distance, score_cutoff=slips
        )
        # Whoever mistypes begins with the right letter; another one makes another word.
        return self._meant[found[0]] if found and found[0][0] == word[0] else None

    def related(self, term: str) -> Mapping[str, float]:
        """Return other terms that mean nearly the same → how much they count, 0..1."""
        row = self._place.get(term)
        if row is None:
            return {}
        held = slice(self._starts[row], self._starts[row + 1])
        return {
            self._terms[other]: float(weight)
            for other, weight in zip(self._others[held], self._weights[held], strict=True)
        }
