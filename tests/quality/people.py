"""Invented communities over the shipped library, and questions of which it is known who suits."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from indexer.pipeline import build
from indexer.sources import ReadContext
from knowledge.bootstrap import Stores, open_stores, publishing
from knowledge.models.access import FULL_MEMBER
from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.experts import Card, Dial
from knowledge.models.members import Discoverable, Member, Profile, Wishes, Work, WorkOrigin
from knowledge.people.experts import Experts
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.catalogue import CONTRIBUTIONS, PEOPLE

HERE = Path(__file__).parent
ASKER = "U0ASKER"
SUGGESTED = Wishes(
    discoverable=Discoverable.SUGGEST, contactable=True, use_contributions=True, notice="n1"
)


class Shared(BaseModel):
    """Something that a person shared under their name."""

    title: str
    question: str = ""
    text: str = ""
    abstract: str = ""
    date: str


class Person(Profile):
    """Somebody invented, with what they shared and published."""

    id: str
    contributions: tuple[Shared, ...] = ()
    works: tuple[Shared, ...] = ()


class Ask(BaseModel):
    """A question, and ids of those who suit it: nobody when empty."""

    ask: str
    suits: tuple[str, ...]


class Figures(NamedTuple):
    """Rates, 0..1.

    Attributes:
        said: of the questions that suit nobody, how many brought no card.
        false_alarms: of the others, how many brought none.
        first, among: of the others, in how many somebody who suits came first, or on a card.
    """

    said: float
    false_alarms: float
    first: float
    among: float


def people_of(name: str) -> list[Person]:
    """Read a community: `dev` or `report`."""
    lines = (HERE / f"people_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Person.model_validate_json(line) for line in lines]


def asks_of(name: str) -> list[Ask]:
    """Read the questions to a community."""
    lines = (HERE / f"people_asks_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Ask.model_validate_json(line) for line in lines]


@contextmanager
def community(
    library: Path, home: Path, people: list[Person], *, profiles_only: bool = False
) -> Iterator[Stores]:
    """Open a copy of the built library in which people have joined and shared things.

    Args:
        library: the home with the library.
        home: a new folder.
        people: who joins.
        profiles_only: whether nothing but what they say of themselves is indexed.
    """
    shutil.copytree(library, home, symlinks=True)
    with open_stores(KnowledgeSettings(home=home)) as stores:
        for number, one in enumerate(people):
            _join(stores, one, f"0000-0000-0000-{number:04}", profiles_only=profiles_only)
        context = ReadContext(
            clock=stores.clock,
            home=home,
            contributions=stores.contributions,
            members=stores.people.members,
            works=stores.people.works,
        )
        quiet = lambda _done, _total: None  # noqa: E731 - a name for nothing
        rules, tools = stores.pack.sensitivity, publishing(stores)
        build([CONTRIBUTIONS, PEOPLE], tools, quiet, rules, context=context)
        yield stores


def figures(experts: Experts, asks: list[Ask]) -> Figures:
    """Ask everything once."""
    found = [(one, [card.member for card in cards_of(experts, one.ask)]) for one in asks]
    nobody = [cards for one, cards in found if not one.suits]
    others = [(one, cards) for one, cards in found if one.suits]
    return Figures(
        said=_rate(not cards for cards in nobody),
        false_alarms=_rate(not cards for _one, cards in others),
        first=_rate(bool(cards) and cards[0] in one.suits for one, cards in others),
        among=_rate(any(card in one.suits for card in cards) for one, cards in others),
    )


def cards_of(experts: Experts, ask: str, most: int = 3) -> tuple[Card, ...]:
    """Ask as a full member who is none of the invented people."""
    return experts.find(ask, ASKER, FULL_MEMBER, Dial.SOON, most).cards


def _rate(outcomes: Iterator[bool]) -> float:
    held = list(outcomes)
    return sum(held) / len(held)


def _join(stores: Stores, person: Person, orcid: str, *, profiles_only: bool) -> None:
    profile = Profile.model_validate({**person.model_dump(), "orcid": orcid})

    def change(one: Member) -> Member:
        return one.model_copy(update={"profile": profile, "wishes": SUGGESTED})

    stores.people.members.change(person.id, change, stores.clock.now())
    if profiles_only:
        return
    stores.people.works.put(
        Work(
            id=_key(work.title),
            orcid=orcid,
            title=work.title,
            abstract=work.abstract,
            date=work.date,
            origin=WorkOrigin.ORCID,
        )
        for work in person.works
    )
    for one in person.contributions:
        stores.contributions.offer(
            Contribution(
                id=_key(one.title),
                state=ContributionState.ACCEPTED,
                origin=f"slack:C1/{_key(one.title)}",
                channel="slack_message",
                title=one.title,
                question=one.question,
                text=one.text,
                date=one.date,
                member=person.id,
                credit=Credit.NAME,
                credit_line=person.name,
                offered_at=stores.clock.now(),
            )
        )


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]
