"""What a private channel says moves nothing in who is suggested to those outside it."""

from pathlib import Path
from random import Random

import pytest

from knowledge.models.access import Audience
from knowledge.models.documents import Document
from knowledge.models.experts import Dial
from tests.people_world import EVERYBODY, GUEST, PeopleWorld, contribution, open_people, thread

WORDS = (
    "drone",
    "camera",
    "prison",
    "trial",
    "budget",
    "victim",
    "force",
    "model",
    "lamp",
    "harbour",
    "fog",
    "signal",
    "radio",
    "search",
    "phone",
    "queue",
    "blood",
    "test",
    "patrol",
    "street",
)
MEMBERS = tuple(f"U{number}M" for number in range(8))
WORLDS, ASKED = 24, 22
OUTSIDERS = (EVERYBODY, GUEST, Audience.of(full_member=True, member="U0ASKER", channels=["C7"]))


def words(chance: Random, fewest: int = 3, most: int = 9) -> str:
    """Say something."""
    return " ".join(chance.choices(WORDS, k=chance.randint(fewest, most)))


def shared(chance: Random) -> list[Document]:
    """What everybody may read, or those in a channel that some askers are in."""
    scopes = ("public", "community", "community", "channel:C7")
    said = [
        contribution(
            f"s{number}",
            words(chance),
            chance.choice(MEMBERS),
            scope=chance.choice(scopes),
            question=chance.choice(("", words(chance))),
        )
        for number in range(chance.randint(6, 14))
    ]
    talk = [(chance.choice(MEMBERS), words(chance), chance.random() < 0.7) for _ in range(4)]
    return [*said, thread("1.0", talk)]


def private(chance: Random, question: str) -> list[Document]:
    """What is said in channels that no asker is in, or kept by one member; any number of texts.

    One of them suits a question better than anything that was said openly.
    """
    fitting = contribution("p", question, chance.choice(MEMBERS), scope="channel:C8")
    others = [
        contribution(
            f"p{number}",
            words(chance),
            chance.choice(MEMBERS),
            scope=chance.choice(("channel:C8", "channel:C9", "owner:U3M")),
            date=chance.choice(("2026-03-01", "2020-01-01")),
        )
        for number in range(chance.randint(0, 40))
    ]
    return [fitting, *others]


def seen(people: PeopleWorld, questions: list[tuple[str, Audience, Dial]]) -> list[bytes]:
    """Return every byte that askers outside see."""
    return [
        people.experts.find(question, "U0ASKER", audience, dial).model_dump_json().encode()
        for question, audience, dial in questions
    ]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_private_messages_change_nothing_for_those_outside(tmp_path: Path, seed: int) -> None:
    """Five hundred questions, byte for byte the same after any number of private messages.

    The same messages change what those see who are in there: the comparison could have failed.
    """
    chance = Random(seed)  # noqa: S311 - nothing secret
    dials = (Dial.SOON, Dial.DEEP)
    asked = [
        (words(chance, 1, 5), chance.choice(OUTSIDERS), chance.choice(dials)) for _ in range(ASKED)
    ]
    insider = Audience.of(full_member=True, member="U3M", channels=["C8", "C9"])
    inside = [(question, insider, Dial.DEEP) for question, *_ in asked]
    with open_people(tmp_path, suits=0.1) as people:
        for member in MEMBERS:
            people.join(member, topics=(words(chance, 1, 2),), bio=words(chance))
        people.publish(*shared(chance))
        before, known = seen(people, asked), seen(people, inside)
        people.publish(*private(chance, asked[0][0]))
        after, learnt = seen(people, asked), seen(people, inside)

    assert after == before
    assert learnt != known


def test_there_are_enough_cases() -> None:
    """Each world is asked several questions."""
    assert WORLDS * ASKED >= 500
