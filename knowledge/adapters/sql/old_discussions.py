"""Who voted and who did what in discussions that are over, which goes after a while."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, tuple_

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import discussion_events, discussions, votes
from knowledge.models.discussions import DiscussionState
from knowledge.models.retention import Old
from knowledge.ports import Perishable
from knowledge.settings import Retention
from knowledge.text.batches import batched

_AT_ONCE = 200
_OVER = (DiscussionState.PUBLISHED, DiscussionState.INDEXED, DiscussionState.CANCELLED)
_GOING_ON = select(discussions.c.id).where(discussions.c.state.not_in(_OVER))


def perishable_discussions(
    database: Database, retention: Retention
) -> tuple[tuple[Perishable, int], ...]:
    """Return what is kept for a time of discussions, each with its days."""
    return (
        (OldVotes(database), retention.keep_audit_days),
        (OldDiscussionEvents(database), retention.keep_audit_days),
    )


class OldVotes:
    """Votes with their voters; a report that was made keeps its counts."""

    name = "votes"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return votes that were cast earlier, in discussions that are over."""
        late = votes.c.at < before.timestamp(), votes.c.discussion.not_in(_GOING_ON)
        query = select(votes).where(*late).order_by(votes.c.channel, votes.c.ts, votes.c.voter)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Old(
                key=f"{row.channel} {row.ts} {row.voter}",
                members=(row.voter,),
                reference=row.discussion,
            )
            for row in rows
        )

    def drop(self, keys: Iterable[str]) -> int:
        """Delete votes."""
        key = tuple_(votes.c.channel, votes.c.ts, votes.c.voter)
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                gone = delete(votes).where(key.in_([tuple(one.split()) for one in some]))
                count += connection.execute(gone).rowcount
        return count


class OldDiscussionEvents:
    """Lines of the logs of discussions."""

    name = "log lines of discussions"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return lines that are older, of discussions that are over."""
        log = discussion_events.c
        late = log.at < before.timestamp(), log.discussion.not_in(_GOING_ON)
        query = select(log.id, log.by, log.discussion).where(*late).order_by(log.id)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Old(
                key=str(row.id),
                members=(row.by,) if row.by else (),
                reference=row.discussion,
            )
            for row in rows
        )

    def drop(self, keys: Iterable[str]) -> int:
        """Delete lines."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                gone = delete(discussion_events).where(discussion_events.c.id.in_(some))
                count += connection.execute(gone).rowcount
        return count
