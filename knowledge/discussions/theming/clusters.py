"""Two ways of putting items into clusters. Both are deterministic."""

from collections.abc import Sequence

import numpy as np

from knowledge.discussions.theming.likeness import Labels, Matrix

SEEDS = tuple(range(30))  # with 15, two sets of seeds agree less than .90 on arguments
_TOGETHER = 0.6  # distance at which seeds stop to agree on a cluster
_APART = 0.85  # distance at which centred vectors stop to be alike


def communities(weights: Matrix, seeds: Sequence[int] = SEEDS) -> tuple[Labels, float]:
    """Find the communities of a graph on which many runs of Louvain agree.

    A single run depends on its seed: two of them agree .70 (adjusted Rand) where people argue.

    Args:
        weights: of the edges, shape `(n, n)`, symmetric.
        seeds: of the runs.

    Returns:
        A cluster's number per item, and the mean modularity of the runs.
    """
    import networkx as nx

    joined = nx.from_numpy_array(weights)
    together = np.zeros(weights.shape)
    modularity = []
    for seed in seeds:
        found = nx.community.louvain_communities(joined, seed=seed)
        for members in map(sorted, found):
            together[np.ix_(members, members)] += 1
        modularity.append(nx.community.modularity(joined, found))
    return _average_link(1 - together / len(seeds), _TOGETHER), float(np.mean(modularity))


def linked(unit: Matrix) -> Labels:
    """Join what is alike on average.

    Args:
        unit: centred unit vectors, shape `(n, dimension)`.
    """
    return _average_link(1 - unit @ unit.T, _APART)


def _average_link(distances: Matrix, cut: float) -> Labels:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    even = np.clip((distances + distances.T) / 2, 0, None)
    np.fill_diagonal(even, 0)
    joined = linkage(squareform(even, checks=False), "average")
    labels: Labels = np.asarray(fcluster(joined, cut, "distance"), np.int64)
    return labels
