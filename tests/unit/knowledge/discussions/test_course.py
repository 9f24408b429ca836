from datetime import timedelta

import pytest

from knowledge.errors import TransitionError, VenueError
from knowledge.models.discussions import CueKind, DiscussionState, PromptState
from tests.discussing import COHOST, HOST, Evening

_S = DiscussionState
MINUTE = timedelta(minutes=1)


def away(evening: Evening, time: timedelta) -> None:
    """Let the bot be away for a while, and come back."""
    evening.clock.advance(time.total_seconds())
    evening.restart()
    evening.course.tick()


def test_what_is_a_little_late_is_asked_and_the_rest_moved() -> None:
    """Every prompt has all its time."""
    evening = Evening()
    one = evening.live(14 * MINUTE)
    away(evening, 6 * MINUTE)

    asked = evening.now(one).prompt(2)
    assert asked is not None
    assert (asked.opened_at, asked.closes_at) == (
        one.starts_at + 20 * MINUTE,
        one.starts_at + 29 * MINUTE,
    )


def test_what_is_more_than_five_minutes_late_waits_for_a_host() -> None:
    """Who is told why, and goes on with one press."""
    evening = Evening()
    one = evening.live(14 * MINUTE)
    away(evening, 8 * MINUTE)
    evening.until(one.starts_at + 40 * MINUTE)

    paused = evening.now(one)
    assert (paused.state, evening.venue.posted()[-1][:7]) == (_S.PAUSED, "trouble")
    assert "away when it was due to ask the next prompt" in paused.trouble
    evening.steering.resume(one.id, HOST, paused.version)
    evening.until(one.starts_at + 41 * MINUTE)
    assert evening.venue.posted()[-1] == "prompt-2"
    assert evening.now(one).trouble == ""


def test_a_start_that_was_missed_waits_for_a_host() -> None:
    """And then takes place from its welcome on."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at - MINUTE)
    away(evening, 30 * MINUTE)
    assert evening.now(one).state is _S.PAUSED

    evening.steering.resume(one.id, HOST)
    evening.until(one.starts_at + 40 * MINUTE)
    assert evening.venue.posted()[-2:] == ["welcome", "prompt-1"]


def test_a_discussion_that_was_slept_through_is_not_announced() -> None:
    """Nobody is invited to what is past."""
    evening = Evening()
    one = evening.scheduled()
    away(evening, timedelta(days=16))

    assert evening.now(one).state is _S.PAUSED
    assert [key[:7] for key in evening.venue.posted()] == ["trouble"]


def test_a_bot_that_was_away_for_days_makes_up_only_for_what_helps() -> None:
    """The announcement comes late, a reminder of yesterday does not."""
    evening = Evening()
    one = evening.scheduled()
    away(evening, one.starts_at - 3 * timedelta(hours=1) - evening.clock.now())

    assert evening.venue.posted() == ["announce"]


def test_a_channel_that_is_gone_pauses_and_resume_goes_on() -> None:
    """The hosts read why; nothing is asked twice."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    gone = VenueError("The channel was archived", "Unarchive it, and resume")
    evening.venue.refusal[CueKind.PROMPT] = gone
    evening.until(one.starts_at + 20 * MINUTE)
    paused = evening.now(one)
    assert (paused.state, paused.trouble) == (_S.PAUSED, str(gone).removesuffix("."))

    evening.venue.refusal.clear()
    evening.steering.resume(one.id, HOST)
    evening.until(one.starts_at + 21 * MINUTE)
    assert evening.venue.posted().count("prompt-2") == 1


def test_a_slow_slack_is_waited_for() -> None:
    """As long as it asks for, and no longer."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    busy = VenueError("Slack is busy", "Wait", retry_s=30)
    evening.venue.refusal[CueKind.PROMPT] = busy
    evening.until(one.starts_at + 16 * MINUTE)
    evening.venue.refusal.clear()
    evening.until(one.starts_at + 16 * MINUTE + timedelta(seconds=20))
    assert "prompt-2" not in evening.venue.posted()

    evening.until(one.starts_at + 17 * MINUTE)
    assert evening.venue.posts[-1][2] == one.starts_at + 16.5 * MINUTE


def test_a_slack_that_stays_slow_pauses() -> None:
    """After five minutes."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.venue.refusal[CueKind.PROMPT] = VenueError("Slack is busy", "Wait", retry_s=30)
    evening.until(one.starts_at + 25 * MINUTE)

    assert evening.now(one).state is _S.PAUSED


@pytest.mark.parametrize("kind", [CueKind.READY, CueKind.WARN, CueKind.NUDGE, CueKind.REMIND])
def test_what_can_be_done_without_stops_nothing(kind: CueKind) -> None:
    """A reminder that cannot be posted is left out."""
    evening = Evening(people=0)
    evening.venue.refusal[kind] = VenueError("It cannot be posted", "Invite the bot")
    one = evening.scheduled()
    evening.until(one.starts_at + timedelta(hours=1))

    assert evening.now(one).state is _S.LATE


def test_a_draft_that_fails_is_tried_again_on_resume() -> None:
    """After the evening there is nothing to pause: it has failed, with its reason."""
    evening = Evening()
    evening.venue.refusal[CueKind.DRAFT_REPORT] = VenueError("No space is left", "Make some")
    one = evening.scheduled()
    evening.until(one.starts_at + timedelta(hours=50))
    failed = evening.now(one)
    assert (failed.state, failed.trouble) == (_S.FAILED, "No space is left. Make some")

    evening.venue.refusal.clear()
    evening.steering.resume(one.id, HOST)
    evening.until(one.starts_at + timedelta(hours=51))
    assert evening.venue.posted()[-1] == "draft-report"
    assert evening.now(one).state is _S.CURATING


@pytest.mark.parametrize(("people", "nudges"), [(0, 5), (2, 5), (3, 0), (60, 0)])
def test_hosts_are_offered_a_nudge_while_few_have_spoken(people: int, nudges: int) -> None:
    """Below three people at half time."""
    evening = Evening(people=people)
    evening.live(timedelta(hours=1))

    assert [kind for _, kind, _ in evening.venue.posts].count(CueKind.NUDGE) == nudges


@pytest.mark.parametrize(("member", "told"), [("", 1), (HOST, 0), (COHOST, 0)])
def test_a_missing_host_is_noticed(member: str, told: int) -> None:
    """Five minutes before, unless one of the hosts has checked in."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at - 20 * MINUTE)
    if member:
        evening.steering.check_in(one.id, member)
    evening.until(one.starts_at)

    assert evening.venue.posted().count("no-host") == told


def test_two_discussions_are_never_live_in_one_channel() -> None:
    """The second one waits, with the reason."""
    evening = Evening(curators=(HOST,))
    first = evening.scheduled()
    second = evening.scheduled(time="21:52")
    evening.until(first.starts_at + 50 * MINUTE)
    evening.steering.extend(first.id, HOST, minutes=30)
    evening.until(first.starts_at + 55 * MINUTE)

    assert evening.now(second).state is _S.PAUSED
    assert "still going on in this channel" in evening.now(second).trouble


def test_a_rehearsal_plays_the_whole_evening_in_minutes() -> None:
    """With the announcement, every prompt, the wrap-up and a draft."""
    evening = Evening(people=0)
    one = evening.scheduled(rehearsal=True)
    evening.until(evening.clock.now() + 5 * MINUTE, step=timedelta(seconds=1))

    kinds = [kind for _, kind, _ in evening.venue.posts]
    assert kinds[:2] == [CueKind.ANNOUNCE, CueKind.WELCOME]
    assert [kinds.count(kind) for kind in (CueKind.PROMPT, CueKind.NUDGE, CueKind.WARN)] == [5] * 3
    assert kinds[-2:] == [CueKind.WRAP_UP, CueKind.DRAFT_REPORT]
    assert evening.now(one).state is _S.CURATING


def test_a_prompt_is_themed_once_it_is_closed() -> None:
    """Noting it twice changes nothing; noting it early is refused."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    with pytest.raises(TransitionError):
        evening.course.themed(one.id, 1)
    evening.until(one.starts_at + 21 * MINUTE)

    again = [evening.course.themed(one.id, 1) for _ in range(2)]
    assert again[0] == again[1]
    assert again[0].prompts[0].state is PromptState.THEMED


def test_what_went_wrong_outside_fails_with_a_reason_and_goes_on() -> None:
    """And a second trouble leaves the first one's reason."""
    evening = Evening()
    one = evening.live(timedelta(hours=30))
    evening.course.fail(one.id, "The report could not be written")
    failed = evening.course.fail(one.id, "Something else")
    assert (failed.state, failed.trouble) == (_S.FAILED, "The report could not be written")

    assert evening.steering.resume(one.id, HOST).state is _S.CURATING
