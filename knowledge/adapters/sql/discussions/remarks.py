"""What was said in discussions, and the votes on it, in SQL."""

from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import opt_outs, remarks, votes
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.remarks import Remark, Vote

Json = dict[str, Any]


class SqlRemarks:
    """Each remark as one JSON body, with what is searched for in columns beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, remark: Remark) -> Remark:
        """Store one; whatever has its channel and `ts` already stays, and is returned."""
        there = and_(remarks.c.channel == remark.channel, remarks.c.ts == remark.ts)
        with self._database.begin() as connection:
            new = insert_new(self._database.engine, remarks)
            connection.execute(new, {"id": remark.id, **columns(remark)})
            known = connection.execute(select(remarks.c.body).where(there)).scalar_one()
        return Remark.model_validate_json(known)

    def get(self, remark_id: str) -> Remark | None:
        """Return one, or None."""
        return next(iter(self._many(remarks.c.id == remark_id)), None)

    def at(self, channel: str, ts: str) -> Remark | None:
        """Return the one that a message became, or None."""
        return next(iter(self._many(remarks.c.channel == channel, remarks.c.ts == ts)), None)

    def save(self, remark: Remark) -> None:
        """Store a change of one that is known by its id."""
        with self._database.begin() as connection:
            changed = update(remarks).where(remarks.c.id == remark.id)
            connection.execute(changed.values(columns(remark)))

    def of(self, discussion_id: str) -> tuple[Remark, ...]:
        """Return all of a discussion, in the order in which they were said."""
        return self._many(remarks.c.discussion == discussion_id)

    def by(self, member: str) -> tuple[Remark, ...]:
        """Return all that a member said anywhere."""
        return self._many(remarks.c.author == member) if member else ()

    def vote(self, vote: Vote) -> None:
        """Store a vote; the same voter's later vote on the same message replaces it."""
        row = {**vote.model_dump(exclude={"at"}), "at": vote.at.timestamp()}
        mine = _is(vote.channel, vote.ts, vote.voter)
        with self._database.begin() as connection:
            known = connection.execute(select(votes.c.at).where(mine).with_for_update()).scalar()
            if known is None:
                connection.execute(insert(votes), row)
            elif known <= row["at"]:
                connection.execute(update(votes).where(mine).values(row))

    def unvote(self, channel: str, ts: str, voter: str) -> None:
        """Take a vote away."""
        with self._database.begin() as connection:
            connection.execute(delete(votes).where(_is(channel, ts, voter)))

    def votes(self, discussion_id: str) -> tuple[Vote, ...]:
        """Return all votes of a discussion, by message and voter."""
        order = votes.c.channel, votes.c.ts, votes.c.voter
        query = select(votes).where(votes.c.discussion == discussion_id).order_by(*order)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Vote(**{**row, "at": moment(row["at"])}) for row in rows)

    def opt_out(self, discussion_id: str, member: str) -> None:
        """Note that nothing that a member says or votes in a discussion is to be kept."""
        row = {"discussion": discussion_id, "member": member}
        with self._database.begin() as connection:
            connection.execute(insert_new(self._database.engine, opt_outs), row)

    def opted_out(self, discussion_id: str) -> frozenset[str]:
        """Return the member ids of those who opted out of a discussion."""
        query = select(opt_outs.c.member).where(opt_outs.c.discussion == discussion_id)
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def _many(self, *conditions: Any) -> tuple[Remark, ...]:  # noqa: ANN401 - SQL expressions
        order = remarks.c.said_at, remarks.c.ts, remarks.c.id
        query = select(remarks.c.body).where(*conditions).order_by(*order)
        with self._database.read() as connection:
            rows = connection.execute(query).scalars()
            return tuple(map(Remark.model_validate_json, rows))


def columns(one: Remark) -> Json:
    """Return what may change in a row."""
    return {
        "discussion": one.discussion,
        "channel": one.channel,
        "ts": one.ts,
        "author": one.author,
        "said_at": one.said_at.timestamp(),
        "body": one.model_dump_json(),
    }


def _is(channel: str, ts: str, voter: str) -> Any:  # noqa: ANN401 - a SQL expression
    return and_(votes.c.channel == channel, votes.c.ts == ts, votes.c.voter == voter)
