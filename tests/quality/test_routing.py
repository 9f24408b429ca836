"""Which questions are kept from a search, and which reach it: three parts, labelled beforehand.

The patterns were mended on the first two parts after these had been asked once; the third is as it
was when it was first asked, and says what to expect of new questions.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.adapters.community_pack import load_community

PACK = load_community("police_science")


@dataclass(frozen=True)
class Row:
    """A question, and the route that it should take; None when it is to be searched."""

    id: str
    part: int
    question: str
    route: str | None


def rows() -> list[Row]:
    """Read all parts."""
    text = Path(__file__).with_name("routing.jsonl").read_text(encoding="utf-8")
    return [Row(**json.loads(line)) for line in text.splitlines()]


def test_there_are_enough_of_both_sorts() -> None:
    """Fewer would say little."""
    found = rows()

    assert len([one for one in found if one.route]) >= 300
    assert len([one for one in found if not one.route]) >= 300
    assert len({one.question for one in found}) == len(found)


def test_what_looks_like_a_route_is_searched_all_the_same() -> None:
    """A route that takes too much refuses what the library answers."""
    wrong = [one.question for one in rows() if not one.route and PACK.route_of(one.question)]

    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize(("part", "least"), [(1, 0.97), (2, 0.95), (3, 0.4)])
def test_what_must_not_be_searched_is_routed(part: int, least: float) -> None:
    """What slips through is still searched, and mostly not answered."""
    mine = [one for one in rows() if one.route and one.part == part]
    taken = [one for one in mine if PACK.route_of(one.question)]

    assert len(taken) >= least * len(mine)
