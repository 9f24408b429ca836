"""An evening over a real database, killed and begun again, is the evening that was not."""

from pathlib import Path
from random import Random
from typing import Final

from knowledge.adapters.sql.discussions.courses import SqlDiscussions
from knowledge.adapters.sql.discussions.cues import SqlCues
from knowledge.adapters.sql.engine import open_database
from tests.killed_evening import Night, seen

MOMENTS: Final = 10
"""At how many moments it is killed here; in memory it is at many more."""


def played(path: Path, *kill_at: int) -> tuple[int, tuple[object, ...]]:
    """Play an evening over a new database; return its moments, and what was seen."""
    database = open_database(f"sqlite:///{path}")
    try:
        night = Night(kill_at, SqlDiscussions(database), SqlCues(database))
        return night.passed, seen(night, night.play())
    finally:
        database.close()


def test_what_is_stored_is_as_good_as_what_is_held_in_memory(tmp_path: Path) -> None:
    """Nothing is posted twice, nothing is missing, nothing is logged twice."""
    night = Night()
    expected = seen(night, night.play())
    _, undisturbed = played(tmp_path / "whole.db")
    drawn = Random(15).sample(range(1, night.passed + 1), MOMENTS)  # noqa: S311 - no secret

    assert undisturbed == expected
    for kill_at in drawn:
        _, found = played(tmp_path / f"{kill_at}.db", kill_at)
        assert found == expected, f"killed at moment {kill_at}"
