from collections.abc import Callable
from datetime import timedelta

import pytest

from knowledge.errors import NotAllowedError, NotFoundError, TransitionError
from knowledge.models.discussions import Discussion, DiscussionState, PromptState
from tests.discussing import COHOST, CURATOR, GUEST, HOST, Evening

_S = DiscussionState
MINUTE = timedelta(minutes=1)
ACTIONS = (
    "start",
    "next",
    "pause",
    "resume",
    "extend",
    "skip",
    "end",
    "cancel",
    "draft",
    "publish",
)


def press(evening: Evening, action: str) -> Callable[..., Discussion]:
    """What a button or command leads to."""
    found: Callable[..., Discussion] = getattr(evening.steering, action)
    return found


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_but_hosts_steers(action: str) -> None:
    """Whatever the state; nothing happens."""
    evening = Evening()
    one = evening.live(10 * MINUTE)

    with pytest.raises(NotAllowedError):
        press(evening, action)(one.id, GUEST)
    assert evening.now(one) == one


@pytest.mark.parametrize("action", ["pause", "end", "cancel"])
def test_curators_may_stop_a_discussion(action: str) -> None:
    """Any member may host one, and the curators may stop it."""
    evening = Evening()
    one = evening.live(10 * MINUTE)

    assert press(evening, action)(one.id, CURATOR).version > one.version


@pytest.mark.parametrize("action", ["start", "next", "extend", "skip", "publish"])
def test_curators_may_not_steer_a_discussion(action: str) -> None:
    """It is its hosts' own."""
    evening = Evening()
    one = evening.live(10 * MINUTE)

    with pytest.raises(NotAllowedError):
        press(evening, action)(one.id, CURATOR)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_stale_press_does_nothing(action: str) -> None:
    """It is told apart from a wrong one, and nothing is logged."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    before = evening.whats(one)

    with pytest.raises(TransitionError, match="has changed since you looked"):
        press(evening, action)(one.id, HOST, one.version - 1)
    assert evening.now(one) == one
    assert evening.whats(one) == before


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_on_a_draft_but_cancelling_is_refused(action: str) -> None:
    """And leaves it as it is."""
    evening = Evening()
    one = evening.scheduled()
    evening.steering.cancel(one.id, HOST)
    gone = evening.now(one)

    with pytest.raises(TransitionError):
        press(evening, action)(one.id, HOST)
    assert evening.now(one) == gone


def test_what_is_not_held_cannot_be_steered() -> None:
    """With an error that says so."""
    with pytest.raises(NotFoundError):
        Evening().steering.pause("ffffffffffff", HOST)


def test_a_press_is_logged_with_who_made_it() -> None:
    """And with what it changed."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.pause(one.id, COHOST, one.version)

    last = evening.discussions.events(one.id)[-1]
    assert (last.what, last.by, last.detail) == ("paused", COHOST, "live>paused")


def test_a_host_starts_early() -> None:
    """The welcome comes at once, the first prompt after the introductions."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at - 10 * MINUTE)

    evening.steering.start(one.id, HOST)
    evening.until(one.starts_at - 3 * MINUTE)
    assert evening.venue.posted()[-2:] == ["welcome", "prompt-1"]


def test_nobody_starts_days_early() -> None:
    """Others were told another time."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at - timedelta(days=2))

    with pytest.raises(TransitionError, match="announced for later"):
        evening.steering.start(one.id, HOST)


def test_next_asks_the_next_prompt_at_once_and_moves_the_rest() -> None:
    """The one before is in its grace."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.next(one.id, HOST, one.version)
    evening.until(one.starts_at + 10 * MINUTE)

    states = [prompt.state for prompt in evening.now(one).prompts]
    assert states[:3] == [PromptState.GRACE, PromptState.OPEN, PromptState.PENDING]
    evening.until(one.starts_at + 18 * MINUTE)
    assert "prompt-3" not in evening.venue.posted()
    evening.until(one.starts_at + 19 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-3"


def test_next_ends_the_introductions() -> None:
    """And after the last prompt it wraps up."""
    evening = Evening()
    one = evening.live(MINUTE)
    for number in range(1, 6):
        evening.steering.next(one.id, HOST)
        evening.until(evening.clock.now() + MINUTE)
        assert evening.venue.posted()[-1] == f"prompt-{number}"

    evening.steering.next(one.id, HOST)
    evening.until(evening.clock.now() + MINUTE)
    assert evening.venue.posted()[-1] == "wrap-up"


def test_two_prompts_are_never_within_a_minute() -> None:
    """However fast somebody presses; a second press before it came is refused."""
    evening = Evening()
    one = evening.live(7 * MINUTE)
    evening.steering.next(one.id, HOST)
    with pytest.raises(TransitionError, match="on its way"):
        evening.steering.next(one.id, HOST)

    evening.until(one.starts_at + 9 * MINUTE)
    first, second = [at for key, _, at in evening.venue.posts if key.startswith("prompt")]
    assert second - first == MINUTE


def test_a_pause_moves_what_is_to_come() -> None:
    """The open prompt keeps the time that it had left."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.pause(one.id, HOST)
    evening.until(one.starts_at + 30 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-1"

    evening.steering.resume(one.id, HOST)
    evening.until(one.starts_at + 35 * MINUTE)
    assert evening.venue.posted()[-1] == "warn-1"
    evening.until(one.starts_at + 36 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-2"


def test_a_pause_in_the_introductions_moves_the_first_prompt() -> None:
    """By as long as it lasted."""
    evening = Evening()
    one = evening.live(2 * MINUTE)
    evening.steering.pause(one.id, HOST)
    evening.until(one.starts_at + 12 * MINUTE)
    evening.steering.resume(one.id, HOST)

    evening.until(one.starts_at + 16 * MINUTE)
    assert evening.venue.posted()[-1] == "welcome"
    evening.until(one.starts_at + 17 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-1"


def test_more_time_moves_what_is_to_come() -> None:
    """By so many minutes."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.extend(one.id, HOST, one.version, minutes=4)

    evening.until(one.starts_at + 19 * MINUTE)
    assert evening.venue.posted()[-1] == "warn-1"
    evening.until(one.starts_at + 20 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-2"


@pytest.mark.parametrize("minutes", [-5, 0, 61])
def test_more_time_has_its_limits(minutes: int) -> None:
    """Nothing happens beyond them."""
    evening = Evening()
    one = evening.live(10 * MINUTE)

    with pytest.raises(TransitionError):
        evening.steering.extend(one.id, HOST, minutes=minutes)
    assert evening.now(one) == one


def test_a_skipped_prompt_is_never_asked() -> None:
    """The next one comes in its place."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.skip(one.id, HOST)
    evening.steering.skip(one.id, HOST, number=4)

    evening.until(one.starts_at + timedelta(hours=1))
    asked = [key for key in evening.venue.posted() if key.startswith("prompt")]
    assert asked == ["prompt-1", "prompt-3", "prompt-5"]


def test_what_was_asked_cannot_be_skipped() -> None:
    """People are answering it."""
    evening = Evening()
    one = evening.live(10 * MINUTE)

    with pytest.raises(TransitionError, match="Prompt 1 is open"):
        evening.steering.skip(one.id, HOST, number=1)


@pytest.mark.parametrize("minutes", [2, 10, 30])
def test_a_host_ends_it_at_any_time(minutes: int) -> None:
    """It is wrapped up at once, what was not asked is skipped, late answers are awaited."""
    evening = Evening()
    one = evening.live(minutes * MINUTE)
    evening.steering.end(one.id, HOST, one.version)
    evening.until(one.starts_at + (minutes + 6) * MINUTE)

    after = evening.now(one)
    assert evening.venue.posted()[-1] == "wrap-up"
    assert after.state is _S.LATE
    assert {prompt.state for prompt in after.prompts} <= {PromptState.CLOSED, PromptState.SKIPPED}


def test_a_pause_can_be_ended() -> None:
    """Nobody has to resume what is over."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.pause(one.id, HOST)
    evening.until(one.starts_at + 30 * MINUTE)
    evening.steering.end(one.id, HOST)
    evening.until(one.starts_at + 40 * MINUTE)

    assert evening.now(one).state is _S.LATE
    assert evening.venue.posted()[-1] == "wrap-up"


def test_nothing_is_posted_in_a_cancelled_discussion() -> None:
    """Not even a reminder."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at - timedelta(days=2))
    evening.steering.cancel(one.id, HOST)
    evening.until(one.starts_at + timedelta(days=4))

    assert evening.venue.posted() == ["announce"]


def test_the_draft_is_had_within_minutes_and_published() -> None:
    """A host need not wait for two days."""
    evening = Evening()
    one = evening.live(timedelta(hours=1))
    evening.steering.draft(one.id, HOST)
    evening.until(one.starts_at + 61 * MINUTE)
    assert evening.venue.posted()[-1] == "draft-report"

    evening.steering.publish(one.id, HOST)
    evening.until(one.starts_at + 62 * MINUTE)
    evening.course.indexed(one.id)
    assert evening.venue.posted()[-1] == "publish"
    assert evening.now(one).state is _S.INDEXED


def test_nothing_is_published_that_no_host_has_published() -> None:
    """They are reminded."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at + timedelta(days=10))

    assert evening.now(one).state is _S.CURATING
    assert evening.venue.posted()[-3:] == ["draft-report", "remind-host-1", "remind-host-2"]
