"""The inbox in memory."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from knowledge.models.work import DeadLetter, InboxItem
from knowledge.ports import Clock


@dataclass
class _Row:
    id: int
    key: str
    kind: str
    payload: str
    received_at: datetime
    visible_at: datetime
    attempts: int = 0
    state: str = "waiting"
    error: str = ""
    reference: str = ""


@dataclass
class FakeInbox:
    """Satisfies the port `Inbox`; payloads go through JSON, as in a database."""

    clock: Clock
    rows: list[_Row] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, key: str, kind: str, payload: Mapping[str, Any]) -> bool:
        """Store an item unless its key was seen before."""
        now = self.clock.now()
        with self.lock:
            if any(row.key == key for row in self.rows):
                return False
            text = json.dumps(dict(payload))
            self.rows.append(_Row(len(self.rows) + 1, key, kind, text, now, now))
            return True

    def claim(self, lease_s: float) -> InboxItem | None:
        """Take the oldest item that is due."""
        now = self.clock.now()
        with self.lock:
            row = next((r for r in self.rows if r.state == "waiting" and r.visible_at <= now), None)
            if row is None:
                return None
            row.attempts += 1
            row.visible_at = now + timedelta(seconds=lease_s)
            return InboxItem(
                id=row.id,
                key=row.key,
                kind=row.kind,
                payload=json.loads(row.payload),
                attempts=row.attempts,
                received_at=row.received_at,
            )

    def complete(self, item_id: int) -> None:
        """Erase the payload, keep the key."""
        with self.lock:
            row = self._row(item_id)
            row.state, row.payload = "done", "{}"

    def retry(self, item_id: int, error: str, delay_s: float) -> None:
        """Put a claimed item back."""
        with self.lock:
            row = self._row(item_id)
            row.error = error
            row.visible_at = self.clock.now() + timedelta(seconds=delay_s)

    def bury(self, item_id: int, error: str, reference: str) -> None:
        """Give an item up."""
        with self.lock:
            row = self._row(item_id)
            row.state, row.payload, row.error, row.reference = "dead", "{}", error, reference

    def dead(self) -> tuple[DeadLetter, ...]:
        """Return the items given up, oldest first."""
        with self.lock:
            return tuple(
                DeadLetter(
                    id=row.id,
                    kind=row.kind,
                    reference=row.reference,
                    error=row.error,
                    received_at=row.received_at,
                )
                for row in self.rows
                if row.state == "dead"
            )

    def waiting(self) -> int:
        """Count the items that are not done."""
        with self.lock:
            return sum(row.state == "waiting" for row in self.rows)

    def _row(self, item_id: int) -> _Row:
        return self.rows[item_id - 1]
