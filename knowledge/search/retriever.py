"""Questions to hits: dense and lexical candidates, three signals, one order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from knowledge.models.access import Audience
from knowledge.models.answers import Hit
from knowledge.models.documents import StoredPassage
from knowledge.models.snapshot import Manifest
from knowledge.ports import DocumentStore, Embedder, SearchIndex, Snapshots, Vectors
from knowledge.search.fusion import weighted_sum
from knowledge.search.lexical import bm25, coverage
from knowledge.search.query import Query
from knowledge.search.standing import Standing, lifted, standing_of
from knowledge.text.terms import terms

WEIGHTS = {"passage": 0.35, "lexical": 0.35, "sentence": 0.30}
POOL = 100  # candidates from each side
_SAME = 9  # digits up to which two scores are the same


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought.

    Attributes:
        hits: best first, but none before what its document is superseded by or a summary of.
        standing: how the documents that were found stand to each other.
        vector: the question's, shape `(dimension,)`.
        idf: of the question's terms.
        index: the snapshot that was searched.
    """

    hits: tuple[Hit, ...]
    vector: Vectors
    idf: dict[str, float]
    index: SearchIndex
    standing: Standing = field(default_factory=Standing)

    @property
    def manifest(self) -> Manifest:
        """Identity of the snapshot."""
        return self.index.manifest


class Retriever:
    """Finds the passages that an audience may read."""

    def __init__(self, snapshots: Snapshots, documents: DocumentStore, embedder: Embedder) -> None:
        self._snapshots = snapshots
        self._documents = documents
        self._embedder = embedder

    def search(self, query: Query, audience: Audience, k: int = 10) -> Found:
        """Find up to k passages.

        A snapshot that is replaced while it is being searched leaves ids that the store no
        longer knows; then the search is made again, in the new one.

        Raises:
            SnapshotError: there is no usable snapshot.
        """
        vector = self._embedder.embed([query.text])[0]
        index = self._snapshots.open()
        ids, known = self._candidates(index, query, vector, audience)
        while len(known) < len(ids) and (newer := self._snapshots.open()) is not index:
            index = newer
            ids, known = self._candidates(index, query, vector, audience)
        idf = {term: index.idf(term) for term in {*query.weights, *query.asked}}
        documents = {one.document.id: one.document for one in known}
        standing = standing_of(documents.values(), audience, self._documents.documents)
        ranked = _ranked(index, query, vector, known, idf)
        hits = tuple(lifted(ranked, lambda hit: hit.stored.document.id, standing.above)[:k])
        return Found(hits=hits, vector=vector, idf=idf, index=index, standing=standing)

    def _candidates(
        self, index: SearchIndex, query: Query, vector: Vectors, audience: Audience
    ) -> tuple[list[int], list[StoredPassage]]:
        near = [one for one, _cosine in index.nearest(vector, audience.scopes, POOL)]
        matching = index.matching(query.weights, audience.scopes, POOL)
        ids = list(dict.fromkeys([*near, *matching]))
        known = self._documents.passages(ids)
        # The store's word on access is newer than the snapshot's.
        readable = [
            known[one]
            for one in ids
            if one in known and audience.may_read(known[one].document.scope)
        ]
        return ids, readable


def _ranked(
    index: SearchIndex,
    query: Query,
    vector: Vectors,
    candidates: Sequence[StoredPassage],
    idf: dict[str, float],
) -> tuple[Hit, ...]:
    if not candidates:
        return ()
    bodies = [_terms(one.passage.indexed_text) for one in candidates]
    found = [
        _terms(one.document.title) + body for one, body in zip(candidates, bodies, strict=True)
    ]
    average = index.manifest.average_terms
    signals = {
        "passage": np.array([_cosine(index, one.id, vector) for one in candidates]),
        "lexical": np.array([bm25(query.weights, each, idf, average) for each in found]),
        "sentence": np.array([_nearest_sentence(index, one.id, vector) for one in candidates]),
    }
    scores = weighted_sum(signals, WEIGHTS)
    hits = [
        Hit(
            stored=one,
            score=float(scores[row]),
            passage_cosine=float(signals["passage"][row]),
            lexical=float(signals["lexical"][row]),
            sentence_cosine=float(signals["sentence"][row]),
            coverage=coverage(query, frozenset(bodies[row]), idf),
        )
        for row, one in enumerate(candidates)
    ]
    hits.sort(key=lambda hit: hit.stored.id)
    # Recency decides between equals alone.
    newest_first = sorted(hits, key=lambda hit: hit.stored.document.date, reverse=True)
    return tuple(sorted(newest_first, key=lambda hit: -round(hit.score, _SAME)))


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    """Remember the terms of passages that are found again and again."""
    return tuple(terms(text))


def _cosine(index: SearchIndex, passage_id: int, vector: Vectors) -> float:
    held = index.vector(passage_id)
    return 0.0 if held is None else float(held @ vector)


def _nearest_sentence(index: SearchIndex, passage_id: int, vector: Vectors) -> float:
    held = index.sentence_vectors(passage_id)
    return float((held @ vector).max()) if len(held) else 0.0
