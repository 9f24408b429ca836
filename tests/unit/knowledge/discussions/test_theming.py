"""Remarks in themes."""

import random
import re

import pytest

from knowledge.discussions.theming import Item, remap, theme
from tests.fakes.embedder import FakeEmbedder

SUBJECTS = {
    "rota": "night rota weekend shifts roster swap",
    "drone": "drone pilot licence battery airspace camera",
    "canteen": "canteen lunch soup vegetarian menu coffee",
}


@pytest.fixture
def embedder() -> FakeEmbedder:
    """Return an embedder that needs no model."""
    return FakeEmbedder(dimension=256)


def remarks(each: int = 8, seed: int = 1) -> list[Item]:
    """Return remarks of three subjects, `each` of them by somebody else."""
    draw = random.Random(seed)  # noqa: S311 - a test repeats itself
    return [
        Item(f"{name}{number}", " ".join(draw.sample(words.split(), 4)) + f" thought {number}")
        for name, words in SUBJECTS.items()
        for number in range(each)
    ]


def subjects(ids: tuple[str, ...]) -> set[str]:
    """Return the subjects of remarks."""
    return {one.rstrip("0123456789") for one in ids}


def test_remarks_of_one_subject_become_a_theme(embedder: FakeEmbedder) -> None:
    """Three subjects, three themes, and each remark in one place."""
    items = remarks()

    themed = theme(items, embedder)

    assert sorted(len(subjects(one.members)) for one in themed.themes) == [1, 1, 1]
    assert set().union(*(subjects(one.members) for one in themed.themes)) == set(SUBJECTS)
    placed = [one for group in themed.themes for one in group.members] + list(themed.other)
    assert sorted(placed) == sorted(one.id for one in items)


def test_the_order_of_arrival_decides_nothing(embedder: FakeEmbedder) -> None:
    """Ids of themes, their order and their members' order stay."""
    items = remarks()
    shuffled = items.copy()
    random.Random(5).shuffle(shuffled)  # noqa: S311

    assert theme(shuffled, embedder) == theme(items, embedder)


def test_a_few_remarks_are_listed_without_themes(embedder: FakeEmbedder) -> None:
    """Eleven are a list, twelve may have themes."""
    items = remarks(each=4)

    assert theme(items[:11], embedder).themes == ()
    assert len(theme(items[:11], embedder).other) == 11
    assert theme(items, embedder).themes


def test_people_make_a_theme_and_not_messages(embedder: FakeEmbedder) -> None:
    """What two people say eight times is theirs alone."""
    items = [
        Item(one.id, one.text, f"m{number % 2}" if one.id.startswith("drone") else "")
        for number, one in enumerate(remarks())
    ]

    themed = theme(items, embedder)

    assert len(themed.themes) == 2
    for group in themed.themes:
        drones = [one for one in group.members if one.startswith("drone")]
        assert len(drones) < len(group.members) / 2
    assert "drone" in subjects(themed.other)


@pytest.mark.parametrize("text", ["the same", "", "…", "of the"])
def test_remarks_that_say_all_the_same_do_not_break_it(embedder: FakeEmbedder, text: str) -> None:
    """Neither do those without a word."""
    items = [Item(str(number), text) for number in range(15)]

    themed = theme(items, embedder)

    placed = [one for group in themed.themes for one in group.members] + list(themed.other)
    assert sorted(placed) == sorted(one.id for one in items)


def test_a_theme_is_named_by_its_most_central_member(embedder: FakeEmbedder) -> None:
    """So most ids outlive that a remark is taken back."""
    items = remarks()

    themed = theme(items, embedder)
    fewer = theme([one for one in items if one.id != themed.themes[0].members[-1]], embedder)

    assert len({one.id for one in themed.themes}) == 3
    assert all(re.fullmatch(r"[0-9a-f]{12}", one.id) for one in themed.themes)
    assert len({one.id for one in themed.themes} & {one.id for one in fewer.themes}) >= 2


def test_examples_draw_what_is_like_them(embedder: FakeEmbedder) -> None:
    """Two each are enough where subjects are far apart."""
    items = remarks()
    examples = {name: (f"{name}0", f"{name}1") for name in SUBJECTS}

    themed = remap(items, examples, embedder)

    assert [one.id for one in themed.themes] == list(SUBJECTS)
    for group in themed.themes:
        assert len([one for one in group.members if one.startswith(group.id)]) >= 7
        assert len(group.members) <= 9


def test_an_example_stays_where_the_host_put_it(embedder: FakeEmbedder) -> None:
    """Though its words speak for another theme."""
    examples = {"a": ("rota0", "rota1", "drone0"), "b": ("drone1", "drone2"), "c": ("gone",)}

    themed = remap(remarks(), examples, embedder)

    assert [one.id for one in themed.themes] == ["a", "b"]
    assert "drone0" in themed.themes[0].members
    assert len([one for one in themed.other if one.startswith("canteen")]) > 4


def test_no_examples_leave_everything_unmapped(embedder: FakeEmbedder) -> None:
    """Nothing is guessed."""
    themed = remap(remarks(), {}, embedder)

    assert themed.themes == ()
    assert len(themed.other) == 24
