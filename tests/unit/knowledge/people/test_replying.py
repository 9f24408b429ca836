"""What a candidate does with what they were asked."""

from collections.abc import Callable

import pytest

from knowledge.errors import NotAllowedError, NotFoundError, TransitionError, UnavailableError
from knowledge.models.introductions import Decline, Introduction, IntroductionState
from tests.introductions import ANA, BEN, CLEO, DAN, EVE, QUESTION, Village

_S = IntroductionState
Press = Callable[[Village, str], Introduction]
PRESSES: dict[IntroductionState, Press] = {
    _S.ACCEPTED: lambda village, one: village.introducing.accept(one, BEN),
    _S.DECLINED: lambda village, one: village.introducing.decline(one, BEN, Decline.CONFLICT),
    _S.PASSED_ON: lambda village, one: village.introducing.pass_on(one, BEN, CLEO),
}


def state(village: Village, introduction_id: str) -> IntroductionState:
    """Return how an introduction stands."""
    one = village.introducing.get(introduction_id)
    assert one
    return one.state


@pytest.mark.parametrize("after", PRESSES)
def test_a_second_press_changes_nothing(village: Village, after: IntroductionState) -> None:
    """Slack delivers some twice."""
    one = village.asked()

    first = PRESSES[after](village, one)
    again = PRESSES[after](village, one)

    assert again == first
    assert state(village, one) is after
    assert [step.after for step in village.steps(one)] == [_S.ASKED, after]


@pytest.mark.parametrize("after", PRESSES)
@pytest.mark.parametrize("before", PRESSES)
def test_another_press_is_too_late(
    village: Village, before: IntroductionState, after: IntroductionState
) -> None:
    """What was said stands, and says so."""
    one = village.asked()
    PRESSES[before](village, one)
    steps = village.steps(one)

    if before is not after:
        with pytest.raises(TransitionError):
            PRESSES[after](village, one)
    assert state(village, one) is before
    assert village.steps(one) == steps


def test_a_press_on_a_letter_whose_delivery_was_not_noted_counts(village: Village) -> None:
    """The process died between the two; whoever presses has the letter."""
    one = village.ask().id

    village.introducing.accept(one, BEN)
    village.introducing.delivered(one)

    assert [step.after for step in village.steps(one)] == [_S.ASKED, _S.ACCEPTED]


def test_nobody_presses_for_another(village: Village) -> None:
    """Not even the asker for the candidate, or the other way about."""
    one = village.ask().id

    presses: list[Callable[[], object]] = [
        lambda: village.introducing.accept(one, ANA),
        lambda: village.introducing.accept(one, ""),
        lambda: village.introducing.answer(one, ANA, "Me."),
        lambda: village.introducing.decline(one, CLEO, Decline.BUSY),
        lambda: village.introducing.pass_on(one, CLEO, DAN),
        lambda: village.introducing.withdraw(one, BEN),
    ]
    for press in presses:
        with pytest.raises(NotAllowedError):
            press()
    assert state(village, one) is _S.DRAFT
    with pytest.raises(NotFoundError):
        village.introducing.accept("0" * 12, BEN)


def test_who_is_kept_apart_since_is_not_brought_together(village: Village) -> None:
    """By either; the words do not say which."""
    one = village.asked()
    village.agrees(ANA, never_pair=frozenset({BEN}))

    with pytest.raises(TransitionError, match="not open any more"):
        village.introducing.accept(one, BEN)
    assert state(village, one) is _S.ASKED


def test_an_answer_in_writing_is_kept_until_the_end(village: Village) -> None:
    """It survives being handed on: both may still want it published."""
    one = village.asked()

    answered = village.introducing.answer(one, BEN, "We did, in March.")
    assert village.introducing.answer(one, BEN, "Another text") == answered
    assert village.introducing.accept(one, BEN) == answered
    assert village.due() == [(one, "introduce")]
    handed_on = village.introducing.introduced(one, "")
    assert handed_on.answer == "We did, in March."
    village.introducing.followed_up(one)
    assert village.introducing.closed(one).answer == ""


def test_an_answer_is_neither_empty_nor_beside_a_conversation(village: Village) -> None:
    """It would be overlooked there."""
    one = village.asked()

    with pytest.raises(TransitionError, match="no answer"):
        village.introducing.answer(one, BEN, " \n")
    village.introducing.accept(one, BEN)
    with pytest.raises(TransitionError, match="conversation"):
        village.introducing.answer(one, BEN, "We did.")


def test_what_is_passed_on_is_asked_of_the_next(village: Village) -> None:
    """Of one, however often it is passed on; the asker stays the same."""
    one = village.asked()

    after = village.introducing.pass_on(one, BEN, CLEO)

    assert (after.asker, after.candidate, after.question) == (ANA, CLEO, QUESTION)
    assert (after.passed_from, after.state) == (one, _S.DRAFT)
    assert village.introducing.pass_on(one, BEN, DAN) == after
    assert village.due() == [(after.id, "deliver")]


def test_a_process_that_died_over_passing_on_ends_it_the_next_time(village: Village) -> None:
    """The first half was stored, the second was not."""
    one = village.asked()
    after = village.introducing.pass_on(one, BEN, CLEO)
    del village.introductions.held[after.id]  # type: ignore[attr-defined]

    assert village.introducing.pass_on(one, BEN, CLEO).id == after.id
    assert len(village.introductions.of_candidate(CLEO)) == 1


def test_nothing_is_passed_on_to_who_may_not_be_asked(village: Village) -> None:
    """Nor to who passes it on, to the asker, or to nobody known; it stays where it is."""
    one = village.asked()
    village.agrees(CLEO, contactable=False)

    for to in (CLEO, BEN, ANA, "UNOBODY", ""):
        with pytest.raises(UnavailableError):
            village.introducing.pass_on(one, BEN, to)
    assert state(village, one) is _S.ASKED


def test_nothing_is_passed_on_more_than_twice_or_back(village: Village) -> None:
    """Ben, Cleo, Dan, and no further."""
    first = village.asked(BEN)
    second = village.introducing.pass_on(first, BEN, CLEO).id
    village.introducing.delivered(second)
    with pytest.raises(UnavailableError):
        village.introducing.pass_on(second, CLEO, BEN)
    third = village.introducing.pass_on(second, CLEO, DAN).id
    village.introducing.delivered(third)

    with pytest.raises(UnavailableError):
        village.introducing.pass_on(third, DAN, EVE)
    assert village.introducing.decline(third, DAN, Decline.BUSY).decline is Decline.BUSY


def test_what_the_asker_put_to_somebody_else_meanwhile_is_not_passed_on(village: Village) -> None:
    """One person at a time: the candidate is told that nothing is left to do."""
    one = village.asked()
    village.introducing.pass_on(one, BEN, CLEO)
    held = village.introductions.held  # type: ignore[attr-defined]
    held.pop(next(key for key in held if key != one))
    other = village.ask(DAN)

    with pytest.raises(TransitionError, match="not open any more"):
        village.introducing.pass_on(one, BEN, CLEO)
    assert other in village.introductions.of_asker(ANA)
    assert len(village.introductions.of_asker(ANA)) == 2


@pytest.mark.parametrize("steps", range(5))
def test_an_asker_takes_their_question_back_at_any_time(village: Village, steps: int) -> None:
    """And what they wrote goes with it."""
    one = village.ask().id
    forward: list[Callable[[], object]] = [
        lambda: village.introducing.delivered(one),
        lambda: village.introducing.accept(one, BEN),
        lambda: village.introducing.introduced(one, "G1"),
        lambda: village.introducing.followed_up(one),
    ]
    for step in forward[:steps]:
        step()

    gone = village.introducing.withdraw(one, ANA)

    assert (gone.state, gone.question) == (_S.WITHDRAWN, "")
    assert village.introducing.withdraw(one, ANA) == gone
    village.clock.advance(90 * 86_400)
    assert village.due() == []
    if steps < 4:
        with pytest.raises(TransitionError):
            village.introducing.followed_up(one)
