"""Texts of members: what they contributed, and the documents that it became."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select

from knowledge.adapters.sql.documents import withdraw_in
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import contributions, documents, passages
from knowledge.models.access import PEOPLE
from knowledge.models.contributions import Contribution, Credit
from knowledge.models.documents import DocumentInfo, Passage
from knowledge.text.batches import batched

Json = dict[str, Any]
_AT_ONCE = 500
_OWNER, _UPLOAD, _PERSON = "owner:", "upload:", "person:"


class HeldTexts:
    """Documents with a member's words, and those that only the member may read.

    One that holds several members' words, such as a thread, goes whole.
    """

    name = "documents"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all whose words are held."""
        some = or_(documents.c.info.contains('"members":["'), documents.c.scope.startswith(_OWNER))
        with self._database.read() as connection:
            rows = connection.execute(select(documents.c.info).where(some)).scalars()
            infos = [DocumentInfo.model_validate_json(row) for row in rows]
        return frozenset(one for info in infos for one in _people(info))

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the documents with their texts."""
        with self._database.read() as connection:
            rows = _of(connection, member)
            texts = _texts(connection, [row.key for row in rows])
        return tuple(
            {**_shown(DocumentInfo.model_validate_json(row.info)), "text": texts[row.key]}
            for row in rows
        )

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return the documents on a topic, each with the passages that are on it."""
        query = select(documents.c.key, documents.c.info).order_by(documents.c.key)
        found: list[Json] = []
        with self._database.read() as connection:
            for some in batched(connection.execute(query).all(), _AT_ONCE):
                texts = _texts(connection, [row.key for row in some])
                for row in some:
                    info = DocumentInfo.model_validate_json(row.info)
                    if is_about(f"{info.title}\n{texts[row.key]}") and not _is_own(info):
                        found.append({**_shown(info), "text": texts[row.key]})
        return tuple(found)

    def erase(self, member: str) -> int:
        """Erase the documents, in every state."""
        with self._database.begin() as connection:
            rows = _of(connection, member)
            # A build under way may have read them already; and no hold keeps them any more.
            withdraw_in(connection, [row.id for row in rows])
            for some in batched([row.key for row in rows], _AT_ONCE):
                connection.execute(delete(documents).where(documents.c.key.in_(some)))
        return len(rows)


class HeldContributions:
    """What a member offered, in whatever state.

    Args:
        uploads: folder of offered files, a folder a contribution; see `Contribution.file`.
    """

    name = "contributions"

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self) -> frozenset[str]:
        """Return the ids of all contributors."""
        query = select(contributions.c.member).where(contributions.c.member != "").distinct()
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the contributions."""
        return tuple(one.model_dump(mode="json") for one in self._where(member))

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return the contributions on a topic; who is not named is not named here either."""
        return tuple(
            _without_author(one) for one in self._where("") if is_about(f"{one.title}\n{one.text}")
        )

    def erase(self, member: str) -> int:
        """Erase the contributions, and the documents that they became."""
        own = [one.document_id for one in self._where(member)]
        with self._database.begin() as connection:
            ids = [*own, *_parts(connection, own)]
            withdraw_in(connection, ids)
            for some in batched(ids, _AT_ONCE):
                connection.execute(delete(documents).where(documents.c.id.in_(some)))
                files = [f"file:{one}" for one in some]
                connection.execute(delete(contributions).where(contributions.c.origin.in_(files)))
            gone = delete(contributions).where(contributions.c.member == member)
            return int(connection.execute(gone).rowcount)

    def _where(self, member: str) -> list[Contribution]:
        query = select(contributions.c.body).order_by(contributions.c.offered_at)
        if member:
            query = query.where(contributions.c.member == member)
        with self._database.read() as connection:
            rows = connection.execute(query).scalars()
            return [Contribution.model_validate_json(row) for row in rows]


def _of(connection: Connection, member: str) -> list[Row[Any, Any, Any]]:
    theirs = documents.c.info.contains(json.dumps(member), autoescape=True)
    query = select(documents.c.key, documents.c.id, documents.c.info).where(
        or_(theirs, documents.c.scope == f"{_OWNER}{member}")
    )
    rows = connection.execute(query.order_by(documents.c.key)).all()
    return [row for row in rows if member in _people(DocumentInfo.model_validate_json(row.info))]


def _parts(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Return the ids of the documents that uploaded files hold, where they hold several."""
    files = tuple(f"{one}#" for one in ids if one.startswith(_UPLOAD))
    found = connection.execute(select(documents.c.id).where(documents.c.id.startswith(_UPLOAD)))
    return [one for one in found.scalars() if one.startswith(files)]


def _people(info: DocumentInfo) -> tuple[str, ...]:
    return (*info.members, info.scope.removeprefix(_OWNER)) if _is_private(info) else info.members


def _is_own(info: DocumentInfo) -> bool:
    """Tell whether a text is a person's own matter: only they read it, or it describes them."""
    return _is_private(info) or info.scope == PEOPLE


def _is_private(info: DocumentInfo) -> bool:
    return info.scope.startswith(_OWNER)


def _texts(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    wanted = list(keys)
    texts: dict[int, list[str]] = {key: [] for key in wanted}
    query = select(passages.c.document_key, passages.c.body).order_by(passages.c.id)
    for some in batched(wanted, _AT_ONCE):
        for row in connection.execute(query.where(passages.c.document_key.in_(some))):
            texts[row.document_key].append(Passage.model_validate_json(row.body).text)
    return {key: "\n\n".join(parts) for key, parts in texts.items()}


def _shown(info: DocumentInfo) -> Json:
    # Whose words they are is in the credit line, as far as they want it known.
    return info.model_dump(mode="json", exclude={"members", "named"})


def _without_author(one: Contribution) -> Json:
    named = one.credit is Credit.NAME
    hidden = {"reasons"} if named else {"reasons", "member", "origin"}
    return one.model_dump(mode="json", exclude=hidden)
