"""Somebody who suits is found, and where nobody does, that is said: rates with the real model."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.bootstrap import Stores, experts
from tests.quality.people import asks_of, cards_of, community, figures, people_of

pytestmark = pytest.mark.model

BROAD = (
    "forensic science",
    "preventing violence among young people",
    "video and facial recognition",
    "cameras and surveillance",
    "serious organised crime",
    "police use of artificial intelligence",
    "crime prevention that works",
    "searching for evidence at a crime scene",
    "public confidence in the police",
    "fair treatment of people in custody",
    "analysis of crime data",
    "gangs and drugs",
    "experiments and trials in policing",
    "victims of crime",
    "police training",
    "officers on patrol",
)
"""Subjects on which several people may be heard."""


@pytest.fixture(scope="module")
def stores(library_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The community that nothing was chosen on."""
    home = tmp_path_factory.mktemp("people") / "home"
    with community(library_home, home, people_of("report")) as opened:
        yield opened


def test_it_is_said_when_nobody_suits(stores: Stores, capsys: pytest.CaptureFixture[str]) -> None:
    """In four of five such questions, and wrongly in no more than one of ten others."""
    asks = asks_of("report")
    nobody = [one for one in asks if not one.suits]

    found = figures(experts(stores), asks)

    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(nobody)} of {len(asks)} questions suit nobody: said of {found.said:.0%}, "
            f"wrongly said of {found.false_alarms:.0%} of the others; somebody who suits comes "
            f"first in {found.first:.0%}, is on a card in {found.among:.0%}\n"
        )
    assert len(asks) >= 60
    assert len(nobody) >= 15
    assert found.said >= 0.8
    assert found.false_alarms <= 0.1
    assert found.first >= 0.8


def test_a_newcomer_is_found_by_a_profile_alone(
    library_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Among the first ten for each of their own topics, in nine of ten."""
    people = people_of("report")
    with community(library_home, tmp_path / "home", people, profiles_only=True) as stores:
        search = experts(stores)
        found = [
            one.id in [card.member for card in cards_of(search, f"Who knows about {topic}?", 10)]
            for one in people
            for topic in one.topics
        ]

    with capsys.disabled():
        sys.stdout.write(
            f"\n{sum(found)} of {len(found)} topics find whose they are in ten cards\n"
        )
    assert sum(found) >= 0.9 * len(found)


def test_three_cards_mix_kinds_and_organisations(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where those who suit are of several, in four of five questions."""
    people = {one.id: one for one in people_of("report")}
    search, mixed = experts(stores), []
    for ask in BROAD:
        suiting = [people[card.member] for card in cards_of(search, ask, 20)]
        if min(len({one.kind for one in suiting}), len({one.organisation for one in suiting})) > 1:
            chosen = [people[card.member] for card in cards_of(search, ask)]
            kinds, places = {one.kind for one in chosen}, {one.organisation for one in chosen}
            mixed.append(len(kinds) > 1 and len(places) > 1)

    with capsys.disabled():
        sys.stdout.write(f"\n{sum(mixed)} of {len(mixed)} questions that could mix cards do\n")
    assert len(mixed) >= 10
    assert sum(mixed) >= 0.8 * len(mixed)
