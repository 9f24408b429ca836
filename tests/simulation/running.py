"""A town over a real database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.members import SqlMembers
from knowledge.people.desk import IntroductionStores
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
        )
        people = [born(number, members, random) for number in range(members)]
        yield Town(stores, clock, {one.id: one for one in people}, random, asks)
    finally:
        database.close()
