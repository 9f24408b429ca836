from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.life import halted
from knowledge.discussions.timetable import NEVER, slots, timetable
from knowledge.models.discussions import CueKind, Discussion, DiscussionState
from tests.discussing import NOW, Evening


def dues(one: Discussion) -> dict[str, timedelta]:
    """What is due when, from the start on."""
    return {cue.key: cue.due_at - one.starts_at for cue in timetable(one)}


def test_an_evening_goes_by_its_timetable() -> None:
    """From a week before to the wrap-up."""
    found = dues(Evening().scheduled())

    assert found["announce"] == -timedelta(days=7)
    assert found["remind-24h"] == -timedelta(hours=24)
    assert found["remind-60m"] == -timedelta(minutes=60)
    assert found["ready"] == -timedelta(minutes=15)
    assert found["no-host"] == -timedelta(minutes=5)
    assert found["welcome"] == timedelta()
    assert found["prompt-1"] == timedelta(minutes=7)
    assert found["prompt-2"] == timedelta(minutes=16)
    assert found["nudge-1"] == timedelta(minutes=11.5)
    assert found["warn-1"] == timedelta(minutes=15)
    assert found["wrap-up"] == timedelta(minutes=52)


def test_a_prompt_has_five_minutes_of_grace_once_the_next_one_is_asked() -> None:
    """What is said in them is not late."""
    evening = Evening()
    one = evening.live(timedelta(minutes=15))
    assert "grace-1" not in dues(one)

    evening.until(one.starts_at + timedelta(minutes=16))
    assert dues(evening.now(one))["grace-1"] == timedelta(minutes=21)


def test_what_follows_the_evening_goes_by_its_end() -> None:
    """A day for late answers, a draft after two, a reminder after three."""
    evening = Evening()
    one = evening.live(timedelta(hours=1))
    assert one.closed_at

    after = {cue.key: cue.due_at - one.closed_at for cue in timetable(one)}
    assert after["late-over"] == timedelta(hours=24)
    assert after["draft-report"] == timedelta(hours=48)
    assert after["remind-host-2"] == timedelta(hours=72)


def test_a_draft_is_to_be_approved_two_weeks_before() -> None:
    """And nothing else is due in it."""
    one = Evening().scheduled().model_copy(update={"state": DiscussionState.DRAFT})

    assert dues(one) == {"approve": -timedelta(days=14)}


def test_what_is_planned_late_is_announced_at_once_and_not_reminded_of() -> None:
    """A reminder of yesterday helps nobody."""
    one = Evening().scheduled(day="2026-11-10", time="12:00")

    assert dues(one)["announce"] == NOW - one.starts_at
    assert "remind-24h" not in dues(one)
    assert "remind-60m" in dues(one)


def test_in_a_pause_nothing_is_due_but_telling_why() -> None:
    """However long it lasts."""
    one = halted(Evening().live(), NOW, "The channel was archived")

    due = [cue for cue in timetable(one) if cue.due_at < NEVER]
    assert [cue.kind for cue in due] == [CueKind.TROUBLE]


def test_of_a_cancelled_discussion_nothing_is_due() -> None:
    """Nothing at all."""
    one = Evening().scheduled().model_copy(update={"state": DiscussionState.CANCELLED})

    assert timetable(one) == ()


def test_a_rehearsal_is_over_in_minutes_and_reminds_nobody() -> None:
    """It has all prompts, in a tenth of the time or less."""
    one = Evening().scheduled(rehearsal=True)
    kinds = {cue.kind for cue in timetable(one)}

    assert len(slots(one)) == 5
    assert dues(one)["wrap-up"] < timedelta(minutes=5)
    assert not kinds & {CueKind.REMIND, CueKind.READY, CueKind.NO_HOST, CueKind.PUBLISH}


@given(minutes=st.lists(st.integers(1, 20_160), min_size=1, max_size=20))
def test_prompts_follow_one_another_without_gap_or_overlap(minutes: list[int]) -> None:
    """Whatever time each of them gets; and the same again gives the same."""
    prompts = tuple(
        {"text": f"Matter {number}?", "minutes": one} for number, one in enumerate(minutes)
    )
    one = Evening().scheduled(prompts=prompts)

    for before, following in pairwise(slots(one)):
        assert following.opens == before.closes
        assert following.opens - before.opens >= timedelta(seconds=60)
    assert timetable(one) == timetable(one)
    assert len({cue.key for cue in timetable(one)}) == len(timetable(one))
