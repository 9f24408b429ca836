"""What every ledger of posts and every log of answers does."""

import json

import pytest
from sqlalchemy import insert

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.tables import answers
from knowledge.models.answers import (
    Answer,
    AnswerSentence,
    AnswerState,
    Citation,
    Successor,
)
from knowledge.ports import AnswerLog, Posts
from tests.fakes.answer_log import FakeAnswerLog
from tests.fakes.answers import looked_at
from tests.fakes.clock import FakeClock
from tests.fakes.posts import FakePosts


@pytest.fixture(params=["sqlite", "fake"])
def posts(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Posts:
    """Each ledger in turn."""
    return SqlPosts(database, clock) if request.param == "sqlite" else FakePosts()


@pytest.fixture(params=["sqlite", "fake"])
def answer_log(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> AnswerLog:
    """Each log in turn."""
    return SqlAnswerLog(database, clock) if request.param == "sqlite" else FakeAnswerLog()


ANSWER = Answer(
    state=AnswerState.ANSWER,
    sentences=(AnswerSentence(text="Five channels.", citations=(1,)),),
    citations=(
        Citation(
            n=1,
            document="foreword.md",
            title="Foreword",
            section="",
            date="2024",
            url="",
            kind="policy",
            quote="Five channels.",
            owner="Secretariat",
            review_date="2025-01",
            evidence="evaluated",
            stale=True,
            superseded_by=Successor(title="Foreword, 2026", document_id="/docs/new.md"),
            summary_of="the strategy",
            scope="channel:C1",
            document_id="/docs/foreword.md",
            passage_id=7,
        ),
    ),
    considered=(looked_at("/docs/foreword.md", passage_id=7, n=1), looked_at("/docs/b.md")),
    index_version="abc",
    score=0.7,
    threshold=0.5,
)


def test_a_post_is_found_as_it_is_noted(posts: Posts) -> None:
    """Looking notes nothing."""
    first = posts.find("k1")
    posts.begin("k1", "C1", "")
    begun = posts.find("k1")
    posts.done("k1", "1.1")

    assert (first, begun, posts.find("k1")) == (None, "", "1.1")
    assert posts.find("k2") is None


def test_a_message_is_known_by_channel_and_timestamp(posts: Posts) -> None:
    """Timestamps of two channels may be the same."""
    posts.begin("k1", "C1", "")
    posts.done("k1", "1.1")

    assert posts.is_known("C1", "1.1")
    assert not posts.is_known("C2", "1.1")
    assert not posts.is_known("C1", "1.2")


def test_a_new_post_may_be_made(posts: Posts) -> None:
    """None says: nobody has begun."""
    assert posts.begin("job-1", "C1", "1.0") is None


def test_a_post_whose_outcome_is_unknown_is_to_be_looked_up(posts: Posts) -> None:
    """The process died between posting and noting it."""
    posts.begin("job-1", "C1", "1.0")

    assert posts.begin("job-1", "C1", "1.0") == ""


def test_a_post_that_was_made_is_not_made_again(posts: Posts) -> None:
    """The ledger knows its timestamp."""
    posts.begin("job-1", "C1", "1.0")
    posts.done("job-1", "2.0")

    assert posts.begin("job-1", "C1", "1.0") == "2.0"


def test_a_thread_is_own_once_something_was_posted_in_it(posts: Posts) -> None:
    """A follow-up is answered only where the bot has spoken."""
    posts.begin("job-1", "C1", "1.0")
    begun = posts.is_own_thread("C1", "1.0")
    posts.done("job-1", "2.0")

    assert not begun
    assert posts.is_own_thread("C1", "1.0")
    assert not posts.is_own_thread("C2", "1.0")
    assert not posts.is_own_thread("C1", "9.0")


def test_an_answer_comes_back_whole(answer_log: AnswerLog) -> None:
    """What people do not see of a citation is needed to open its quote later."""
    answer_log.save("job-1", ANSWER)
    loaded = answer_log.load("job-1")

    assert loaded == ANSWER
    assert loaded is not None
    assert loaded.citations[0].scope == "channel:C1"
    assert loaded.citations[0].document_id == "/docs/foreword.md"
    assert loaded.citations[0].superseded_by is not None
    assert loaded.citations[0].superseded_by.document_id == "/docs/new.md"
    assert loaded.citations[0].passage_id == 7
    assert [one.passage_id for one in loaded.considered] == [7, 1]
    assert [one.document_id for one in loaded.considered] == ["/docs/foreword.md", "/docs/b.md"]


def test_an_answer_of_an_earlier_version_can_still_be_read(
    database: Database, clock: FakeClock
) -> None:
    """Its row knows of no review dates, no successors and nothing that was looked at."""
    shown = ANSWER.model_dump(mode="json")
    del shown["caution"], shown["considered"]
    for field in ("owner", "review_date", "evidence", "stale", "superseded_by"):
        del shown["citations"][0][field]
    row = {
        "key": "job-1",
        "answer": json.dumps(shown),
        "scopes": json.dumps([["channel:C1", "/docs/foreword.md", "the strategy"]]),
        "given_at": clock.now().timestamp(),
    }
    with database.begin() as connection:
        connection.execute(insert(answers), row)
    loaded = SqlAnswerLog(database, clock).load("job-1")

    assert loaded is not None
    assert loaded.citations[0].document_id == "/docs/foreword.md"
    assert loaded.citations[0].summary_of == "the strategy"
    assert loaded.citations[0].superseded_by is None
    assert loaded.considered == ()


def test_the_same_key_replaces_an_answer(answer_log: AnswerLog) -> None:
    """A retry that answers anew leaves one answer."""
    answer_log.save("job-1", ANSWER)
    answer_log.save("job-1", ANSWER.model_copy(update={"index_version": "def"}))
    loaded = answer_log.load("job-1")

    assert loaded is not None
    assert loaded.index_version == "def"


def test_an_unknown_answer_is_none(answer_log: AnswerLog) -> None:
    """It was purged, or never given."""
    assert answer_log.load("nothing") is None
