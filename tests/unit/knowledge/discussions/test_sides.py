"""Sides."""

from knowledge.discussions.sides import Sides


def test_whoever_opposes_an_opponent_is_on_the_same_side() -> None:
    """However long the chain; who opposes nobody is on none."""
    sides = Sides(6)
    for one, other in ((0, 1), (2, 3), (1, 2)):
        sides.oppose(one, other)

    assert list(sides.both()) == [([0, 2], [1, 3])] or list(sides.both()) == [([1, 3], [0, 2])]


def test_the_first_word_stands_where_later_ones_contradict_it() -> None:
    """Three cannot each oppose the two others."""
    sides = Sides(3)
    for one, other in ((0, 1), (1, 2), (0, 2)):
        sides.oppose(one, other)
    (found,) = sides.both()

    assert sorted(map(sorted, found)) == [[0, 2], [1]]
