"""Questions to hits: dense and lexical candidates, then one order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.models.access import Audience
from knowledge.models.answers import Hit
from knowledge.models.documents import StoredPassage
from knowledge.models.snapshot import Manifest
from knowledge.ports import DocumentStore, Embedder, Reranker, SearchIndex, Snapshots, Vectors
from knowledge.search.query import Query
from knowledge.search.ranking import Asked, asked, ranked, reranked
from knowledge.search.recipe import DEFAULT, Recipe
from knowledge.search.standing import Standing, lifted, standing_of

POOL = 100  # candidates from each side
_NEIGHBOURS = 8  # passages before and after one, that are near it


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought.

    Attributes:
        hits: best first, but none before what its document is superseded by or a summary of.
        standing: how the documents that were found stand to each other.
        vector: the question's, shape `(dimension,)`.
        idf: of the question's terms.
        index: the snapshot that was searched.
        related: asked term → other terms that mean nearly the same, and how much they count.
    """

    hits: tuple[Hit, ...]
    vector: Vectors
    idf: dict[str, float]
    index: SearchIndex
    standing: Standing = field(default_factory=Standing)
    related: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def manifest(self) -> Manifest:
        """Identity of the snapshot."""
        return self.index.manifest


class Retriever:
    """Finds the passages that an audience may read."""

    def __init__(
        self,
        snapshots: Snapshots,
        documents: DocumentStore,
        embedder: Embedder,
        recipe: Recipe = DEFAULT,
        reranker: Reranker | None = None,
    ) -> None:
        self._snapshots = snapshots
        self._documents = documents
        self._embedder = embedder
        self._recipe = recipe
        self._reranker = reranker

    def search(self, query: Query, audience: Audience, k: int = 10) -> Found:
        """Find up to k passages.

        A snapshot that is replaced while it is being searched leaves ids that the store no
        longer knows; then the search is made again, in the new one.

        Raises:
            SnapshotError: there is no usable snapshot.
        """
        vector = self._embedder.embed([query.text])[0]
        index = self._snapshots.open()
        question = asked(index, query, vector, self._recipe)
        ids, known = self._candidates(index, question, audience)
        while len(known) < len(ids) and (newer := self._snapshots.open()) is not index:
            index = newer
            question = asked(index, query, vector, self._recipe)
            ids, known = self._candidates(index, question, audience)
        documents = {one.document.id: one.document for one in known}
        standing = standing_of(documents.values(), audience, self._documents.documents)
        best = ranked(index, question, known, self._recipe)
        if self._reranker is not None:
            best = reranked(best, query.said, self._reranker, self._recipe.rerank)
        hits = tuple(lifted(best, lambda hit: hit.stored.document.id, standing.above)[:k])
        return Found(hits, vector, question.idf, index, standing, question.related)

    def around(self, stored: StoredPassage, audience: Audience) -> tuple[StoredPassage, ...]:
        """Return a passage with those that stand near it in its document, in reading order."""
        if not audience.may_read(stored.document.scope):
            return ()
        near = range(stored.id - _NEIGHBOURS, stored.id + _NEIGHBOURS + 1)
        known = self._documents.passages(near).values()
        same = (one for one in known if one.document.id == stored.document.id)
        return tuple(sorted(same, key=lambda one: one.id))

    def _candidates(
        self, index: SearchIndex, question: Asked, audience: Audience
    ) -> tuple[list[int], list[StoredPassage]]:
        near = [one for one, _cosine in index.nearest(question.vector, audience.scopes, POOL)]
        matching = index.matching(question.wanted, audience.scopes, POOL)
        ids = list(dict.fromkeys([*near, *matching]))
        known = self._documents.passages(ids)
        # The store's word on access is newer than the snapshot's.
        readable = [
            known[one]
            for one in ids
            if one in known and audience.may_read(known[one].document.scope)
        ]
        return ids, readable
