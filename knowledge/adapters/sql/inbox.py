"""The inbox in SQL."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import inbox
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.work import DeadLetter, InboxItem
from knowledge.ports import Clock

WAITING, DONE, DEAD = "waiting", "done", "dead"


def moment(timestamp: float) -> datetime:
    """Turn the tables' seconds since 1970 into a moment in UTC."""
    return datetime.fromtimestamp(timestamp, UTC)


class SqlInbox:
    """A claimed item is a waiting one that is not visible yet: a crash needs no clean-up."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def put(self, key: str, kind: str, payload: Mapping[str, Any]) -> bool:
        """Store an item; return False when the key was seen before."""
        now = self._now()
        row = {
            "key": key,
            "kind": kind,
            "state": WAITING,
            "payload": json.dumps(payload),
            "attempts": 0,
            "received_at": now,
            "visible_at": now,
            "error": "",
            "reference": "",
        }
        with self._database.begin() as connection:
            result = connection.execute(insert_new(self._database.engine, inbox), row)
            return bool(result.rowcount)

    def claim(self, lease_s: float) -> InboxItem | None:
        """Take the oldest item that is due, hidden from others for `lease_s` seconds."""
        now = self._now()
        with self._database.begin() as connection:
            row = connection.execute(self._due(now)).first()
            if row is None:
                return None
            attempts = row.attempts + 1
            values = {"attempts": attempts, "visible_at": now + lease_s}
            connection.execute(update(inbox).where(inbox.c.id == row.id).values(values))
        return InboxItem(
            id=row.id,
            key=row.key,
            kind=row.kind,
            payload=json.loads(row.payload),
            attempts=attempts,
            received_at=moment(row.received_at),
        )

    def complete(self, item_id: int) -> None:
        """Erase the payload; keep the key."""
        self._set(item_id, state=DONE, payload="{}", error="")

    def retry(self, item_id: int, error: str, delay_s: float) -> None:
        """Put a claimed item back, due in `delay_s` seconds."""
        self._set(item_id, error=error, visible_at=self._now() + delay_s)

    def bury(self, item_id: int, error: str, reference: str) -> None:
        """Give an item up, and erase its payload."""
        self._set(item_id, state=DEAD, payload="{}", error=error, reference=reference)

    def dead(self) -> tuple[DeadLetter, ...]:
        """Return the items given up, oldest first."""
        query = select(inbox).where(inbox.c.state == DEAD).order_by(inbox.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            DeadLetter(
                id=row.id,
                kind=row.kind,
                reference=row.reference,
                error=row.error,
                received_at=moment(row.received_at),
            )
            for row in rows
        )

    def waiting(self) -> int:
        """Count the items that are not done."""
        query = select(func.count()).select_from(inbox).where(inbox.c.state == WAITING)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def _due(self, now: float) -> Select[Any]:
        due = select(inbox).where(inbox.c.state == WAITING, inbox.c.visible_at <= now)
        return due.order_by(inbox.c.id).limit(1).with_for_update(skip_locked=True)

    def _set(self, item_id: int, **values: Any) -> None:  # noqa: ANN401 - column values
        with self._database.begin() as connection:
            connection.execute(update(inbox).where(inbox.c.id == item_id).values(values))

    def _now(self) -> float:
        return self._clock.now().timestamp()
