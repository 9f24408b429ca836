"""Which texts speak for whom."""

import pytest

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.named_texts import SqlNamedTexts
from knowledge.models.experts import NamedText
from knowledge.ports import NamedTexts
from tests.factories import document, info, passage
from tests.fakes.named_texts import FakeNamedTexts

TWO = info("b.md", members=("U1", "U22"), named=("U1", "U22"))
ONE = info("a.md", members=("U2", "U1"), named=("U2",), scope="channel:C1")
NOBODY = info("c.md", members=("U1",), title='"named":["U1"]')


@pytest.fixture(params=["sqlite", "fake"])
def texts(request: pytest.FixtureRequest, database: Database) -> NamedTexts:
    """Each implementation in turn; the database holds a staged and a withdrawn document too."""
    if request.param == "fake":
        held = [NamedText(TWO, (1, 2)), NamedText(ONE, (3,)), NamedText(NOBODY, (4,))]
        return FakeNamedTexts(held)
    store = SqlDocuments(database)
    gone = info("d.md", named=("U1",))
    for one, parts in ((TWO, 2), (ONE, 1), (NOBODY, 1), (gone, 1)):
        staged = document().model_copy(update={"info": one})
        store.stage(staged, "h", [passage()] * parts)
    store.promote(())
    store.withdraw(gone.id)
    store.stage(document(name="e.md", named=("U1",)), "h", [passage()])
    return SqlNamedTexts(database)


def test_documents_that_name_somebody_are_told_with_their_passages(texts: NamedTexts) -> None:
    """By id, the passages in reading order; nothing that is not live."""
    found = texts.all()

    assert [one.document for one in found] == [ONE, TWO]
    assert [len(one.passages) for one in found] == [1, 2]
    assert found[1].passages == tuple(sorted(found[1].passages))
    assert len({passage for one in found for passage in one.passages}) == 3


def test_those_of_one_member_are_found(texts: NamedTexts) -> None:
    """By the whole id, and only where they are named."""
    assert [one.document.id for one in texts.of_member("U1")] == [TWO.id]
    assert [one.document.id for one in texts.of_member("U2")] == [ONE.id]
    assert texts.of_member("U3") == ()


def test_what_changes_is_told_anew(database: Database) -> None:
    """A document that was replaced has other passages; one that was withdrawn has none."""
    store, texts = SqlDocuments(database), SqlNamedTexts(database)
    for one in (ONE, TWO):
        store.stage(document().model_copy(update={"info": one}), "h", [passage()])
    store.promote(())
    first, _second = texts.all()

    store.withdraw(TWO.id)
    changed = ONE.model_copy(update={"named": ("U1",)})
    store.stage(document().model_copy(update={"info": changed}), "h2", [passage(), passage()])
    store.promote(())

    (found,) = texts.all()
    assert found.document.named == ("U1",)
    assert len(found.passages) == 2
    assert not set(found.passages) & set(first.passages)
