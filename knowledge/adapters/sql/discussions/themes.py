"""Themes of discussions, and which remark belongs to which, in SQL."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import assignments, themes
from knowledge.discussions.themes import is_the_hosts
from knowledge.models.themes import Assignment, By, Theme
from knowledge.text.batches import batched

_AT_ONCE = 500


class SqlThemes:
    """Each theme as one JSON body; an assignment is a row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def themes(self, discussion_id: str) -> tuple[Theme, ...]:
        """Return all of a discussion, by prompt and id."""
        with self._database.read() as connection:
            return _themes(connection, discussion_id)

    def assignments(self, discussion_id: str) -> tuple[Assignment, ...]:
        """Return all of a discussion, by remark."""
        with self._database.read() as connection:
            return _assignments(connection, discussion_id)

    def put(self, some: Iterable[Theme], belongs: Iterable[Assignment]) -> None:
        """Store both in one transaction; what is known is replaced."""
        kept, placed = {one.id: one for one in some}, list(belongs)
        with self._database.begin() as connection:
            for ids in batched(sorted(kept), _AT_ONCE):
                connection.execute(delete(themes).where(themes.c.id.in_(ids)))
            for discussion in {one.discussion for one in placed}:
                mine = (one.remark for one in placed if one.discussion == discussion)
                for ids in batched(sorted(mine), _AT_ONCE):
                    here = assignments.c.discussion == discussion
                    connection.execute(
                        delete(assignments).where(here, assignments.c.remark.in_(ids))
                    )
            if kept:
                connection.execute(insert(themes), [_row(one) for one in kept.values()])
            if placed:
                rows = {(one.discussion, one.remark): one.model_dump() for one in placed}
                connection.execute(insert(assignments), list(rows.values()))

    def clear(self, discussion_id: str, prompt: int) -> None:
        """Remove what an algorithm alone decided under a prompt; the host's word stays."""
        here = assignments.c.discussion == discussion_id
        with self._database.begin() as connection:
            placed = _assignments(connection, discussion_id)
            under = [one for one in _themes(connection, discussion_id) if one.prompt == prompt]
            gone = [one.id for one in under if not is_the_hosts(one, placed)]
            ids = [one.id for one in under]
            nobodys = here, assignments.c.theme.in_(ids), assignments.c.by != By.HOST
            connection.execute(delete(assignments).where(*nobodys))
            connection.execute(delete(themes).where(themes.c.id.in_(gone)))


def _themes(connection: Connection, discussion_id: str) -> tuple[Theme, ...]:
    order = themes.c.prompt, themes.c.id
    query = select(themes.c.body).where(themes.c.discussion == discussion_id).order_by(*order)
    return tuple(map(Theme.model_validate_json, connection.execute(query).scalars()))


def _assignments(connection: Connection, discussion_id: str) -> tuple[Assignment, ...]:
    mine = assignments.c.discussion == discussion_id
    query = select(assignments).where(mine).order_by(assignments.c.remark)
    return tuple(Assignment(**row) for row in connection.execute(query).mappings())


def _row(one: Theme) -> dict[str, object]:
    return {
        "id": one.id,
        "discussion": one.discussion,
        "prompt": one.prompt,
        "body": one.model_dump_json(),
    }
