"""Questions that a member waits for, and those that were put to channels for them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from knowledge.adapters.sql.documents import withdraw_in
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.tables import calls, contributions, thanked, waits
from knowledge.adapters.sql.waiting import call_of, wait_of
from knowledge.models.contributions import Contribution
from knowledge.models.waiting import CallState
from knowledge.ports import Clock
from knowledge.stewardship.catalogue import CONTRIBUTIONS

Json = dict[str, Any]
TITLE_CHARS = 80


class HeldWaits:
    """Questions that a member wants to be told of; others wait for the same on their own."""

    name = "waits"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all who wait."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(waits.c.member).distinct()).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what the member waits for, and since when."""
        query = select(waits).where(waits.c.member == member).order_by(waits.c.since)
        with self._database.read() as connection:
            found = map(wait_of, connection.execute(query).all())
        return tuple(one.model_dump(mode="json", exclude={"member", "seen"}) for one in found)

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return questions on a topic, with their month; not who waits."""
        with self._database.read() as connection:
            found = map(wait_of, connection.execute(select(waits).order_by(waits.c.since)).all())
        return tuple(
            {"question": one.question, "month": f"{one.since:%Y-%m}"}
            for one in found
            if is_about(one.question)
        )

    def erase(self, member: str) -> int:
        """Erase the questions; nobody waits for them any more."""
        with self._database.begin() as connection:
            return int(connection.execute(delete(waits).where(waits.c.member == member)).rowcount)


class HeldCalls:
    """Questions that were put to channels; where one still stands, it is edited there."""

    name = "calls"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._jobs = SqlJobs(database, clock)

    def members(self) -> frozenset[str]:
        """Return the ids of all who had something asked."""
        query = select(calls.c.member).where(calls.c.member != "").distinct()
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return what the member had asked, when and where."""
        query = select(calls).where(calls.c.member == member).order_by(calls.c.asked_at)
        with self._database.read() as connection:
            found = map(call_of, connection.execute(query).all())
        return tuple(one.model_dump(mode="json", exclude={"member"}) for one in found)

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return questions on a topic, with their month; not who asked, nor where."""
        query = select(calls).where(calls.c.question != "").order_by(calls.c.asked_at)
        with self._database.read() as connection:
            found = map(call_of, connection.execute(query).all())
        return tuple(
            {"question": one.question, "month": f"{one.asked_at:%Y-%m}"}
            for one in found
            if is_about(one.question)
        )

    def erase(self, member: str) -> int:
        """Erase who asked what; what stands in a channel is edited by the bot.

        A reply that was kept under the question stays its author's, under its own first words.
        """
        mine = calls.c.member == member
        if not self.of_member(member):
            return 0
        # Before it, too: should the process die in between, the build is queued already.
        self._jobs.request("", CONTRIBUTIONS.key)
        with self._database.begin() as connection:
            rows = connection.execute(select(calls).where(mine)).all()
            for row in rows:
                _take_question_out(connection, row)
                connection.execute(delete(thanked).where(thanked.c.call == row.id))
            nobodys = {"member": "", "question": "", "digest": "", "state": CallState.WITHDRAWN}
            connection.execute(update(calls).where(mine).values(nobodys))
        self._jobs.request("", CONTRIBUTIONS.key)
        return len(rows)


def _take_question_out(connection: Connection, call: Row[Any]) -> None:
    """Let the replies to a question answer none, and be titled by their own first words."""
    origins = select(thanked.c.origin).where(thanked.c.call == call.id)
    query = select(contributions.c.body).where(contributions.c.origin.in_(origins))
    kept = map(Contribution.model_validate_json, connection.execute(query).scalars().all())
    named = [one for one in kept if call.question in {one.title, one.question} - {""}]
    for one in named:
        words = " ".join(one.text.split())[:TITLE_CHARS]
        title = words if one.title == call.question else one.title
        body = one.model_copy(update={"title": title, "question": ""}).model_dump_json()
        mine = contributions.c.id == one.id
        connection.execute(update(contributions).where(mine).values(body=body))
    withdraw_in(connection, [one.document_id for one in named])
