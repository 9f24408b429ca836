"""Anonymous entries: what is kept of them, and what is not."""

import re
from datetime import timedelta

import pytest

from knowledge.discussions.anonymity import (
    DELAY_S,
    MOST_CHARS,
    MOST_ENTRIES,
    Anonymity,
    Chances,
    is_posted,
)
from knowledge.discussions.harvesting import Harvesting
from knowledge.discussions.leaving import Leaving
from knowledge.discussions.tokens import token_of
from knowledge.discussions.voting import Voting, votes_on
from knowledge.errors import NotAllowedError, NotFoundError, RemarkError, TransitionError
from knowledge.models.discussions import DiscussionState, Options, PromptState
from knowledge.models.remarks import Remark, RemarkSource, RemarkState
from tests.fakes.remarks import FakeRemarks
from tests.harvests import HOST, TALK, Evening, asked, at, ts_of

ANA = "U0ANA"


@pytest.fixture
def anonymity(night: Evening) -> Anonymity:
    """Entries wait for half a minute."""
    return Anonymity(night.books, Chances(delay_s=lambda: 30.0))


def everything(night: Evening) -> str:
    """Return all that is kept, as text."""
    remarks = night.remarks
    return repr((remarks.held, remarks.cast, remarks.out, night.discussions.logged))


def posted(night: Evening, anonymity: Anonymity, text: str = "Nobody dares") -> Remark:
    """Let Ana enter something that the host approves and the bot posts."""
    entry = anonymity.enter(night.id, 2, ANA, text)
    anonymity.approve(entry.id, HOST)
    assert anonymity.posted(entry.id, ts_of(21), "https://talk.test/21")
    kept = night.remarks.get(entry.id)
    assert kept is not None
    return kept


def test_an_entry_goes_from_the_modal_to_the_post(night: Evening, anonymity: Anonymity) -> None:
    """It waits for the host, then for a moment that nobody can foresee, and then it counts."""
    entry = anonymity.enter(night.id, 2, ANA, " Nobody dares ")
    waited = anonymity.waiting(night.id)
    approved = anonymity.approve(entry.id, HOST)
    soon = anonymity.due(night.id, at(20) + timedelta(seconds=29))
    due = anonymity.due(night.id, at(20) + timedelta(seconds=30))
    counted = approved.counts
    anonymity.posted(entry.id, ts_of(21), "https://talk.test/21")

    (kept,) = night.all
    assert (waited, soon, due, counted) == ((entry,), (), (approved,), False)
    assert (kept.prompt, kept.text, kept.source) == (2, "Nobody dares", RemarkSource.MODAL)
    assert (kept.ts, kept.thread, kept.counts) == (ts_of(21), ts_of(17), True)
    assert (is_posted(entry), is_posted(kept)) == (False, True)
    assert night.remarks.at(TALK, ts_of(21)) == kept


def test_nothing_that_is_kept_holds_the_author(
    night: Evening, anonymity: Anonymity, caplog: pytest.LogCaptureFixture
) -> None:
    """Not their id, their name, nor what they are, whatever happens to the entry."""
    caplog.set_level(0)
    posted(night, anonymity)
    anonymity.refuse(anonymity.enter(night.id, 2, ANA, "Other").id, HOST)
    anonymity.take_back(anonymity.enter(night.id, 2, ANA, "More").id, ANA)
    anonymity.enter(night.id, 2, ANA, "Waits")

    kept = everything(night) + caplog.text
    assert not any(word in kept for word in (ANA, "Ana", "officer"))


class _Dying(FakeRemarks):
    """Dies just before or just after it stores something new."""

    is_after = False

    def put(self, remark: Remark) -> Remark:
        """Die."""
        if self.is_after:
            super().put(remark)
        raise KeyboardInterrupt


@pytest.mark.parametrize("is_after", [False, True])
def test_nor_does_it_when_the_process_is_killed_straight_after(*, is_after: bool) -> None:
    """There is no moment at which it is written."""
    remarks = _Dying()
    remarks.is_after = is_after
    night = Evening(remarks=remarks)
    with pytest.raises(KeyboardInterrupt):
        Anonymity(night.books).enter(night.id, 2, ANA, "Nobody dares")

    assert len(night.all) == is_after
    assert ANA not in everything(night)


def test_a_token_stands_for_one_member_in_one_discussion(night: Evening) -> None:
    """So heads can be counted, and nobody be followed from one to the next."""
    other = night.now.model_copy(update={"id": "ba9876543210"})
    salted = night.now.model_copy(update={"salt": "other"})
    tokens = [token_of(one, ANA) for one in (night.now, other, salted)]

    assert token_of(night.now, ANA) == tokens[0]
    assert len({*tokens, token_of(night.now, "U0BEN")}) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", token) for token in tokens)


def test_without_the_secret_nobody_can_tell(night: Evening, anonymity: Anonymity) -> None:
    """It is destroyed with the publication."""
    entry = posted(night, anonymity)
    own = anonymity.own(night.id, ANA)
    night.change(salt="")

    with pytest.raises(TransitionError):
        token_of(night.now, ANA)
    with pytest.raises(NotAllowedError):
        anonymity.take_back(entry.id, ANA)
    assert (own, anonymity.own(night.id, ANA)) == ((entry,), ())


def test_entries_of_one_person_are_limited(night: Evening, anonymity: Anonymity) -> None:
    """Under each prompt; what they take back leaves a place."""
    entries = [
        anonymity.enter(night.id, 2, ANA, f"Entry {number}") for number in range(MOST_ENTRIES)
    ]
    with pytest.raises(NotAllowedError):
        anonymity.enter(night.id, 2, ANA, "One more")
    anonymity.enter(night.id, 1, ANA, "Elsewhere")
    anonymity.enter(night.id, 2, "U0BEN", "Somebody else")
    anonymity.take_back(entries[0].id, ANA)

    assert anonymity.enter(night.id, 2, ANA, "One more").text == "One more"


def test_two_entries_of_one_person_are_one_person(night: Evening, anonymity: Anonymity) -> None:
    """People are counted, and not messages."""
    one, other = (anonymity.enter(night.id, 2, ANA, text) for text in ("First", "Second"))

    assert one.person == other.person
    assert one.person != anonymity.enter(night.id, 2, "U0BEN", "Third").person


@pytest.mark.parametrize("text", ["", "  ", "x" * (MOST_CHARS + 1), "SECRET things"])
def test_what_cannot_be_posted_is_refused(text: str, night: Evening, anonymity: Anonymity) -> None:
    """Nothing of it is kept."""
    with pytest.raises(RemarkError):
        anonymity.enter(night.id, 2, ANA, text)

    assert night.all == ()


def test_entries_are_off_unless_the_host_wants_them(night: Evening, anonymity: Anonymity) -> None:
    """It is an option."""
    night.change(options=Options())

    with pytest.raises(TransitionError):
        anonymity.enter(night.id, 2, ANA, "Nobody dares")


def test_a_prompt_that_was_not_asked_takes_no_entries(night: Evening, anonymity: Anonymity) -> None:
    """Nor one that does not exist, nor a discussion that is over."""
    with pytest.raises(TransitionError):
        anonymity.enter(night.id, 3, ANA, "Too early")
    with pytest.raises(NotFoundError):
        anonymity.enter(night.id, 9, ANA, "Nowhere")
    night.change(state=DiscussionState.CURATING)
    with pytest.raises(TransitionError):
        anonymity.enter(night.id, 2, ANA, "Too late")

    assert night.all == ()


def test_an_entry_after_the_grace_is_late(night: Evening, anonymity: Anonymity) -> None:
    """As other answers are."""
    night.change(prompts=(asked(1, PromptState.CLOSED, 0), asked(2, PromptState.OPEN, 17)))

    assert anonymity.enter(night.id, 1, ANA, "Late").late


def test_who_opted_out_enters_nothing(night: Evening, anonymity: Anonymity) -> None:
    """Nothing of theirs is to be kept."""
    Leaving(night.books).opt_out(night.id, ANA)

    with pytest.raises(NotAllowedError):
        anonymity.enter(night.id, 2, ANA, "Nobody dares")


def test_opting_out_takes_ones_entries_along(night: Evening, anonymity: Anonymity) -> None:
    """As long as anybody can tell."""
    posted(night, anonymity)
    anonymity.enter(night.id, 2, "U0BEN", "Stays")

    assert Leaving(night.books).opt_out(night.id, ANA) == 1
    assert [one.text for one in night.all if one.text] == ["Stays"]


def test_only_hosts_decide_on_entries(night: Evening, anonymity: Anonymity) -> None:
    """Once is enough, and what is gone cannot be approved."""
    entry = anonymity.enter(night.id, 2, ANA, "Nobody dares")
    for act in (anonymity.approve, anonymity.refuse):
        with pytest.raises(NotAllowedError):
            act(entry.id, "U0BEN")
    first = anonymity.approve(entry.id, HOST)
    night.clock.advance(60)
    again = anonymity.approve(entry.id, HOST)
    anonymity.take_back(entry.id, ANA)
    with pytest.raises(TransitionError):
        anonymity.approve(entry.id, HOST)

    assert again == first


def test_a_remark_of_the_channel_is_no_entry(night: Evening, anonymity: Anonymity) -> None:
    """It has an author."""
    night.remarks.put(
        Remark(
            id="f" * 16,
            discussion=night.id,
            channel=TALK,
            ts=ts_of(18),
            text="Said",
            said_at=at(18),
        )
    )

    with pytest.raises(NotFoundError):
        anonymity.approve("f" * 16, HOST)


def test_what_is_taken_back_before_it_is_posted_is_not_posted(
    night: Evening, anonymity: Anonymity
) -> None:
    """And when it was posted just now, its post is to be deleted."""
    entry = anonymity.enter(night.id, 2, ANA, "Nobody dares")
    anonymity.approve(entry.id, HOST)
    anonymity.take_back(entry.id, ANA)

    assert anonymity.due(night.id, at(60)) == ()
    assert not anonymity.posted(entry.id, ts_of(21))
    assert night.all[0].state is RemarkState.WITHDRAWN


def test_noting_the_post_twice_changes_nothing(night: Evening, anonymity: Anonymity) -> None:
    """The first note may have been lost in a crash, or not."""
    entry = posted(night, anonymity)

    assert anonymity.posted(entry.id, ts_of(22))
    assert night.all == (entry,)


def test_a_deleted_post_is_gone(night: Evening, anonymity: Anonymity) -> None:
    """As any other message."""
    posted(night, anonymity)
    Harvesting(night.books).unsay(TALK, ts_of(21))

    assert not any(one.counts for one in night.all)


def test_no_missing_vote_tells_who_wrote_an_entry(night: Evening, anonymity: Anonymity) -> None:
    """Everybody sees in Slack who voted; the count must not be one less."""
    entry = posted(night, anonymity)
    voting = Voting(night.books)
    for voter in (ANA, "U0BEN"):
        voting.react(TALK, ts_of(21), voter, "+1", at(22))
    settled = voting.settle(night.id)

    assert (len(votes_on(night.all, night.remarks.votes(night.id))[entry.id]), settled) == (2, 0)


def test_delays_lie_where_they_should() -> None:
    """Neither at once nor too late to be followed."""
    delays = [Chances().delay_s() for _ in range(200)]

    assert DELAY_S == (20.0, 90.0)
    assert all(DELAY_S[0] <= delay <= DELAY_S[1] for delay in delays)
    assert len(set(delays)) > 1
