"""What goes after a while, in SQL, a class a sort of thing."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from knowledge.adapters.sql.documents import ASIDE
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.evaluations import OldEvaluations
from knowledge.adapters.sql.inbox import DEAD, DONE
from knowledge.adapters.sql.old_discussions import perishable_discussions
from knowledge.adapters.sql.old_records import OldKeptQuestions, OldRecords
from knowledge.adapters.sql.perishable_questions import perishable_questions
from knowledge.adapters.sql.tables import (
    answers,
    audit,
    corrections,
    documents,
    holds,
    inbox,
    jobs,
    passages,
    posts,
    pseudonyms,
    quotes,
)
from knowledge.adapters.uploads import FilesAside
from knowledge.models.documents import DocumentInfo, Passage
from knowledge.models.retention import Old
from knowledge.models.work import JobState
from knowledge.ports import Perishable, Uploads
from knowledge.settings import Retention
from knowledge.text.batches import batched

_AT_ONCE = 500


def all_perishables(
    database: Database, retention: Retention, uploads: Uploads
) -> tuple[tuple[Perishable, int], ...]:
    """Return all sorts of things that are kept for a time, each with its days."""
    return (
        (OldAnswers(database), retention.keep_questions_days),
        (OldInbox(database, DONE), retention.keep_questions_days),
        (OldJobs(database), retention.keep_questions_days),
        *perishable_questions(database, retention),
        (OldKeptQuestions(database), retention.keep_unanswered_days),
        (OldInbox(database, DEAD), retention.keep_dead_letters_days),
        (OldPosts(database), retention.keep_posts_days),
        (OldAudit(database), retention.keep_audit_days),
        (OldRecords(database), retention.keep_audit_days),
        *perishable_discussions(database, retention),
        (OldHolds(database), retention.keep_audit_days),
        (OldEvaluations(database), retention.keep_evaluations_days),
        (SetAside(database), 0),
        (FilesAside(uploads), 0),
    )


class OldAnswers:
    """Logged answers, and what is noted of their quotes once their posts are forgotten too."""

    name = "answers"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return answers that were given earlier."""
        query = select(answers.c.key, answers.c.answer).where(
            answers.c.given_at < before.timestamp()
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(Old(key=row.key, text=row.answer, reference=row.key) for row in rows)

    def drop(self, keys: Iterable[str]) -> int:
        """Delete answers; a post that can still be edited keeps the note of what it quotes."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                gone = delete(answers).where(answers.c.key.in_(some))
                count += connection.execute(gone).rowcount
                unposted = ~quotes.c.post_key.in_(select(posts.c.key))
                notes = delete(quotes).where(quotes.c.answer_key.in_(some), unposted)
                connection.execute(notes)
        return count


class OldInbox:
    """Items of one state: keys of what was dealt with, or letters that were given up."""

    def __init__(self, database: Database, state: str) -> None:
        self._database = database
        self._state = state
        self.name = {DONE: "inbox keys", DEAD: "dead letters"}[state]

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return items that came in earlier."""
        query = select(inbox.c.id, inbox.c.key, inbox.c.reference).where(
            inbox.c.state == self._state, inbox.c.received_at < before.timestamp()
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(Old(key=str(row.id), reference=row.reference or row.key) for row in rows)

    def drop(self, keys: Iterable[str]) -> int:
        """Delete items."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                count += connection.execute(delete(inbox).where(inbox.c.id.in_(some))).rowcount
        return count


class OldJobs:
    """Builds that ended, with who asked for them."""

    name = "builds"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return builds that were asked for earlier; the newest one stays, for the status."""
        ended = jobs.c.state.in_([JobState.DONE, JobState.FAILED])
        newest = select(jobs.c.id).order_by(jobs.c.id.desc()).limit(1).scalar_subquery()
        query = select(jobs.c.id, jobs.c.requested_by).where(
            ended, jobs.c.requested_at < before.timestamp(), jobs.c.id != newest
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Old(key=str(row.id), members=tuple(json.loads(row.requested_by))) for row in rows
        )

    def drop(self, keys: Iterable[str]) -> int:
        """Delete builds."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                count += connection.execute(delete(jobs).where(jobs.c.id.in_(some))).rowcount
        return count


class OldPosts:
    """Where the bot wrote; a post that quotes what is still held stays, so that it can be edited.

    The ledger never holds a text.
    """

    name = "posts"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return posts that were made earlier."""
        query = select(posts.c.key).where(
            posts.c.begun_at < before.timestamp(),
            ~posts.c.key.in_(select(quotes.c.post_key)),
            ~posts.c.key.in_(select(corrections.c.post_key)),
        )
        with self._database.read() as connection:
            keys = connection.execute(query).scalars().all()
        return tuple(Old(key=key, members=tuple(key.split()[1:])) for key in keys)

    def drop(self, keys: Iterable[str]) -> int:
        """Delete posts."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                count += connection.execute(delete(posts).where(posts.c.key.in_(some))).rowcount
        return count


class OldAudit:
    """Entries of the audit log, and pseudonyms that none of them names any more."""

    name = "audit entries"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return entries that are older."""
        query = (
            select(audit.c.id, audit.c.subject, pseudonyms.c.member)
            .outerjoin(pseudonyms, pseudonyms.c.pseudonym == audit.c.actor)
            .where(audit.c.at < before.timestamp())
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Old(
                key=str(row.id),
                members=(row.member,) if row.member else (),
                reference=row.subject,
            )
            for row in rows
        )

    def drop(self, keys: Iterable[str]) -> int:
        """Delete entries."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                count += connection.execute(delete(audit).where(audit.c.id.in_(some))).rowcount
            named = select(audit.c.actor).union(select(audit.c.subject))
            connection.execute(delete(pseudonyms).where(~pseudonyms.c.pseudonym.in_(named)))
        return count


class SetAside:
    """Documents that were withdrawn under a legal hold, which go when it ends."""

    name = "documents set aside"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:  # noqa: ARG002 - the hold's end decides
        """Return all of them, with their texts."""
        query = (
            select(documents.c.key, documents.c.info, passages.c.body)
            .join(passages)
            .where(documents.c.state == ASIDE)
            .order_by(passages.c.id)
        )
        texts: dict[int, tuple[DocumentInfo, list[str]]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                info = DocumentInfo.model_validate_json(row.info)
                _info, parts = texts.setdefault(row.key, (info, [info.title]))
                parts.append(Passage.model_validate_json(row.body).indexed_text)
        return tuple(_set_aside(key, info, parts) for key, (info, parts) in texts.items())

    def drop(self, keys: Iterable[str]) -> int:
        """Delete documents."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(map(int, keys)), _AT_ONCE):
                gone = delete(documents).where(documents.c.key.in_(some))
                count += connection.execute(gone).rowcount
        return count


class OldHolds:
    """Legal holds that ended."""

    name = "holds"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return holds that ended earlier."""
        past = before.timestamp()
        query = select(holds.c.id, holds.c.value).where(holds.c.until < past)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(Old(key=row.id, reference=row.id) for row in rows)

    def drop(self, keys: Iterable[str]) -> int:
        """Delete holds."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                count += connection.execute(delete(holds).where(holds.c.id.in_(some))).rowcount
        return count


def _set_aside(key: int, info: DocumentInfo, parts: list[str]) -> Old:
    owner = (info.scope.removeprefix("owner:"),) if info.scope.startswith("owner:") else ()
    members = (*info.members, *owner)
    return Old(key=str(key), text="\n".join(parts), members=members, reference=info.id)
