"""A town over a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.members import SqlMembers
from knowledge.people.introductions.base import IntroductionStores
from tests.fakes.people import FakeIntroductions, FakeMembers
from tests.fakes.retention import FakeGaps
from tests.simulation.people import born
from tests.simulation.town import Clock, Town

ZONE = "Europe/London"
BEGIN = datetime(2026, 2, 16, tzinfo=UTC)
"""Clocks go forward six weeks later in Europe, and two before that in New York."""


@contextmanager
def open_town(folder: Path, members: int, asks: float, seed: int) -> Iterator[Town]:
    """Open a town of so many members over a database in an empty folder."""
    random, clock = Random(seed), Clock(BEGIN)  # noqa: S311 - a simulation
    database = open_database(f"sqlite:///{folder / 'knowledge.db'}")
    try:
        stores = IntroductionStores(
            introductions=SqlIntroductions(database),
            members=SqlMembers(database),
            gaps=SqlGaps(database, clock),
            clock=clock,
            zone=ZONE,
            new_id=_ids(),
        )
        people = [born(number, members, random) for number in range(members)]
        yield Town(stores, clock, {one.id: one for one in people}, random, asks)
    finally:
        database.close()


def town_in_memory(members: int, asks: float, seed: int) -> Town:
    """Return a town of so many members that is forgotten with the process."""
    random, clock = Random(seed), Clock(BEGIN)  # noqa: S311 - a simulation
    stores = IntroductionStores(
        introductions=FakeIntroductions(),
        members=FakeMembers(),
        gaps=FakeGaps(clock),
        clock=clock,
        zone=ZONE,
        new_id=_ids(),
    )
    people = [born(number, members, random) for number in range(members)]
    return Town(stores, clock, {one.id: one for one in people}, random, asks)


def _ids() -> Callable[[], str]:
    # Random ones would put what is due at the same moment in another order in each run.
    numbers = count()
    return lambda: f"{next(numbers):012x}"
