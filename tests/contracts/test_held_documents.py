"""What every view of the held documents tells."""

from typing import Protocol

import pytest

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.models.documents import StoredPassage
from knowledge.ports import HeldDocuments
from tests.factories import document, info, passage
from tests.fakes.held_documents import FakeHeldDocuments


class Withdrawable(HeldDocuments, Protocol):
    """Documents of which one can be taken away."""

    def withdraw(self, document_id: str) -> None:
        """Delete a document now."""
        ...


@pytest.fixture(params=["sqlite", "fake"])
def documents(request: pytest.FixtureRequest, database: Database) -> Withdrawable:
    """Each implementation in turn, with two documents."""
    shared, private = info("a.md"), info("b.md", scope="channel:C1")
    if request.param == "fake":
        both = (shared, private)
        split = [
            StoredPassage(id=n, document=one, passage=passage()) for n, one in enumerate(both, 1)
        ]
        return FakeHeldDocuments({one.id: one for one in both}, {one.id: one for one in split})
    store = SqlDocuments(database)
    store.stage(document(name="a.md"), "h", [passage()])
    store.stage(document(name="b.md", scope="channel:C1"), "h", [passage()])
    store.promote(())
    return store


def test_held_documents_are_known_and_others_are_left_out(documents: Withdrawable) -> None:
    """By their ids."""
    found = documents.documents(["/docs/a.md", "/docs/none.md"])

    assert found == {"/docs/a.md": info("a.md")}


def test_all_access_scopes_are_told(documents: Withdrawable) -> None:
    """So that only channels which have text are looked up in Slack."""
    assert documents.scopes() == frozenset({"community", "channel:C1"})


def test_a_withdrawn_document_is_known_no_longer(documents: Withdrawable) -> None:
    """From the next look on."""
    documents.withdraw("/docs/b.md")

    assert documents.documents(["/docs/b.md"]) == {}
    assert documents.scopes() == frozenset({"community"})


def test_passages_are_known_by_their_ids(documents: Withdrawable) -> None:
    """As long as their documents are."""
    before = documents.passages([1, 2, 99])
    documents.withdraw("/docs/b.md")

    assert {key: one.document.name for key, one in before.items()} == {1: "a.md", 2: "b.md"}
    assert set(documents.passages([1, 2])) == {1}


@pytest.mark.parametrize(
    ("root", "count"),
    [("/docs", 2), ("/docs/a.md", 1), ("/doc", 0), ("/docs/a", 0), ("/d_cs", 0), ("/docs:", 0)],
)
def test_documents_below_a_root_are_counted(documents: Withdrawable, root: str, count: int) -> None:
    """A name that begins alike is another one."""
    assert documents.count_under(root) == count
