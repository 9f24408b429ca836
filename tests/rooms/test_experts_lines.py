"""Whether a reason for which somebody is suggested still holds when it is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.models.access import Audience
from tests.people_world import EVERYBODY, GUEST, PeopleWorld, contribution, open_people, thread

LAMPS = "how bright must harbour lamps be"
IN_C1 = Audience.of(full_member=True, channels=["C1"])


@pytest.fixture
def people(tmp_path: Path) -> Iterator[PeopleWorld]:
    """A world with Ada, who keeps lamps, and Bo, who counts fish."""
    with open_people(tmp_path) as opened:
        opened.join("U1ADA", name="Ada Sample", topics=("harbour lamps",), headline="Lamp keeper")
        opened.join("U2BO", name="Bo Example", topics=("fish counts",))
        yield opened


def test_lines_fall_with_their_documents(people: PeopleWorld) -> None:
    """Deleted, closed to the audience, changed, or no longer speaking for anybody."""
    given = contribution("1", "Harbour lamps must be bright.", "U1ADA")
    people.publish(given)
    (card,) = people.experts.find(LAMPS, "U0ASKER", EVERYBODY).cards
    line = next(one for one in card.because if one.document_id == "contribution:1")
    still = people.experts.still

    assert still([line], "U1ADA", EVERYBODY) == (line,)
    assert still([line], "U1ADA", GUEST) == ()
    renamed = given.info.model_copy(update={"title": "Another title"})
    people.publish(given.model_copy(update={"info": renamed}))
    assert still([line], "U1ADA", EVERYBODY) == ()
    closed = given.info.model_copy(update={"scope": "channel:C1"})
    people.publish(given.model_copy(update={"info": closed}))
    assert still([line], "U1ADA", EVERYBODY) == ()
    assert still([line], "U1ADA", IN_C1) == ()
    people.publish(given)
    people.change(
        "U1ADA", lambda one: one.model_copy(update={"hidden": frozenset({"contribution:1"})})
    )
    assert still([line], "U1ADA", EVERYBODY) == ()
    people.change("U1ADA", lambda one: one.model_copy(update={"hidden": frozenset()}))
    people.world.tools.documents.withdraw("contribution:1")
    assert still([line], "U1ADA", EVERYBODY) == ()


def test_a_line_falls_with_its_member_though_another_is_named(people: PeopleWorld) -> None:
    """What Bo still stands for speaks no more for Ada, who hid it, left, or is named no longer."""
    said = [("U1ADA", "Harbour lamps are bright.", True), ("U2BO", "So they are.", True)]
    people.publish(thread("5.0", said))
    cards = people.experts.find(LAMPS, "U0ASKER", EVERYBODY).cards
    lines = {
        one.member: line
        for one in cards
        for line in one.because
        if line.document_id == "slack:C1/5.0"
    }
    hidden = frozenset({"slack:C1/5.0"})
    people.change("U1ADA", lambda one: one.model_copy(update={"hidden": hidden}))

    def holding() -> list[str]:
        still = people.experts.still
        return [one for one, line in lines.items() if still([line], one, EVERYBODY)]

    assert sorted(lines) == ["U1ADA", "U2BO"]
    assert holding() == ["U2BO"]
    people.join("U1ADA", name="Ada")
    people.change("U1ADA", lambda one: one.model_copy(update={"hidden": frozenset()}))
    assert len(holding()) == 2
    people.publish(thread("5.0", [("U1ADA", "Harbour lamps are bright.", False), said[1]]))
    assert holding() == ["U2BO"]
