"""What every inbox does."""

from pathlib import Path

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.ports import Inbox
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInbox


@pytest.fixture(params=["sqlite", "fake"])
def inbox(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Inbox:
    """Each implementation in turn."""
    return SqlInbox(database, clock) if request.param == "sqlite" else FakeInbox(clock)


def test_an_item_comes_out_as_it_went_in(inbox: Inbox) -> None:
    """Key, kind and payload survive; the first claim is the first attempt."""
    inbox.put("Ev1", "question", {"text": "wots an ARI", "n": 1})

    item = inbox.claim(30)

    assert item is not None
    assert (item.key, item.kind, item.payload, item.attempts) == (
        "Ev1",
        "question",
        {"text": "wots an ARI", "n": 1},
        1,
    )


def test_the_same_key_is_stored_once(inbox: Inbox) -> None:
    """A redelivered event is known, before, while and after it is worked on."""
    stored = [inbox.put("Ev1", "question", {})]
    item = inbox.claim(30)
    stored.append(inbox.put("Ev1", "question", {}))
    assert item is not None
    inbox.complete(item.id)
    stored.append(inbox.put("Ev1", "question", {}))

    assert stored == [True, False, False]
    assert inbox.claim(30) is None


def test_a_claimed_item_is_hidden_until_its_lease_ends(inbox: Inbox, clock: FakeClock) -> None:
    """A worker that died gives its item back without anybody's help."""
    inbox.put("Ev1", "question", {})
    first = inbox.claim(30)
    while_leased = inbox.claim(30)
    clock.advance(31)
    again = inbox.claim(30)

    assert first is not None
    assert while_leased is None
    assert again is not None
    assert (again.id, again.attempts) == (first.id, 2)


def test_items_come_in_the_order_in_which_they_arrived(inbox: Inbox) -> None:
    """The oldest waits least."""
    for key in ("a", "b", "c"):
        inbox.put(key, "question", {})
    items = [inbox.claim(30) for _ in range(3)]

    assert [item.key for item in items if item] == ["a", "b", "c"]


def test_a_retry_is_due_after_its_delay(inbox: Inbox, clock: FakeClock) -> None:
    """An item that failed is not tried again at once."""
    inbox.put("Ev1", "question", {})
    item = inbox.claim(30)
    assert item is not None
    inbox.retry(item.id, "RateLimited", 10)
    early = inbox.claim(30)
    clock.advance(10)

    assert early is None
    assert inbox.claim(30) is not None


def test_a_buried_item_is_listed_without_its_text(inbox: Inbox) -> None:
    """Curators see kind, error and reference, and it is not claimed again."""
    inbox.put("Ev1", "question", {"text": "secret"})
    item = inbox.claim(30)
    assert item is not None
    inbox.bury(item.id, "TimeoutError", "SG-7F3K")
    (letter,) = inbox.dead()

    assert (letter.kind, letter.error, letter.reference) == ("question", "TimeoutError", "SG-7F3K")
    assert "secret" not in letter.model_dump_json()
    assert inbox.claim(30) is None


@pytest.mark.parametrize("end", ["complete", "bury"])
def test_the_text_of_a_question_is_gone_when_it_is_done(
    database: Database, clock: FakeClock, tmp_path: Path, end: str
) -> None:
    """Not a byte of it stays in the database's files."""
    inbox = SqlInbox(database, clock)
    inbox.put("Ev1", "question", {"text": "xylophonically speaking"})
    item = inbox.claim(30)
    assert item is not None
    if end == "complete":
        inbox.complete(item.id)
    else:
        inbox.bury(item.id, "Deadline", "SG-7F3K")
    database.close()

    assert all(b"xylophonically" not in path.read_bytes() for path in tmp_path.glob("knowledge*"))


def test_waiting_counts_what_is_not_done(inbox: Inbox) -> None:
    """Claimed items still wait; done and buried ones do not."""
    for key in ("a", "b", "c"):
        inbox.put(key, "question", {})
    first, second = inbox.claim(30), inbox.claim(30)
    assert first is not None
    assert second is not None
    inbox.complete(first.id)

    assert inbox.waiting() == 2
