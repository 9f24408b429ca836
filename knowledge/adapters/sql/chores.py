"""Daily work, and which receipts were obeyed, in SQL."""

from sqlalchemy import select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import chores, erasures
from knowledge.adapters.sql.upsert import insert_new
from knowledge.ports import Clock


class SqlChores:
    """A row a chore: whoever moves its due time forward has it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def claim(self, name: str, every_s: float) -> bool:
        """Take a chore if it is due; nobody else gets it for the next `every_s` seconds."""
        now = self._clock.now().timestamp()
        with self._database.read() as connection:
            due_at = connection.execute(select(chores.c.due_at).where(chores.c.name == name))
            if (due_at.scalar() or 0.0) > now:
                return False
        with self._database.begin() as connection:
            row = {"name": name, "due_at": 0.0}
            connection.execute(insert_new(self._database.engine, chores), row)
            due = update(chores).where(chores.c.name == name, chores.c.due_at <= now)
            return bool(connection.execute(due.values(due_at=now + every_s)).rowcount)


class SqlErasures:
    """Ids of receipts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def obeyed(self) -> frozenset[str]:
        """Return the receipts whose erasures were made in this database."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(erasures.c.receipt)).scalars())

    def obey(self, receipt_id: str) -> None:
        """Note that a receipt's erasure was made here."""
        row = {"receipt": receipt_id, "applied_at": self._clock.now().timestamp()}
        with self._database.begin() as connection:
            connection.execute(insert_new(self._database.engine, erasures), row)
