"""What may follow what in the life of an introduction."""

from datetime import timedelta
from itertools import product

import pytest

from knowledge.errors import TransitionError
from knowledge.models.introductions import NEVER, Introduction, IntroductionState
from knowledge.people.introductions.life import LIVING, NEXT, moved
from tests.fakes.clock import START

_S = IntroductionState
ENDS = {_S.CLOSED, _S.DECLINED, _S.PASSED_ON, _S.EXPIRED, _S.WITHDRAWN, _S.FAILED}


def one_that_is(state: IntroductionState) -> Introduction:
    """Return an introduction in a state, with everything in it that may stand there."""
    return Introduction(
        id="0" * 12,
        asker="UANA",
        candidate="UBEN",
        question="Who?",
        reason="Because.",
        needed="an hour",
        sources=(("A card", "https://example.org"),),
        answer="Me.",
        state=state,
        made_at=START,
        due_at=START + timedelta(days=1),
    )


def test_every_state_has_its_line_and_its_way_out() -> None:
    """Everything that is not an end can be withdrawn, and can fail."""
    assert set(NEXT) == set(_S)
    assert set(_S) - LIVING == ENDS
    assert all({_S.WITHDRAWN, _S.FAILED} <= NEXT[state] for state in LIVING)


@pytest.mark.parametrize(("before", "after"), list(product(_S, _S)))
def test_only_what_may_follow_follows(before: IntroductionState, after: IntroductionState) -> None:
    """The same again changes nothing."""
    one = one_that_is(before)

    if after is before:
        assert moved(one, after, channel="G1") is one
    elif after in NEXT[before]:
        assert moved(one, after, channel="G1").state is after
        assert moved(one, after, channel="G1").channel == "G1"
    else:
        with pytest.raises(TransitionError):
            moved(one, after)


@pytest.mark.parametrize("end", sorted(ENDS))
def test_nothing_is_due_and_no_answer_is_held_at_the_end(end: IntroductionState) -> None:
    """Whatever it ended as."""
    before = next(state for state in LIVING if end in NEXT[state])

    ended = moved(one_that_is(before), end)

    assert (ended.due_at, ended.answer) == (NEVER, "")


def test_what_was_asked_goes_when_it_is_withdrawn() -> None:
    """With the reason and all that was found."""
    gone = moved(one_that_is(_S.ASKED), _S.WITHDRAWN)

    assert (gone.question, gone.reason, gone.needed) == ("", "", "")
    assert (gone.because, gone.sources) == ((), ())
