"""What every store of curators' marks does."""

import pytest

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.marks import SqlMarks
from knowledge.models.stewardship import Mark
from knowledge.ports import Marks
from tests.factories import document, passage
from tests.fakes.clock import FakeClock
from tests.fakes.marks import FakeMarks

NEW = Mark(superseded_by="/docs/new.md", evidence="evaluated")


@pytest.fixture(params=["sqlite", "fake"])
def marks(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Marks:
    """Each store in turn."""
    return SqlMarks(database, clock) if request.param == "sqlite" else FakeMarks()


def test_a_mark_comes_back_whole(marks: Marks) -> None:
    """And nothing was said of another document."""
    marks.put("/docs/ari.md", NEW)

    assert marks.of("/docs/ari.md") == NEW
    assert marks.of("/docs/other.md") == Mark()


def test_a_later_mark_replaces_an_earlier_one(marks: Marks) -> None:
    """The last word counts."""
    marks.put("/docs/ari.md", NEW)
    marks.put("/docs/ari.md", Mark(evidence="opinion"))

    assert marks.of("/docs/ari.md") == Mark(evidence="opinion")


def test_an_empty_mark_takes_everything_back(marks: Marks) -> None:
    """Nothing is left of it."""
    marks.put("/docs/ari.md", NEW)
    marks.put("/docs/ari.md", Mark())

    assert marks.of("/docs/ari.md") == Mark()


def publish(store: SqlDocuments, digest: str) -> None:
    """Make a document live whose file states an evidence label of its own."""
    store.stage(document(evidence="opinion"), digest, [passage()])
    store.promote(())


def test_a_mark_outweighs_the_file_in_every_look_up(database: Database, clock: FakeClock) -> None:
    """Also after the file was indexed again; what a mark leaves open, the file says."""
    store, marks = SqlDocuments(database), SqlMarks(database, clock)
    publish(store, "h1")
    marks.put("/docs/ari.md", Mark(superseded_by="/docs/new.md"))
    publish(store, "h2")
    (found,) = store.passages(one.id for one in store.next_passages(())).values()

    assert found.document == store.documents(["/docs/ari.md"])["/docs/ari.md"]
    assert found.document.superseded_by == "/docs/new.md"
    assert found.document.evidence == "opinion"

    marks.put("/docs/ari.md", NEW)
    assert store.documents(["/docs/ari.md"])["/docs/ari.md"].evidence == "evaluated"

    marks.put("/docs/ari.md", Mark())
    assert store.documents(["/docs/ari.md"])["/docs/ari.md"].superseded_by == ""


def test_what_was_said_of_a_withdrawn_document_is_gone_with_it(
    database: Database, clock: FakeClock
) -> None:
    """Its id stands nowhere any more, neither as the old nor as the new one."""
    store, marks = SqlDocuments(database), SqlMarks(database, clock)
    marks.put("/docs/ari.md", NEW)
    marks.put("/docs/older.md", Mark(superseded_by="/docs/ari.md"))
    store.withdraw("/docs/ari.md")

    assert marks.of("/docs/ari.md") == Mark()
    assert marks.of("/docs/older.md") == Mark()
