"""The only place where ports meet adapters."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.adapters.build_lock import alone
from knowledge.adapters.clock import SystemClock
from knowledge.adapters.community_pack import load_community
from knowledge.adapters.embedders import open_embedder
from knowledge.adapters.snapshot.snapshots import SnapshotFolder
from knowledge.adapters.source_files import configured_sources
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database, open_database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.marks import SqlMarks
from knowledge.adapters.sql.readings import SqlReadings
from knowledge.adapters.sql.sources import SqlSources
from knowledge.adapters.sql.stewardship import SqlAudit, SqlRoles
from knowledge.adapters.sql.vectors import SqlVectors
from knowledge.answers.service import AnswerService
from knowledge.errors import StoreError
from knowledge.models.community import CommunityPack
from knowledge.ports import (
    Audit,
    Clock,
    Contributions,
    DocumentStore,
    Embedder,
    Jobs,
    Marks,
    Readings,
    Snapshots,
    VectorCache,
)
from knowledge.publishing.publisher import Publishing
from knowledge.search.calibration import FIXED
from knowledge.search.retriever import Retriever
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.catalogue import Catalogue
from knowledge.stewardship.curation import Curation
from knowledge.stewardship.withdrawal import Withdrawals


@dataclass(frozen=True, slots=True)
class Stores:
    """What an indexer writes through, and a search reads from."""

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
    audit: Audit
    marks: Marks


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
    with _opened(settings, deferred=False) as (stores, database):
        yield Services(
            pack=stores.pack,
            clock=stores.clock,
            answers=AnswerService(stores.pack, retriever(stores), stores.clock),
            documents=stores.documents,
            answer_log=SqlAnswerLog(database, stores.clock),
            inbox=SqlInbox(database, stores.clock),
            posts=SqlPosts(database, stores.clock),
            jobs=stores.jobs,
            sources=stores.sources,
            contributions=stores.contributions,
            audit=stores.audit,
            roles=SqlRoles(database, stores.clock),
            withdrawals=Withdrawals(stores.documents, stores.jobs),
            manifest=lambda: stores.snapshots.open().manifest,
        )


def retriever(stores: Stores) -> Retriever:
    """Bind the search to opened stores."""
    return Retriever(stores.snapshots, stores.documents, stores.embedder)


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
        thresholds=FIXED,
        alone=lambda: alone(stores.home, wait_s),
    )


@contextmanager
def temporary_settings(settings: KnowledgeSettings) -> Iterator[KnowledgeSettings]:
    """Yield the settings with an empty home that is deleted at the end of the block.

    The exported model is shared with the real home: making it takes longer than most uses.
    """
    models = _made(settings.home) / "models"
    models.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="science-guide-") as folder:
        (Path(folder) / "models").symlink_to(models, target_is_directory=True)
        yield settings.model_copy(update={"home": Path(folder)})


@contextmanager
def _opened(settings: KnowledgeSettings, *, deferred: bool) -> Iterator[tuple[Stores, Database]]:
    pack = load_community(settings.community)
    home = _made(settings.home)
    clock = SystemClock()
    embedder = open_embedder(
        settings.model, settings.runtime, home, settings.threads, deferred=deferred
    )
    database = open_database(f"sqlite:///{home / 'knowledge.db'}")
    try:
        yield (
            Stores(
                home=home,
                pack=pack,
                clock=clock,
                embedder=embedder,
                documents=SqlDocuments(database),
                vectors=SqlVectors(database),
                snapshots=SnapshotFolder(home, embedder.fingerprint),
                sources=Catalogue(configured_sources(settings, pack), SqlSources(database)),
                readings=SqlReadings(database),
                jobs=SqlJobs(database, clock),
                contributions=SqlContributions(database),
                audit=SqlAudit(database, clock),
                marks=SqlMarks(database, clock),
            ),
            database,
        )
    finally:
        database.close()


def _made(home: Path) -> Path:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"KNOWLEDGE_HOME {home} cannot be made ({error.strerror})",
            "Choose a folder that you may write to",
        ) from None
    return home.resolve()
