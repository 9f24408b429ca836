"""Themes from examples that a host confirmed."""

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.discussions.theming.grouping import in_order
from knowledge.discussions.theming.likeness import Labels, graph, middle
from knowledge.discussions.theming.reading import Matrix, read
from knowledge.discussions.theming.values import Group, Item, Themed
from knowledge.ports.embedding import Embedder

_NEAREST = 16
_TEMPERATURE = 0.1
_NEIGHBOURS = 0.85  # what an item's neighbours count beside itself
_ROUNDS = 20
_NEAR = (
    0.0  # centred cosine to the middle of a theme's examples, below which an item belongs to none
)


def remap(
    items: Sequence[Item], examples: Mapping[str, Sequence[str]], embedder: Embedder
) -> Themed:
    """Put items into themes of which examples are known.

    Args:
        items: all of a prompt, the examples among them.
        examples: id of a theme → ids of items that are in it, one or more; each item in one
            theme at most. Ids that are not among the items are passed over.

    Returns:
        The themes that have examples here, in the order given. Examples stay where they are;
        whatever is like none is in `other`.
    """
    ordered = in_order(items)
    at = {one.id: number for number, one in enumerate(ordered)}
    known = {name: [at[one] for one in ids if one in at] for name, ids in examples.items()}
    known = {name: rows for name, rows in known.items() if rows}
    if not known:
        return Themed((), tuple(at))
    unit = read([one.text for one in ordered], embedder).blended
    labels = mapped(unit, list(known.values()))
    groups = []
    for number, (name, rows) in enumerate(known.items()):
        members = np.flatnonzero(labels == number)
        near = np.round(unit[members] @ middle(unit[rows]), 6)
        best = members[np.argsort(-near, kind="stable")]
        groups.append(Group(name, tuple(ordered[one].id for one in best)))
    other = tuple(ordered[one].id for one in np.flatnonzero(labels < 0))
    return Themed(tuple(groups), other)


def mapped(unit: Matrix, examples: Sequence[Sequence[int]]) -> Labels:
    """Return the number of a theme per item, or −1 where it is like no theme's examples.

    What is like an example is spread along the graph of what is alike (Zhou et al. 2004).

    Args:
        unit: centred unit vectors of all items, shape `(n, dimension)`.
        examples: rows of the examples of each theme.
    """
    middles = np.array([middle(unit[list(rows)]) for rows in examples])
    direct = unit @ middles.T
    first = _spread(direct, unit, examples)
    # Whatever the first round is sure of, helps to say where a theme's middle is.
    wider = (first**2).T @ unit
    wider /= np.maximum(np.linalg.norm(wider, axis=1, keepdims=True), 1e-9)
    near = (direct + unit @ wider.T) / 2
    labels: Labels = np.round(_spread(near, unit, examples), 9).argmax(axis=1)
    labels[direct[np.arange(len(labels)), labels] < _NEAR] = -1
    for number, rows in enumerate(examples):
        labels[list(rows)] = number
    return labels


def _spread(near: Matrix, unit: Matrix, examples: Sequence[Sequence[int]]) -> Matrix:
    """Return the share of each theme in each item, shape `(n, themes)`."""
    start = _pinned(_soft(near), examples)
    weights = graph(unit, _NEAREST)
    steps = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    share = start
    for _ in range(_ROUNDS):
        share = _pinned(_NEIGHBOURS * (steps @ share) + (1 - _NEIGHBOURS) * start, examples)
    return share


def _soft(alike: Matrix) -> Matrix:
    raised = np.exp((alike - alike.max(axis=1, keepdims=True)) / _TEMPERATURE)
    share: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return share


def _pinned(share: Matrix, examples: Sequence[Sequence[int]]) -> Matrix:
    kept = share.copy()
    for number, rows in enumerate(examples):
        kept[list(rows)] = 0
        kept[list(rows), number] = 1
    return kept
