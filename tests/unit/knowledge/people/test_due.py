"""What is to be done, when, and once."""

from collections.abc import Callable
from datetime import time

import pytest

from knowledge.errors import TransitionError
from knowledge.models.introductions import IntroductionState
from knowledge.models.members import Availability
from tests.introductions import ALWAYS, ANA, BEN, Village

_S = IntroductionState
NIGHTS = Availability(opens=time(20), closes=time(6), days=tuple(range(7)))


def stored(village: Village, introduction_id: str) -> IntroductionState:
    """Return the state of an introduction."""
    one = village.introducing.get(introduction_id)
    assert one
    return one.state


def test_each_thing_is_due_until_it_is_done_and_then_no_more(village: Village) -> None:
    """From the letter to the end, with a process that dies before every note."""
    village.agrees(BEN, ALWAYS)
    village.agrees(ANA, ALWAYS)
    one = village.ask().id
    story: list[tuple[str, str, Callable[[], object]]] = [
        ("2026-03-02T09:00", "deliver", lambda: village.introducing.delivered(one)),
        ("2026-03-04T09:00", "nudge", lambda: village.introducing.nudged(one)),
        ("2026-03-05T09:00", "", lambda: village.introducing.accept(one, BEN)),
        ("2026-03-05T09:00", "introduce", lambda: village.introducing.introduced(one, "G1")),
        ("2026-03-12T09:00", "follow_up", lambda: village.introducing.followed_up(one)),
        ("2026-03-19T09:00", "close", lambda: village.introducing.closed(one)),
    ]
    for moment, errand, done in story:
        village.at(moment)
        wanted = [(one, errand)] if errand else []
        assert village.due() == wanted
        village.introducing = village.started()
        assert village.due() == wanted
        done()
        changed = village.introducing.get(one)
        done()
        assert village.introducing.get(one) == changed
        assert village.due() == ([] if errand else [(one, "introduce")])
    village.clock.advance(365 * 86_400)
    assert village.due() == []


def test_a_letter_without_an_answer_ends_after_four_working_days(village: Village) -> None:
    """From Thursday to Wednesday; after it, a press comes too late."""
    village.agrees(ANA, ALWAYS)
    village.at("2026-03-05T10:00")
    one = village.asked()
    village.at("2026-03-09T10:00")
    assert village.due() == [(one, "nudge")]
    village.introducing.nudged(one)

    village.at("2026-03-11T09:59")
    assert village.due() == []
    village.at("2026-03-11T10:00")
    assert village.due() == [(one, "expire")]
    assert village.introducing.expire(one).state is _S.EXPIRED
    assert village.introducing.expire(one).state is _S.EXPIRED
    assert village.due() == []
    with pytest.raises(TransitionError):
        village.introducing.accept(one, BEN)


def test_a_nudge_waits_for_the_candidates_hours(village: Village) -> None:
    """Or is left out when those begin after the end."""
    village.agrees(BEN, NIGHTS)
    village.at("2026-03-02T20:00")
    one = village.asked()
    village.available(BEN, opens=time(23))

    village.at("2026-03-04T20:00")
    assert village.due() == []
    village.at("2026-03-04T23:00")
    assert village.due() == [(one, "nudge")]


@pytest.mark.parametrize(
    "change", [{"paused_by_us": True}, {"days": ()}, {"declined_topics": ("drones",)}]
)
def test_nobody_is_nudged_who_would_not_be_asked_any_more(
    village: Village, change: dict[str, object]
) -> None:
    """The letter that they have stands until its end."""
    one = village.asked()
    village.available(BEN, **change)

    village.at("2026-03-05T12:00")
    assert village.due() == []
    village.at("2026-03-06T09:00")
    assert village.due() == [(one, "expire")]


def test_an_asker_hears_of_the_end_in_their_own_hours(village: Village) -> None:
    """Paused or not: it is their question."""
    village.agrees(ANA, NIGHTS.model_copy(update={"paused_by_us": True}))
    one = village.asked()
    village.introducing.nudged(one)

    village.at("2026-03-06T09:00")
    assert village.due() == []
    village.at("2026-03-06T20:00")
    assert village.due() == [(one, "expire")]


def test_a_yes_between_two_who_are_kept_apart_since_comes_to_nothing(village: Village) -> None:
    """It was said before; nobody is introduced."""
    one = village.asked()
    village.introducing.accept(one, BEN)
    with pytest.raises(TransitionError):
        village.introducing.expire(one)
    village.agrees(BEN, never_pair=frozenset({ANA}))

    assert village.due() == [(one, "expire")]
    assert village.introducing.expire(one).state is _S.WITHDRAWN
    with pytest.raises(TransitionError):
        village.introducing.introduced(one, "G1")


def test_both_are_asked_what_came_of_it_when_both_may_be_written_to(village: Village) -> None:
    """Ana is about in the small hours, Ben from five in the morning."""
    village.agrees(ANA, NIGHTS)
    village.agrees(BEN, Availability(opens=time(5), closes=time(14), days=(0, 2)))
    one = village.introduced()

    village.at("2026-03-09T09:00")
    assert village.due() == []
    village.at("2026-03-11T04:59")
    assert village.due() == []
    village.at("2026-03-11T05:00")
    assert village.due() == [(one, "follow_up")]


def test_what_nobody_can_be_asked_about_is_closed(village: Village) -> None:
    """They have no hour in common: within another five working days it is given up."""
    village.agrees(ANA, NIGHTS)
    one = village.introduced()

    village.at("2026-03-09T09:00")
    assert village.due() == [(one, "close")]
    assert village.introducing.closed(one).state is _S.CLOSED


@pytest.mark.parametrize("side", ["asker", "candidate"])
@pytest.mark.parametrize("steps", range(4))
def test_whoever_was_forgotten_is_left_out(village: Village, side: str, steps: int) -> None:
    """What is left of the introduction comes to its end, and nobody is written to for them."""
    one = village.ask().id
    forward: list[Callable[[], object]] = [
        lambda: village.introducing.delivered(one),
        lambda: village.introducing.accept(one, BEN),
        lambda: village.introducing.introduced(one, "G1"),
    ]
    for step in forward[:steps]:
        step()
    known = village.introducing.get(one)
    assert known
    village.introductions.save(known.model_copy(update={side: ""}), None)
    village.at("2026-03-10T12:00")

    due = village.due()

    if steps == 3:
        assert due == [(one, "close")]
    elif side == "candidate":
        assert due == [(one, "expire")]
        village.introducing.expire(one)
        assert village.due() == []
    else:
        assert due == []
        assert stored(village, one) is _S.WITHDRAWN
