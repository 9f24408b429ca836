"""What a document store does."""

import pytest

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.ports import DocumentStore
from tests.factories import document, passage


@pytest.fixture
def store(database: Database) -> DocumentStore:
    """The one implementation."""
    return SqlDocuments(database)


def stage(store: DocumentStore, text: str, digest: str, name: str = "ari.md") -> None:
    """Write one document of one passage."""
    store.stage(document(text, name), digest, [passage(text)])


def texts(store: DocumentStore) -> list[str]:
    """Return what the next snapshot would hold."""
    return [one.passage.text for one in store.next_passages(())]


def test_a_staged_document_is_not_live_yet(store: DocumentStore) -> None:
    """It is in the next snapshot, and nobody else sees it."""
    stage(store, "An ARI is a question.", "h1")

    assert store.live() == {}
    assert store.documents(["/docs/ari.md"]) == {}
    assert texts(store) == ["An ARI is a question."]


def test_promotion_makes_staged_documents_live(store: DocumentStore) -> None:
    """Their hashes are what the next build compares with."""
    stage(store, "An ARI is a question.", "h1")
    store.promote(())

    assert store.live() == {"/docs/ari.md": "h1"}
    assert set(store.documents(["/docs/ari.md", "/docs/none.md"])) == {"/docs/ari.md"}


def test_a_replaced_text_stays_readable_until_retired_rows_are_dropped(
    store: DocumentStore,
) -> None:
    """An open snapshot must not lose a text under its feet."""
    stage(store, "Old words here.", "h1")
    store.promote(())
    (old,) = store.next_passages(())
    stage(store, "New words here.", "h2")
    store.promote(())
    before = store.passages([old.id])
    store.drop_retired()

    assert before[old.id].passage.text == "Old words here."
    assert store.passages([old.id]) == {}
    assert texts(store) == ["New words here."]


def test_two_interrupted_builds_leave_the_store_in_order(store: DocumentStore) -> None:
    """Retired rows of the same document may pile up until a snapshot is published."""
    for version in ("one", "two", "three"):
        stage(store, f"Version {version} here.", version)
        store.promote(())

    assert texts(store) == ["Version three here."]
    assert store.live() == {"/docs/ari.md": "three"}


def test_what_an_interrupted_build_staged_can_be_discarded(store: DocumentStore) -> None:
    """The next build starts from the live rows."""
    stage(store, "Live words here.", "h1")
    store.promote(())
    stage(store, "Half a build here.", "h2")
    store.discard_staged()

    assert texts(store) == ["Live words here."]


def test_a_removed_document_is_not_in_the_next_snapshot(store: DocumentStore) -> None:
    """Neither before nor after promotion."""
    stage(store, "Kept words here.", "h1", "kept.md")
    stage(store, "Gone words here.", "h1", "gone.md")
    store.promote(())
    before = [one.passage.text for one in store.next_passages(["/docs/gone.md"])]
    store.promote(["/docs/gone.md"])

    assert before == ["Kept words here."]
    assert texts(store) == ["Kept words here."]
    assert store.live() == {"/docs/kept.md": "h1"}


def test_a_withdrawn_document_is_unknown_at_once(store: DocumentStore) -> None:
    """No later look-up by an id from an older snapshot finds it."""
    stage(store, "An ARI is a question.", "h1")
    store.promote(())
    (held,) = store.next_passages(())
    store.withdraw("/docs/ari.md")

    assert store.passages([held.id]) == {}
    assert store.documents(["/docs/ari.md"]) == {}
    assert texts(store) == []


def test_a_passage_id_is_never_used_again(store: DocumentStore) -> None:
    """An old snapshot's id must not lead to another text."""
    stage(store, "An ARI is a question.", "h1")
    store.promote(())
    (first,) = store.next_passages(())
    store.withdraw("/docs/ari.md")
    stage(store, "Another text here.", "h2", "other.md")
    store.promote(())
    (second,) = store.next_passages(())

    assert second.id > first.id


def test_a_passage_comes_back_with_its_document(store: DocumentStore) -> None:
    """Text, heading, sentences and what a citation says of the document."""
    kept = passage("One thing. Another thing.", heading=("Top", "Inner"))
    store.stage(document(name="two.md", scope="channel:C1"), "h", [kept])
    store.promote(())
    (stored,) = store.next_passages(())

    assert stored.passage == kept
    assert stored.document.name == "two.md"
    assert store.scopes() == frozenset({"channel:C1"})


def test_more_ids_than_one_statement_takes_are_found(store: DocumentStore) -> None:
    """Large look-ups are split, not refused."""
    store.stage(document(), "h", [passage(f"Sentence number {n} here.") for n in range(1200)])
    store.promote(())
    ids = [one.id for one in store.next_passages(())]

    assert len(store.passages(ids)) == 1200


def test_what_is_withdrawn_while_a_build_runs_stays_away(store: DocumentStore) -> None:
    """The build may have read the text before."""
    store.discard_staged()
    store.withdraw("/docs/ari.md")
    stage(store, "An ARI is a question.", "h1")
    store.promote(())

    assert store.live() == {}

    store.discard_staged()
    stage(store, "An ARI is a question.", "h1")
    store.promote(())

    assert len(store.live()) == 1
