"""Sentence vectors as int8, memory-mapped, ordered by passage.

Symmetric scalar quantisation with one scale a row: the largest component becomes ±127.
"""

from pathlib import Path

import numpy as np

from knowledge.adapters.snapshot.dense import Ids
from knowledge.ports import Vectors

_FILES = ("sentences.i8.npy", "sentences.scale.npy", "sentences.start.npy", "passages.npy")


def write_sentences(folder: Path, ids: Ids, vectors: list[Vectors]) -> int:
    """Write the layer.

    Args:
        folder: where the arrays go.
        ids: shape `(n,)`, ascending.
        vectors: for each passage, shape `(its sentences, dimension)`.

    Returns:
        Number of sentences.
    """
    counts = [len(rows) for rows in vectors]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    rows = np.concatenate(vectors) if vectors else np.zeros((0, 1), np.float32)
    largest = np.maximum(np.abs(rows).max(axis=1, initial=0.0), 1e-12)
    quantised = np.rint(rows * (127 / largest)[:, None]).astype(np.int8)
    arrays = (quantised, (largest / 127).astype(np.float32), starts, ids)
    for name, array in zip(_FILES, arrays, strict=True):
        np.save(folder / name, array)
    return len(rows)


class SentenceLayer:
    """The opened layer."""

    def __init__(self, folder: Path) -> None:
        # As plain arrays over the mapped file: each slice of a memmap object costs 20 µs more.
        self._rows = np.asarray(np.load(folder / _FILES[0], mmap_mode="r"))
        self._scales = np.asarray(np.load(folder / _FILES[1], mmap_mode="r"))
        self._starts = np.load(folder / _FILES[2])
        self._ids = np.load(folder / _FILES[3])

    def vectors(self, passage_id: int) -> Vectors:
        """Return the passage's sentence vectors, shape `(n, dimension)`; n is 0 if unknown."""
        place = int(np.searchsorted(self._ids, passage_id))
        if place == len(self._ids) or self._ids[place] != passage_id:
            return np.zeros((0, self._rows.shape[1]), np.float32)
        rows = slice(self._starts[place], self._starts[place + 1])
        found: Vectors = self._rows[rows].astype(np.float32) * self._scales[rows][:, None]
        return found
