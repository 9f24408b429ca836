"""What members said and voted in discussions, and which ones they host."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select, union, update

from knowledge.adapters.sql.discussions.courses import discussions_where, store
from knowledge.adapters.sql.discussions.remarks import columns
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import discussion_events, opt_outs, remarks, votes
from knowledge.models.contributions import Credit
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, RemarkState

Json = dict[str, Any]

_OWN = {"discussion", "prompt", "text", "said_at", "url", "kind", "credit", "name", "state", "late"}
_GONE: Json = {"author": "", "name": "", "text": "", "url": "", "credit": Credit.ANONYMOUS}


class HeldRemarks:
    """Remarks, votes, and the wish not to be part of a discussion.

    An anonymous entry holds nothing by which it could be known whose it is.
    """

    name = "remarks"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all who said or voted something, or opted out."""
        ids = remarks.c.author, votes.c.voter, opt_outs.c.member
        with self._database.read() as connection:
            found = connection.execute(union(*(select(one) for one in ids)))
            return frozenset(found.scalars()) - {""}

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return their remarks, their votes, and the discussions that they left."""
        mine = select(remarks.c.body).where(remarks.c.author == member).order_by(remarks.c.said_at)
        cast = select(votes).where(votes.c.voter == member).order_by(votes.c.at)
        left = select(opt_outs.c.discussion).where(opt_outs.c.member == member)
        with self._database.read() as connection:
            said = map(Remark.model_validate_json, connection.execute(mine).scalars())
            return (
                *(one.model_dump(mode="json", include=_OWN) for one in said),
                *(
                    {"discussion": row.discussion, "vote": row.value, "message": row.ts}
                    for row in connection.execute(cast)
                ),
                *({"discussion": one, "left": True} for one in connection.execute(left).scalars()),
            )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return what was said on a topic, without who said it."""
        with self._database.read() as connection:
            rows = connection.execute(select(remarks.c.body).order_by(remarks.c.said_at)).scalars()
            said = tuple(map(Remark.model_validate_json, rows))
        return tuple(
            {"discussion": one.discussion, "prompt": one.prompt, "text": one.text}
            for one in said
            if one.text and is_about(one.text)
        )

    def erase(self, member: str) -> int:
        """Leave of each remark only that there was one, and of votes nothing."""
        mine = select(remarks.c.body).where(remarks.c.author == member).with_for_update()
        with self._database.begin() as connection:
            said = connection.execute(mine).scalars().all() if member else []
            for one in map(Remark.model_validate_json, said):
                left = one.model_copy(update={**_GONE, "state": RemarkState.WITHDRAWN})
                changed = update(remarks).where(remarks.c.id == one.id)
                connection.execute(changed.values(columns(left)))
            cast = connection.execute(delete(votes).where(votes.c.voter == member)).rowcount
            connection.execute(delete(opt_outs).where(opt_outs.c.member == member))
            return len(said) + int(cast)


class HeldHosting:
    """Discussions that a member hosts, and what they did in any."""

    name = "hosting"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all hosts, and of all who did something in a discussion."""
        query = select(discussion_events.c.by).distinct()
        with self._database.read() as connection:
            hosts = {who for one in discussions_where(connection) for who in _people(one)}
            return frozenset({*hosts, *connection.execute(query).scalars()}) - {""}

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what they host, and what they did."""
        did = discussion_events.c.by == member
        query = select(discussion_events).where(did).order_by(discussion_events.c.id)
        with self._database.read() as connection:
            hosted = [one for one in discussions_where(connection) if member in _people(one)]
            events = connection.execute(query).all()
        return (
            *({"discussion": one.id, "title": one.title, "state": one.state} for one in hosted),
            *({"discussion": row.discussion, "did": row.what, "at": row.at} for row in events),
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return the discussions on a topic, without their hosts."""
        with self._database.read() as connection:
            found = discussions_where(connection)
        texts = ((one, (one.title, one.topic, *(p.text for p in one.prompts))) for one in found)
        return tuple(
            {"discussion": one.id, "title": one.title, "starts_at": one.starts_at.isoformat()}
            for one, told in texts
            if is_about(" ".join(told))
        )

    def erase(self, member: str) -> int:
        """Take them out of discussions and logs; a discussion without a host stays as it is."""
        with self._database.begin() as connection:
            found = discussions_where(connection, lock=True) if member else ()
            hosted = [one for one in found if member in _people(one)]
            for one in hosted:
                store(connection, _without(one, member))
            mine = update(discussion_events).where(discussion_events.c.by == member)
            return len(hosted) + int(connection.execute(mine.values(by="")).rowcount)


def _people(one: Discussion) -> frozenset[str]:
    return frozenset({*one.hosts, *one.console_ts})


def _without(one: Discussion, member: str) -> Discussion:
    return one.model_copy(
        update={
            "host": "" if one.host == member else one.host,
            "cohosts": tuple(who for who in one.cohosts if who != member),
            "console_ts": {who: ts for who, ts in one.console_ts.items() if who != member},
            "version": one.version + 1,
        }
    )
