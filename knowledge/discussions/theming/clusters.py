"""Items in clusters. Everything is deterministic."""

from collections.abc import Sequence

import numpy as np

from knowledge.discussions.theming.likeness import Labels
from knowledge.discussions.theming.reading import Matrix

SEEDS = tuple(range(30))  # with 15, two sets of seeds agree less than .90 on arguments
_TOGETHER = 0.6  # distance at which runs stop to agree on a cluster


def communities(weights: Matrix, seeds: Sequence[int] = SEEDS) -> Labels:
    """Find the communities of a graph on which many runs of Louvain agree.

    A single run depends on its seed: two of them agree .70 (adjusted Rand) where people argue.

    Args:
        weights: of the edges, shape `(n, n)`, symmetric.
        seeds: of the runs.

    Returns:
        A cluster's number per item.
    """
    import networkx as nx

    joined = nx.from_numpy_array(weights)
    together = np.zeros(weights.shape)
    for seed in seeds:
        for members in map(sorted, nx.community.louvain_communities(joined, seed=seed)):
            together[np.ix_(members, members)] += 1
    return average_link(1 - together / len(seeds), (_TOGETHER,))[0]


def average_link(distances: Matrix, cuts: Sequence[float]) -> list[Labels]:
    """Join what is alike on average.

    Args:
        distances: shape `(n, n)`.
        cuts: distances at which to stop.

    Returns:
        Per cut, a cluster's number per item.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    even = np.clip(np.round((distances + distances.T) / 2, 9), 0, None)
    np.fill_diagonal(even, 0)
    joined = linkage(squareform(even, checks=False), "average")
    return [np.asarray(fcluster(joined, cut, "distance"), np.int64) for cut in cuts]


def agreed(votes: Sequence[tuple[float, Labels]], cut: float) -> Labels:
    """Join what clusterings put together.

    Args:
        votes: each clustering with its weight.
        cut: share of the weight that may put two items apart, on average, within a cluster.
    """
    weight = sum(share for share, _ in votes)
    together = sum(share * (labels[:, None] == labels[None, :]) for share, labels in votes)
    return average_link(1 - np.asarray(together) / weight, (cut,))[0]
