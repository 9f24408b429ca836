"""Bring the store and the published snapshot in line with a set of documents.

The process may be killed at any moment. Until `promote` the live rows are untouched; until the
snapshot's pointer moves, the old snapshot answers from rows that stay until the new one is
current; vectors are cached as they are made, so that the next run goes on where this one ended.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, TypeGuard

from knowledge.errors import SnapshotError
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.documents import Document
from knowledge.models.snapshot import Manifest
from knowledge.models.thresholds import Calibrated, Thresholds
from knowledge.ports import (
    Clock,
    DocumentStore,
    Embedder,
    SearchIndex,
    Snapshots,
    VectorCache,
)
from knowledge.publishing.vectors import Progress, embed_missing, entries, vocabulary_of
from knowledge.text.passages import split_document

_UNCALIBRATED = Thresholds(answer=1, closest=1, sure=1, origin="not calibrated yet")
_LAYOUT = "2"  # raise it when a snapshot holds something new: the next build then writes one
_SPLITTER = "1"  # raise it when the splitter cuts differently: every document is then split again


class Calibrates(Protocol):
    """Chooses the thresholds of an index before anybody asks it."""

    @property
    def fingerprint(self) -> str:
        """What decides the thresholds beside the texts; another one makes a new snapshot."""
        ...

    def of(self, index: SearchIndex) -> Calibrated:
        """Choose the thresholds of an index whose passages are live in the store."""
        ...


@dataclass(frozen=True, slots=True)
class Publishing:
    """What publishing works with.

    Attributes:
        alone: makes a context in which nobody else publishes to the same home.
        scrub: leaves nothing of deleted rows in the store's files.
        is_held: tells whether a legal hold covers a document.
    """

    documents: DocumentStore
    vectors: VectorCache
    snapshots: Snapshots
    embedder: Embedder
    clock: Clock
    calibration: Calibrates
    alone: Callable[[], AbstractContextManager[None]]
    scrub: Callable[[], None]
    is_held: Callable[[str], bool]


@dataclass(slots=True)
class Staged:
    """What a run changes.

    Attributes:
        added, changed, unchanged: document ids.
        empty: documents that hold no text, which are left out.
    """

    added: list[Document] = field(default_factory=list)
    changed: list[Document] = field(default_factory=list)
    unchanged: list[Document] = field(default_factory=list)
    empty: list[Document] = field(default_factory=list)


def stage(documents: Iterable[Document], tools: Publishing) -> Staged:
    """Split and write new and changed documents beside the live ones.

    `discard_staged` has to come before the documents are read.
    """
    live = tools.documents.live()
    staged = Staged()
    for document in documents:
        digest = content_hash(document)
        before = live.get(document.info.id)
        if before == digest:
            staged.unchanged.append(document)
            continue
        passages = split_document(document, tools.embedder.count_tokens)
        if not passages:
            staged.empty.append(document)
            continue
        tools.documents.stage(document, digest, passages)
        (staged.added if before is None else staged.changed).append(document)
    return staged


def content_hash(document: Document) -> str:
    """Return what tells two editions of a document apart, in hex."""
    return hashlib.sha256(f"{_SPLITTER}\0{document.model_dump_json()}".encode()).hexdigest()


def publish(removed: Sequence[str], tools: Publishing, progress: Progress) -> tuple[Manifest, int]:
    """Publish the live and staged documents without the removed ones.

    What is removed, or was withdrawn before, is gone from every file at the end.

    Returns:
        Identity of the current snapshot, and the number of texts that were embedded.

    Raises:
        StoreError: the disk refused; the old snapshot goes on answering.
    """
    current = _current(tools.snapshots)
    if _is_up_to_date(current, removed, tools):
        return current, 0
    return _renewed(removed, tools, progress)


def rewrite(tools: Publishing) -> Manifest:
    """Publish what is live anew, and leave nothing of what is gone in any file.

    Sources are not read: it takes seconds, and what was changed there waits for a build.

    Raises:
        StoreError: the disk refused; run again, it goes on from there.
    """
    with tools.alone():
        tools.documents.discard_staged()
        manifest, _ = _renewed((), tools, lambda _done, _total: None)
        tools.snapshots.drop_others()
        tools.scrub()
    return manifest


def _renewed(removed: Sequence[str], tools: Publishing, progress: Progress) -> tuple[Manifest, int]:
    for one in filter(tools.is_held, removed):
        tools.documents.set_aside(one)
    coming = tools.documents.next_passages(removed)
    embedded = embed_missing(coming, tools.vectors, tools.embedder, progress)
    tools.documents.promote(removed)
    owed = tools.documents.owed_erasure()
    manifest, asked = _published(tools, embedded.spelt)
    tools.vectors.keep_only(embedded.keys | asked)
    tools.documents.drop_retired()
    if owed:
        tools.snapshots.drop_others()
        tools.scrub()
        tools.documents.erased(owed)
    return manifest, embedded.texts


def _published(tools: Publishing, spelt: Mapping[str, str]) -> tuple[Manifest, frozenset[str]]:
    content = _content(tools)
    current = _current(tools.snapshots)
    if current is not None and current.content == content:
        return current, frozenset()
    passages = tools.documents.next_passages(())
    calibrated: list[Calibrated] = []

    def thresholds_of(index: SearchIndex) -> Thresholds:
        calibrated.append(tools.calibration.of(index))
        return calibrated[-1].thresholds

    manifest = tools.snapshots.publish(
        _manifest(tools, content),
        entries(passages, tools.vectors, tools.embedder),
        vocabulary_of(spelt, tools.vectors, tools.embedder),
        thresholds_of,
    )
    return manifest, frozenset().union(*(one.keys for one in calibrated))


def _is_up_to_date(
    current: Manifest | None, removed: Sequence[str], tools: Publishing
) -> TypeGuard[Manifest]:
    """Tell whether nothing was staged or removed, and the last build came to its end."""
    if current is None or removed or tools.documents.has_staged():
        return False
    if tools.documents.owed_erasure():
        return False
    return current.content == _content(tools)


def _manifest(tools: Publishing, content: str) -> Manifest:
    return Manifest(
        format=0,
        version=_version(tools),
        content=content,
        fingerprint=tools.embedder.fingerprint,
        model=tools.embedder.name,
        dimension=tools.embedder.dimension,
        passages=0,
        sentences=0,
        average_terms=1.0,
        thresholds=_UNCALIBRATED,
        built_at=tools.clock.now(),
    )


def _current(snapshots: Snapshots) -> Manifest | None:
    try:
        return snapshots.open().manifest
    except SnapshotError:
        return None


def _version(tools: Publishing) -> str:
    """Digest the shared scopes alone: private text must not show in what everybody sees."""
    shared = hashlib.sha256(tools.embedder.fingerprint.encode())
    # A successor may be private too; whether it is there must not show either.
    rows = (
        one.model_dump_json(exclude={"id": True, "document": {"superseded_by": True}})
        for one in tools.documents.next_passages(())
        if one.document.scope in {PUBLIC, COMMUNITY}
    )
    for digest in sorted(hashlib.sha256(row.encode()).digest() for row in rows):
        shared.update(digest)
    return shared.hexdigest()[:12]


def _content(tools: Publishing) -> str:
    held = [_LAYOUT, *sorted(tools.documents.live().items()), tools.calibration.fingerprint]
    return hashlib.sha256(repr(held).encode()).hexdigest()
