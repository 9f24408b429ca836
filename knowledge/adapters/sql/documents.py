"""Documents and passages in SQL."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.introductions import take_out
from knowledge.adapters.sql.owed import owed, paid
from knowledge.adapters.sql.quotes import take_back
from knowledge.adapters.sql.tables import documents, marks, passages, withdrawn
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.documents import Document, DocumentInfo, Passage, StoredPassage
from knowledge.text.batches import batched

LIVE, STAGED, RETIRED, ASIDE = "live", "staged", "retired", "aside"
_INFO = (documents.c.info, marks.c.superseded_by, marks.c.evidence)
_SAID = marks.c.document_id == documents.c.id
_PASSAGES = select(passages.c.id, passages.c.body, *_INFO).select_from(
    passages.join(documents).outerjoin(marks, _SAID)
)
_AT_ONCE = 500  # SQLite takes 32,766 variables, PostgreSQL fewer rows well in one statement


class SqlDocuments:
    """The document store; each public method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def live(self) -> dict[str, str]:
        """Return document id → content hash of all live documents."""
        query = select(documents.c.id, documents.c.content_hash).where(documents.c.state == LIVE)
        with self._database.read() as connection:
            return {row.id: row.content_hash for row in connection.execute(query)}

    def stage(self, document: Document, content_hash: str, split: Sequence[Passage]) -> None:
        """Write a document beside the live rows."""
        row = {
            "id": document.info.id,
            "state": STAGED,
            "content_hash": content_hash,
            "scope": document.info.scope,
            "info": document.info.model_dump_json(),
        }
        with self._database.begin() as connection:
            key = connection.execute(insert(documents).returning(documents.c.key), row).scalar_one()
            bodies = [{"document_key": key, "body": one.model_dump_json()} for one in split]
            connection.execute(insert(passages), bodies)

    def discard_staged(self) -> None:
        """Delete what an interrupted build staged, and forget what was withdrawn before now."""
        with self._database.begin() as connection:
            connection.execute(delete(documents).where(documents.c.state == STAGED))
            connection.execute(delete(withdrawn))

    def has_staged(self) -> bool:
        """Tell whether a document is staged."""
        query = select(documents.c.key).where(documents.c.state == STAGED).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def next_passages(self, removed: Iterable[str]) -> Iterator[StoredPassage]:
        """Yield, by id, the passages that will be live after `promote(removed)`."""
        gone = set(removed)
        with self._database.read() as connection:
            states = select(documents.c.key, documents.c.id, documents.c.state).where(
                documents.c.state.in_([LIVE, STAGED])
            )
            rows = connection.execute(states).all()
            staged = {row.id for row in rows if row.state == STAGED}
            keys = [
                row.key
                for row in rows
                if row.state == STAGED or (row.id not in staged and row.id not in gone)
            ]
            found: list[int] = []
            for some in batched(sorted(keys), _AT_ONCE):
                ids = select(passages.c.id).where(passages.c.document_key.in_(some))
                found.extend(connection.execute(ids).scalars())
        for some in batched(sorted(found), _AT_ONCE):
            known = self.passages(some)
            yield from (known[one] for one in some if one in known)

    def promote(self, removed: Iterable[str]) -> None:
        """Make staged documents live; retire the ones that they replace and the removed ones.

        What was withdrawn meanwhile is not made live: its text may have been read before.
        """
        gone = set(removed)
        with self._database.begin() as connection:
            self._drop_late(connection)
            staged = select(documents.c.id).where(documents.c.state == STAGED)
            coming = set(connection.execute(staged).scalars())
            take_back(connection, gone - coming)
            leaving = coming | gone
            for some in batched(sorted(leaving), _AT_ONCE):
                left = documents.c.id.in_(some), documents.c.state == LIVE
                connection.execute(update(documents).where(*left).values(state=RETIRED))
            connection.execute(
                update(documents).where(documents.c.state == STAGED).values(state=LIVE)
            )

    def drop_retired(self) -> None:
        """Delete retired rows."""
        self._delete_state(RETIRED)

    def withdraw(self, document_id: str) -> None:
        """Delete a document now, in every state but the one that a legal hold put it in."""
        with self._database.begin() as connection:
            withdraw_in(connection, [document_id])
            said = or_(marks.c.document_id == document_id, marks.c.superseded_by == document_id)
            connection.execute(delete(marks).where(said))

    def set_aside(self, document_id: str) -> None:
        """Hide a live document from everybody, and keep it for a legal hold."""
        with self._database.begin() as connection:
            withdraw_in(connection, [document_id], lambda _one: True)

    def owed_erasure(self) -> float:
        """Return what stands for the newest deletion that the files do not know of yet."""
        with self._database.read() as connection:
            return owed(connection)

    def erased(self, token: float) -> None:
        """Note that the files know of it, unless something was deleted since."""
        with self._database.begin() as connection:
            paid(connection, token)

    def of_documents(self, ids: Iterable[str]) -> Iterator[StoredPassage]:
        """Yield the passages of live documents, in order."""
        live = _PASSAGES.where(documents.c.state == LIVE).order_by(passages.c.id)
        with self._database.read() as connection:
            for some in batched(sorted(ids), _AT_ONCE):
                yield from map(_stored, connection.execute(live.where(documents.c.id.in_(some))))

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Return the passages that the store still knows, by id."""
        query = _PASSAGES.where(documents.c.state != ASIDE)
        found: dict[int, StoredPassage] = {}
        with self._database.read() as connection:
            for some in batched(ids, _AT_ONCE):
                for row in connection.execute(query.where(passages.c.id.in_(some))):
                    found[row.id] = _stored(row)
        return found

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentInfo]:
        """Return the live documents among the ids."""
        query = (
            select(documents.c.id, *_INFO)
            .select_from(documents.outerjoin(marks, _SAID))
            .where(documents.c.state == LIVE)
        )
        found: dict[str, DocumentInfo] = {}
        with self._database.read() as connection:
            for some in batched(ids, _AT_ONCE):
                for row in connection.execute(query.where(documents.c.id.in_(some))):
                    found[row.id] = _info(row.info, row.superseded_by, row.evidence)
        return found

    def scopes(self) -> frozenset[str]:
        """Return the access scopes that live documents have."""
        query = select(documents.c.scope).where(documents.c.state == LIVE).distinct()
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def count_under(self, root: str) -> int:
        """Count the live documents whose ids lie below a root."""
        beginnings = (root,) if root.endswith(":") else (f"{root}/", f"{root}#")
        # LIKE would take upper and lower case for the same.
        below = [func.substr(documents.c.id, 1, len(one)) == one for one in beginnings]
        mine = documents.c.state == LIVE, or_(documents.c.id == root, *below)
        query = select(func.count()).select_from(documents).where(*mine)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def _drop_late(self, connection: Connection) -> None:
        """Delete what was staged and withdrawn since, with all documents of a withdrawn file."""
        taken = set(connection.execute(select(withdrawn.c.id)).scalars())
        files = tuple(f"{one}#" for one in taken)
        staged = select(documents.c.id).where(documents.c.state == STAGED)
        ids = connection.execute(staged).scalars().all() if taken else ()
        late = [one for one in ids if one in taken or one.startswith(files)]
        for some in batched(late, _AT_ONCE):
            wanted = documents.c.id.in_(some), documents.c.state == STAGED
            connection.execute(delete(documents).where(*wanted))

    def _delete_state(self, state: str) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(documents).where(documents.c.state == state))


def nothing_is(_document_id: str) -> bool:
    """Tell of no document that it is held."""
    return False


def withdraw_in(
    connection: Connection, ids: Iterable[str], is_held: Callable[[str], bool] = nothing_is
) -> None:
    """Delete documents now, as part of a larger transaction, and take back what quotes them.

    Args:
        connection: of the transaction.
        ids: those that are not known are passed over.
        is_held: tells whether a legal hold covers a document, which is then hidden instead.
    """
    wanted = sorted(set(ids))
    take_back(connection, wanted)
    take_out(connection, wanted)
    for some in batched(wanted, _AT_ONCE):
        one = documents.c.id.in_(filter(is_held, some))
        shown = documents.c.state.in_([LIVE, RETIRED])
        connection.execute(update(documents).where(one, shown).values(state=ASIDE))
        left = documents.c.id.in_(some), documents.c.state != ASIDE
        connection.execute(delete(documents).where(*left))
        rows = [{"id": one} for one in some]
        connection.execute(insert_new(connection.engine, withdrawn), rows)


def _stored(row: Any) -> StoredPassage:  # noqa: ANN401 - a row of its columns
    return StoredPassage(
        id=row.id,
        document=_info(row.info, row.superseded_by, row.evidence),
        passage=Passage.model_validate_json(row.body),
    )


@lru_cache(maxsize=1024)
def _info(row: str, superseded_by: str | None, evidence: str | None) -> DocumentInfo:
    """Parse a document's row once for its many passages; what a curator said outweighs it."""
    said = {"superseded_by": superseded_by, "evidence": evidence}
    stated = DocumentInfo.model_validate_json(row)
    return stated.model_copy(update={field: value for field, value in said.items() if value})
