"""What every store of reports does, and what forgetting somebody does to it."""

import pytest

from knowledge.adapters.sql.discussions.courses import SqlDiscussions
from knowledge.adapters.sql.discussions.remarks import SqlRemarks
from knowledge.adapters.sql.discussions.reports import SqlReports
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.holdings.reports import HeldReports
from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.versions import follow, moved, read, stored
from knowledge.models.reports import ReportState
from knowledge.ports.reports import Reports
from tests.fakes.reports import FakeReports
from tests.told import discussion, material, remark

SAID = [remark(number) for number in range(1, 5)]
FIRST = build(material(SAID))
SECOND = follow(build(material(SAID[1:])), FIRST)


@pytest.fixture(params=["sqlite", "fake"])
def reports(request: pytest.FixtureRequest, database: Database) -> Reports:
    """Each store in turn."""
    return FakeReports() if request.param == "fake" else SqlReports(database)


def test_a_version_comes_back_as_it_was(reports: Reports) -> None:
    """With its moment, and as a report."""
    assert reports.latest(FIRST.discussion) is None
    assert reports.add(stored(FIRST))

    held = reports.latest(FIRST.discussion)
    assert held == stored(FIRST)
    assert held is not None
    assert read(held) == FIRST


def test_an_earlier_version_loses_its_body(reports: Reports) -> None:
    """What was withdrawn must not live on in it; that there was one stays known."""
    reports.add(stored(FIRST))
    reports.add(stored(SECOND))

    first, second = reports.of(FIRST.discussion)
    assert (first.digest, first.body, read(first)) == (FIRST.digest, "", None)
    assert read(second) == SECOND


def test_a_version_is_stored_once_and_none_before_it(reports: Reports) -> None:
    """Whoever comes second stores nothing."""
    reports.add(stored(SECOND))

    assert not reports.add(stored(SECOND))
    assert not reports.add(stored(FIRST))
    assert reports.of(FIRST.discussion) == (stored(SECOND),)


def test_a_state_moves_from_the_one_that_was_seen(reports: Reports) -> None:
    """A stale press changes nothing."""
    kept = stored(FIRST)
    reports.add(kept)

    assert reports.move(kept, ReportState.REVIEW)
    assert not reports.move(kept, ReportState.SUPERSEDED)
    held = reports.latest(FIRST.discussion)
    assert held is not None
    assert read(held) == moved(FIRST, ReportState.REVIEW)


def test_forgetting_somebody_empties_the_reports_that_they_are_in(database: Database) -> None:
    """By what they said, or as a host; nobody else's."""
    held, said, kept = SqlDiscussions(database), SqlRemarks(database), SqlReports(database)
    other = discussion(id="0ther0ther00", host="U9")
    held.add(discussion())
    held.add(other)
    for one in SAID:
        said.put(one)
    kept.add(stored(FIRST))
    kept.add(stored(build(material([remark(7)], discussion=other))))
    holding = HeldReports(database)

    assert (holding.erase("U1"), holding.erase("U1"), holding.erase("")) == (1, 0, 0)
    assert [one.body == "" for one in (*kept.of("d15c0551f1ed"), *kept.of(other.id))] == [
        True,
        False,
    ]
    assert holding.erase("U9") == 1
