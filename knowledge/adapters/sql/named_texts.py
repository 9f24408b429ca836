"""Which passages speak for whom, in SQL: live documents that name a member."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, select

from knowledge.adapters.sql.documents import LIVE
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import documents, passages
from knowledge.models.documents import DocumentInfo
from knowledge.models.experts import NamedText
from knowledge.text.batches import batched

_AT_ONCE = 500
_NAMED = documents.c.state == LIVE, documents.c.info.contains('"named":["', autoescape=True)


class SqlNamedTexts:
    """Satisfies the port `NamedTexts`; nothing of a text is read.

    A row never changes what it says, so that after a build those that are new are parsed alone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Mapping[int, NamedText] = {}

    def all(self) -> tuple[NamedText, ...]:
        """Return every live document that names a member, by id."""
        with self._database.read() as connection:
            self._known = _found(connection, _NAMED, self._known)
        return tuple(sorted(self._known.values(), key=lambda one: one.document.id))

    def of_member(self, member: str) -> tuple[NamedText, ...]:
        """Return the live documents that name a member, by id."""
        theirs = documents.c.info.contains(json.dumps(member), autoescape=True)
        with self._database.read() as connection:
            found = _found(connection, (*_NAMED, theirs), {}).values()
        named = (one for one in found if member in one.document.named)
        return tuple(sorted(named, key=lambda one: one.document.id))


def _found(
    connection: Connection, wanted: Sequence[ColumnElement[bool]], known: Mapping[int, NamedText]
) -> dict[int, NamedText]:
    keys = set(connection.execute(select(documents.c.key).where(*wanted)).scalars())
    found = {key: one for key, one in known.items() if key in keys}
    for some in batched(sorted(keys - found.keys()), _AT_ONCE):
        parts: dict[int, list[int]] = defaultdict(list)
        places = select(passages.c.document_key, passages.c.id).order_by(passages.c.id)
        for row in connection.execute(places.where(passages.c.document_key.in_(some))):
            parts[row.document_key].append(row.id)
        rows = select(documents.c.key, documents.c.info).where(documents.c.key.in_(some))
        for row in connection.execute(rows):
            info = DocumentInfo.model_validate_json(row.info)
            if info.named:
                found[row.key] = NamedText(info, tuple(parts[row.key]))
    return found
