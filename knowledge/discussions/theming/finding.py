"""Themes from remarks alone."""

from collections.abc import Sequence

import numpy as np

from knowledge.discussions.theming.clusters import SEEDS, communities, linked
from knowledge.discussions.theming.grouping import grouped, in_order, tidied
from knowledge.discussions.theming.likeness import Labels, Matrix, centred, graph, shared_words
from knowledge.discussions.theming.values import FEWEST, Item, Themed
from knowledge.ports.embedding import Embedder, Vectors

_CLEAR = 0.6  # modularity from which the communities of a graph are not the only answer


def theme(items: Sequence[Item], embedder: Embedder) -> Themed:
    """Put items into themes.

    Order and number of the calls do not matter: the same items give the same themes. Fewer than
    12 items are all in none.
    """
    ordered = in_order(items)
    if len(ordered) < FEWEST:
        return Themed((), tuple(one.id for one in ordered))
    texts = [one.text for one in ordered]
    vectors = embedder.embed(texts)
    return grouped(ordered, found(vectors, texts, [one.person for one in ordered]), vectors)


def found(
    vectors: Vectors, texts: Sequence[str], people: Sequence[str], seeds: Sequence[int] = SEEDS
) -> Labels:
    """Return a theme's number per item, or −1.

    Args:
        vectors: unit vectors, shape `(n, dimension)`.
        texts, people: of the same items.
        seeds: of the runs that have to agree.
    """
    unit = centred(vectors)
    labels, modularity = communities(graph(vectors, shared_words(texts)), seeds)
    argued = tidied(labels, unit, people)
    if modularity < _CLEAR:
        return argued
    plain = tidied(linked(unit), unit, people)
    return max((argued, plain), key=lambda one: _clearness(one, unit))


def _clearness(labels: Labels, unit: Matrix) -> float:
    """Silhouette of what is in themes, times the share that is."""
    from sklearn.metrics import silhouette_score

    inside = labels >= 0
    kinds = len(set(labels[inside].tolist()))
    if not 1 < kinds < int(inside.sum()):
        return -1.0
    score = silhouette_score(unit[inside], labels[inside], metric="cosine")
    return float(score * np.mean(inside))
