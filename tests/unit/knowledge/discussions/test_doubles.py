"""Which remarks say the same."""

import random

import pytest

from knowledge.discussions.doubles import links, says_the_same
from knowledge.discussions.harvesting import Harvesting
from knowledge.models.remarks import Remark
from tests.harvests import TALK, Evening, at, said, ts_of

LONG = (
    "We should give every new officer a mentor who reads the evidence with them and who has the "
    "time to talk about it each week"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("More training, please!", "more training please"),
        ("We don't share", "We do not share"),
        ("We can’t share it", "We cannot share it"),
        (LONG, f"{LONG} really"),
        (LONG, LONG.replace("new officer", "new police officer")),
    ],
)
def test_spelling_and_a_word_in_many_make_no_difference(one: str, other: str) -> None:
    """Either way round."""
    assert says_the_same(one, other)
    assert says_the_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Share the data", "Do not share the data"),
        (LONG, LONG.replace("should give", "should not give")),
        (LONG, LONG.replace("should give", "should never give")),
        (f"{LONG} so increase the budget", f"{LONG} so decrease the budget"),
        (f"{LONG} as that is safe", f"{LONG} as that is unsafe"),
        (LONG, LONG.replace("with them", "against them")),
        (f"{LONG} for 5 weeks", f"{LONG} for 6 weeks"),
        (f"{LONG} for 5%", f"{LONG} for 5"),
        (f"{LONG}", f"{LONG}?"),
        ("Training works", "Training works?"),
        ("Great 👍", "Great 👎"),
        ("👍", "👎"),
        ("+1", "-1"),
        (f"{LONG} and dogs help cats", f"{LONG} and cats help dogs"),
        ("We need time", "We need money"),
        ("", "Time"),
    ],
)
def test_what_could_matter_keeps_remarks_apart(one: str, other: str) -> None:
    """Either way round."""
    assert not says_the_same(one, other)
    assert not says_the_same(other, one)


def remark(number: int, text: str, **more: object) -> Remark:
    """Return a remark that was said at a minute."""
    facts = {"id": f"{number:016x}", "ts": ts_of(number), "said_at": at(number), "prompt": 1}
    return Remark.model_validate(
        {"discussion": "0123456789ab", "channel": "C0TALK", "text": text, **facts, **more}
    )


def test_links_lead_to_the_first_of_all() -> None:
    """Not from one to the next."""
    said = [remark(number, "More time") for number in (1, 2, 3)]

    assert links(said) == {said[1].id: said[0].id, said[2].id: said[0].id}


def test_links_do_not_depend_on_the_order() -> None:
    """The same set, the same links."""
    said = [remark(number, ("More time", "No time", "Money")[number % 3]) for number in range(30)]
    expected = links(said)

    for seed in range(5):
        random.Random(seed).shuffle(said)  # noqa: S311 - an order, not a secret
        assert links(said) == expected


@pytest.mark.parametrize("seed", range(10))
def test_links_are_those_of_comparing_each_with_each(seed: int) -> None:
    """Nothing that says the same is passed over."""
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    said: list[Remark] = []
    for number in range(60):
        words = ((said and chance.choice(said).text) or LONG).split()
        for _ in range(chance.randint(0, 2)):
            words[chance.randrange(len(words))] = chance.choice(("time", "aim", "no", "7", "ask?"))
        said.append(remark(number, " ".join(words)))
    expected: dict[str, str] = {}
    firsts: list[Remark] = []
    for one in said:
        same = next((first for first in firsts if says_the_same(one.text, first.text)), None)
        if same:
            expected[one.id] = same.id
        else:
            firsts.append(one)

    assert links(said) == expected
    assert 0 < len(expected) < len(said)


def test_other_prompts_and_what_is_out_are_not_compared() -> None:
    """The same words may answer two questions."""
    said = [
        remark(1, "More time"),
        remark(2, "More time", prompt=2),
        remark(3, "More time", state="withdrawn"),
        remark(4, "More time", off_topic=True),
        remark(5, "More time", prompt=0),
    ]

    assert links(said) == {}


def test_repeats_are_linked_and_never_deleted(night: Evening) -> None:
    """When the first goes, the second is the first."""
    harvesting = Harvesting(night.books)
    first = said("A2 More time!", 18)
    harvesting.hear(first)
    harvesting.hear(said("A2 more time", 19, "U0BEN"))
    linked = [one.duplicate_of for one in night.all]
    harvesting.unsay(TALK, first.ts)

    assert linked == ["", night.all[0].id]
    assert (night.under(2), night.all[1].duplicate_of) == (["more time"], "")
