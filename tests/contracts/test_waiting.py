"""What every store of waits and calls does."""

from datetime import datetime, timedelta

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.waiting import SqlCalls, SqlWaits
from knowledge.models.waiting import Call, CallState, Wait, digest_of
from knowledge.ports import Calls, Waits
from tests.fakes.clock import START
from tests.fakes.waiting import FakeCalls, FakeWaits

S = CallState
LAMPS = "Who tends the lamps?"


@pytest.fixture(params=["sqlite", "fake"])
def waits(request: pytest.FixtureRequest, database: Database) -> Waits:
    """Each store in turn."""
    return SqlWaits(database) if request.param == "sqlite" else FakeWaits()


@pytest.fixture(params=["sqlite", "fake"])
def calls(request: pytest.FixtureRequest, database: Database) -> Calls:
    """Each store in turn."""
    return SqlCalls(database) if request.param == "sqlite" else FakeCalls()


def later(minutes: int) -> datetime:
    """Return a moment after the start."""
    return START + timedelta(minutes=minutes)


def wait(number: int = 1, member: str = "U1", question: str = LAMPS) -> Wait:
    """Return a wait."""
    return Wait(id=f"w{number}", member=member, question=question, since=later(number))


def call(number: int = 1, member: str = "U1", question: str = LAMPS, channel: str = "C1") -> Call:
    """Return a call that is to be posted."""
    return Call(
        id=f"c{number}",
        member=member,
        question=question,
        channel=channel,
        named=True,
        asked_at=later(number),
    )


def test_the_same_question_has_one_digest_however_it_is_spelt() -> None:
    """Case, spaces and punctuation say nothing."""
    assert digest_of("Who  tends the LAMPS") == digest_of(LAMPS)
    assert digest_of("Who tends the ropes?") != digest_of(LAMPS)


def test_a_wait_comes_back_whole(waits: Waits) -> None:
    """To the member alone."""
    waits.add(wait())

    assert waits.get("w1") == wait()
    assert waits.of_member("U1") == (wait(),)
    assert waits.of_member("U2") == ()


def test_a_member_waits_for_a_question_once(waits: Waits) -> None:
    """Others wait for it on their own."""
    first = waits.add(wait())

    assert waits.add(wait(2, question="who tends the lamps")) == first
    assert waits.add(wait(3, member="U2")).id == "w3"
    assert waits.of_member("U1") == (first,)


def test_each_wait_is_looked_for_once_in_the_same_contents(waits: Waits) -> None:
    """The oldest first."""
    for one in (wait(2, question="b?"), wait(1, question="a?")):
        waits.add(one)
    before = [one.id for one in waits.unseen("s1")]
    waits.saw("w1", "s1")

    assert before == ["w1", "w2"]
    assert [one.id for one in waits.unseen("s1")] == ["w2"]
    assert len(waits.unseen("s2")) == 2


@pytest.mark.parametrize("keep", [False, True])
def test_a_wait_ends_once(waits: Waits, *, keep: bool) -> None:
    """What a legal hold keeps is shown to nobody, and the member may begin again."""
    waits.add(wait())

    assert waits.end("w1", keep=keep)
    assert not waits.end("w1", keep=keep)
    assert (waits.get("w1"), waits.of_member("U1"), waits.unseen("s")) == (None, (), ())
    assert waits.add(wait(2)).id == "w2"


def test_old_waits_are_found(waits: Waits) -> None:
    """Those that began before a moment."""
    for one in (wait(1), wait(2, member="U2")):
        waits.add(one)

    assert [one.id for one in waits.begun_before(later(2))] == ["w1"]


def test_a_call_is_open_once_it_stands_somewhere(calls: Calls) -> None:
    """Not before."""
    calls.add(call())
    before = calls.at("C1", ""), calls.open_in("C1")

    assert calls.posted("c1", "5.0")
    assert before == (None, False)
    assert calls.at("C1", "5.0") == call().model_copy(update={"state": S.OPEN, "ts": "5.0"})
    assert (calls.open_in("C1"), calls.open_in("C2")) == (True, False)
    assert (calls.at("C2", "5.0"), calls.at("C1", "6.0")) == (None, None)


def test_a_member_asks_a_question_once_at_a_time(calls: Calls) -> None:
    """In whatever channel; another member may ask it too."""
    first = calls.add(call())
    again = calls.add(call(2, channel="C2"))
    calls.posted("c1", "5.0")

    assert again == first
    assert calls.add(call(3)).id == "c1"
    assert calls.add(call(4, member="U2")).id == "c4"
    assert [one.id for one in calls.of_member("U1")] == ["c1"]


def test_the_same_question_is_found_in_its_channel(calls: Calls) -> None:
    """Whoever asked it."""
    calls.add(call())
    calls.posted("c1", "5.0")
    found = calls.same("C1", digest_of("who tends the lamps"))

    assert found is not None
    assert found.id == "c1"
    assert calls.same("C2", digest_of(LAMPS)) is None
    assert calls.same("C1", digest_of("b")) is None


@pytest.mark.parametrize("keep", [False, True])
def test_a_call_that_is_taken_back_keeps_its_words_for_a_hold_alone(
    calls: Calls, *, keep: bool
) -> None:
    """Its post is still to be edited; then it is over, and may be asked anew."""
    calls.add(call())
    calls.posted("c1", "5.0")
    calls.take_back("c1", keep=keep)
    withdrawn = calls.withdrawn()
    calls.close("c1")
    closed = calls.get("c1")

    assert [one.id for one in withdrawn] == ["c1"]
    assert closed is not None
    assert (closed.state, closed.question, closed.ts) == (S.CLOSED, LAMPS if keep else "", "5.0")
    assert (calls.withdrawn(), calls.at("C1", "5.0")) == ((), None)
    assert calls.add(call(2)).id == "c2"


def test_a_call_that_is_taken_back_while_it_is_posted_is_told_apart(calls: Calls) -> None:
    """Whoever posted it has to edit it."""
    calls.add(call())
    calls.take_back("c1", keep=False)
    before = calls.withdrawn()

    assert before == ()
    assert not calls.posted("c1", "5.0")
    assert [one.ts for one in calls.withdrawn()] == ["5.0"]


def test_a_call_in_doubt_is_its_asker_s_only_one_until_it_is_taken_back(calls: Calls) -> None:
    """It may stand there, so that it is not posted again; yet nobody is shown where."""
    calls.add(call())
    calls.doubt("c1")
    again = calls.add(call(2))
    in_doubt = again.id, again.state, calls.open_in("C1")
    calls.take_back("c1", keep=False)

    assert in_doubt == ("c1", S.UNSURE, False)
    assert calls.add(call(3)).id == "c3"


def test_only_what_is_to_be_posted_comes_into_doubt(calls: Calls) -> None:
    """What stands there stands there."""
    calls.add(call())
    calls.posted("c1", "5.0")
    calls.doubt("c1")

    assert [one.state for one in calls.of_member("U1")] == [S.OPEN]


@pytest.mark.parametrize(("ts", "withdrawn"), [("5.0", ["c1"]), ("", [])])
def test_what_is_over_is_taken_out_of_a_channel_in_which_it_may_stand(
    calls: Calls, ts: str, withdrawn: list[str]
) -> None:
    """Its words are kept for a while alone; its post stands for as long as the channel does."""
    calls.add(call())
    if ts:
        calls.posted("c1", ts)
    calls.close("c1")
    calls.take_back("c1", keep=False)

    assert [one.id for one in calls.withdrawn()] == withdrawn
    assert [one.state for one in calls.of_member("U1")] == [S.WITHDRAWN if ts else S.CLOSED]


def test_nothing_is_kept_of_a_closed_call_of_nobody(calls: Calls) -> None:
    """That of a member who was forgotten."""
    calls.add(call(member=""))
    calls.posted("c1", "5.0")
    calls.close("c1")

    assert calls.get("c1") is None


def test_replies_that_helped_are_found_by_the_question(calls: Calls) -> None:
    """Each once, the first one first; of all who asked the same."""
    for one in (call(1), call(2, member="U2"), call(3, question="b?")):
        calls.add(one)
    for number, origin in ((1, "slack:C1/7.0"), (2, "slack:C1/6.0"), (1, "slack:C1/6.0")):
        calls.thank(f"c{number}", origin)
    calls.thank("c3", "slack:C1/8.0")

    assert calls.thanked(digest_of(LAMPS)) == ("slack:C1/7.0", "slack:C1/6.0")
    assert calls.thanked(digest_of("c?")) == ()
