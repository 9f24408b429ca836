"""Which reactions are votes, and for what they count."""

import pytest

from knowledge.discussions.harvesting import Harvesting
from knowledge.discussions.leaving import Leaving
from knowledge.discussions.voting import Voting, value_of, votes_on
from knowledge.models.discussions import DiscussionState, Options
from tests.harvests import TALK, Evening, at, edited, said, ts_of

TS = ts_of(18)


def values(night: Evening) -> list[int]:
    """Return the votes that count, in the order of remarks and voters."""
    counted = votes_on(night.all, night.remarks.votes(night.id))
    return [vote.value for votes in counted.values() for vote in votes]


def remark(night: Evening, text: str = "A2 Mentors") -> None:
    """Let Ana say something."""
    Harvesting(night.books).hear(said(text, 18))


@pytest.mark.parametrize(
    ("reaction", "value"),
    [
        ("+1", 1),
        ("thumbsup", 1),
        ("+1::skin-tone-5", 1),
        (":-1::skin-tone-2:", -1),
        ("thumbsdown", -1),
        ("thinking_face", 0),
        ("heart", None),
        ("no_entry_sign", None),
    ],
)
def test_three_reactions_are_votes_in_any_skin_tone(reaction: str, value: int | None) -> None:
    """All others say nothing."""
    assert value_of(reaction) == value


def test_a_vote_has_the_kind_of_its_voter(night: Evening) -> None:
    """As it is at that moment."""
    remark(night)
    Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(19))

    (vote,) = night.remarks.votes(night.id)
    assert (vote.value, vote.kind, vote.voter) == (1, "academic", "U0BEN")


@pytest.mark.parametrize("order", [(("+1", 19), ("-1", 20)), (("-1", 20), ("+1", 19))])
def test_the_latest_vote_wins_in_whichever_order_they_come(
    order: tuple[tuple[str, int], ...], night: Evening
) -> None:
    """Events come in any order."""
    remark(night)
    for reaction, minute in order:
        Voting(night.books).react(TALK, TS, "U0BEN", reaction, at(minute))

    assert values(night) == [-1]


def test_a_vote_may_come_before_its_message(night: Evening) -> None:
    """It waits for it."""
    Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(19))
    before = values(night)
    remark(night)

    assert (before, values(night)) == ([], [1])


def test_nobody_votes_on_their_own(night: Evening) -> None:
    """Neither afterwards nor before the message has come."""
    Voting(night.books).react(TALK, TS, "U0ANA", "+1", at(19))
    remark(night)
    voted = Voting(night.books).react(TALK, TS, "U0ANA", "-1", at(20))

    assert (voted, values(night)) == (False, [])


def test_bots_do_not_vote(night: Evening) -> None:
    """Other apps react to all sorts of things."""
    remark(night)

    assert not Voting(night.books).react(TALK, TS, "U0APP", "+1", at(19))
    assert night.remarks.votes(night.id) == ()


def test_without_the_option_nothing_is_kept(night: Evening) -> None:
    """Votes are off unless the host wants them."""
    night.change(options=Options())
    remark(night)

    assert not Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(19))
    assert night.remarks.votes(night.id) == ()


def test_after_the_late_window_nobody_votes(night: Evening) -> None:
    """The host curates what there is."""
    remark(night)
    night.change(state=DiscussionState.CURATING, closed_at=at(55))

    assert not Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(60))


def test_who_opted_out_does_not_vote(night: Evening) -> None:
    """Nothing of them is kept."""
    remark(night)
    Leaving(night.books).opt_out(night.id, "U0BEN")

    assert not Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(19))


def test_a_reaction_that_is_taken_back_is_no_vote(night: Evening) -> None:
    """Whoever hears of it looks whether another one is left."""
    remark(night)
    voting = Voting(night.books)
    voting.react(TALK, TS, "U0BEN", "+1::skin-tone-2", at(19))

    assert voting.unreact(TALK, TS, "U0BEN", "+1")
    assert values(night) == []
    assert not voting.unreact(TALK, TS, "U0BEN", "+1")


def test_taking_back_an_older_reaction_leaves_the_later_vote(night: Evening) -> None:
    """Thumbs up was taken away after thumbs down had been added."""
    remark(night)
    voting = Voting(night.books)
    voting.react(TALK, TS, "U0BEN", "+1", at(19))
    voting.react(TALK, TS, "U0BEN", "-1", at(20))

    assert not voting.unreact(TALK, TS, "U0BEN", "+1")
    assert values(night) == [-1]


def test_a_message_with_two_parts_has_its_votes_for_both(night: Evening) -> None:
    """Slack shows them under the whole message."""
    remark(night, "A1 No time\nA2 Mentors")
    Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(19))

    assert values(night) == [1, 1]


def test_votes_on_what_does_not_count_do_not_count(night: Evening) -> None:
    """Nothing is taken away for it: it may count again."""
    remark(night, "Mentors do")
    Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(19))

    assert values(night) == []
    assert len(night.remarks.votes(night.id)) == 1


def test_in_the_end_votes_on_other_messages_are_forgotten(night: Evening) -> None:
    """People react to all sorts of messages in a channel."""
    voting = Voting(night.books)
    voting.react(TALK, TS, "U0ANA", "+1", at(19))
    remark(night)
    gone = said("A2 Money", 19)
    Harvesting(night.books).hear(gone)
    voting.react(TALK, TS, "U0BEN", "+1", at(19))
    voting.react(TALK, gone.ts, "U0BEN", "+1", at(20))
    voting.react(TALK, ts_of(21), "U0BEN", "-1", at(22))
    Harvesting(night.books).unsay(TALK, gone.ts)

    assert voting.settle(night.id) == 3
    assert voting.settle(night.id) == 0
    assert values(night) == [1]


def test_what_an_edit_left_of_a_message_is_still_voted_on(night: Evening) -> None:
    """One of its two parts is gone."""
    message = said("A1 No time\nA2 Mentors", 18)
    Harvesting(night.books).hear(message)
    Harvesting(night.books).hear(edited(message, "A2 Mentors", 19))

    assert Voting(night.books).react(TALK, TS, "U0BEN", "+1", at(20))
    assert values(night) == [1]
