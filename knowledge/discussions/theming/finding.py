"""Themes from remarks alone.

Where people make requests of different kinds, their themes lie apart, and average linkage finds
them. Where they argue over one subject, the themes touch, and only the communities of a graph of
neighbours hold. Which of the two it is, is told by how clearly the linked clusters stand apart.
"""

from collections.abc import Sequence

import numpy as np

from knowledge.discussions.theming.clusters import SEEDS, agreed, average_link, communities
from knowledge.discussions.theming.grouping import grouped, in_order, members_of, tidied
from knowledge.discussions.theming.likeness import Labels, clearness, graph, middle
from knowledge.discussions.theming.reading import Matrix, Reading, read
from knowledge.discussions.theming.values import FEWEST, Item, Themed
from knowledge.ports.embedding import Embedder

_CUTS = (0.8, 0.85, 0.9)  # distances at which centred vectors stop to be alike
_MIDDLE_CUT = 1
_CLEAR = 0.24  # clearness from which linkage has a say
_GRAPH_VOTES, _CUT = 2.0, 0.5  # beside one vote a cut


def theme(items: Sequence[Item], embedder: Embedder, seeds: Sequence[int] = SEEDS) -> Themed:
    """Put items into themes.

    The order of the items decides nothing: the same items give the same themes. Fewer than 12
    items are all in none.

    Args:
        items: of one prompt.
        embedder: is asked for texts and for single words.
        seeds: of the runs that have to agree; others are for measuring alone.
    """
    ordered = in_order(items)
    if len(ordered) < FEWEST:
        return Themed((), tuple(one.id for one in ordered))
    reading = read([one.text for one in ordered], embedder)
    labels = found(reading, [one.person for one in ordered], seeds)
    return grouped(ordered, labels, reading.blended)


def found(reading: Reading, people: Sequence[str], seeds: Sequence[int]) -> Labels:
    """Return a theme's number per item, or −1.

    Args:
        reading: of the items.
        people: who said them.
        seeds: of the runs that have to agree.
    """
    argued = communities(graph(reading.blended), seeds)
    linked = average_link(1 - reading.whole @ reading.whole.T, _CUTS)
    if clearness(tidied(linked[_MIDDLE_CUT], reading.whole, people), reading.whole) < _CLEAR:
        return tidied(argued, reading.blended, people)
    joint = agreed([(_GRAPH_VOTES, argued), *((1.0, one) for one in linked)], _CUT)
    rough = tidied(joint, reading.whole, people)
    return tidied(_nearest(rough, reading.whole), reading.whole, people)


def _nearest(labels: Labels, unit: Matrix) -> Labels:
    """Put each item to the theme whose middle is nearest."""
    themes = members_of(labels)
    if not themes:
        return labels
    middles = np.array([middle(unit[rows]) for rows in themes])
    nearest: Labels = np.round(unit @ middles.T, 9).argmax(axis=1)
    return nearest
