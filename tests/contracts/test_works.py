"""What every store of works and of expected members does."""

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.works import SqlWorks
from knowledge.models.members import ExpectedMember, Work, WorkOrigin
from knowledge.ports import Works
from tests.fakes.people import FakeWorks

ADA, BEN = "0000-0002-1825-0097", "0000-0001-5109-3700"


@pytest.fixture(params=["sqlite", "fake"])
def works(request: pytest.FixtureRequest, database: Database) -> Works:
    """Each store in turn."""
    return SqlWorks(database) if request.param == "sqlite" else FakeWorks()


def work(number: int, orcid: str = ADA, date: str = "2024", title: str = "Lamps") -> Work:
    """Return a work."""
    return Work(
        id=f"{number:032x}",
        orcid=orcid,
        title=title,
        abstract="How lamps are lit.",
        date=date,
        doi=f"10.1000/{number}",
        origin=WorkOrigin.ORCID,
    )


def test_a_work_comes_back_whole_under_its_orcid(works: Works) -> None:
    """And under no other."""
    works.put([work(1), work(2, BEN)])

    assert works.of_orcid(ADA) == (work(1),)
    assert works.of_orcid(BEN) == (work(2, BEN),)
    assert works.of_orcid("") == ()


def test_the_newest_work_comes_first(works: Works) -> None:
    """A month later than its bare year, one without a date last, the same day by title."""
    dated = (work(1, date=""), work(2, date="2023-11"), work(3), work(4, date="2024-05"))
    works.put([*dated, work(5, title="Beacons")])

    assert [int(one.id, 16) for one in works.of_orcid(ADA)] == [4, 5, 3, 2, 1]


def test_only_what_is_new_or_changed_counts(works: Works) -> None:
    """The same import again changes nothing."""
    first = works.put([work(1), work(2), work(1)])
    again = works.put([work(1), work(2)])
    changed = works.put([work(1, title="Lamps, again"), work(3), work(2)])

    assert (first, again, changed) == (2, 0, 2)
    assert [one.title for one in works.of_orcid(ADA)] == ["Lamps", "Lamps", "Lamps, again"]


def test_many_works_are_stored_at_once(works: Works) -> None:
    """More than the database takes in one statement."""
    many = [work(number) for number in range(1201)]

    assert (works.put(many), works.put(many)) == (1201, 0)
    assert works.discard(ADA) == 1201


def test_what_is_discarded_is_gone_and_nothing_else(works: Works) -> None:
    """Twice is as once."""
    works.put([work(1), work(2), work(3, BEN)])

    assert (works.discard(ADA), works.discard(ADA)) == (2, 0)
    assert works.of_orcid(ADA) == ()
    assert len(works.of_orcid(BEN)) == 1


def test_nobody_is_expected_who_is_on_no_list(works: Works) -> None:
    """Nor does an empty address fit a row without one."""
    works.expect([ExpectedMember(member="U1", headline="Lamps")])

    assert works.expected("U2") is None
    assert works.expected("U2", "") is None
    assert works.expected("U2", "ada@example.org") is None


def test_a_member_is_expected_by_id_or_address(works: Works) -> None:
    """Whatever case the address is spelt in; the id goes first."""
    by_id = ExpectedMember(member="U1", topics=("lamps",), orcid=ADA)
    works.expect([by_id, ExpectedMember(email="ada@example.org", headline="Ropes")])
    found = works.expected("U2", "Ada@Example.org")

    assert works.expected("U1", "ada@example.org") == by_id
    assert found is not None
    assert found.headline == "Ropes"


def test_whoever_was_found_by_address_keeps_the_row(works: Works) -> None:
    """So that it is erased with them; nobody else gets it, also after the next import."""
    row = ExpectedMember(email="ada@example.org", headline="Ropes")
    works.expect([row])
    bound = works.expected("U2", row.email)
    again = works.expect([row])
    works.expect([row.model_copy(update={"headline": "Knots"})])
    later = works.expected("U2")

    assert bound == row.model_copy(update={"member": "U2"})
    assert again == 0
    assert works.expected("U3", row.email) is None
    assert later is not None
    assert later.headline == "Knots"


def test_only_rows_that_are_new_or_changed_count(works: Works) -> None:
    """A row that nobody could ever claim is left out."""
    rows = [ExpectedMember(email="a@b.org"), ExpectedMember(member="U1"), ExpectedMember()]
    first, again = works.expect(rows), works.expect(rows)
    joined = works.expect([ExpectedMember(email="a@b.org", member="U1", kind="user")])
    found = works.expected("U1")

    assert (first, again, joined) == (2, 0, 1)
    assert found is not None
    assert found.kind == "user"
    assert works.expected("U2", "a@b.org") is None
