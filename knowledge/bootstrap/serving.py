"""What the bot opens."""

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.inspector import SubprocessInspector
from knowledge.adapters.llm_endpoint import endpoint_of
from knowledge.adapters.llm_writer import opened_writer
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.quotes import SqlQuotes
from knowledge.adapters.sql.stewardship import SqlRoles
from knowledge.adapters.sql.waiting import SqlCalls, SqlWaits
from knowledge.answers.service import AnswerService
from knowledge.answers.writing import Writing, writing_by
from knowledge.bootstrap.people import experts, introducing, membership
from knowledge.bootstrap.stores import Stores, exports, forgetting, opened, queued_rewrite
from knowledge.bootstrap.tools import answers, retriever
from knowledge.ports import Clock
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.asking_around import asking_around
from knowledge.stewardship.calling import Calling
from knowledge.stewardship.contributing import following_of, offering_of
from knowledge.stewardship.waiting import Waiting
from knowledge.stewardship.withdrawal import Withdrawals


@contextmanager
def open_services(settings: KnowledgeSettings, clock: Clock | None = None) -> Iterator[Services]:
    """Open everything that the bot needs; close it at the end of the block.

    Args:
        clock: what the time is told by; the machine's own when None.

    Raises:
        KnowledgeError: the home, the pack, the model or the database cannot be used.
    """
    with (
        opened_writer(endpoint_of(settings)) as writer,
        opened(settings, deferred=False, clock=clock) as (stores, database),
    ):
        writing = writing_by(writer, stores.embedder, settings.llm_scopes, settings.llm_timeout_s)
        yield _services(settings, stores, database, writing)


def _services(
    settings: KnowledgeSettings, stores: Stores, database: Database, writing: Writing | None
) -> Services:
    following = following_of(stores)
    withdrawals = Withdrawals(stores.documents, stores.jobs, stores.holds)
    waiting, calling = _asking_around(settings, stores, database)
    return Services(
        pack=stores.pack,
        clock=stores.clock,
        answers=AnswerService(stores.pack, retriever(stores), stores.clock, writing),
        documents=stores.documents,
        answer_log=SqlAnswerLog(database, stores.clock),
        inbox=_inbox(database),
        posts=SqlPosts(database, stores.clock),
        jobs=stores.jobs,
        sources=stores.sources,
        contributions=stores.contributions,
        audit=stores.audit,
        roles=SqlRoles(database, stores.clock),
        withdrawals=withdrawals,
        following=following,
        offering=offering_of(stores, following, withdrawals.withdraw),
        waiting=waiting,
        calling=calling,
        introducing=introducing(stores),
        inspector=SubprocessInspector(),
        uploads=stores.uploads,
        quotes=SqlQuotes(database, stores.clock),
        gaps=stores.gaps,
        records=stores.records,
        evaluations=stores.evaluations,
        questions=stores.questions,
        forgetting=forgetting(settings, stores, database, queued_rewrite(stores)),
        exports=exports(stores, database),
        membership=membership(stores, withdrawals.withdraw),
        experts=experts(stores),
        fit_to_keep=stores.records.fit,
        manifest=lambda: stores.snapshots.open().manifest,
        leaving=writing.leaving.notice if writing else "",
    )


def _inbox(database: Database) -> SqlInbox:
    # A lease is no appointment: moving a clock must not take an item from its worker.
    return SqlInbox(database, SystemClock())


def _asking_around(
    settings: KnowledgeSettings, stores: Stores, database: Database
) -> tuple[Waiting, Calling]:
    # Nobody waits while a waiting question is asked again: quotes will do.
    quoting, days = answers(stores).ask, settings.keep_unanswered_days
    return asking_around(stores, SqlWaits(database), SqlCalls(database), quoting, days)
