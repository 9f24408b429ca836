"""From cluster numbers to themes."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from knowledge.discussions.theming.likeness import Labels, middle
from knowledge.discussions.theming.reading import Matrix
from knowledge.discussions.theming.values import SMALLEST, Group, Item, Themed

_NEAR = 0.2  # centred cosine to the middle of a theme; who is below it, belongs to none
_ID_LENGTH = 12

Rows = NDArray[np.intp]


def in_order(items: Sequence[Item]) -> list[Item]:
    """Order items by what they say: in which order they came decides nothing."""
    return sorted(items, key=lambda one: (one.text, one.id))


def tidied(labels: Labels, unit: Matrix, people: Sequence[str]) -> Labels:
    """Take out themes of too few people, and items that are far from the middle of theirs.

    Args:
        labels: a theme's number per item, or −1.
        unit: centred unit vectors of the items, shape `(n, dimension)`.
        people: who said them.
    """
    kept = _shared(labels, people)
    for rows in members_of(kept):
        kept[rows[unit[rows] @ middle(unit[rows]) < _NEAR]] = -1
    return _shared(kept, people)


def grouped(items: Sequence[Item], labels: Labels, unit: Matrix) -> Themed:
    """Turn labels of items into themes, the largest first, members the most central first."""
    groups = []
    for rows in members_of(labels):
        near = np.round(unit[rows] @ middle(unit[rows]), 6)
        members = tuple(items[at].id for at in rows[np.argsort(-near, kind="stable")])
        groups.append(Group(_id_of(members[0]), members))
    groups.sort(key=lambda one: (-len(one.members), one.id))
    other = tuple(one.id for one, label in zip(items, labels, strict=True) if label < 0)
    return Themed(tuple(groups), other)


def _id_of(member: str) -> str:
    return sha256(member.encode()).hexdigest()[:_ID_LENGTH]


def members_of(labels: Labels) -> list[Rows]:
    """Return the rows of each theme's items."""
    return [np.flatnonzero(labels == label) for label in sorted(set(labels.tolist()) - {-1})]


def _shared(labels: Labels, people: Sequence[str]) -> Labels:
    kept = labels.copy()
    for rows in members_of(labels):
        if len({people[at] for at in rows}) < SMALLEST:
            kept[rows] = -1
    return kept
