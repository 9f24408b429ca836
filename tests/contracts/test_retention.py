"""What every store of gaps, holds, chores and receipts does."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.adapters.receipts import ReceiptFolder
from knowledge.adapters.sql.chores import SqlChores, SqlErasures
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.holds import SqlHolds
from knowledge.adapters.sql.tables import gaps as gap_rows
from knowledge.adapters.sql.tables import salts
from knowledge.errors import StoreError
from knowledge.models.erasure import Receipt
from knowledge.models.retention import Hold, HoldKind
from knowledge.ports import Gaps, HoldStore, Receipts
from tests.fakes.clock import START, FakeClock
from tests.fakes.retention import FakeGaps, FakeHoldStore, FakeReceipts

DAY_S = 86_400.0


@pytest.fixture(params=["sqlite", "fake"])
def gaps(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Gaps:
    """Each store in turn."""
    return SqlGaps(database, clock) if request.param == "sqlite" else FakeGaps(clock)


@pytest.fixture(params=["sqlite", "fake"])
def holds(request: pytest.FixtureRequest, database: Database) -> HoldStore:
    """Each store in turn."""
    return SqlHolds(database) if request.param == "sqlite" else FakeHoldStore()


@pytest.fixture(params=["folder", "fake"])
def receipts(request: pytest.FixtureRequest, tmp_path: Path) -> Receipts:
    """Each store in turn."""
    return ReceiptFolder(tmp_path / "receipts") if request.param == "folder" else FakeReceipts()


def hold(number: int = 1) -> Hold:
    """Return a hold for a day."""
    return Hold(
        id=f"H-{number}",
        kind=HoldKind.TOPIC,
        value="drones",
        reason="an inquiry",
        placed_at=START + timedelta(minutes=number),
        until=START + timedelta(days=1),
    )


def receipt(number: int = 1) -> Receipt:
    """Return the receipt of an erasure that has begun."""
    return Receipt(id=f"R-{number}", subject=f"s{number}", begun_at=START)


def test_a_question_counts_each_person_once(gaps: Gaps) -> None:
    """However often they ask, and however they space and capitalise."""
    for text, asker in (("Who  flies drones?", "U1"), ("who flies drones?", "U1"), ("x", "U2")):
        gaps.note(text, "not_held", asker)
    gaps.note("who flies drones?", "not_held", "U2")

    first, second = gaps.counted()
    assert (first.text, first.times, first.askers, first.month) == (
        "Who  flies drones?", 3, 2, "2026-03",
    )  # fmt: skip
    assert (second.text, second.askers) == ("x", 1)


def test_nobody_can_tell_who_asked_once_the_period_is_over(
    database: Database, clock: FakeClock
) -> None:
    """The id stands nowhere, and the salt is destroyed."""
    gaps = SqlGaps(database, clock)
    gaps.note("who flies drones?", "not_held", "U1")
    clock.advance(31 * DAY_S)
    gaps.note("who flies drones?", "not_held", "U1")
    with database.read() as connection:
        askers = connection.execute(select(gap_rows.c.asker)).scalars().all()
        periods = connection.execute(select(salts.c.period)).scalars().all()
        days = connection.execute(select(gap_rows.c.asked_on)).scalars().all()

    assert len(set(askers)) == 2
    assert "U1" not in "".join(askers)
    assert len(periods) == 1
    assert all(day % DAY_S == 0 for day in days)
    assert gaps.erase("U1") == 1


def test_a_purge_rotates_the_salt_although_nobody_asks(
    database: Database, clock: FakeClock
) -> None:
    """A quiet month must not keep people recognisable."""
    gaps = SqlGaps(database, clock)
    gaps.note("who flies drones?", "not_held", "U1")
    clock.advance(31 * DAY_S)
    gaps.rotate()

    with database.read() as connection:
        assert connection.execute(select(salts)).all() == []


def test_a_hold_that_was_placed_is_listed_oldest_first(holds: HoldStore) -> None:
    """Exactly as it was placed."""
    holds.place(hold(2))
    holds.place(hold(1))

    assert holds.all() == (hold(1), hold(2))


def test_a_hold_is_lifted_once(holds: HoldStore) -> None:
    """It stays in the list with the moment of it."""
    holds.place(hold())

    assert holds.lift("H-1", START + timedelta(hours=1))
    assert not holds.lift("H-1", START + timedelta(hours=2))
    assert not holds.lift("H-9", START)
    assert holds.all()[0].lifted_at == START + timedelta(hours=1)


def test_a_chore_is_given_to_one_and_again_a_day_later(
    database: Database, clock: FakeClock
) -> None:
    """Two workers never purge at once."""
    mine, theirs = SqlChores(database, clock), SqlChores(database, clock)
    given = [mine.claim("purge", DAY_S), theirs.claim("purge", DAY_S), mine.claim("other", DAY_S)]
    clock.advance(DAY_S)

    assert given == [True, False, True]
    assert theirs.claim("purge", DAY_S)
    assert not mine.claim("purge", DAY_S)


def test_a_receipt_that_was_obeyed_is_remembered(database: Database, clock: FakeClock) -> None:
    """Twice is as good as once."""
    erasures = SqlErasures(database, clock)
    erasures.obey("R-1")
    erasures.obey("R-1")

    assert erasures.obeyed() == {"R-1"}


def test_the_last_word_on_a_receipt_counts(receipts: Receipts) -> None:
    """It begins, and it is done."""
    for number in (1, 2):
        receipts.write(receipt(number))
    done = receipt(1).model_copy(update={"done_at": START, "erased": {"roles": 2}})
    receipts.write(done)

    assert receipts.all() == (done, receipt(2))


def test_a_member_has_one_subject_and_it_is_not_their_id(receipts: Receipts) -> None:
    """A restored backup finds them by it."""
    assert receipts.subject_of("U0ANALARCH") == receipts.subject_of("U0ANALARCH")
    assert receipts.subject_of("U0ANALARCH") != receipts.subject_of("U0BENALDER")
    assert "U0ANALARCH" not in receipts.subject_of("U0ANALARCH")


def test_two_folders_call_the_same_member_differently(tmp_path: Path) -> None:
    """The digest has a key: nobody can try out ids without it."""
    subjects = {ReceiptFolder(tmp_path / name).subject_of("U0ANALARCH") for name in ("a", "b")}

    assert len(subjects) == 2
    assert (tmp_path / "a" / "key").stat().st_mode & 0o077 == 0


def test_a_line_cut_off_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    """And the next receipt is whole."""
    folder = ReceiptFolder(tmp_path)
    folder.write(receipt(1))
    with (tmp_path / "receipts.jsonl").open("ab") as file:
        file.write(b'{"id": "R-')
    folder.write(receipt(2))

    assert folder.all() == (receipt(1), receipt(2))


def write(folder: ReceiptFolder) -> None:
    """Write a receipt."""
    folder.write(receipt())


def digest(folder: ReceiptFolder) -> None:
    """Ask what stands for a member."""
    folder.subject_of("U1")


@pytest.mark.parametrize("use", [write, digest, ReceiptFolder.all])
def test_receipts_out_of_reach_are_told_with_a_remedy(
    tmp_path: Path, use: Callable[[ReceiptFolder], object]
) -> None:
    """Nothing may be erased without one."""
    (tmp_path / "receipts").write_text("in the way")

    with pytest.raises(StoreError, match="cannot be read or written") as raised:
        use(ReceiptFolder(tmp_path / "receipts"))

    assert "KNOWLEDGE_RECEIPTS" in raised.value.remedy
