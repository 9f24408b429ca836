"""How far people agree."""

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.agreement import (
    Label,
    Tally,
    agreement,
    counted,
    label,
    lower_bound,
    score,
)


@dataclass(frozen=True)
class Cast:
    """One vote."""

    voter: str
    value: int
    kind: str = ""


def votes(agree: int, disagree: int = 0, kind: str = "") -> list[Cast]:
    """Return votes of as many people."""
    return [Cast(f"{kind}a{n}", 1, kind) for n in range(agree)] + [
        Cast(f"{kind}d{n}", -1, kind) for n in range(disagree)
    ]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((4, 0, 0), Label.TOO_FEW),
        ((5, 0, 0), Label.BROAD),
        ((5, 1, 0), Label.TOO_FEW),
        ((6, 1, 0), Label.BROAD),
        ((5, 0, 2), Label.TOO_FEW),
        ((7, 3, 0), Label.CONTESTED),
        ((3, 3, 4), Label.CONTESTED),
        ((3, 2, 5), Label.TOO_FEW),
        ((680, 310, 0), Label.CONTESTED),
        ((0, 9, 0), Label.TOO_FEW),
    ],
)
def test_votes_are_called_what_so_few_can_say(counts: tuple[int, int, int], said: Label) -> None:
    """Five voters at least; broad needs a lower bound of six in ten, contested three in ten."""
    assert label(Tally(*counts)) is said


def test_the_lower_bound_is_wilsons() -> None:
    """As his formula has it, at z 1.2816."""
    z = 1.2816
    for count, of in ((0, 5), (5, 5), (7, 10), (60, 100)):
        root = z * math.sqrt(count * (of - count) / of + z * z / 4)
        by_hand = (count + z * z / 2 - root) / (of + z * z)
        assert lower_bound(count, of) == pytest.approx(by_hand, abs=1e-4)
    assert lower_bound(0, 0) == 0


def test_a_person_counts_once_however_often_they_vote() -> None:
    """On the side they took more often; as unsure when they took both alike."""
    found = agreement([Cast("U1", 1), Cast("U1", 1), Cast("U1", -1), Cast("U2", 1), Cast("U2", -1)])

    assert found.tally == Tally(agree=1, disagree=0, unsure=1)


def test_what_one_kind_alone_likes_is_less_agreed_on() -> None:
    """Geometric mean over kinds of three or more voters."""
    liked = agreement([*votes(9, kind="officer"), *votes(0, 3, kind="researcher")])
    shared = agreement([*votes(6, 2, kind="officer"), *votes(3, 1, kind="researcher")])

    assert shared.score > liked.score
    assert shared.score == pytest.approx((6.5 / 9 * (1 - 2.5 / 9) * 3.5 / 5 * (1 - 1.5 / 5)) ** 0.5)


def test_few_of_a_kind_make_no_kind_of_their_own() -> None:
    """Two researchers are counted with the others alone."""
    mixed = [*votes(5, kind="officer"), *votes(0, 2, kind="researcher")]

    assert agreement(mixed).score == counted(Tally(5, 2)).score
    assert score(Tally(5, 2), {}) == pytest.approx(5.5 / 8 * (1 - 2.5 / 8))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(-1, 1)), max_size=20))
def test_the_order_of_votes_decides_nothing(cast: list[tuple[str, int]]) -> None:
    """Same votes, same agreement; never more voters than people."""
    given_votes = [Cast(voter, value) for voter, value in cast]

    found = agreement(given_votes)

    assert found == agreement(reversed(given_votes))
    assert found.tally.voters == len({voter for voter, _ in cast})
    assert 0 < found.score < 1
