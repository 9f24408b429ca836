"""Small worlds: a real database, real snapshots, and an embedder that needs no model."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.sources import ReadContext
from knowledge.adapters.snapshot.snapshots import SnapshotFolder
from knowledge.adapters.sql.channels import SqlChannels
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database, open_database
from knowledge.adapters.sql.holds import SqlHolds
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.marks import SqlMarks
from knowledge.adapters.sql.members import SqlMembers
from knowledge.adapters.sql.readings import SqlReadings
from knowledge.adapters.sql.sources import SqlSources
from knowledge.adapters.sql.stewardship import SqlAudit
from knowledge.adapters.sql.vectors import SqlVectors
from knowledge.adapters.sql.works import SqlWorks
from knowledge.adapters.uploads import UploadFolder
from knowledge.models.documents import Document
from knowledge.models.snapshot import Manifest
from knowledge.models.thresholds import Calibrated, Thresholds
from knowledge.models.work import Source
from knowledge.ports import SearchIndex
from knowledge.publishing.publisher import Publishing, publish, stage
from knowledge.search.retriever import Retriever
from knowledge.stewardship.catalogue import Catalogue
from knowledge.stewardship.holds import Holds
from tests.fakes.clock import FakeClock
from tests.fakes.embedder import FakeEmbedder


@dataclass(frozen=True, slots=True)
class FixedCalibration:
    """Thresholds that stay as they are, whatever the index holds."""

    thresholds: Thresholds
    fingerprint: str = ""

    def of(self, _index: SearchIndex) -> Calibrated:
        """Return the thresholds of an index."""
        return Calibrated(self.thresholds)


LENIENT = Thresholds(answer=0.3, closest=0.15, sure=0.05, origin="for tests")


@dataclass(frozen=True)
class World:
    """Everything that indexing and searching need, in one folder."""

    home: Path
    clock: FakeClock
    embedder: FakeEmbedder
    tools: Publishing
    retriever: Retriever
    jobs: SqlJobs
    holds: Holds
    database: Database
    sources: Catalogue
    context: ReadContext
    marks: SqlMarks
    audit: SqlAudit
    channels: SqlChannels
    contributions: SqlContributions

    def publish(self, *documents: Document, removed: Sequence[str] = ()) -> Manifest:
        """Stage and publish documents beside those that are there."""
        self.tools.documents.discard_staged()
        stage(documents, self.tools)
        return publish(removed, self.tools, lambda _done, _total: None)[0]


@cache
def _empty_database() -> bytes:
    """Migrate once: a tenth of a second for each of many worlds adds up."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "knowledge.db"
        open_database(f"sqlite:///{path}").close()
        return path.read_bytes()


@contextmanager
def open_world(
    home: Path, embedder: FakeEmbedder | None = None, configured: Sequence[Source] = ()
) -> Iterator[World]:
    """Open a world with configured sources; the same folder again is the same world."""
    home.mkdir(parents=True, exist_ok=True)
    model, clock = embedder or FakeEmbedder(), FakeClock()
    if not (home / "knowledge.db").exists():
        (home / "knowledge.db").write_bytes(_empty_database())
    database = open_database(f"sqlite:///{home / 'knowledge.db'}")
    documents, snapshots = SqlDocuments(database), SnapshotFolder(home, model.fingerprint)
    holds = Holds(SqlHolds(database), documents, SqlAudit(database, clock), clock)
    tools = Publishing(
        documents=documents,
        vectors=SqlVectors(database),
        snapshots=snapshots,
        embedder=model,
        clock=clock,
        calibration=FixedCalibration(LENIENT),
        alone=nullcontext,
        scrub=database.scrub,
        is_held=holds.covers_document,
    )
    yield World(
        home=home,
        clock=clock,
        embedder=model,
        tools=tools,
        retriever=Retriever(snapshots, documents, model),
        jobs=SqlJobs(database, clock),
        holds=holds,
        database=database,
        sources=Catalogue(tuple(configured), SqlSources(database)),
        context=ReadContext(
            clock=clock,
            home=home,
            readings=SqlReadings(database),
            contributions=SqlContributions(database),
            channels=SqlChannels(database),
            uploads=UploadFolder(home),
            members=SqlMembers(database),
            works=SqlWorks(database),
        ),
        marks=SqlMarks(database, clock),
        audit=SqlAudit(database, clock),
        channels=SqlChannels(database),
        contributions=SqlContributions(database),
    )
    database.close()
