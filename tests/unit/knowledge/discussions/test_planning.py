from datetime import timedelta

import pytest

from knowledge.discussions.plans import prompts_of, rehearsal_of, usual_minutes
from knowledge.errors import NotAllowedError, PlanError, TransitionError
from knowledge.models.discussions import DiscussionState, Options
from tests.discussing import COHOST, CURATOR, GUEST, HOST, PROMPTS, Evening, plan

_S = DiscussionState


def test_six_things_make_an_evening() -> None:
    """It is scheduled, logged, and due to be announced."""
    evening = Evening()
    one = evening.planning.create(plan(), HOST)

    assert (one.state, one.local_start, one.zone) == (
        _S.SCHEDULED,
        "2026-11-25T21:00",
        "Europe/London",
    )
    assert [prompt.minutes for prompt in one.prompts] == [9] * 5
    assert one.options == Options()
    assert evening.whats(one) == ["scheduled"]
    assert evening.cues.of(one.id)[0].key == "announce"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"channel": ""}, "channel"),
        ({"day": "2026-02-30"}, "time"),
        ({"day": "2026-11-09"}, "time"),
        ({"day": "2027-03-28", "time": "01:30"}, "time"),
        ({"day": "2028-01-01"}, "day"),
        ({"prompts": ()}, "prompts"),
        ({"prompts": ({"text": " "},)}, "prompts"),
        ({"prompts": ({"text": "What now?"}, {"text": "what  NOW?"})}, "prompts"),
        ({"prompts": ({"text": "x" * 601},)}, "prompts"),
        ({"prompts": tuple({"text": f"Matter {n}?"} for n in range(21))}, "prompts"),
        ({"minutes": 20_161}, "minutes"),
        ({"prompts": ({"text": "What now?", "minutes": -1},)}, "minutes"),
    ],
)
def test_what_cannot_be_kept_names_its_field(changes: dict[str, object], field: str) -> None:
    """And nothing is made."""
    evening = Evening()

    assert [error.field for error in evening.planning.problems(plan(**changes), HOST)] == [field]
    with pytest.raises(PlanError):
        evening.planning.create(plan(**changes), HOST)
    assert evening.discussions.in_states(*_S) == ()


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """One problem a field."""
    wrong = plan(title="", channel="", prompts=(), minutes=-1, time="late")
    found = {error.field for error in Evening().planning.problems(wrong, HOST)}

    assert found == {"title", "channel", "prompts", "minutes", "time"}


@pytest.mark.parametrize("time", ["20:30", "21:00", "21:51"])
def test_two_discussions_at_once_in_one_channel_are_refused(time: str) -> None:
    """With what stands in the way."""
    evening = Evening()
    evening.scheduled()

    with pytest.raises(PlanError, match="21:00 on 25 November to 21:52 on 25 November"):
        evening.planning.create(plan(time=time), GUEST)


@pytest.mark.parametrize(
    "changes", [{"time": "21:52"}, {"time": "20:08"}, {"channel": "C0OTHER"}, {"rehearsal": True}]
)
def test_what_does_not_collide_is_scheduled(changes: dict[str, object]) -> None:
    """One after the other, elsewhere, or rehearsed."""
    evening = Evening()
    evening.scheduled()

    assert evening.planning.create(plan(**changes), GUEST).state is _S.SCHEDULED


def test_a_cancelled_discussion_leaves_its_time_free() -> None:
    """For its host, too."""
    evening = Evening()
    one = evening.scheduled()
    evening.steering.cancel(one.id, HOST)

    assert evening.planning.create(plan(), HOST).id != one.id


def test_a_member_hosts_one_discussion_at_a_time_and_a_curator_several() -> None:
    """Any member may host one."""
    evening = Evening()
    evening.scheduled()
    with pytest.raises(PlanError, match="hosting another"):
        evening.planning.create(plan(day="2026-12-09"), HOST)

    evening.planning.create(plan(day="2026-12-02"), CURATOR)
    assert evening.planning.create(plan(day="2026-12-09"), CURATOR)


def test_the_same_attempt_again_makes_no_second_discussion() -> None:
    """A modal that is sent twice, across a restart too."""
    evening = Evening()
    first = evening.planning.create(plan(), HOST, key="V1")
    evening.restart()

    assert evening.planning.create(plan(), HOST, key="V1") == first
    assert len(evening.discussions.in_states(*_S)) == 1


def test_a_draft_waits_for_its_host() -> None:
    """Who is reminded two weeks before, and approves it."""
    evening = Evening()
    one = evening.planning.draft(plan(), HOST)
    evening.until(one.starts_at - timedelta(days=10))
    assert evening.venue.posted() == ["approve"]

    assert evening.planning.schedule(one.id, HOST, one.version).state is _S.SCHEDULED
    evening.until(one.starts_at - timedelta(days=6))
    assert evening.venue.posted() == ["approve", "announce"]


def test_a_draft_that_collides_by_now_stays_a_draft() -> None:
    """Or whose time is past."""
    evening = Evening()
    one = evening.planning.draft(plan(), HOST)
    evening.planning.create(plan(), GUEST)

    with pytest.raises(PlanError):
        evening.planning.schedule(one.id, HOST)
    assert evening.now(one).state is _S.DRAFT


def test_only_a_host_schedules_or_moves() -> None:
    """Not even a curator."""
    evening = Evening()
    one = evening.planning.draft(plan(), HOST)

    with pytest.raises(NotAllowedError):
        evening.planning.schedule(one.id, CURATOR)
    with pytest.raises(NotAllowedError):
        evening.planning.postpone(one.id, CURATOR, "2026-12-02", "21:00")


def test_a_moved_discussion_is_announced_and_reminded_of_again() -> None:
    """At its new time only, also when it is moved there and back."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at - timedelta(hours=2))
    evening.planning.postpone(one.id, COHOST, "2026-12-02", "21:00")
    evening.planning.postpone(one.id, COHOST, "2026-11-26", "21:00")
    evening.planning.postpone(one.id, COHOST, "2026-11-27", "21:00")
    evening.until(one.starts_at + timedelta(days=2))

    assert evening.venue.posted() == [
        "announce",
        "remind-24h",
        "announce-3",
        "remind-24h-3",
        "remind-60m-3",
        "ready-3",
        "no-host-3",
        "welcome-3",
    ]
    assert evening.now(one).state is _S.LIVE


@pytest.mark.parametrize(("day", "time"), [("2026-11-09", "21:00"), ("2027-03-28", "01:30")])
def test_a_discussion_is_not_moved_to_where_it_cannot_be(day: str, time: str) -> None:
    """To the past, or into a missing hour."""
    evening = Evening()
    one = evening.scheduled()

    with pytest.raises(PlanError):
        evening.planning.postpone(one.id, HOST, day, time)
    assert evening.now(one) == one


def test_what_has_begun_is_not_moved() -> None:
    """Plan another one."""
    evening = Evening()
    one = evening.live()

    with pytest.raises(TransitionError):
        evening.planning.postpone(one.id, HOST, "2026-12-02", "21:00")


def test_a_secret_is_made_only_where_people_may_be_anonymous() -> None:
    """Each discussion has its own."""
    evening = Evening(curators=(HOST,))

    assert evening.scheduled().salt == ""
    other = evening.scheduled(day="2026-12-02", options={"anonymous": True})
    assert len(other.salt) == 64


def test_prompts_are_entered_one_a_line() -> None:
    """Numbers and dashes before them are no part of them."""
    text = "Q1: What works?\n2. What does not?\n\n - Who can change it?\n2030 plans: ready?"

    assert [prompt.text for prompt in prompts_of(text)] == [
        "What works?",
        "What does not?",
        "Who can change it?",
        "2030 plans: ready?",
    ]


@pytest.mark.parametrize(("prompts", "minutes"), [(1, 12), (4, 12), (5, 9), (6, 8), (20, 8)])
def test_prompts_share_an_hour(prompts: int, minutes: int) -> None:
    """Each has 8 to 12 minutes."""
    assert usual_minutes(prompts) == minutes


def test_a_plan_keeps_what_its_host_chose() -> None:
    """Minutes of single prompts, and options."""
    prompts = ({"text": "What now?", "minutes": 30, "background": (("A report", "https://x"),)},)
    one = Evening().scheduled(prompts=(*prompts, *PROMPTS[:1]), minutes=10, sponsor="The college")

    assert [prompt.minutes for prompt in one.prompts] == [30, 10]
    assert one.prompts[0].background == (("A report", "https://x"),)
    assert one.sponsor == "The college"


def test_a_discussion_is_rehearsed_beside_itself() -> None:
    """By its own prompts, in direct messages, at once; also when its time is past."""
    evening = Evening()
    one = evening.live(timedelta(minutes=10))
    rehearsal = evening.planning.create(rehearsal_of(one, "D0HOST"), HOST)

    assert (rehearsal.rehearsal, rehearsal.channel) == (True, "D0HOST")
    assert [prompt.text for prompt in rehearsal.prompts] == [prompt.text for prompt in one.prompts]
    assert rehearsal.starts_at - evening.clock.now() < timedelta(minutes=1)
