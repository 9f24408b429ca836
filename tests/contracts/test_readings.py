"""What every memory of readings does."""

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.readings import SqlReadings
from knowledge.models.readings import FileReading
from knowledge.models.work import Refusal
from knowledge.ports import Readings
from tests.fakes.sources import FakeReadings


@pytest.fixture(params=["sqlite", "fake"])
def readings(request: pytest.FixtureRequest, database: Database) -> Readings:
    """Each implementation in turn."""
    return SqlReadings(database) if request.param == "sqlite" else FakeReadings()


def reading(size: int = 3) -> FileReading:
    """A file of so many bytes."""
    return FileReading(
        size=size,
        modified_ns=1,
        settled=True,
        digest="d",
        recipe="r",
        documents={"/docs/a.md": "h"},
        refused=(Refusal(name="a.md row 2", reason="no text"),),
    )


def test_readings_are_kept_by_file(readings: Readings) -> None:
    """Refusals with them."""
    readings.record({"/docs/a.md": reading(), "/docs/b.md": reading(4)})

    assert readings.known() == {"/docs/a.md": reading(), "/docs/b.md": reading(4)}


def test_a_new_reading_replaces_the_old_one_and_files_that_are_gone_go(readings: Readings) -> None:
    """One reading a file."""
    readings.record({"/docs/a.md": reading(), "/docs/b.md": reading()})
    readings.record({"/docs/a.md": reading(9)}, gone=["/docs/b.md", "/docs/c.md"])

    assert readings.known() == {"/docs/a.md": reading(9)}
