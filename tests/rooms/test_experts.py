"""Who is suggested, by what, and before whom."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.models.access import Audience
from knowledge.models.experts import EvidenceKind, Free
from knowledge.models.introductions import Introduction, IntroductionState
from knowledge.models.members import Discoverable, Member, Wishes, Work, WorkOrigin
from knowledge.people.experts import evidence_over
from knowledge.search.query import understand
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.fakes.clock import START
from tests.people_world import (
    EVERYBODY,
    GUEST,
    SUGGESTED,
    PeopleWorld,
    contribution,
    open_people,
    thread,
)

ORCID = "0000-0002-1825-0097"
LAMPS = "how bright must harbour lamps be"
IN_C1 = Audience.of(full_member=True, channels=["C1"])


@pytest.fixture
def people(tmp_path: Path) -> Iterator[PeopleWorld]:
    """A world with Ada, who keeps lamps, and Bo, who counts fish."""
    with open_people(tmp_path) as opened:
        opened.join("U1ADA", name="Ada Sample", topics=("harbour lamps",), headline="Lamp keeper")
        opened.join("U2BO", name="Bo Example", topics=("fish counts",))
        yield opened


def because(people: PeopleWorld, audience: Audience = EVERYBODY) -> list[str]:
    """Return the lines on the first card."""
    cards = people.experts.find(LAMPS, "U0ASKER", audience).cards
    return [one.text for one in cards[0].because] if cards else []


def test_who_knows_is_suggested_with_what_shows_it(people: PeopleWorld) -> None:
    """By two lines of different documents, and nobody who knows something else."""
    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA"))

    (card,) = people.experts.find(LAMPS, "U0ASKER", EVERYBODY).cards

    assert (card.name, card.headline, card.free) == ("Ada Sample", "Lamp keeper", Free.ASKABLE)
    assert len({one.document_id for one in card.because}) == len(card.because) == 2
    assert "contributed “Title of 1” (2026)" in [one.text for one in card.because]


def test_each_sort_of_evidence_has_its_words(people: PeopleWorld) -> None:
    """Templates and quotations; never a judgement."""
    people.join("U1ADA", name="Ada", bio="I measure bright harbour lamps.", orcid=ORCID)
    one = Work(
        id="a" * 32,
        orcid=ORCID,
        title="Bright harbour lamps",
        date="2024-05",
        origin=WorkOrigin.ORCID,
    )
    people.works.put([one])
    said = [
        ("U3CY", "Who knows harbour lamps?", False),
        ("U1ADA", "Harbour lamps are bright.", True),
    ]
    brought = contribution("9", "Bright harbour lamps.", "U1ADA", id="upload:9", title="Lamp test")
    people.publish(
        contribution("1", "As bright as harbour lamps.", "U1ADA", question="How bright?"),
        thread("5.0", said, channel="fog"),
        brought,
    )
    member = people.members.get("U1ADA")
    assert member is not None
    lines = {
        line.kind: line.text
        for line in evidence_over(people.texts, people.world.tools.documents)(member)
    }

    assert lines == {
        EvidenceKind.WORK: "wrote “Bright harbour lamps” (2024)",
        EvidenceKind.DOCUMENT: "brought the document “Lamp test” (2026)",
        EvidenceKind.ANSWER: "answered “How bright?” (2026)",
        EvidenceKind.CONTRIBUTION: "said in a thread in #fog: “Harbour lamps are bright.”",
        EvidenceKind.PROFILE: "says of their work: “I measure bright harbour lamps.”",
    }


def test_nobody_is_found_where_nobody_has_said_anything(tmp_path: Path) -> None:
    """An index without a word of a member is one of which nobody is suggested."""
    with open_people(tmp_path / "empty") as nobody:
        nobody.publish(document("Harbour lamps must be bright."))
        assert nobody.found(LAMPS) == []
        assert nobody.found(" ") == []


def test_a_topic_is_named(people: PeopleWorld) -> None:
    """As its owner wrote it."""
    people.publish()

    assert because(people)[0] == "names “harbour lamps” as a topic"


def test_nobody_else_s_words_are_quoted(people: PeopleWorld) -> None:
    """Where the nearest sentence is another's, the member's own stands there."""
    said = [
        ("U3CY", "How bright must harbour lamps be in fog?", False),
        ("U1ADA", "Ask the keeper of the tower.", True),
    ]
    people.publish(thread("5.0", said))

    assert "said in a thread in #lamps: “Ask the keeper of the tower.”" in because(people)


@pytest.mark.parametrize("discoverable", [Discoverable.OFF, Discoverable.NAMED_SEARCH])
def test_who_takes_it_back_is_gone_from_the_next_request_on(
    people: PeopleWorld, discoverable: Discoverable
) -> None:
    """Nothing is indexed anew."""
    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA"))
    assert people.found(LAMPS) == ["U1ADA"]

    wishes = Wishes(discoverable=discoverable, use_contributions=True)
    people.change("U1ADA", lambda one: one.model_copy(update={"wishes": wishes}))

    assert people.found(LAMPS) == []
    named = people.experts.named("Ada", "U0ASKER", EVERYBODY).cards
    assert [one.member for one in named] == ["U1ADA"] * (discoverable is Discoverable.NAMED_SEARCH)


def test_contributions_speak_only_for_who_wants_that(people: PeopleWorld) -> None:
    """Their profile does all the same."""
    people.join("U3CY", wishes=SUGGESTED.model_copy(update={"use_contributions": False}))
    people.publish(contribution("1", "Harbour lamps must be bright.", "U3CY"))

    assert people.found(LAMPS) == ["U1ADA"]


def test_what_is_hidden_speaks_for_nobody(people: PeopleWorld) -> None:
    """From the next request on."""
    people.join("U3CY")
    people.publish(contribution("1", "Harbour lamps must be bright.", "U3CY"))
    assert "U3CY" in people.found(LAMPS)

    hidden = frozenset({"contribution:1"})
    people.change("U3CY", lambda one: one.model_copy(update={"hidden": hidden}))

    assert people.found(LAMPS) == ["U1ADA"]


def test_never_pair_holds_both_ways(people: PeopleWorld) -> None:
    """Whoever of the two said it; nobody else is concerned."""
    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA"))
    apart = frozenset({"U0ASKER"})
    people.change("U1ADA", lambda one: one.model_copy(update={"never_pair": apart}))
    people.change("U4DI", lambda one: one.model_copy(update={"never_pair": frozenset({"U1ADA"})}))

    for asker in ("U0ASKER", "U4DI", "U1ADA"):
        assert people.found(LAMPS, asker) == []
        assert people.experts.named("Ada Sample", asker, EVERYBODY).cards == ()
    assert people.found(LAMPS, "U5EM") == ["U1ADA"]


def test_a_declined_topic_is_put_to_somebody_else(people: PeopleWorld) -> None:
    """And every other question to them."""
    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA"))

    def decline(one: Member) -> Member:
        hours = one.availability.model_copy(update={"declined_topics": ("fog lamps",)})
        return one.model_copy(update={"availability": hours})

    people.change("U1ADA", decline)

    assert people.found("harbour lamps in fog") == []
    assert people.found(LAMPS) == ["U1ADA"]


def test_guests_are_shown_what_guests_may_read(people: PeopleWorld) -> None:
    """What members say of themselves is for members."""
    people.publish()
    assert people.found(LAMPS, audience=GUEST) == []
    assert people.experts.named("Ada", "U0ASKER", GUEST).cards == ()

    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA", scope="public"))

    assert because(people, audience=GUEST) == ["contributed “Title of 1” (2026)"]
    (card,) = people.experts.named("Ada", "U0ASKER", GUEST).cards
    assert [one.text for one in card.because] == ["contributed “Title of 1” (2026)"]


def test_what_a_channel_said_speaks_within_it(people: PeopleWorld) -> None:
    """For those alone who are in it."""
    people.join("U3CY")
    people.publish(contribution("1", LAMPS, "U3CY", scope="channel:C1"))

    assert "U3CY" in people.found(LAMPS, audience=IN_C1)
    assert "U3CY" not in people.found(LAMPS)


def test_who_has_no_line_left_makes_room(people: PeopleWorld) -> None:
    """A withdrawn text is no reason, though the snapshot still finds it."""
    people.join("U3CY")
    people.publish(contribution("1", "Harbour lamps must be bright.", "U3CY"))

    people.world.tools.documents.withdraw("contribution:1")

    assert people.found(LAMPS) == ["U1ADA"]


def test_availability_is_told_and_changes_no_order(people: PeopleWorld) -> None:
    """Caps are on asks, not on cards."""
    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA"))
    now = people.world.clock.now()
    for number in range(3):
        people.introductions.add(
            Introduction(
                id=f"{number:012}",
                asker=f"U{number}",
                candidate="U1ADA",
                question=f"Question {number}?",
                state=IntroductionState.ASKED,
                made_at=now,
                asked_at=now - timedelta(days=1),
                due_at=now,
            )
        )

    (card,) = people.experts.find(LAMPS, "U0ASKER", EVERYBODY).cards

    assert card.free is Free.BUSY
    assert people.world.clock.now() == START


def test_those_who_were_asked_before_are_left_out(people: PeopleWorld) -> None:
    """The next person is another one."""
    people.publish()

    assert people.experts.find(LAMPS, "U0ASKER", EVERYBODY, without=["U1ADA"]).cards == ()


def test_profiles_are_in_no_answer(people: PeopleWorld) -> None:
    """Nor do they move what anybody else finds."""
    people.publish(contribution("1", "Harbour lamps must be bright.", "U1ADA"))
    everything = Audience.of(full_member=True, member="U1ADA", channels=["C1"])

    found = people.world.retriever.search(understand(LAMPS, Glossary(())), everything)

    assert {hit.stored.document.id for hit in found.hits} == {"contribution:1"}
    assert found.manifest.average_terms == 6
