"""Which passages speak for whom, in SQL: live documents that name a member."""

import json
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from knowledge.adapters.sql.documents import LIVE
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import documents, passages
from knowledge.models.documents import DocumentInfo
from knowledge.models.experts import NamedText

_NAMED = documents.c.state == LIVE, documents.c.info.contains('"named":["', autoescape=True)


class SqlNamedTexts:
    """Satisfies the port `NamedTexts`; nothing of a text is read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[NamedText, ...]:
        """Return every live document that names a member, by id."""
        with self._database.read() as connection:
            return tuple(_found(connection, ""))

    def of_member(self, member: str) -> tuple[NamedText, ...]:
        """Return the live documents that name a member, by id."""
        with self._database.read() as connection:
            found = tuple(_found(connection, member))
        return tuple(one for one in found if member in one.document.named)


def _found(connection: Connection, member: str) -> Iterator[NamedText]:
    wanted = list(_NAMED)
    if member:
        wanted.append(documents.c.info.contains(json.dumps(member), autoescape=True))
    rows = select(documents.c.key, documents.c.info).where(*wanted).order_by(documents.c.id)
    parts: dict[int, list[int]] = defaultdict(list)
    places = select(passages.c.document_key, passages.c.id).select_from(passages.join(documents))
    for row in connection.execute(places.where(*wanted).order_by(passages.c.id)):
        parts[row.document_key].append(row.id)
    for row in connection.execute(rows):
        info = DocumentInfo.model_validate_json(row.info)
        if info.named:
            yield NamedText(info, tuple(parts[row.key]))
