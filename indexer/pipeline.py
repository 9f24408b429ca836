"""The whole flow on one page: sources → documents → published snapshot."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from pathlib import Path

from indexer.files import READABLE
from indexer.gate import Approved, Gate, nobody_approved
from indexer.isolation import IsolatedReading
from indexer.sources import ReadContext, SourceRead, read_sources
from indexer.succession import with_successors
from knowledge.errors import SnapshotError, SourceError
from knowledge.models.documents import Document
from knowledge.models.sensitivity import SensitivityRules
from knowledge.models.thresholds import Thresholds
from knowledge.models.work import BuildReport, JobProgress, Phase, Refusal, Source, is_under
from knowledge.ports import DocumentStore
from knowledge.publishing.publisher import (
    Publishing,
    Staged,
    content_hash,
    publish,
    stage,
)
from knowledge.publishing.vectors import Progress


def build(
    sources: Sequence[Source],
    tools: Publishing,
    progress: Progress,
    sensitivity: SensitivityRules | None = None,
    approved: Approved = nobody_approved,
    context: ReadContext | None = None,
) -> BuildReport:
    """Bring the index in line with the sources, and publish.

    What is gone from these sources is removed; what has become unreadable stays as it was.

    Args:
        sources: at least one; of two that hold the same file, the deeper path decides who may
            read it.
        tools: store, model and snapshots.
        progress: told (texts embedded, texts to embed).
        sensitivity: the community's rules on what is held or blocked; None lets everything in.
        approved: tells whether a curator let exactly this version of a held document through.
        context: what reading may use; by default nothing but files.

    Raises:
        SourceError: nothing could be read or indexed; only what is barred has left the index.
    """
    context = context or ReadContext(clock=tools.clock)
    started = tools.clock.now()
    with tools.alone():
        tools.documents.discard_staged()
        context.tell(JobProgress(phase=Phase.READING))
        sensitivity = sensitivity or SensitivityRules()
        context = _prepared(context, tools, sensitivity)
        read = _read(sources, context)
        gate = Gate(sensitivity, approved)
        _admit(read, gate)
        removed = _gone(sources, read, context.live)
        _name_successors(read, context.live.keys() - removed, tools.documents)
        report = _published(sources, read, removed, tools, progress, gate)
        _record(sources, read, context)
    seconds = (tools.clock.now() - started).total_seconds()
    return report.model_copy(update={"seconds": round(seconds, 3)})


def _prepared(
    context: ReadContext, tools: Publishing, sensitivity: SensitivityRules
) -> ReadContext:
    return replace(
        context,
        live=tools.documents.live(),
        before=context.readings.known() if context.readings else {},
        taken=set(),
        rules=f"{context.rules}{sensitivity.fingerprint()}",
    )


def _record(sources: Sequence[Source], read: SourceRead, context: ReadContext) -> None:
    """Note how the files were; what was kept out has no hash, so that it is looked at again."""
    if context.readings is None:
        return
    documents = read.documents
    noted = {
        file: reading.model_copy(
            update={
                "documents": {
                    one: content_hash(documents[one]) if one in documents else digest
                    for one, digest in reading.documents.items()
                }
            }
        )
        for file, reading in read.files.items()
    }
    context.readings.record(noted, _gone(sources, read, set(context.before) - context.taken))


def _published(
    sources: Sequence[Source],
    read: SourceRead,
    removed: Sequence[str],
    tools: Publishing,
    progress: Progress,
    gate: Gate,
) -> BuildReport:
    leaving = tools.documents.documents(removed).values()
    staged = stage(read.documents.values(), tools)
    if not _anything_left(staged, tools.documents.live(), removed):
        for one in gate.barred.intersection(removed):
            tools.documents.withdraw(one)
        raise _nothing(sources, [*read.refused, *gate.held])
    before = _thresholds(tools)
    manifest, embedded = publish(removed, tools, progress)
    return BuildReport(
        added=_names(staged.added),
        changed=_names(staged.changed),
        removed=tuple(sorted(info.listed_as for info in leaving)),
        unchanged=len(staged.unchanged) + len(read.unchanged),
        refused=(*read.refused, *map(_empty, staged.empty)),
        notes=tuple(read.notes),
        passages=manifest.passages,
        embedded=embedded,
        index_version=manifest.version,
        held=tuple(gate.held),
        before=before,
        thresholds=manifest.thresholds,
    )


def _read(sources: Sequence[Source], context: ReadContext) -> SourceRead:
    with IsolatedReading(context.read) as apart:
        return read_sources(sources, replace(context, read=apart))


def _thresholds(tools: Publishing) -> Thresholds | None:
    try:
        return tools.snapshots.open().manifest.thresholds
    except SnapshotError:
        return None


def _admit(read: SourceRead, gate: Gate) -> None:
    """Let what was read pass the gate; what it keeps out is no document from here on."""
    for key, document in list(read.documents.items()):
        del read.documents[key]
        file = read.file_of.get(key)
        for kept in gate.admit([document], Path(file) if file else None):
            read.documents[key] = kept
    read.refused += gate.refused


def _name_successors(read: SourceRead, staying: Set[str], store: DocumentStore) -> None:
    if any(document.info.superseded_by for document in read.documents.values()):
        held = store.documents(staying - read.documents.keys())
        stated = read.documents
        read.documents, notes = with_successors(stated, held.values())
        read.notes.extend(notes)
        for key, document in stated.items():
            if document.info.superseded_by and not read.documents[key].info.superseded_by:
                # What is meant may come with the next build: the file is then read again.
                read.files.pop(read.file_of.get(key, ""), None)


def _gone(sources: Sequence[Source], read: SourceRead, live: Iterable[str]) -> list[str]:
    there = read.documents.keys() | read.unchanged
    roots = [source.root for source in sources]
    return [
        one
        for one in live
        if one not in there and _under(one, roots) and not _under(one, read.unreadable)
    ]


def _under(document_id: str, places: Iterable[str]) -> bool:
    return any(is_under(document_id, place) for place in places)


def _anything_left(staged: Staged, live: Iterable[str], removed: Sequence[str]) -> bool:
    return bool(staged.added or staged.changed or set(live) - set(removed))


def _names(documents: Iterable[Document]) -> tuple[str, ...]:
    return tuple(document.info.listed_as for document in documents)


def _empty(document: Document) -> Refusal:
    return Refusal(
        name=document.info.listed_as, reason="It holds no text. Add some, or leave it out."
    )


def _nothing(sources: Sequence[Source], refused: Sequence[Refusal]) -> SourceError:
    names = ", ".join(source.root for source in sources)
    first = f" ({refused[0].name}: {refused[0].reason})" if refused else ""
    return SourceError(
        f"Nothing in {names} could be indexed{first}",
        f"Give a folder with files of these formats: {' '.join(READABLE)}",
    )
