"""What every ledger of quotes does."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.quotes import SqlQuotes, take_back
from knowledge.models.answers import WITHDRAWN
from knowledge.ports import AnswerLog, Posts, Quotes
from tests.factories import document, passage
from tests.fakes.answer_log import FakeAnswerLog
from tests.fakes.answers import citation, cited_answer, looked_at
from tests.fakes.clock import FakeClock
from tests.fakes.posts import FakePosts
from tests.fakes.quotes import FakeQuotes


@dataclass
class Shop:
    """A ledger of quotes with what it works beside.

    Attributes:
        withdraw: lets a document go.
    """

    quotes: Quotes
    posts: Posts
    answer_log: AnswerLog
    withdraw: Callable[[str], None]

    def answer(self, key: str, *document_ids: str, posted: str = "5.5") -> None:
        """Log an answer that quotes documents, and post it unless `posted` is empty."""
        cited = tuple(citation(n, document_id=one) for n, one in enumerate(document_ids, start=1))
        answer = cited_answer().model_copy(update={"citations": cited})
        self.answer_log.save(key, answer)
        self.quotes.note(key, document_ids, f"post {key}", "laid out")
        self.posts.begin(f"post {key}", "C1", "")
        if posted:
            self.posts.done(f"post {key}", posted)


@pytest.fixture(params=["sqlite", "fake"])
def shop(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Shop:
    """Each ledger in turn."""
    if request.param == "sqlite":
        store = SqlDocuments(database)
        log, posts = SqlAnswerLog(database, clock), SqlPosts(database, clock)
        return Shop(SqlQuotes(database, clock), posts, log, store.withdraw)
    kept, given = FakePosts(), FakeAnswerLog()
    quotes = FakeQuotes(clock, kept, given)
    return Shop(quotes, kept, given, quotes.take_back)


def test_a_post_is_due_when_what_it_quotes_is_withdrawn(shop: Shop) -> None:
    """With all that is needed to edit it."""
    shop.answer("k1", "d1")
    shop.answer("k2", "d2")

    shop.withdraw("d1")

    (due,) = shop.quotes.due()
    assert (due.answer_key, due.channel, due.ts, due.layout) == ("k1", "C1", "5.5", "laid out")


def test_the_logged_answer_loses_what_is_withdrawn_and_keeps_the_rest(shop: Shop) -> None:
    """Its numbers stay as they were."""
    shop.answer("k1", "d1", "d2")

    shop.withdraw("d1")

    answer = shop.answer_log.load("k1")
    assert answer is not None
    assert [one.title for one in answer.citations] == [WITHDRAWN, "Harbour trials"]
    assert answer.citations[0].quote == ""
    assert answer.sentences[0].text == WITHDRAWN


def test_a_post_that_was_edited_is_not_due_again(shop: Shop) -> None:
    """Until something else that it quotes goes too."""
    shop.answer("k1", "d1", "d2")
    shop.withdraw("d1")
    shop.quotes.corrected(shop.quotes.due()[0].id)
    once = shop.quotes.due()
    shop.withdraw("d2")

    assert once == ()
    assert len(shop.quotes.due()) == 1


def test_what_is_withdrawn_while_an_edit_is_under_way_is_edited_again(shop: Shop) -> None:
    """The edit under way was made from what the log held before."""
    shop.answer("k1", "d1", "d2")
    shop.withdraw("d1")
    (under_way,) = shop.quotes.due()
    shop.withdraw("d2")
    shop.quotes.corrected(under_way.id)

    assert len(shop.quotes.due()) == 1


def test_a_post_that_is_not_yet_made_waits(shop: Shop) -> None:
    """It is edited as soon as Slack has given it a timestamp."""
    shop.answer("k1", "d1", posted="")
    shop.withdraw("d1")
    before = shop.quotes.due()
    shop.posts.done("post k1", "6.6")

    assert before == ()
    assert [one.ts for one in shop.quotes.due()] == ["6.6"]


def test_an_answer_for_one_person_loses_its_quotes_and_is_not_edited(shop: Shop) -> None:
    """Slack lets nobody edit what only one person was shown."""
    shop.answer("k1", "d1")
    shop.quotes.note("k1", ["d1"], "", "")
    shop.withdraw("d1")

    answer = shop.answer_log.load("k1")
    assert shop.quotes.due() == ()
    assert answer is not None
    assert answer.is_withdrawn


def test_what_was_only_looked_at_leaves_the_log_and_no_post_is_edited(shop: Shop) -> None:
    """Nothing that people see has changed."""
    shop.answer("k1", "d1")
    answer = shop.answer_log.load("k1")
    assert answer is not None
    noted = (looked_at("d1", n=1), looked_at("d2", title="Beside it"))
    shop.answer_log.save("k1", answer.model_copy(update={"considered": noted}))
    shop.quotes.note("k1", ["d1"], "post k1", "laid out", ["d1", "d2"])

    shop.withdraw("d2")
    left = shop.answer_log.load("k1")

    assert left is not None
    assert shop.quotes.due() == ()
    assert [one.document_id for one in left.considered] == ["d1"]
    assert not left.is_withdrawn
    shop.withdraw("d1")
    assert [one.answer_key for one in shop.quotes.due()] == ["k1"]


def test_an_edit_that_is_put_off_comes_back(shop: Shop, clock: FakeClock) -> None:
    """When its time has come."""
    shop.answer("k1", "d1")
    shop.withdraw("d1")
    shop.quotes.postpone(shop.quotes.due()[0].id, 60)
    meanwhile = shop.quotes.due()
    clock.advance(60)

    assert meanwhile == ()
    assert len(shop.quotes.due()) == 1


def test_what_is_quoted_and_what_is_not_may_go_together(
    database: Database, clock: FakeClock
) -> None:
    """Whichever is looked at first, the post is edited, once."""
    quotes, posts, log = (
        SqlQuotes(database, clock),
        SqlPosts(database, clock),
        SqlAnswerLog(database, clock),
    )
    shop = Shop(quotes, posts, log, SqlDocuments(database).withdraw)
    for key, quoted, beside in (("k1", "d1", "d2"), ("k2", "d2", "d1")):
        shop.answer(key, quoted)
        quotes.note(key, [quoted], f"post {key}", "laid out", [beside])
    with database.begin() as connection:
        take_back(connection, ["d1", "d2"])

    assert sorted(one.answer_key for one in quotes.due()) == ["k1", "k2"]


def test_a_document_that_a_build_removes_is_withdrawn_too(
    database: Database, clock: FakeClock
) -> None:
    """Gone is gone, whoever deleted the file; one that was only edited is still there."""
    store = SqlDocuments(database)
    shop = Shop(
        SqlQuotes(database, clock),
        SqlPosts(database, clock),
        SqlAnswerLog(database, clock),
        store.withdraw,
    )
    for name in ("gone.md", "edited.md"):
        store.stage(document(name=name), "h1", [passage()])
    store.promote(())
    shop.answer("k1", "/docs/gone.md")
    shop.answer("k2", "/docs/edited.md")
    store.stage(document(name="edited.md"), "h2", [passage()])
    store.promote(["/docs/gone.md"])

    assert [one.answer_key for one in shop.quotes.due()] == ["k1"]
