"""Questions that were not answered, or are waited for, which go after a while, in SQL."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.old_introductions import OldIntroductions, OldIntroductionTexts
from knowledge.adapters.sql.tables import calls, gaps, thanked, waits
from knowledge.models.retention import Old
from knowledge.models.waiting import CallState
from knowledge.ports import Perishable
from knowledge.settings import Retention
from knowledge.text.batches import batched

GRACE_DAYS = 7
"""For the bot to tell those whose time is over; it does so within a minute unless it is down."""

_AT_ONCE = 500
_OVER = (CallState.WITHDRAWN, CallState.CLOSED)


def perishable_questions(
    database: Database, retention: Retention
) -> tuple[tuple[Perishable, int], ...]:
    """Return what is kept for a time of questions without an answer, each with its days."""
    return (
        (OldGaps(database), retention.keep_unanswered_days),
        (OldWaits(database), retention.keep_unanswered_days + GRACE_DAYS),
        (OldCallTexts(database), retention.keep_unanswered_days),
        (OldCalls(database), retention.keep_posts_days),
        (OldIntroductionTexts(database), retention.keep_unanswered_days),
        (OldIntroductions(database), retention.keep_posts_days),
    )


class OldGaps:
    """Unanswered questions."""

    name = "questions"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return questions that were asked earlier."""
        query = select(gaps.c.id, gaps.c.text).where(gaps.c.asked_on < before.timestamp())
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(Old(key=str(row.id), text=row.text) for row in rows)

    def drop(self, keys: Iterable[str]) -> int:
        """Delete questions."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                count += connection.execute(delete(gaps).where(gaps.c.id.in_(some))).rowcount
        return count


class OldWaits:
    """Questions that somebody waits for, and those that a legal hold kept which has ended."""

    name = "waits"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return waits that began earlier or are over."""
        late = or_(waits.c.since < before.timestamp(), waits.c.over == 1)
        with self._database.read() as connection:
            rows = connection.execute(select(waits).where(late)).all()
        return tuple(
            Old(key=row.id, text=row.question, members=(row.member,), reference=row.id)
            for row in rows
        )

    def drop(self, keys: Iterable[str]) -> int:
        """Delete waits."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                count += connection.execute(delete(waits).where(waits.c.id.in_(some))).rowcount
        return count


class OldCallTexts:
    """What was asked in channels, and which replies helped; where it stands is kept for longer."""

    name = "call texts"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return calls that were made earlier or are over, as long as their words are kept."""
        late = or_(calls.c.asked_at < before.timestamp(), calls.c.state.in_(_OVER))
        query = select(calls).where(late, calls.c.question != "")
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Old(key=row.id, text=row.question, members=(row.member,), reference=row.id)
            for row in rows
        )

    def drop(self, keys: Iterable[str]) -> int:
        """Delete the words; nobody can thank a reply to them any more."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                mine = calls.c.id.in_(some)
                lively = mine, calls.c.state.not_in(_OVER)
                closed = update(calls).where(*lively).values(state=CallState.CLOSED)
                connection.execute(closed)
                emptied = update(calls).where(mine).values(question="", digest="")
                count += connection.execute(emptied).rowcount
                connection.execute(delete(thanked).where(thanked.c.call.in_(some)))
        return count


class OldCalls:
    """Where calls stand, and for whom: needed to edit them when the member is forgotten."""

    name = "calls"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return calls that were made earlier and whose words are gone."""
        late = calls.c.asked_at < before.timestamp(), calls.c.question == ""
        with self._database.read() as connection:
            rows = connection.execute(select(calls.c.id, calls.c.member).where(*late)).all()
        return tuple(Old(key=row.id, members=(row.member,), reference=row.id) for row in rows)

    def drop(self, keys: Iterable[str]) -> int:
        """Delete calls."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                count += connection.execute(delete(calls).where(calls.c.id.in_(some))).rowcount
                connection.execute(delete(thanked).where(thanked.c.call.in_(some)))
        return count
