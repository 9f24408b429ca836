"""What a reader of sources is given, and what it gives."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.origin import Reading
from knowledge.models.documents import Document
from knowledge.models.readings import FileReading
from knowledge.models.work import JobProgress, Note, Refusal, Source
from knowledge.ports import Channels, Clock, Contributions, Members, Readings, Uploads, Works

Read = Callable[[FoundFile, ReaderDefaults], Reading]
Tell = Callable[[JobProgress], None]


def tell_nobody(_progress: JobProgress) -> None:
    """Show no progress."""


@dataclass(slots=True)
class SourceRead:
    """What a source gave.

    Attributes:
        documents: by id: new ones, and those that may have changed.
        unchanged: ids of live documents that are sure to be as they were; nothing was read.
        unreadable: ids, or what ids begin with, of which nothing could be learnt, so that what
            was indexed of them stays.
        files: file id → how each file was that was looked into; the pipeline fills in the hashes
            of documents that were read anew.
        file_of: document id → path of the file that it was read from.
        notes: on documents that are indexed and say something that cannot be followed.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)
    refused: list[Refusal] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    files: dict[str, FileReading] = field(default_factory=dict)
    file_of: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def add(self, other: "SourceRead") -> None:
        """Take in what another source gave; documents that are there already stay."""
        self.documents = {**other.documents, **self.documents}
        self.unchanged |= other.unchanged
        self.refused += other.refused
        self.unreadable += other.unreadable
        self.files.update(other.files)
        self.file_of.update(other.file_of)
        self.notes += other.notes


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What all readers of sources may use.

    Attributes:
        home: folder of all state; None means that nothing may be kept between builds.
        known: every source there is; of two that own a document, the longer root decides who
            may read it.
        read: reads one file.
        readings: how files were; None reads all of them each time.
        contributions: what members offered.
        channels: what is kept of followed channels.
        uploads: files that were offered.
        members: what members said of themselves.
        works: what was imported under their ORCIDs.
        rules: digest of what decides, beside a document's text, whether it is kept out.
        tell: told what the build is busy with.
        sleep: waits some seconds between two requests to a site.
        live: document id → content hash; filled in by the build.
        before: file id → how it was read last; filled in by the build.
        taken: ids of files that were read in this build already.
    """

    clock: Clock
    home: Path | None = None
    known: Sequence[Source] = ()
    read: Read = read_documents
    readings: Readings | None = None
    contributions: Contributions | None = None
    channels: Channels | None = None
    uploads: Uploads | None = None
    members: Members | None = None
    works: Works | None = None
    rules: str = ""
    tell: Tell = tell_nobody
    sleep: Callable[[float], None] = time.sleep
    live: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, FileReading] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def defaults(self, document_id: str, source: Source) -> ReaderDefaults:
        """Return what holds for a document below a source: the owner with the longest root."""
        owners = [one for one in self.known if one.owns(document_id)]
        return ReaderDefaults.of(max([source, *owners], key=lambda one: len(one.root)))
