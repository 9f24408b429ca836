"""Opposite statements."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.opposing import Statement, opposed, views


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Share the footage with partners", "Do not share the footage with partners"),
        ("We should share data.", "We shouldn’t share data."),
        ("The pilot was safe", "The pilot was dangerous"),
        ("The pilot was fair", "The pilot was unfair"),
        ("I agree", "I disagree"),
        ("Start the night rota", "Stop the night rota"),
        ("We can’t share the footage", "We can share the footage"),
        ("It cannot be shared", "It can be shared"),
        ("Share data with consent", "Share data without consent"),
        (
            "Cameras should be compulsory because they protect officers",
            "Cameras should not be compulsory, nobody looks at the footage",
        ),
        ("Rosters are better at night", "Rosters are worse at night"),
    ],
)
def test_statements_that_contradict_each_other_are_told(one: str, other: str) -> None:
    """By a denial or by an opposite word, whichever way round they come."""
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Share the footage", "Share the footage with everybody"),
        ("The pilot was not safe", "The pilot was dangerous"),
        ("Do not share data", "We must never share data"),
        ("Should we share data?", "We do not share data"),
        ("If data is not shared, cases fail", "Data is shared"),
        ("Do not forget to share data", "Share data"),
        ("Share data", "Do not buy drones"),
        ("Cameras help because crime is not seen", "Cameras help because courts want it"),
        ("Share data without delay", "Share data"),
        ("", ""),
    ],
)
def test_what_does_not_contradict_is_left_together(one: str, other: str) -> None:
    """Both denied, a question, a condition, another subject, a denied aside."""
    assert not opposed(one, other)
    assert not opposed(other, one)


def said(*texts: str) -> list[Statement]:
    """Return what different people say."""
    return [Statement(f"r{n}", text, f"U{n}") for n, text in enumerate(texts)]


def test_views_differ_with_the_people_on_either_side() -> None:
    """People are counted and not messages; the side of more people comes first."""
    statements = [
        *said("Do not share data", "We share data", "Never share data", "Tea is fine"),
        Statement("r9", "Data should not be shared", "U0"),
    ]
    (found,) = views(statements)

    assert set(found.one) == {"r0", "r2", "r9"}
    assert found.other == ("r1",)
    assert (found.people_for_one, found.people_for_other) == (2, 1)


def test_several_differences_stay_several() -> None:
    """One on data, one on lunch."""
    found = views(said("Share data", "Do not share data", "Lunch is cheap", "Lunch is expensive"))

    assert {frozenset((*one.one, *one.other)) for one in found} == {
        frozenset({"r0", "r1"}),
        frozenset({"r2", "r3"}),
    }


def test_nobody_stands_on_both_sides_and_order_decides_nothing() -> None:
    """Sides that cannot be told without contradiction keep what is opposed most plainly."""
    statements = said(
        "Share data with courts",
        "Do not share data with courts",
        "Share data with courts at night",
        "Never share data with courts at night",
        "Share no data with courts",
        "Withhold data without courts",
    )
    shuffled = statements.copy()
    random.Random(3).shuffle(shuffled)  # noqa: S311

    found = views(statements)

    assert found == views(shuffled)
    assert all(not set(one.one) & set(one.other) for one in found)
    assert {"r0", "r2"} <= set(found[0].one) or {"r0", "r2"} <= set(found[0].other)


def test_without_opposites_views_do_not_differ() -> None:
    """Nothing is made up."""
    assert views(said("Share data", "Data should be shared", "Share it")) == ()
    assert views([]) == ()


HEARD = ("share", "data", "not", "never", "safe", "dangerous", "without", "because", "if", "fails")
WORDS = st.lists(st.sampled_from(HEARD), max_size=7).map(" ".join)


@given(WORDS, WORDS)
def test_nothing_contradicts_itself_and_contradiction_goes_both_ways(one: str, other: str) -> None:
    """Whatever is said."""
    assert not opposed(one, one)
    assert opposed(one, other) == opposed(other, one)


@given(st.lists(WORDS, max_size=8))
def test_each_statement_stands_on_one_side_of_one_difference(texts: list[str]) -> None:
    """Sides have people, and share nobody's statement."""
    placed = [key for view in views(said(*texts)) for key in (*view.one, *view.other)]

    assert len(placed) == len(set(placed))
    assert all(v.people_for_one >= v.people_for_other >= 1 for v in views(said(*texts)))
