"""Who waits for an answer, what is put to channels, and which replies answer."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.retention import Old
from knowledge.models.waiting import CallState, Wait
from knowledge.stewardship.calling import Calling, Wanted
from knowledge.stewardship.waiting import MOST, Waiting, WaitingStores
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import document_info
from tests.fakes.clock import FakeClock
from tests.fakes.contributions import FakeContributions
from tests.fakes.held_documents import FakeHeldDocuments
from tests.fakes.waiting import FakeCalls, FakeWaits

Json = dict[str, Any]
LAMPS = "Who tends the lamps?"
MEMBERS = Audience.of(full_member=True, member="U1")
NOT_HELD = Answer(state=AnswerState.NOT_HELD, index_version="v1")
ORIGIN = "slack:C1/6.0"


@dataclass
class Quay:
    """Waiting and calling over stores in memory."""

    found: Answer = NOT_HELD
    holds: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.clock, self.waits, self.calls = FakeClock(), FakeWaits(), FakeCalls()
        self.contributions, self.documents = FakeContributions(), FakeHeldDocuments()
        stores = WaitingStores(
            self.waits, self.calls, self.contributions, self.documents, self.clock, 90
        )
        self.waiting = Waiting(stores, lambda _question, _audience: self.found, self.is_held)
        self.calling = Calling(self.calls, self.clock, self.is_held, a_day=2)

    def is_held(self, thing: Old) -> bool:
        """Tell whether a hold on a member covers something."""
        return bool(self.holds & {*thing.members})

    def wait(self, question: str = LAMPS) -> Wait:
        """Let a member wait."""
        waiting = self.waiting.wait("U1", question)
        assert waiting is not None
        return waiting

    def want(self, question: str = LAMPS, member: str = "U1", channel: str = "C1") -> str:
        """Let a member ask a channel, and return the id of the call; empty for a refusal."""
        call = self.calling.call(Wanted(member, question, channel, named=True))
        return call.id if call else ""

    def reply(self, scope: str = "community", changes: Json | None = None) -> Contribution:
        """Let somebody's reply to the open call be accepted and published."""
        call = self.calls.get(self.want())
        assert call is not None
        self.calling.posted(call, "5.0")
        self.calling.thank(call, ORIGIN)
        one = Contribution(
            id="r1",
            state=ContributionState.INDEXED,
            origin=ORIGIN,
            channel="slack_message",
            title=LAMPS,
            text="The wardens do. They come at dusk.",
            member="U2",
            scope=scope,
            offered_at=self.clock.now(),
        ).model_copy(update=changes or {})
        self.documents.held[one.document_id] = document_info(one.document_id, scope)
        return self.contributions.offer(one)


@pytest.fixture
def quay() -> Quay:
    """Nothing is held, and nobody waits."""
    return Quay()


def test_what_the_search_answers_now_is_the_answer(quay: Quay) -> None:
    """Whatever it was that made it answerable."""
    wait = quay.wait()
    before = quay.waiting.answer(wait, MEMBERS)
    quay.found = cited_answer()

    assert before is None
    assert quay.waiting.answer(wait, MEMBERS) == cited_answer()


def test_a_kept_reply_answers_where_the_search_is_not_sure(quay: Quay) -> None:
    """Word for word, with itself as its source."""
    wait, one = quay.wait("who tends the lamps"), quay.reply()
    answer = quay.waiting.answer(wait, MEMBERS)

    assert answer is not None
    assert [said.text for said in answer.sentences] == ["The wardens do.", "They come at dusk."]
    assert [cited.document_id for cited in answer.citations] == [one.document_id]
    assert answer.citations[0].title == LAMPS
    quay.found = cited_answer()
    assert quay.waiting.answer(wait, MEMBERS) == answer


@pytest.mark.parametrize(
    "changes",
    [
        {"state": ContributionState.OFFERED},
        {"state": ContributionState.HELD},
        {"state": ContributionState.WITHDRAWN},
        {"state": ContributionState.SUPERSEDED},
        {"text": ""},
    ],
)
def test_a_reply_that_is_not_knowledge_answers_nothing(quay: Quay, changes: Json) -> None:
    """Without its author's and a curator's yes it is but a message in Slack."""
    wait = quay.wait()
    quay.reply(changes=changes)

    assert quay.waiting.answer(wait, MEMBERS) is None


def test_a_reply_that_is_not_published_yet_answers_nothing(quay: Quay) -> None:
    """It is told with the build that takes it in."""
    wait, one = quay.wait(), quay.reply()
    quay.documents.withdraw(one.document_id)

    assert quay.waiting.answer(wait, MEMBERS) is None


def test_a_private_channel_s_reply_answers_only_who_may_read_it(quay: Quay) -> None:
    """Each person is answered for themselves."""
    wait = quay.wait()
    quay.reply("channel:C1")

    assert quay.waiting.answer(wait, MEMBERS) is None
    inside = Audience.of(full_member=True, member="U1", channels=["C1"])
    assert quay.waiting.answer(wait, inside) is not None


def test_nobody_waits_for_more_than_they_could_follow(quay: Quay) -> None:
    """What they wait for already can be asked again."""
    for number in range(MOST):
        quay.wait(f"question {number}")

    assert quay.waiting.wait("U1", "one more") is None
    assert quay.waiting.wait("U1", "Question 3?") is not None
    assert quay.waiting.wait("U2", "one more") is not None


def test_only_its_own_member_stops_a_wait(quay: Quay) -> None:
    """And only once."""
    wait = quay.wait()

    assert not quay.waiting.stop(wait.id, "U2")
    assert quay.waiting.stop(wait.id, "U1")
    assert not quay.waiting.stop(wait.id, "U1")


def test_what_a_hold_covers_is_kept_and_shown_to_nobody(quay: Quay) -> None:
    """Waits and calls alike."""
    wait, call = quay.wait(), quay.want()
    quay.holds.add("U1")
    quay.waiting.stop(wait.id, "U1")
    quay.calling.take_back(call, "U1")

    assert quay.waits.kept == [wait]
    assert quay.calls.held[call].question == LAMPS
    assert (quay.waiting.of_member("U1"), quay.calling.of_member("U1")) == ((), ())


def test_a_wait_is_over_after_its_days(quay: Quay) -> None:
    """Not a day before."""
    wait = quay.wait()
    quay.clock.advance(timedelta(days=90).total_seconds())
    before = quay.waiting.expired()
    quay.clock.advance(1)

    assert before == ()
    assert quay.waiting.expired() == (wait,)


def test_the_same_question_is_put_to_a_channel_once(quay: Quay) -> None:
    """By whomever; a member asks it in one channel at a time."""
    first = quay.want()
    call = quay.calls.get(first)
    assert call is not None
    quay.calling.posted(call, "5.0")

    assert quay.want("who tends the lamps", channel="C2") == first
    assert quay.want(member="U2") == first
    assert quay.want(member="U2", channel="C2") not in {"", first}


def test_nobody_asks_channels_more_often_than_a_day_allows(quay: Quay) -> None:
    """Taking one back gives no further one; a day later they may ask again."""
    for number in range(2):
        call = quay.want(f"question {number}")
        quay.calling.take_back(call, "U1")

    assert quay.want() == ""
    quay.clock.advance(timedelta(days=1).total_seconds())
    assert quay.want() != ""


def test_only_its_own_member_takes_a_call_back(quay: Quay) -> None:
    """And only once; its words go at once."""
    call = quay.want()

    assert not quay.calling.take_back(call, "U2")
    assert quay.calling.take_back(call, "U1")
    assert not quay.calling.take_back(call, "U1")
    assert quay.calls.held[call].state is CallState.WITHDRAWN
    assert quay.calls.held[call].question == ""
