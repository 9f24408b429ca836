"""Legal holds in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import holds
from knowledge.models.retention import Hold, HoldKind


class SqlHolds:
    """A hold that was lifted stays in the list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, hold: Hold) -> None:
        """Store a new hold."""
        row = {
            "id": hold.id,
            "kind": hold.kind,
            "value": hold.value,
            "reason": hold.reason,
            "placed_at": hold.placed_at.timestamp(),
            "until": hold.until.timestamp(),
            "lifted_at": hold.lifted_at.timestamp() if hold.lifted_at else 0.0,
        }
        with self._database.begin() as connection:
            connection.execute(insert(holds), row)

    def lift(self, hold_id: str, at: datetime) -> bool:
        """End a hold; False when it is not known or was ended before."""
        wanted = update(holds).where(holds.c.id == hold_id, holds.c.lifted_at == 0)
        with self._database.begin() as connection:
            return bool(connection.execute(wanted.values(lifted_at=at.timestamp())).rowcount)

    def all(self) -> tuple[Hold, ...]:
        """Return all holds, oldest first."""
        query = select(holds).order_by(holds.c.placed_at, holds.c.id)
        with self._database.read() as connection:
            return tuple(map(_hold, connection.execute(query)))


def _hold(row: Row[Any]) -> Hold:
    return Hold(
        id=row.id,
        kind=HoldKind(row.kind),
        value=row.value,
        reason=row.reason,
        placed_at=moment(row.placed_at),
        until=moment(row.until),
        lifted_at=moment(row.lifted_at) if row.lifted_at else None,
    )
