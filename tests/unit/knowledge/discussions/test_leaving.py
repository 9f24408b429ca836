"""Opting out of a discussion."""

import pytest

from knowledge.discussions.harvesting import Harvesting, Outcome
from knowledge.discussions.leaving import Leaving
from knowledge.discussions.voting import Voting
from knowledge.errors import NotFoundError
from knowledge.models.discussions import DiscussionState
from knowledge.models.remarks import Remark, RemarkState
from tests.fakes.remarks import FakeRemarks
from tests.harvests import TALK, Evening, at, edited, said, ts_of

MESSAGE = said("A1 No time\nA2 Mentors")


def talk(night: Evening) -> None:
    """Let Ana and Ben speak and vote on one another."""
    harvesting, voting = Harvesting(night.books), Voting(night.books)
    harvesting.hear(MESSAGE)
    harvesting.hear(said("A2 mentors!", 19, "U0BEN"))
    voting.react(TALK, ts_of(19), "U0ANA", "+1", at(20))
    voting.react(TALK, MESSAGE.ts, "U0BEN", "+1", at(20))


def test_text_author_and_votes_are_gone(night: Evening) -> None:
    """Also after publication; what others said stays."""
    talk(night)
    night.change(state=DiscussionState.INDEXED)

    assert Leaving(night.books).opt_out(night.id, "U0ANA") == 2
    assert "U0ANA" not in repr((night.remarks.held, night.remarks.cast))
    assert "No time" not in repr(night.remarks.held)
    assert [one.text for one in night.all if one.counts] == ["mentors!"]
    assert [one.duplicate_of for one in night.all if one.counts] == [""]
    assert [vote.voter for vote in night.remarks.votes(night.id)] == ["U0BEN"]


def test_nothing_more_is_kept(night: Evening) -> None:
    """Neither what they say nor what an edit makes of what they said."""
    talk(night)
    Leaving(night.books).opt_out(night.id, "U0ANA")
    harvesting = Harvesting(night.books)

    assert harvesting.hear(said("A2 Money", 22)).outcome is Outcome.IGNORED
    assert harvesting.hear(edited(MESSAGE, "A2 Coaches", 22)).outcome is Outcome.IGNORED
    assert night.under(2) == ["mentors!"]


def test_somebody_may_opt_out_before_they_say_anything(night: Evening) -> None:
    """They read along."""
    assert Leaving(night.books).opt_out(night.id, "U0ANA") == 0
    assert Harvesting(night.books).hear(MESSAGE).remarks == ()


def test_other_discussions_are_not_touched(night: Evening) -> None:
    """A choice is made for one."""
    talk(night)
    other = night.now.model_copy(update={"id": "ba9876543210"})
    night.becomes(other)
    Leaving(night.books).opt_out(other.id, "U0ANA")

    assert night.under(1) == ["No time"]


def test_an_unknown_discussion_is_an_error(night: Evening) -> None:
    """Nothing is noted."""
    with pytest.raises(NotFoundError):
        Leaving(night.books).opt_out("nowhere", "U0ANA")

    assert night.remarks.out == set()


class _Dying(FakeRemarks):
    """Dies once, before the first change after it was told to."""

    dies = False

    def save(self, remark: Remark) -> None:
        """Store, or die."""
        if self.dies:
            self.dies = False
            raise KeyboardInterrupt
        super().save(remark)


def test_a_sweep_does_what_a_crash_left() -> None:
    """That they opted out is noted first."""
    remarks = _Dying()
    night = Evening(remarks=remarks)
    talk(night)
    remarks.dies = True
    with pytest.raises(KeyboardInterrupt):
        Leaving(night.books).opt_out(night.id, "U0ANA")

    assert Leaving(night.books).sweep(night.id) == 2
    assert {one.state for one in night.all} == {RemarkState.OPTED_OUT, RemarkState.IN}
