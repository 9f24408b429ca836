"""Fixtures that unit tests of several rooms share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worlds import World, open_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty world."""
    with open_world(tmp_path / "home") as opened:
        yield opened
