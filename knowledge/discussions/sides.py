"""Who stands on which side, told from who opposes whom."""

from collections.abc import Iterator


class Sides:
    """Union–find with a side for each, so that who opposes an opponent is on one's own side.

    Args:
        size: how many there are, numbered from 0.
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._turned = [False] * size

    def oppose(self, one: int, other: int) -> None:
        """Put two on opposite sides; where stronger pairs say otherwise, those stand."""
        first, turned_one = self._root(one)
        second, turned_other = self._root(other)
        if first != second:
            self._parent[second] = first
            self._turned[second] = turned_one == turned_other

    def both(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the two sides of each difference."""
        found: dict[int, tuple[list[int], list[int]]] = {}
        for row in range(len(self._parent)):
            root, turned = self._root(row)
            found.setdefault(root, ([], []))[turned].append(row)
        return ((one, other) for one, other in found.values() if one and other)

    def _root(self, row: int) -> tuple[int, bool]:
        turned = False
        while self._parent[row] != row:
            turned ^= self._turned[row]
            row = self._parent[row]
        return row, turned
