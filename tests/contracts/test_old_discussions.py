"""How old votes and old lines of logs go."""

from datetime import timedelta

import pytest

from knowledge.adapters.sql.discussions.courses import SqlDiscussions
from knowledge.adapters.sql.discussions.remarks import SqlRemarks
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.old_discussions import OldDiscussionEvents, OldVotes
from knowledge.models.discussions import DiscussionState
from tests.contracts.test_discussions import ID, discussion, event, vote
from tests.fakes.clock import START

YEAR = timedelta(days=365)
GOES_ON = discussion(1).id


@pytest.fixture
def filled(database: Database) -> Database:
    """One discussion that is over and one that goes on, each with a vote and a line."""
    held, said = SqlDiscussions(database), SqlRemarks(database)
    held.add(discussion(state=DiscussionState.INDEXED))
    held.add(discussion(1, state=DiscussionState.LIVE))
    for one in (ID, GOES_ON):
        held.log(event("started").model_copy(update={"discussion": one}))
        said.vote(vote(1, ts=f"{int(one, 16)}.0").model_copy(update={"discussion": one}))
    return database


def test_old_votes_go_once_their_discussion_is_over(filled: Database) -> None:
    """Those of one that goes on stay, and so do recent ones."""
    old, said = OldVotes(filled), SqlRemarks(filled)
    (past,) = old.old(START + YEAR)

    assert old.old(START - YEAR) == ()
    assert (past.members, past.reference) == (("UBEN",), ID)
    assert old.drop([past.key]) == 1
    assert said.votes(ID) == ()
    assert len(said.votes(GOES_ON)) == 1


def test_old_lines_go_once_their_discussion_is_over(filled: Database) -> None:
    """The log of one that goes on stays whole."""
    old, held = OldDiscussionEvents(filled), SqlDiscussions(filled)
    (past,) = old.old(START + YEAR)

    assert old.old(START - YEAR) == ()
    assert (past.members, past.reference) == (("UHOST",), ID)
    assert old.drop([past.key]) == 1
    assert held.events(ID) == ()
    assert len(held.events(GOES_ON)) == 1
