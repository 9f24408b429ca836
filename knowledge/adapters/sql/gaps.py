"""Unanswered questions in SQL."""

import hashlib
import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import gaps, salts
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.retention import Gap
from knowledge.ports import Clock

DAY_S = 86_400.0
PERIOD_S = 30 * DAY_S


class SqlGaps:
    """A row a question; `asker` is an HMAC whose key lives for thirty days."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, text: str, state: str, asker: str) -> None:
        """Store a question, with the day but not the time of it."""
        now = self._clock.now().timestamp()
        with self._database.begin() as connection:
            row = {
                "text": text,
                "state": state,
                "asked_on": now - now % DAY_S,
                "asker": self._digest(connection, asker),
            }
            connection.execute(insert(gaps), row)

    def counted(self) -> tuple[Gap, ...]:
        """Return each question once for each month and state, most askers first."""
        with self._database.read() as connection:
            rows = connection.execute(select(gaps).order_by(gaps.c.id)).all()
        same: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
        for row in rows:
            plain = " ".join(row.text.casefold().split())
            month = moment(row.asked_on).strftime("%Y-%m")
            same[plain, month, row.state].append((row.text, row.asker))
        counted = [_gap(month, state, asked) for (_, month, state), asked in same.items()]
        return tuple(sorted(counted, key=lambda one: (-one.askers, -one.times, one.text)))

    def rotate(self) -> None:
        """Destroy the salts of periods that are over."""
        with self._database.begin() as connection:
            connection.execute(delete(salts).where(salts.c.period != self._period()))

    def erase(self, member: str) -> int:
        """Erase what can still be told to be a member's: the questions of this period."""
        with self._database.begin() as connection:
            query = select(salts.c.salt).where(salts.c.period == self._period())
            salt = connection.execute(query).scalar()
            if salt is None:
                return 0
            theirs = delete(gaps).where(gaps.c.asker == _hmac(salt, member))
            return int(connection.execute(theirs).rowcount)

    def of_member(self, member: str) -> list[str]:
        """Return the questions of this period that a member asked."""
        with self._database.read() as connection:
            query = select(salts.c.salt).where(salts.c.period == self._period())
            salt = connection.execute(query).scalar()
            theirs = select(gaps.c.text).where(gaps.c.asker == _hmac(salt or "", member))
            return list(connection.execute(theirs.order_by(gaps.c.id)).scalars())

    def _digest(self, connection: Connection, member: str) -> str:
        period = self._period()
        row = {"period": period, "salt": secrets.token_hex(32)}
        connection.execute(insert_new(self._database.engine, salts), row)
        connection.execute(delete(salts).where(salts.c.period != period))
        query = select(salts.c.salt).where(salts.c.period == period)
        return _hmac(connection.execute(query).scalar_one(), member)

    def _period(self) -> int:
        return int(self._clock.now().timestamp() // PERIOD_S)


def _hmac(salt: str, member: str) -> str:
    return hmac.new(salt.encode(), member.encode(), hashlib.sha256).hexdigest()


def _gap(month: str, state: str, asked: Iterable[tuple[str, str]]) -> Gap:
    rows = list(asked)
    return Gap(
        text=rows[0][0],
        state=state,
        month=month,
        times=len(rows),
        askers=len({asker for _text, asker in rows}),
    )
