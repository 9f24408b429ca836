"""What was said lately and openly counts for those who look for a reply."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.models.access import Audience
from knowledge.models.experts import Dial
from tests.people_world import PeopleWorld, contribution, open_people

LAMPS = "how bright must harbour lamps be"
IN_C1 = Audience.of(full_member=True, channels=["C1"])


@pytest.fixture
def people(tmp_path: Path) -> Iterator[PeopleWorld]:
    """A world with Ada, who keeps lamps, and Bo, who counts fish."""
    with open_people(tmp_path) as opened:
        opened.join("U1ADA", name="Ada Sample", topics=("harbour lamps",), headline="Lamp keeper")
        opened.join("U2BO", name="Bo Example", topics=("fish counts",))
        yield opened


def test_recent_activity_counts_for_who_looks_for_a_reply(people: PeopleWorld) -> None:
    """Depth alone decides for those who want depth; private activity never counts."""
    people.join("U3CY", topics=("harbour lamps bright",))
    busy = [contribution(f"b{n}", f"Nets and buoys {n}.", "U1ADA") for n in range(9)]
    closed = [
        contribution(f"c{n}", f"Nets and buoys {n}.", "U3CY", scope="channel:C1") for n in range(30)
    ]
    people.publish(*busy, *closed)

    soon = people.experts.find(LAMPS, "U0ASKER", IN_C1, Dial.SOON).cards
    deep = people.experts.find(LAMPS, "U0ASKER", IN_C1, Dial.DEEP).cards

    assert [one.member for one in soon] == ["U1ADA", "U3CY"]
    assert [one.member for one in deep] == ["U3CY", "U1ADA"]


def test_what_was_withdrawn_counts_as_no_activity(people: PeopleWorld) -> None:
    """Not only once the files are rewritten: from the next request on."""
    people.join("U3CY", name="Cy", topics=("harbour lamps",), headline="Lamp keeper")
    lively = [contribution(f"c{n}", "Ropes and nets.", "U3CY") for n in range(9)]
    people.publish(*lively)
    before = people.found(LAMPS)
    for one in lively:
        people.world.tools.documents.withdraw(one.info.id)

    assert before == ["U3CY", "U1ADA"]
    assert people.found(LAMPS) == ["U1ADA", "U3CY"]
