"""Gaps in what was heard are repaired by reading again."""

import pytest

from knowledge.discussions.anonymity import Anonymity
from knowledge.discussions.harvesting import Harvesting
from knowledge.discussions.rereading import TAKE_BACK, Reacted, Read, Repaired, Rereading
from knowledge.discussions.voting import Voting
from knowledge.models.channels import Said
from knowledge.models.remarks import RemarkState
from tests.harvests import HOST, TALK, Evening, at, edited, said, ts_of

FIRST, SECOND = ts_of(7), ts_of(17)


def page(*messages: Said, **more: object) -> Read:
    """Return a place with these messages."""
    return Read(TALK, messages, **more)  # type: ignore[arg-type]


def texts(night: Evening) -> list[str]:
    """Return what counts."""
    return [one.text for one in night.all if one.counts]


def test_what_was_missed_is_added_changed_and_withdrawn(night: Evening) -> None:
    """A second reading changes nothing."""
    stays, changes, goes, comes = (
        said(text, minute, thread=SECOND)
        for minute, text in enumerate(("Stays", "Changes", "Goes", "Comes"), 18)
    )
    for message in (stays, changes, goes):
        Harvesting(night.books).hear(message)
    now = page(stays, edited(changes, "Changed", 22), comes)
    rereading = Rereading(night.books)

    first = rereading.repair(night.id, SECOND, lambda: now)
    second = rereading.repair(night.id, SECOND, lambda: now)

    assert texts(night) == ["Stays", "Changed", "Comes"]
    assert first == Repaired(added=1, revised=1, withdrawn=1)
    assert not second


def test_only_the_place_that_was_read_is_judged(night: Evening) -> None:
    """Other threads and the channel are not missing from this one."""
    for message in (said("Here", 18, thread=FIRST), said("A2 There", 19)):
        Harvesting(night.books).hear(message)

    assert not Rereading(night.books).repair(night.id, SECOND, page)
    assert texts(night) == ["Here", "There"]


def test_what_is_older_than_what_was_read_is_not_judged(night: Evening) -> None:
    """The reading began later."""
    Harvesting(night.books).hear(said("A2 Old", 18))

    assert not Rereading(night.books).repair(night.id, "", lambda: page(oldest=ts_of(19)))
    assert texts(night) == ["Old"]


def test_what_comes_in_while_reading_is_not_missing(night: Evening) -> None:
    """The page was made before."""
    comes = said("A2 Just now", 19)

    def read() -> Read:
        Harvesting(night.books).hear(comes)
        Voting(night.books).react(TALK, comes.ts, "U0BEN", "+1", at(21))
        return page()

    assert not Rereading(night.books).repair(night.id, "", read)
    assert texts(night) == ["Just now"]
    assert len(night.remarks.votes(night.id)) == 1


@pytest.mark.parametrize("voters", [("U0BEN",), ()])
def test_what_was_changed_while_reading_stays_changed(
    voters: tuple[str, ...], night: Evening
) -> None:
    """The page shows an older version, and an older vote or none."""
    message = said("A2 Before", 18)
    Harvesting(night.books).hear(message)
    Voting(night.books).react(TALK, message.ts, "U0BEN", "+1", at(19))

    def read() -> Read:
        Harvesting(night.books).hear(edited(message, "A2 After", 21))
        Voting(night.books).react(TALK, message.ts, "U0BEN", "-1", at(21))
        return page(message, reactions=(Reacted(message.ts, "+1", voters),))

    Rereading(night.books).repair(night.id, "", read)

    assert texts(night) == ["After"]
    assert [vote.value for vote in night.remarks.votes(night.id)] == [-1]


def test_a_reading_that_fails_changes_nothing(night: Evening) -> None:
    """A page that is not there is no empty page."""
    Harvesting(night.books).hear(said("A2 Stays", 18))

    def read() -> Read:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        Rereading(night.books).repair(night.id, "", read)
    assert texts(night) == ["Stays"]


def test_posted_entries_are_known_by_where_they_stand(night: Evening) -> None:
    """The bot's own messages are nobody's; one that waits stands nowhere."""
    anonymity = Anonymity(night.books)
    entry = anonymity.enter(night.id, 2, "U0ANA", "Nobody dares")
    anonymity.enter(night.id, 2, "U0ANA", "Waits")
    anonymity.approve(entry.id, HOST)
    anonymity.posted(entry.id, ts_of(21))
    rereading = Rereading(night.books)
    there = page(others=frozenset({SECOND, ts_of(21)}))

    unchanged = rereading.repair(night.id, SECOND, lambda: there)
    gone = rereading.repair(night.id, SECOND, lambda: page(others=frozenset({SECOND})))

    assert (bool(unchanged), gone) == (False, Repaired(withdrawn=1))
    assert [one.text for one in night.all] == ["Waits", ""]


def test_authors_who_took_their_message_back_are_heard_late(night: Evening) -> None:
    """Their own reaction counts, and nobody else's."""
    mine, other = said("A2 Mine", 18), said("A2 Other", 19, "U0BEN")
    for message in (mine, other):
        Harvesting(night.books).hear(message)
    reactions = tuple(Reacted(ts, TAKE_BACK, ("U0ANA",)) for ts in (mine.ts, other.ts))
    now = page(mine, other, reactions=reactions)
    rereading = Rereading(night.books)

    assert rereading.repair(night.id, "", lambda: now) == Repaired(withdrawn=1)
    assert not rereading.repair(night.id, "", lambda: now)
    assert texts(night) == ["Other"]
    assert night.all[0].state is RemarkState.OPTED_OUT


def test_votes_become_what_they_are_in_slack(night: Evening) -> None:
    """One is missing, one is wrong, one is gone, one stays."""
    message = said("A2 Mentors", 18)
    Harvesting(night.books).hear(message)
    for voter, reaction in (("U0BEN", "+1"), ("U0DAN", "+1"), ("U0EVE", "-1")):
        Voting(night.books).react(TALK, message.ts, voter, reaction, at(19))
    reactions = (
        Reacted(message.ts, "+1::skin-tone-3", ("U0BEN", "U0FAY")),
        Reacted(message.ts, "-1", ("U0DAN",)),
        Reacted(message.ts, "heart", ("U0EVE",)),
    )
    now = page(message, reactions=reactions)
    rereading = Rereading(night.books)

    assert rereading.repair(night.id, "", lambda: now).votes == 3
    assert not rereading.repair(night.id, "", lambda: now)
    assert {vote.voter: vote.value for vote in night.remarks.votes(night.id)} == {
        "U0BEN": 1,
        "U0DAN": -1,
        "U0FAY": 1,
    }


def test_a_vote_that_still_stands_beside_another_one_is_kept(night: Evening) -> None:
    """Which of both came later the page does not say."""
    message = said("A2 Mentors", 18)
    Harvesting(night.books).hear(message)
    Voting(night.books).react(TALK, message.ts, "U0BEN", "+1", at(19))
    reactions = tuple(Reacted(message.ts, name, ("U0BEN",)) for name in ("+1", "-1"))

    assert not Rereading(night.books).repair(
        night.id, "", lambda: page(message, reactions=reactions)
    )


def test_where_slack_leaves_voters_out_no_vote_is_taken_away(night: Evening) -> None:
    """A message with many reactions names only some of those who reacted."""
    message = said("A2 Mentors", 18)
    Harvesting(night.books).hear(message)
    Voting(night.books).react(TALK, message.ts, "U0BEN", "+1", at(19))
    reactions = (Reacted(message.ts, "+1", ("U0DAN",), whole=False),)

    repaired = Rereading(night.books).repair(
        night.id, "", lambda: page(message, reactions=reactions)
    )

    assert (repaired.votes, len(night.remarks.votes(night.id))) == (1, 2)
