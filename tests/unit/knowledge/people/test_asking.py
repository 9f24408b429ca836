"""Who may be asked, and that the asker never learns why not."""

from datetime import date, time, timedelta

import pytest

from knowledge.errors import TransitionError, UnavailableError
from knowledge.models.introductions import Decline, IntroductionState
from knowledge.models.members import Availability, Discoverable
from knowledge.people.declining import is_declined
from knowledge.text.terms import terms
from tests.fakes.clock import START
from tests.introductions import ALWAYS, ANA, BEN, CLEO, DAN, EVE, QUESTION, Village
from tests.racing import at_once

DRONES = Availability(declined_topics=("Prison drones",))


def test_a_letter_is_due_at_once_in_the_candidates_hours(village: Village) -> None:
    """It is Monday, nine o'clock."""
    one = village.ask()

    assert (one.state, one.due_at) == (IntroductionState.DRAFT, START)
    assert village.due() == [(one.id, "deliver")]


def test_outside_them_it_waits_for_them(village: Village) -> None:
    """Over the weekend."""
    village.at("2026-03-06T18:00")

    one = village.ask()

    assert f"{one.due_at:%a %H:%M}" == "Mon 08:00"
    village.at("2026-03-09T07:59")
    assert village.due() == []
    village.at("2026-03-09T08:00")
    assert village.due() == [(one.id, "deliver")]


REFUSING = [
    {"contactable": False},
    {"discoverable": Discoverable.OFF},
    {"availability": Availability(paused_until=date(2026, 3, 3))},
    {"availability": Availability(paused_by_us=True)},
    {"availability": Availability(most_asks=0)},
    {"availability": Availability(days=())},
    {"availability": DRONES},
    {"never_pair": frozenset({ANA})},
]


@pytest.mark.parametrize("wishes", REFUSING)
def test_whoever_cannot_be_asked_is_refused_in_the_same_words(
    village: Village, wishes: dict[str, object]
) -> None:
    """Whatever the reason is: somebody who is not known at all reads no different."""
    village.agrees(BEN, **wishes)  # type: ignore[arg-type]

    assert not village.introducing.may_ask(ANA, BEN, QUESTION)
    with pytest.raises(UnavailableError) as refused:
        village.ask(BEN)
    with pytest.raises(UnavailableError) as unknown:
        village.ask("UNOBODY")
    assert str(refused.value) == str(unknown.value)
    assert village.introductions.of_candidate(BEN) == ()


def test_nobody_is_asked_by_whom_they_or_who_keep_apart(village: Village) -> None:
    """In either direction; and nobody by themselves."""
    village.agrees(ANA, never_pair=frozenset({BEN}))

    for candidate in (BEN, ANA):
        with pytest.raises(UnavailableError):
            village.ask(candidate)
    assert village.introducing.may_ask(ANA, CLEO, QUESTION)


def test_somebody_who_is_found_by_name_alone_may_be_asked(village: Village) -> None:
    """They were looked for."""
    village.agrees(BEN, discoverable=Discoverable.NAMED_SEARCH)

    assert village.ask().candidate == BEN


@pytest.mark.parametrize(
    ("subject", "topic", "declined"),
    [
        ("Who has tried drones near a prison?", "prison drone", True),
        ("Who has tried drones near an airport?", "prison drone", False),
        ("Who has tried drones?", "", False),
        ("Who is it?", "the", False),
    ],
)
def test_a_topic_is_declined_by_its_words(subject: str, topic: str, *, declined: bool) -> None:
    """All of them, in any order and inflection."""
    assert is_declined(set(terms(subject)), (topic,)) is declined


def test_the_reason_counts_as_a_subject_too(village: Village) -> None:
    """Who takes no questions on it would read it there."""
    village.agrees(BEN, DRONES)

    with pytest.raises(UnavailableError):
        village.ask(question="Who can help me?", reason="Drones over the prison")


def test_asking_twice_asks_once(village: Village) -> None:
    """Nor is the same question put to a second person while the first one thinks."""
    one = village.ask(BEN)

    assert village.ask(BEN, question=QUESTION.upper()) == one
    assert village.ask(CLEO) == one


def test_nobody_is_asked_the_same_again(village: Village) -> None:
    """They said no; another question, or another asker, is another matter."""
    village.introducing.decline(village.asked(BEN), BEN, Decline.BUSY)

    with pytest.raises(UnavailableError):
        village.ask(BEN)
    assert village.ask(BEN, question="Who knows boats?")
    assert village.ask(BEN, asker=CLEO)


def test_nobody_is_asked_more_often_than_they_allow(village: Village) -> None:
    """Drafts count, and each ask for fourteen days."""
    village.agrees(BEN, ALWAYS.model_copy(update={"most_asks": 2}))
    village.asked(BEN, question="One?")
    village.clock.advance(3600)
    village.ask(BEN, question="Two?")

    with pytest.raises(UnavailableError):
        village.ask(BEN, question="Three?")
    village.clock.advance(timedelta(days=14).total_seconds())
    assert village.ask(BEN, question="Three?")
    with pytest.raises(UnavailableError):
        village.ask(BEN, question="Four?")


def test_of_two_who_ask_at_once_for_the_last_place_one_gets_it(village: Village) -> None:
    """And the other one is refused."""
    village.agrees(BEN, Availability(most_asks=1))

    def asks(asker: str) -> bool:
        try:
            village.ask(BEN, asker=asker)
        except UnavailableError:
            return False
        return True

    askers = (ANA, CLEO, DAN, EVE)
    got = at_once(*(lambda asker=asker: asks(asker) for asker in askers))

    assert sum(got) == 1
    assert len(village.introductions.of_candidate(BEN)) == 1


def test_two_processes_that_did_not_see_each_other_still_write_one_letter(village: Village) -> None:
    """The cap is looked at again when letters are due: the second asker hears the usual words."""
    village.agrees(BEN, Availability(most_asks=1))
    first = village.ask(BEN)
    village.clock.advance(1)
    second = village.ask(CLEO, asker=DAN)
    village.introductions.save(second.model_copy(update={"candidate": BEN}), None)

    assert village.due() == [(first.id, "deliver"), (second.id, "expire")]
    village.introducing.delivered(first.id)
    assert village.due() == [(second.id, "expire")]
    assert village.introducing.expire(second.id).state is IntroductionState.WITHDRAWN
    assert village.due() == []


def test_a_letter_that_may_be_out_counts_although_its_asker_takes_it_back(
    village: Village,
) -> None:
    """It was posted, and the process died before that was noted; a draft for later does not."""
    village.agrees(BEN, Availability(most_asks=1))
    village.at("2026-03-02T20:00")
    village.introducing.withdraw(village.ask().id, ANA)
    one = village.ask().id
    village.at("2026-03-03T08:00")

    village.introducing.withdraw(one, ANA)

    with pytest.raises(TransitionError):
        village.introducing.delivered(one)
    assert village.steps(one)[-1].after is IntroductionState.WITHDRAWN
    with pytest.raises(UnavailableError):
        village.ask(BEN, asker=CLEO)


CHANGES = [
    {"paused_until": date(2026, 3, 20)},
    {"most_asks": 0},
    {"declined_topics": ("drones",)},
    {"days": ()},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_draft_is_taken_back_when_the_candidate_has_changed_their_mind(
    village: Village, change: dict[str, object]
) -> None:
    """The letter was to be written at eight; nobody gets it."""
    village.at("2026-03-02T20:00")
    one = village.ask()
    village.available(BEN, **change)
    village.at("2026-03-03T09:00")

    assert village.due() == [(one.id, "expire")]
    gone = village.introducing.expire(one.id)
    assert (gone.state, gone.question) == (IntroductionState.WITHDRAWN, "")
    assert [step.by for step in village.steps(one.id)] == ["clock"]


def test_a_draft_follows_the_candidates_hours(village: Village) -> None:
    """They were changed before it was due."""
    village.at("2026-03-02T20:00")
    one = village.ask()
    village.available(BEN, opens=time(13))

    village.at("2026-03-03T09:00")
    assert village.due() == []
    village.at("2026-03-03T13:00")
    assert village.due() == [(one.id, "deliver")]
