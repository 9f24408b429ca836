"""The only place where ports meet adapters."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from knowledge.adapters.build_lock import alone
from knowledge.adapters.clock import SystemClock
from knowledge.adapters.community_pack import load_community
from knowledge.adapters.embedders import open_embedder
from knowledge.adapters.home import made
from knowledge.adapters.inspector import SubprocessInspector
from knowledge.adapters.llm_endpoint import endpoint_of
from knowledge.adapters.llm_writer import opened_writer
from knowledge.adapters.question_files import kept_questions
from knowledge.adapters.receipts import ReceiptFolder
from knowledge.adapters.rerankers import open_reranker
from knowledge.adapters.snapshot.snapshots import SnapshotFolder
from knowledge.adapters.source_files import configured_sources
from knowledge.adapters.sql.channels import SqlChannels
from knowledge.adapters.sql.chores import SqlChores, SqlErasures
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database, open_database
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.holdings import all_holdings
from knowledge.adapters.sql.holds import SqlHolds
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.marks import SqlMarks
from knowledge.adapters.sql.perishables import all_perishables
from knowledge.adapters.sql.quotes import SqlQuotes
from knowledge.adapters.sql.readings import SqlReadings
from knowledge.adapters.sql.records import SqlAnswerRecords
from knowledge.adapters.sql.sources import SqlSources
from knowledge.adapters.sql.stewardship import SqlAudit, SqlRoles
from knowledge.adapters.sql.vectors import SqlVectors
from knowledge.adapters.sql.waiting import SqlCalls, SqlWaits
from knowledge.adapters.uploads import UploadFolder
from knowledge.answers.calibrating import calibration_over
from knowledge.answers.service import AnswerService
from knowledge.answers.writing import writing_by
from knowledge.models.community import CommunityPack
from knowledge.models.questions import KeptQuestion
from knowledge.ports import (
    Audit,
    Channels,
    Clock,
    Contributions,
    DocumentStore,
    Embedder,
    Gaps,
    Jobs,
    Marks,
    Readings,
    Reranker,
    Snapshots,
    Uploads,
    VectorCache,
)
from knowledge.publishing.publisher import Publishing, rewrite
from knowledge.search.retriever import Retriever
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.approvals import Approvals
from knowledge.stewardship.asking_around import asking_around
from knowledge.stewardship.catalogue import Catalogue
from knowledge.stewardship.contributing import following_of, offering_of
from knowledge.stewardship.curation import Curation
from knowledge.stewardship.exports import Exports
from knowledge.stewardship.forgetting import Forgetting
from knowledge.stewardship.gaps import fit_to_keep
from knowledge.stewardship.holds import Holds
from knowledge.stewardship.records import Records
from knowledge.stewardship.retention import Purge
from knowledge.stewardship.withdrawal import REWRITE, Withdrawals, catch_up


@dataclass(frozen=True, slots=True)
class Stores:
    """What an indexer writes through, and a search reads from.

    Attributes:
        questions: curators' own, to calibrate with.
    """

    home: Path
    pack: CommunityPack
    clock: Clock
    embedder: Embedder
    documents: DocumentStore
    vectors: VectorCache
    snapshots: Snapshots
    sources: Catalogue
    readings: Readings
    jobs: Jobs
    contributions: Contributions
    channels: Channels
    approvals: Approvals
    audit: Audit
    uploads: Uploads
    marks: Marks
    holds: Holds
    gaps: Gaps
    questions: tuple[KeptQuestion, ...]
    records: Records
    scrub: Callable[[], None]
    reranker: Callable[[], Reranker | None]


@dataclass(frozen=True, slots=True)
class Stewardship:
    """What an administrator's commands and the worker need.

    Attributes:
        chores: done by the worker between its jobs; they know themselves when they are due.
    """

    forgetting: Forgetting
    exports: Exports
    purge: Purge
    chores: Callable[[], None]


@contextmanager
def open_stewardship(settings: KnowledgeSettings) -> Iterator[tuple[Stores, Stewardship]]:
    """Open everything that stewards need; close it at the end of the block.

    Raises:
        KnowledgeError: the home, the pack, the model or the database cannot be used.
    """
    with _opened(settings, deferred=True) as (stores, database):
        tools, chores = publishing(stores, wait_s=-1), SqlChores(database, stores.clock)
        purge = Purge(
            kept=all_perishables(database, settings, stores.uploads),
            gaps=stores.gaps,
            holds=stores.holds,
            chores=chores,
            audit=stores.audit,
            clock=stores.clock,
            scrub=stores.scrub,
        )

        def do_chores() -> None:
            purge.run_daily()
            catch_up(stores.documents, stores.jobs, chores)

        yield (
            stores,
            Stewardship(
                forgetting=_forgetting(settings, stores, database, lambda: rewrite(tools)),
                exports=_exports(stores, database),
                purge=purge,
                chores=do_chores,
            ),
        )


@contextmanager
def open_stores(settings: KnowledgeSettings) -> Iterator[Stores]:
    """Open everything that indexing and searching need; close it at the end of the block.

    The model is loaded when something is embedded: a build of what has not changed needs none.

    Raises:
        KnowledgeError: the home, the pack, the model or the database cannot be used.
    """
    with _opened(settings, deferred=True) as (stores, _database):
        yield stores


@contextmanager
def open_services(settings: KnowledgeSettings) -> Iterator[Services]:
    """Open everything that the bot needs; close it at the end of the block.

    Raises:
        KnowledgeError: the home, the pack, the model or the database cannot be used.
    """
    with (
        opened_writer(endpoint_of(settings)) as writer,
        _opened(settings, deferred=False) as (stores, database),
    ):
        writing = writing_by(writer, stores.embedder, settings.llm_scopes, settings.llm_timeout_s)
        following = following_of(stores)
        withdrawals = Withdrawals(stores.documents, stores.jobs, stores.holds)
        # Nobody waits while a waiting question is asked again: quotes will do.
        quoting = AnswerService(stores.pack, retriever(stores), stores.clock)
        asked = SqlWaits(database), SqlCalls(database)
        days = settings.keep_unanswered_days
        waiting, calling = asking_around(stores, *asked, quoting.ask, days)
        yield Services(
            pack=stores.pack,
            clock=stores.clock,
            answers=AnswerService(stores.pack, retriever(stores), stores.clock, writing),
            documents=stores.documents,
            answer_log=SqlAnswerLog(database, stores.clock),
            inbox=SqlInbox(database, stores.clock),
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
            inspector=SubprocessInspector(),
            uploads=stores.uploads,
            quotes=SqlQuotes(database, stores.clock),
            gaps=stores.gaps,
            records=stores.records,
            forgetting=_forgetting(settings, stores, database, _queued_rewrite(stores)),
            exports=_exports(stores, database),
            fit_to_keep=stores.records.fit,
            manifest=lambda: stores.snapshots.open().manifest,
            leaving=writing.leaving.notice if writing else "",
        )


def retriever(stores: Stores) -> Retriever:
    """Bind the search to opened stores."""
    reranker = stores.reranker()
    return Retriever(stores.snapshots, stores.documents, stores.embedder, reranker=reranker)


def curation(stores: Stores) -> Curation:
    """Bind curators' marks to opened stores."""
    return Curation(stores.documents, stores.marks, stores.audit)


def publishing(stores: Stores, wait_s: float = 0) -> Publishing:
    """Bind publishing to opened stores.

    Args:
        stores: where to publish.
        wait_s: how long to wait for another who publishes to the same home; -1 for ever.
    """
    return Publishing(
        documents=stores.documents,
        vectors=stores.vectors,
        snapshots=stores.snapshots,
        embedder=stores.embedder,
        clock=stores.clock,
        calibration=calibration_over(stores),
        alone=lambda: alone(stores.home, wait_s),
        scrub=stores.scrub,
        is_held=stores.holds.covers_document,
    )


@contextmanager
def _opened(settings: KnowledgeSettings, *, deferred: bool) -> Iterator[tuple[Stores, Database]]:
    pack = load_community(settings.community)
    home = made(settings.home)
    clock = SystemClock()
    embedder = open_embedder(
        settings.model, settings.runtime, home, settings.threads, deferred=deferred
    )
    database = open_database(f"sqlite:///{home / 'knowledge.db'}")
    documents, audit = SqlDocuments(database), SqlAudit(database, clock)
    contributions = SqlContributions(database)
    holds = Holds(SqlHolds(database), documents, audit, clock)
    fit, days = partial(fit_to_keep, rules=pack.sensitivity), settings.keep_unanswered_days
    stores = Stores(
        home=home,
        pack=pack,
        clock=clock,
        embedder=embedder,
        documents=documents,
        vectors=SqlVectors(database),
        snapshots=SnapshotFolder(home, embedder.fingerprint),
        sources=Catalogue(configured_sources(settings, pack), SqlSources(database)),
        readings=SqlReadings(database),
        jobs=SqlJobs(database, clock),
        contributions=contributions,
        channels=SqlChannels(database, holds.covers_document),
        approvals=Approvals(contributions, clock),
        audit=audit,
        uploads=UploadFolder(home),
        marks=SqlMarks(database, clock),
        holds=holds,
        gaps=SqlGaps(database, clock),
        questions=kept_questions(pack, settings.questions),
        records=Records(SqlAnswerRecords(database, clock), holds.covering, fit, days),
        scrub=database.scrub,
        reranker=lambda: open_reranker(settings.cross_encoder, settings.threads),
    )
    try:
        # A backup that was restored must not answer before it has obeyed the receipts.
        _forgetting(settings, stores, database, _queued_rewrite(stores)).replay()
        yield stores, database
    finally:
        database.close()


def _forgetting(
    settings: KnowledgeSettings, stores: Stores, database: Database, finish: Callable[[], object]
) -> Forgetting:
    return Forgetting(
        holdings=all_holdings(database, stores.clock, stores.uploads),
        receipts=ReceiptFolder(settings.receipts or stores.home / "receipts"),
        erasures=SqlErasures(database, stores.clock),
        holds=stores.holds,
        audit=stores.audit,
        clock=stores.clock,
        finish=finish,
    )


def _exports(stores: Stores, database: Database) -> Exports:
    held = all_holdings(database, stores.clock, stores.uploads)
    return Exports(held, stores.audit, stores.clock)


def _queued_rewrite(stores: Stores) -> Callable[[], object]:
    return lambda: stores.jobs.request("", REWRITE)
