"""What hosts press in the very moment in which the bot posts."""

from datetime import timedelta

import pytest

from knowledge.errors import TransitionError
from knowledge.models.discussions import DiscussionState, PromptState
from tests.discussing import HOST, Evening

_S = DiscussionState
MINUTE = timedelta(minutes=1)


def meeting(key: str, action: str) -> tuple[Evening, str]:
    """An evening in which a host presses something while a cue is being posted."""
    evening = Evening()
    one = evening.scheduled()
    evening.venue.meanwhile[key] = lambda: getattr(evening.steering, action)(one.id, HOST)
    evening.until(one.starts_at + 16 * MINUTE)
    return evening, one.id


def test_a_prompt_that_is_asked_into_a_pause_keeps_its_whole_time() -> None:
    """From the moment on in which it goes on."""
    evening, one = meeting("prompt-2", "pause")
    assert evening.changes.get(one).state is _S.PAUSED
    assert evening.changes.get(one).prompts[1].state is PromptState.OPEN

    evening.until(evening.clock.now() + 20 * MINUTE)
    resumed = evening.steering.resume(one, HOST)
    assert resumed.prompts[1].closes_at == evening.clock.now() + 9 * MINUTE


def test_a_prompt_that_is_skipped_while_it_is_asked_stays_skipped() -> None:
    """Its message is known, and the next one comes."""
    evening, one = meeting("prompt-2", "skip")
    skipped = evening.changes.get(one).prompts[1]
    assert (skipped.state, bool(skipped.message_ts)) == (PromptState.SKIPPED, True)

    evening.until(evening.clock.now() + MINUTE)
    assert evening.venue.posted()[-1] == "prompt-3"


def test_next_while_the_next_one_is_asked_is_refused() -> None:
    """It is what the host wanted, and no second one is asked."""
    evening = Evening()
    one = evening.scheduled()

    def press() -> None:
        with pytest.raises(TransitionError, match="on its way"):
            evening.steering.next(one.id, HOST)

    evening.venue.meanwhile["prompt-2"] = press
    evening.until(one.starts_at + 20 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-2"
    assert not evening.venue.meanwhile


@pytest.mark.parametrize(("action", "last"), [("end", "wrap-up"), ("cancel", "prompt-2")])
def test_what_ends_while_a_prompt_is_asked_has_ended(action: str, last: str) -> None:
    """Nothing more is asked."""
    evening, one = meeting("prompt-2", action)
    evening.until(evening.clock.now() + 10 * MINUTE)

    assert evening.venue.posted()[-1] == last
    assert evening.changes.get(one).state in {_S.LATE, _S.CANCELLED}
    assert evening.changes.get(one).prompts[1].state is not PromptState.OPEN


def test_a_pause_while_it_is_wrapped_up_comes_too_late() -> None:
    """People have been thanked."""
    evening = Evening()
    one = evening.scheduled()
    evening.venue.meanwhile["wrap-up"] = lambda: evening.steering.pause(one.id, HOST)
    evening.until(one.starts_at + timedelta(hours=1))

    assert evening.now(one).state is _S.LATE


def test_what_is_cancelled_while_it_is_announced_is_cancelled() -> None:
    """Its announcement is known, so that it can be corrected."""
    evening = Evening()
    one = evening.scheduled()
    evening.venue.meanwhile["announce"] = lambda: evening.steering.cancel(one.id, HOST)
    evening.until(one.starts_at + timedelta(hours=1))

    assert evening.venue.posted() == ["announce"]
    assert evening.now(one).announced_ts
    assert evening.now(one).state is _S.CANCELLED


def test_a_start_by_hand_while_it_begins_is_one_start() -> None:
    """The welcome is posted once, the first prompt comes after the introductions."""
    evening, _ = meeting("welcome", "start")

    assert evening.venue.posted().count("welcome") == 1
    assert evening.venue.posted()[-3:] == ["prompt-1", "warn-1", "prompt-2"]
