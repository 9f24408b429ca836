"""Members who leave asks unanswered are left in peace, and told so."""

from datetime import timedelta

from knowledge.models.introductions import Decline
from tests.introductions import ANA, BEN, CLEO, DAN, EVE, Village


def expired(village: Village, question: str, asker: str = ANA) -> str:
    """Let a letter to Ben go unanswered; it is the asker's hour."""
    one = village.asked(BEN, asker=asker, question=question)
    village.clock.advance(timedelta(days=7).total_seconds())
    village.introducing.expire(one)
    return one


def is_paused(village: Village) -> bool:
    """Tell whether Ben is left in peace."""
    ben = village.members.get(BEN)
    assert ben
    return ben.availability.paused_by_us


def test_three_unanswered_asks_pause_a_member_who_is_told_in_their_hours(village: Village) -> None:
    """Once; and they may come back, after which three more are needed."""
    for number in range(2):
        expired(village, f"{number}?")
        assert not is_paused(village)
        assert village.due() == []
    last = expired(village, "2?")

    assert is_paused(village)
    assert not village.introducing.may_ask(EVE, BEN, "Anything?")
    village.at("2026-03-23T20:00")
    assert village.due() == []
    village.at("2026-03-24T08:00")
    assert village.due() == [(last, "rest")]
    assert village.introducing.rested(last) == village.introducing.rested(last)
    assert village.due() == []

    village.available(BEN, paused_by_us=False)
    expired(village, "3?")
    expired(village, "4?")
    assert not is_paused(village)
    expired(village, "5?")
    assert is_paused(village)


def test_a_pause_of_long_ago_does_not_end_the_one_that_silence_begins(village: Village) -> None:
    """Its last day is still stored."""
    village.available(BEN, paused_until=village.clock.now().date())
    for number in range(3):
        expired(village, f"{number}?")

    assert is_paused(village)
    assert not village.introducing.may_ask(EVE, BEN, "Anything?")


def test_no_letter_is_due_beside_an_end_that_may_pause_its_candidate(village: Village) -> None:
    """Ben would get it a moment after he was left in peace."""
    expired(village, "0?")
    expired(village, "1?")
    ending = village.asked(BEN, question="2?")
    village.introducing.nudged(ending)
    village.clock.advance(timedelta(days=7).total_seconds() - 3600)
    village.available(BEN, most_asks=9)
    waiting = village.ask(BEN, question="3?").id
    assert village.due() == [(ending, "expire")]

    village.introducing.expire(ending)

    assert village.due() == [(ending, "rest"), (waiting, "expire")]


def test_an_answer_breaks_the_row(village: Village) -> None:
    """Of whatever sort; what the asker took back is no answer."""
    village.available(BEN, most_asks=20)
    expired(village, "0?")
    expired(village, "1?")
    village.introducing.decline(village.asked(BEN, question="2?"), BEN, Decline.BUSY)
    expired(village, "3?")
    village.introducing.withdraw(village.asked(BEN, question="4?"), ANA)
    expired(village, "5?")
    assert not is_paused(village)

    expired(village, "6?")
    assert is_paused(village)


def test_what_was_open_when_a_pause_began_does_not_count_towards_the_next(
    village: Village,
) -> None:
    """Five at once went unanswered: that is one pause, and a fresh start."""
    village.available(BEN, most_asks=5)
    asks = [village.asked(BEN, asker=asker, question="Q?") for asker in (ANA, CLEO, DAN, EVE)]
    asks.append(village.asked(BEN, question="Another?"))
    village.clock.advance(timedelta(days=7).total_seconds())
    for one in asks:
        village.introducing.expire(one)
    village.available(BEN, paused_by_us=False)

    village.clock.advance(timedelta(days=14).total_seconds())
    expired(village, "Yet another?")
    assert not is_paused(village)


def test_a_process_that_died_over_a_pause_still_tells_of_it(village: Village) -> None:
    """It had paused Ben, and not yet ended the introduction."""
    expired(village, "0?")
    expired(village, "1?")
    one = village.asked(BEN, question="2?")
    village.clock.advance(timedelta(days=7).total_seconds())
    village.available(BEN, paused_by_us=True)

    assert village.due() == [(one, "expire")]
    village.introducing.expire(one)
    assert village.due() == [(one, "rest")]


def test_who_came_back_before_they_were_told_is_not_told(village: Village) -> None:
    """They know."""
    for number in range(3):
        expired(village, f"{number}?")
    village.available(BEN, paused_by_us=False)

    assert village.due() == []
    village.available(BEN, paused_by_us=True)
    assert village.due() == []


def test_who_paused_themselves_is_not_paused_by_us(village: Village) -> None:
    """Letters that come before a holiday go unanswered in it."""
    expired(village, "0?")
    expired(village, "1?")
    one = village.asked(BEN, question="2?")
    village.available(BEN, paused_until=village.clock.now().date() + timedelta(days=30))
    village.clock.advance(timedelta(days=7).total_seconds())
    village.introducing.expire(one)

    assert not is_paused(village)
