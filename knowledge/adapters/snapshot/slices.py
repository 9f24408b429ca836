"""Small access scopes (`channel:…`, `owner:…`): exact, a slice a scope, no shared statistics."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.adapters.snapshot.dense import Ids
from knowledge.ports import Vectors

_NAMES = ("ids", "vectors", "term_start", "term", "count")
_SCOPES = "slices.json"


def term_number(term: str) -> int:
    """Return a 63-bit number for a term: the terms themselves are not written down."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) >> 1


def write_slices(
    folder: Path, entries: Sequence[tuple[int, str, list[str]]], vectors: Vectors
) -> None:
    """Write the slices.

    Args:
        folder: where the arrays go.
        entries: (passage id, access scope, terms), n of them.
        vectors: shape `(n, dimension)`.
    """
    order = sorted(range(len(entries)), key=lambda row: (entries[row][1], entries[row][0]))
    counts = [Counter(entries[row][2]) for row in order]
    starts = np.cumsum([0, *map(len, counts)], dtype=np.int64)
    arrays: dict[str, NDArray[Any]] = {
        "ids": np.array([entries[row][0] for row in order], np.int64),
        "vectors": vectors[order],
        "term_start": starts,
        "term": np.array([term_number(one) for each in counts for one in each], np.int64),
        "count": np.array([number for each in counts for number in each.values()], np.int32),
    }
    for name in _NAMES:
        np.save(folder / f"slices.{name}.npy", arrays[name])
    scopes = [entries[row][1] for row in order]
    rows = {one: [scopes.index(one), scopes.index(one) + scopes.count(one)] for one in set(scopes)}
    (folder / _SCOPES).write_text(json.dumps(rows, sort_keys=True), encoding="utf-8")


class Slices:
    """The opened slices."""

    def __init__(self, folder: Path) -> None:
        loaded = {name: np.load(folder / f"slices.{name}.npy", mmap_mode="r") for name in _NAMES}
        self._ids: Ids = loaded["ids"]
        self._vectors: Vectors = loaded["vectors"]
        self._starts: NDArray[np.int64] = loaded["term_start"]
        self._terms: NDArray[np.int64] = loaded["term"]
        self._counts: NDArray[np.int32] = loaded["count"]
        rows = json.loads((folder / _SCOPES).read_text(encoding="utf-8"))
        self._rows = {scope: range(first, last) for scope, (first, last) in rows.items()}
        self._place = {int(one): row for row, one in enumerate(self._ids)}

    def search(self, vector: Vectors, scopes: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Return up to k (id, cosine) of the scopes, best first."""
        rows = self._allowed(scopes)
        if not len(rows):
            return []
        cosines = self._vectors[rows] @ vector
        best = np.argsort(-cosines, kind="stable")[:k]
        return [(int(self._ids[rows[one]]), float(cosines[one])) for one in best]

    def matching(self, weights: Mapping[str, float], scopes: Iterable[str], k: int) -> list[int]:
        """Return the ids of up to k passages of the scopes that hold the weightiest terms."""
        numbers = {term_number(term): weight for term, weight in weights.items()}
        scored: list[tuple[float, int]] = []
        for scope in scopes:
            if scope in self._rows:
                scored.extend(self._scored(numbers, self._rows[scope]))
        return [passage_id for _score, passage_id in sorted(scored)[:k]]

    def vector(self, passage_id: int) -> Vectors | None:
        """Return the stored vector, or None when no slice holds the passage."""
        row = self._place.get(passage_id)
        return None if row is None else np.asarray(self._vectors[row])

    def _scored(self, numbers: Mapping[int, float], rows: range) -> Iterator[tuple[float, int]]:
        """Yield (negative score, id) of those rows of one scope that hold any of the terms."""
        starts = self._starts[rows.start : rows.stop + 1]
        terms = self._terms[starts[0] : starts[-1]]
        scores = np.zeros(len(rows))
        for number, weight in numbers.items():
            places = np.flatnonzero(terms == number) + starts[0]
            scores[np.searchsorted(starts, places, side="right") - 1] += weight
        for row in np.flatnonzero(scores):
            yield -float(scores[row]), int(self._ids[rows[row]])

    def _allowed(self, scopes: Iterable[str]) -> NDArray[np.int64]:
        ranges = [self._rows[scope] for scope in sorted(scopes) if scope in self._rows]
        return np.array([row for one in ranges for row in one], np.int64)
