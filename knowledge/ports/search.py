"""Snapshots, published and opened."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from knowledge.models.snapshot import NO_WORDS, Manifest, SnapshotEntry, Vocabulary
from knowledge.models.thresholds import Thresholds
from knowledge.ports.embedding import Vectors


class SearchIndex(Protocol):
    """An opened snapshot: ids, vectors and terms; immutable, safe to read from many threads.

    `scopes` are the access scopes that may be looked at; no method looks at another passage.
    """

    @property
    def manifest(self) -> Manifest:
        """The snapshot's identity."""
        ...

    def nearest(self, vector: Vectors, scopes: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Return up to k (passage id, cosine), best first."""
        ...

    def matching(self, weights: Mapping[str, float], scopes: Iterable[str], k: int) -> list[int]:
        """Return up to k passage ids whose terms match best, weighing each term as told."""
        ...

    def idf(self, term: str) -> float:
        """Return the term's BM25 idf over `public` and `community` passages; more than 0."""
        ...

    def meant_by(self, term: str, word: str) -> str | None:
        """Return the term of `public` and `community` passages that a misspelt word stands for.

        Args:
            term: the word's.
            word: as it was written, in lower case.

        Returns:
            None when the term is known to those passages, or resembles none of theirs.
        """
        ...

    def related(self, term: str) -> Mapping[str, float]:
        """Return other terms that mean nearly the same → how much they count, 0..1.

        Only terms of `public` and `community` passages are known.
        """
        ...

    def vector(self, passage_id: int) -> Vectors | None:
        """Return a passage's vector, shape `(dimension,)`, or None when it is not held."""
        ...

    def sentence_vectors(self, passage_id: int) -> Vectors:
        """Return its sentences' vectors, shape `(n, dimension)`, in order; n may be 0."""
        ...


class Snapshots(Protocol):
    """Where snapshots are published and opened."""

    def open(self) -> SearchIndex:
        """Open the current snapshot; the same one again costs a look at the pointer.

        Raises:
            NoSnapshotError: nothing was published.
            ModelMismatchError: it was built with another model.
            SnapshotError: it is damaged.
        """
        ...

    def publish(
        self,
        manifest: Manifest,
        entries: Iterable[SnapshotEntry],
        vocabulary: Vocabulary = NO_WORDS,
        thresholds_of: Callable[[SearchIndex], Thresholds] | None = None,
    ) -> Manifest:
        """Write a snapshot and make it the current one.

        Args:
            manifest: identity; counts, terms and files are filled in here.
            entries: passages by ascending id.
            vocabulary: words of `public` and `community` passages alone.
            thresholds_of: is given the written snapshot before it is current, and returns the
                thresholds that it gets; None keeps those of the manifest.

        Raises:
            StoreError: the disk refused; the old snapshot stays the current one.
        """
        ...

    def drop_others(self) -> None:
        """Delete every snapshot but the current one; whoever has one open keeps reading it."""
        ...
