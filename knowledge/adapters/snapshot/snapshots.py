"""Publish and open snapshots."""

import threading
from collections.abc import Callable, Iterable, Mapping
from math import log1p
from pathlib import Path

import numpy as np

from knowledge.adapters.snapshot.dense import SHARED_SCOPES, DenseShard, write_shards
from knowledge.adapters.snapshot.layout import (
    FORMAT,
    current_folder,
    drop_others,
    make_current,
    new_snapshot,
    read_manifest,
)
from knowledge.adapters.snapshot.lexical import LexicalIndex, write_lexical
from knowledge.adapters.snapshot.sentences import SentenceLayer, write_sentences
from knowledge.adapters.snapshot.slices import Slices, write_slices
from knowledge.adapters.snapshot.words import Words, write_words
from knowledge.errors import KnowledgeError, ModelMismatchError
from knowledge.models.snapshot import NO_WORDS, Manifest, SnapshotEntry, Vocabulary
from knowledge.models.thresholds import Thresholds
from knowledge.ports import SearchIndex, Vectors

_LEXICAL = "lexical"


class Snapshot:
    """An opened snapshot.

    Args:
        folder: where its files lie.
        manifest: of one that has not been sealed yet; None reads it from the folder.
    """

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        self.manifest = manifest or read_manifest(folder)
        paths = {scope: folder / f"{scope}.faiss" for scope in SHARED_SCOPES}
        self._shards = {scope: DenseShard(path) for scope, path in paths.items() if path.exists()}
        self._slices = Slices(folder)
        self._lexical = LexicalIndex(folder / _LEXICAL)
        self._sentences = SentenceLayer(folder)
        self._words = Words(folder)

    def nearest(self, vector: Vectors, scopes: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Return up to k (passage id, cosine), best first."""
        allowed = frozenset(scopes)
        found = [*self._slices.search(vector, allowed, k)]
        for scope, shard in self._shards.items():
            if scope in allowed:
                found.extend(shard.search(vector, k))
        return sorted(found, key=lambda one: (-one[1], one[0]))[:k]

    def matching(self, weights: Mapping[str, float], scopes: Iterable[str], k: int) -> list[int]:
        """Return up to k passage ids of the shared scopes, and up to k of the small ones."""
        allowed = frozenset(scopes)
        shared = self._lexical.search(weights, allowed & frozenset(SHARED_SCOPES), k)
        weighted = {term: weight * self.idf(term) for term, weight in weights.items()}
        return shared + self._slices.matching(weighted, allowed, k)

    def idf(self, term: str) -> float:
        """Return ln(1 + (N − df + ½) / (df + ½)) (Robertson & Spärck Jones, as in Lucene)."""
        frequency = self._lexical.document_frequency(term)
        return log1p((self._lexical.size - frequency + 0.5) / (frequency + 0.5))

    def meant_by(self, term: str, word: str) -> str | None:
        """Return the known term that an unknown, misspelt one stands for, or None."""
        return None if self._lexical.document_frequency(term) else self._words.meant_by(word)

    def related(self, term: str) -> Mapping[str, float]:
        """Return other terms that mean nearly the same → how much they count."""
        return self._words.related(term)

    def vector(self, passage_id: int) -> Vectors | None:
        """Return a passage's vector, or None when it is not held."""
        for shard in self._shards.values():
            found = shard.vector(passage_id)
            if found is not None:
                return found
        return self._slices.vector(passage_id)

    def sentence_vectors(self, passage_id: int) -> Vectors:
        """Return its sentences' vectors, in order."""
        return self._sentences.vectors(passage_id)


class SnapshotFolder:
    """Snapshots under one home; each query sees the newest without a restart."""

    def __init__(self, home: Path, fingerprint: str) -> None:
        self._home = home
        self._fingerprint = fingerprint
        self._lock = threading.Lock()
        self._opened: tuple[Path, Snapshot] | None = None

    def open(self) -> Snapshot:
        """Open the current snapshot; see the port for the errors."""
        with self._lock:
            while True:
                folder = current_folder(self._home)
                try:
                    return self._open(folder)
                except (KnowledgeError, OSError, RuntimeError, ValueError):
                    # It may have been replaced and deleted while its files were being opened.
                    if current_folder(self._home) == folder:
                        raise

    def publish(
        self,
        manifest: Manifest,
        entries: Iterable[SnapshotEntry],
        vocabulary: Vocabulary = NO_WORDS,
        thresholds_of: Callable[[SearchIndex], Thresholds] | None = None,
    ) -> Manifest:
        """Write a snapshot and make it the current one."""
        with new_snapshot(self._home) as folder:
            complete = _write(folder, manifest, list(entries))
            write_words(folder, vocabulary)
            if thresholds_of is not None:
                chosen = thresholds_of(Snapshot(folder, complete))
                complete = complete.model_copy(update={"thresholds": chosen})
            return make_current(self._home, folder, complete)

    def drop_others(self) -> None:
        """Delete every snapshot but the current one."""
        drop_others(self._home)

    def _open(self, folder: Path) -> Snapshot:
        if self._opened is None or self._opened[0] != folder:
            self._opened = (folder, self._checked(Snapshot(folder)))
        return self._opened[1]

    def _checked(self, snapshot: Snapshot) -> Snapshot:
        built_with = snapshot.manifest.fingerprint
        if built_with != self._fingerprint:
            raise ModelMismatchError(
                f"The index was built with another model ({snapshot.manifest.model})",
                "Set KNOWLEDGE_MODEL back, or run python -m indexer build with the new model",
            )
        return snapshot


def _write(folder: Path, manifest: Manifest, entries: list[SnapshotEntry]) -> Manifest:
    ids = np.array([one.id for one in entries], np.int64)
    vectors = np.array([one.vector for one in entries], np.float32)
    vectors = vectors.reshape(len(entries), manifest.dimension)
    shared = [row for row, one in enumerate(entries) if one.scope in SHARED_SCOPES]
    small = [row for row, one in enumerate(entries) if one.scope not in SHARED_SCOPES]
    as_terms = [(one.id, one.scope, one.terms) for one in entries]
    write_shards(folder, ids, vectors, [one.scope for one in entries])
    write_slices(folder, [as_terms[row] for row in small], vectors[small])
    write_lexical(folder / _LEXICAL, [as_terms[row] for row in shared])
    sentences = write_sentences(folder, ids, [one.sentences for one in entries])
    lengths = [len(entries[row].terms) for row in shared]
    return manifest.model_copy(
        update={
            "format": FORMAT,
            "passages": len(entries),
            "open_passages": len(shared),
            "sentences": sentences,
            "average_terms": float(np.mean(lengths)) if lengths else 1.0,
        }
    )
