"""Imported works, and rows of members who are expected, in SQL."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, false, insert, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import expected_members, works
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.members import ExpectedMember, Work
from knowledge.text.batches import batched

_AT_ONCE = 500


class SqlWorks:
    """A row a work and ORCID; a row an expected member."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, works: Iterable[Work]) -> int:
        """Store works, each once; return how many are new or changed."""
        wanted = {one.id: one for one in works}
        with self._database.begin() as connection:
            return sum(
                self._put(connection, [wanted[work_id] for work_id in some])
                for some in batched(sorted(wanted), _AT_ONCE)
            )

    def of_orcid(self, orcid: str) -> tuple[Work, ...]:
        """Return what was imported under an ORCID, newest first."""
        query = select(works.c.body).where(works.c.orcid == orcid)
        with self._database.read() as connection:
            rows = connection.execute(query).scalars().all()
        own = sorted(map(Work.model_validate_json, rows), key=lambda one: (one.title, one.id))
        return tuple(sorted(own, key=lambda one: one.date, reverse=True))

    def discard(self, orcid: str) -> int:
        """Delete what was imported under an ORCID; return how many."""
        with self._database.begin() as connection:
            return int(connection.execute(delete(works).where(works.c.orcid == orcid)).rowcount)

    def expect(self, rows: Iterable[ExpectedMember]) -> int:
        """Keep rows until their members join; return how many are new or changed."""
        with self._database.begin() as connection:
            return sum(_expect(connection, row) for row in rows)

    def expected(self, member: str, email: str = "") -> ExpectedMember | None:
        """Return what is expected of a member; see the port."""
        mine = expected_members.c.member == member if member else false()
        free = expected_members.c.member == "", expected_members.c.email == email.lower()
        with self._database.begin() as connection:
            own = connection.execute(select(expected_members).where(mine)).first()
            if own or not email:
                return ExpectedMember.model_validate_json(own.body) if own else None
            row = connection.execute(select(expected_members).where(*free)).first()
            if row is None:
                return None
            found = ExpectedMember.model_validate_json(row.body)
            bound = found.model_copy(update={"member": member})
            values = {"member": member, "body": bound.model_dump_json()}
            wanted = update(expected_members).where(expected_members.c.id == row.id)
            connection.execute(wanted.values(values))
            return bound

    def _put(self, connection: Connection, some: list[Work]) -> int:
        rows = [{"id": one.id, "orcid": one.orcid, "body": one.model_dump_json()} for one in some]
        query = select(works.c.id, works.c.body).where(works.c.id.in_([one.id for one in some]))
        known = {row.id: row.body for row in connection.execute(query)}
        changed = [row for row in rows if known.get(row["id"]) != row["body"]]
        for row in changed:
            connection.execute(insert_new(self._database.engine, works), row)
            connection.execute(update(works).where(works.c.id == row["id"]).values(row))
        return len(changed)


def _expect(connection: Connection, row: ExpectedMember) -> int:
    same = or_(
        expected_members.c.member == row.member if row.member else false(),
        expected_members.c.email == row.email if row.email else false(),
    )
    query = select(expected_members.c.body, expected_members.c.member).where(same)
    known = connection.execute(query).all()
    # Whoever was found by e-mail keeps their row when the list is imported again.
    member = row.member or next((one.member for one in known), "")
    body = row.model_copy(update={"member": member}).model_dump_json()
    if [one.body for one in known] == [body] or not (row.member or row.email):
        return 0
    connection.execute(delete(expected_members).where(same))
    values = {"email": row.email, "member": member, "body": body}
    connection.execute(insert(expected_members), values)
    return 1
