"""What is noted of posts so that they can be edited: whose question it was, whom they were sent."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import corrections, quotes

Json = dict[str, Any]
_TABLES = (quotes, corrections)
_ASKER = '"asker":"'


class HeldPostNotes:
    """A member's id in the layouts of posts, and in the keys of letters that quote something."""

    name = "post notes"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids that stand in layouts; the keys of letters stand in their ledger."""
        with self._database.read() as connection:
            layouts = [
                one
                for table in _TABLES
                for one in connection.execute(
                    select(table.c.layout).where(table.c.layout.contains(_ASKER))
                ).scalars()
            ]
        return frozenset(json.loads(one)["asker"] for one in layouts) - {""}

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return which answers are meant."""
        with self._database.read() as connection:
            keys = sorted({row.answer_key for _, row in self._of(connection, member)})
        return tuple({"answer": key} for key in keys)

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:  # noqa: ARG002 - the port's
        """Return nothing: no text is noted."""
        return ()

    def erase(self, member: str) -> int:
        """Take the member out; the notes stay, as the log of answers is kept clean by them."""
        with self._database.begin() as connection:
            found = list(self._of(connection, member))
            for table, row in found:
                is_row = [column == getattr(row, column.name) for column in table.primary_key]
                if row.post_key.endswith(f" {member}"):
                    bare = update(quotes).values(post_key="", layout="")
                    change = bare if table is quotes else delete(corrections)
                else:
                    layout = json.dumps({**json.loads(row.layout), "asker": ""})
                    change = update(table).values(layout=layout)
                connection.execute(change.where(*is_row))
        return len({row.answer_key for _, row in found})

    def _of(self, connection: Connection, member: str) -> Iterator[tuple[Any, Row[Any]]]:
        for table in _TABLES:
            named = or_(
                table.c.layout.contains(f'{_ASKER}{member}"', autoescape=True),
                table.c.post_key.endswith(f" {member}", autoescape=True),
            )
            for row in connection.execute(select(table).where(named)).all():
                yield table, row
