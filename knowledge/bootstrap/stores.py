"""The stores that everything else is made over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.community_pack import load_community
from knowledge.adapters.embedders import open_embedder
from knowledge.adapters.home import made
from knowledge.adapters.question_files import labelled_if_readable, questions_path
from knowledge.adapters.receipts import ReceiptFolder
from knowledge.adapters.rerankers import open_reranker
from knowledge.adapters.snapshot.snapshots import SnapshotFolder
from knowledge.adapters.source_files import configured_sources
from knowledge.adapters.sql.channels import SqlChannels
from knowledge.adapters.sql.chores import SqlErasures
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database, open_database
from knowledge.adapters.sql.evaluations import SqlEvaluations
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.holdings import all_holdings
from knowledge.adapters.sql.holds import SqlHolds
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.marks import SqlMarks
from knowledge.adapters.sql.members import SqlMembers
from knowledge.adapters.sql.named_texts import SqlNamedTexts
from knowledge.adapters.sql.readings import SqlReadings
from knowledge.adapters.sql.records import SqlAnswerRecords
from knowledge.adapters.sql.sources import SqlSources
from knowledge.adapters.sql.stewardship import SqlAudit
from knowledge.adapters.sql.vectors import SqlVectors
from knowledge.adapters.sql.works import SqlWorks
from knowledge.adapters.uploads import UploadFolder
from knowledge.bootstrap.discussions import DiscussionStores, discussion_stores
from knowledge.models.community import CommunityPack
from knowledge.models.questions import LabelledQuestion
from knowledge.ports import (
    AnswerRecords,
    Audit,
    Channels,
    Clock,
    Contributions,
    DocumentStore,
    Embedder,
    Evaluations,
    Gaps,
    Introductions,
    Jobs,
    Marks,
    Members,
    NamedTexts,
    Readings,
    Reranker,
    Snapshots,
    Uploads,
    VectorCache,
    Works,
)
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.approvals import Approvals
from knowledge.stewardship.catalogue import Catalogue
from knowledge.stewardship.exports import Exports
from knowledge.stewardship.forgetting import Forgetting
from knowledge.stewardship.gaps import fit_to_keep
from knowledge.stewardship.holds import Holds
from knowledge.stewardship.records import Records
from knowledge.stewardship.withdrawal import REWRITE


class PeopleStores(NamedTuple):
    """What is kept of members who may be found, and the texts that name them."""

    members: Members
    works: Works
    introductions: Introductions
    texts: NamedTexts


@dataclass(frozen=True, slots=True)
class Stores:
    """What an indexer writes through, and a search reads from.

    Attributes:
        texts: which documents name a member.
        questions: file of those that curators keep, or None; it is read each time they are asked.
        labelled: reads those of them that an index is calibrated with.
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
    evaluations: Evaluations
    people: PeopleStores
    discussions: DiscussionStores
    questions: Path | None
    labelled: Callable[[], tuple[LabelledQuestion, ...]]
    records: Records
    scrub: Callable[[], None]
    reranker: Callable[[], Reranker | None]


@contextmanager
def open_stores(settings: KnowledgeSettings) -> Iterator[Stores]:
    """Open everything that indexing and searching need; close it at the end of the block.

    The model is loaded when something is embedded: a build of what has not changed needs none.

    Raises:
        KnowledgeError: the home, the pack, the model or the database cannot be used.
    """
    with opened(settings, deferred=True) as (stores, _database):
        yield stores


@contextmanager
def opened(
    settings: KnowledgeSettings, *, deferred: bool, clock: Clock | None = None
) -> Iterator[tuple[Stores, Database]]:
    """Open the stores and the database below them; close it at the end of the block."""
    pack = load_community(settings.community)
    home = made(settings.home)
    embedder = open_embedder(
        settings.model, settings.runtime, home, settings.threads, deferred=deferred
    )
    database = open_database(f"sqlite:///{home / 'knowledge.db'}")
    stores = _stores(settings, pack, home, embedder, database, clock or SystemClock())
    try:
        # A backup that was restored must not answer before it has obeyed the receipts.
        forgetting(settings, stores, database, queued_rewrite(stores)).replay()
        yield stores, database
    finally:
        database.close()


def _stores(
    settings: KnowledgeSettings,
    pack: CommunityPack,
    home: Path,
    embedder: Embedder,
    database: Database,
    clock: Clock,
) -> Stores:
    contributions, documents = SqlContributions(database), SqlDocuments(database)
    audit = SqlAudit(database, clock)
    holds = Holds(SqlHolds(database), documents, audit, clock)
    return Stores(
        home=home,
        pack=pack,
        clock=clock,
        embedder=embedder,
        documents=documents,
        vectors=SqlVectors(database),
        snapshots=SnapshotFolder(home, embedder.fingerprint),
        sources=Catalogue(configured_sources(settings, pack), SqlSources(database)),
        readings=SqlReadings(database),
        # Other processes work on these, and go by the machine's time.
        jobs=SqlJobs(database, SystemClock()),
        contributions=contributions,
        channels=SqlChannels(database, holds.covers_document),
        approvals=Approvals(contributions, clock),
        audit=audit,
        uploads=UploadFolder(home),
        marks=SqlMarks(database, clock),
        holds=holds,
        gaps=SqlGaps(database, clock),
        evaluations=SqlEvaluations(database),
        people=_people(database),
        discussions=discussion_stores(database),
        questions=questions_path(pack, settings.questions),
        labelled=lambda: labelled_if_readable(pack, settings.questions),
        records=_records(settings, pack, SqlAnswerRecords(database, clock), holds),
        scrub=database.scrub,
        reranker=cache(partial(open_reranker, settings.cross_encoder, settings.threads)),
    )


def _people(database: Database) -> PeopleStores:
    return PeopleStores(
        SqlMembers(database),
        SqlWorks(database),
        SqlIntroductions(database),
        SqlNamedTexts(database),
    )


def _records(
    settings: KnowledgeSettings, pack: CommunityPack, kept: AnswerRecords, holds: Holds
) -> Records:
    fit = partial(fit_to_keep, rules=pack.sensitivity)
    return Records(kept, holds.covering, fit, settings.keep_unanswered_days)


def forgetting(
    settings: KnowledgeSettings, stores: Stores, database: Database, finish: Callable[[], object]
) -> Forgetting:
    """Bind forgetting; `finish` is called to get what is gone out of the files too."""
    return Forgetting(
        holdings=all_holdings(database, stores.clock, stores.uploads),
        receipts=ReceiptFolder(settings.receipts or stores.home / "receipts"),
        erasures=SqlErasures(database, stores.clock),
        holds=stores.holds,
        audit=stores.audit,
        clock=stores.clock,
        finish=finish,
    )


def exports(stores: Stores, database: Database) -> Exports:
    """Bind exports to opened stores."""
    held = all_holdings(database, stores.clock, stores.uploads)
    return Exports(held, stores.audit, stores.clock)


def queued_rewrite(stores: Stores) -> Callable[[], object]:
    """Return what asks the worker to write the files anew."""
    return lambda: stores.jobs.request("", REWRITE)
