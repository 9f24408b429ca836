"""Candidates to hits: what speaks for each passage, as one order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.models.answers import Hit
from knowledge.models.documents import StoredPassage
from knowledge.ports import Reranker, SearchIndex, Vectors
from knowledge.search.fusion import Signal, weighted_sum
from knowledge.search.lexical import Evidence, Lookout
from knowledge.search.query import Query
from knowledge.search.recipe import Recipe
from knowledge.text.laid_out import laid_out

_SAME = 9  # digits up to which two scores are the same


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one snapshot.

    Attributes:
        vector: shape `(dimension,)`.
        idf: of the question's terms.
        related: asked term → other terms that mean nearly the same, and how much they count.
    """

    query: Query
    vector: Vectors
    idf: dict[str, float]
    related: Mapping[str, Mapping[str, float]]

    @property
    def wanted(self) -> dict[str, float]:
        """Every term to look for → its weight."""
        found = dict(self.query.weights)
        for term, others in self.related.items():
            for other, share in others.items():
                found.setdefault(other, share * found[term])
        return found


def asked(index: SearchIndex, query: Query, vector: Vectors, recipe: Recipe) -> Asked:
    """Look up what a snapshot knows of a question's terms."""
    idf = {term: index.idf(term) for term in {*query.weights, *query.asked}}
    related = {term: dict(index.related(term)) if recipe.related else {} for term in query.asked}
    for term, word in query.written.items() if recipe.spelling else ():
        meant = index.meant_by(term, word)
        if meant is not None:
            # A word that stands nowhere would count as the rarest of all.
            related[term], idf[term] = {meant: 1.0}, index.idf(meant)
    return Asked(query, vector, idf, related)


def ranked(
    index: SearchIndex, question: Asked, candidates: Sequence[StoredPassage], recipe: Recipe
) -> tuple[Hit, ...]:
    """Order candidates, best first; the newer of two equals comes first."""
    if not candidates:
        return ()
    seen = _seen(index, question, candidates, recipe)
    scores = _fused(seen, question.vector, recipe)
    cosines = seen.vectors @ question.vector
    hits = [
        Hit(
            stored=one,
            score=float(scores[row]),
            passage_cosine=float(cosines[row]),
            lexical=seen.evidence[row].bm25,
            sentence_cosine=_highest(seen.sentences[row]),
            coverage=seen.evidence[row].coverage,
        )
        for row, one in enumerate(candidates)
    ]
    hits.sort(key=lambda hit: hit.stored.id)
    # Recency decides between equals alone.
    newest_first = sorted(hits, key=lambda hit: hit.stored.document.date, reverse=True)
    return tuple(sorted(newest_first, key=lambda hit: -round(hit.score, _SAME)))


def reranked(hits: Sequence[Hit], question: str, reranker: Reranker, most: int) -> tuple[Hit, ...]:
    """Put the first hits into the order of a model that reads question and passage together.

    The scores stay in their places: what comes first has the highest one.

    Args:
        hits: best first.
        question: as it was asked.
        reranker: reads them.
        most: how many hits it reads.
    """
    read, rest = hits[:most], hits[most:]
    found = reranker.scores(question, [one.stored.searched_text for one in read])
    order = sorted(range(len(read)), key=lambda row: -found[row])
    moved = (
        read[row].model_copy(update={"score": place.score})
        for row, place in zip(order, read, strict=True)
    )
    return (*moved, *rest)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of the candidates, row by row.

    Attributes:
        vectors: shape `(candidates, dimension)`; zeros where the snapshot holds none.
        sentences: for each candidate, the cosines of its sentences.
        evidence: what their words say.
    """

    vectors: Vectors
    sentences: Sequence[Signal]
    evidence: Sequence[Evidence]


def _seen(
    index: SearchIndex, question: Asked, candidates: Sequence[StoredPassage], recipe: Recipe
) -> _Seen:
    vector, average = question.vector, index.manifest.average_terms
    lookout = Lookout(question.query, question.idf, average, recipe, question.related)
    held = [index.vector(one.id) for one in candidates]
    nothing = np.zeros_like(vector)
    return _Seen(
        vectors=np.stack([nothing if one is None else one for one in held]),
        sentences=[(index.sentence_vectors(one.id) @ vector).astype(float) for one in candidates],
        evidence=[
            lookout.evidence(laid_out(one.document.title, one.passage)) for one in candidates
        ],
    )


def _fused(seen: _Seen, vector: Vectors, recipe: Recipe) -> Signal:
    signals = {
        "passage": (seen.vectors @ vector).astype(float),
        "lexical": np.array([one.bm25 for one in seen.evidence]),
        "sentence": np.array([_highest(cosines) for cosines in seen.sentences]),
    }
    scores = weighted_sum(signals, recipe.weights)
    if not recipe.echo:
        return scores
    moved = vector + recipe.echo * seen.vectors[int(np.argmax(scores))]
    signals["passage"] = (seen.vectors @ (moved / np.linalg.norm(moved))).astype(float)
    return weighted_sum(signals, recipe.weights)


def _highest(values: Signal) -> float:
    return float(values.max()) if len(values) else 0.0
