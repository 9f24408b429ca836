"""A clock to set and a database to fill, shared by the suites of the ports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.adapters.sql.engine import Database, open_database
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until it is told to go on."""
    return FakeClock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A real SQLite file."""
    opened = open_database(f"sqlite:///{tmp_path / 'knowledge.db'}")
    yield opened
    opened.close()
