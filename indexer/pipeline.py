"""The whole flow on one page: paths → files → documents → published snapshot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.files import FoundFile, find_files
from indexer.readers import ReaderDefaults, read_documents
from knowledge.errors import SourceError
from knowledge.models.community import Marking, MarkingAction
from knowledge.models.documents import Document
from knowledge.models.work import BuildReport, Refusal, Source
from knowledge.publishing.publisher import Publishing, Staged, publish, stage
from knowledge.publishing.vectors import Progress
from knowledge.text.markings import barring_marking

_BARRED = {
    MarkingAction.BLOCK: "It is marked {label}, which must not be here. Delete the file.",
    MarkingAction.HOLD: "It is marked {label}. Ask its owner for a version that may be shared.",
}


@dataclass(slots=True)
class _Read:
    """What the files gave.

    Attributes:
        documents: by id.
        unreadable: ids of files and folders that could not be read at all.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def build(
    sources: Sequence[Source],
    tools: Publishing,
    progress: Progress,
    markings: Sequence[Marking] = (),
) -> BuildReport:
    """Bring the index in line with the sources, and publish.

    Documents that are gone from these paths are removed; those of other paths stay. A file that
    has become unreadable keeps what was indexed of it before.

    Args:
        sources: at least one; of two that hold the same file, the deeper path decides who may
            read it.
        tools: store, model and snapshots.
        progress: told (texts embedded, texts to embed).
        markings: the community's; those to hold or to block keep a document out.

    Raises:
        SourceError: a path is missing, or nothing could be indexed; the index is as it was.
    """
    started = tools.clock.now()
    with tools.alone():
        read = _read(sources)
        _refuse_marked(read, markings)
        live = tools.documents.live()
        removed = _gone(sources, read, live)
        staged = stage(read.documents.values(), tools)
        if not _anything_left(staged, live, removed):
            raise _nothing(sources, read.refused)
        manifest, embedded = publish(removed, tools, progress)
    return _report(read, staged, removed).model_copy(
        update={
            "passages": manifest.passages,
            "embedded": embedded,
            "seconds": round((tools.clock.now() - started).total_seconds(), 3),
            "index_version": manifest.version,
        }
    )


def _report(read: _Read, staged: Staged, removed: Sequence[str]) -> BuildReport:
    return BuildReport(
        added=_names(staged.added),
        changed=_names(staged.changed),
        removed=tuple(sorted(removed)),
        unchanged=len(staged.unchanged),
        refused=(*read.refused, *map(_empty, staged.empty)),
    )


def _read(sources: Sequence[Source]) -> _Read:
    read = _Read()
    seen: set[str] = set()
    for source in sorted(sources, key=lambda one: -len(Path(one.path).parts)):
        found = find_files([Path(source.path)])
        read.refused.extend(found.refused)
        read.unreadable.extend(folder.id for folder in found.closed)
        for file in found:
            if file.id not in seen:
                seen.add(file.id)
                _read_file(file, ReaderDefaults(scope=source.scope), read)
    return read


def _read_file(file: FoundFile, defaults: ReaderDefaults, read: _Read) -> None:
    documents, refused = read_documents(file, defaults)
    read.refused.extend(refused)
    if any(one.whole_file for one in refused):
        read.unreadable.append(file.id)
    read.documents.update((document.info.id, document) for document in documents)


def _refuse_marked(read: _Read, markings: Sequence[Marking]) -> None:
    for document in list(read.documents.values()):
        marking = barring_marking(document, markings)
        if marking:
            del read.documents[document.info.id]
            reason = _BARRED[marking.action].format(label=marking.label)
            read.refused.append(Refusal(name=document.info.name, reason=reason))


def _gone(sources: Sequence[Source], read: _Read, live: Iterable[str]) -> list[str]:
    roots = [Path(source.path).resolve().as_posix() for source in sources]
    return [
        one
        for one in live
        if one not in read.documents and _under(one, roots) and not _under(one, read.unreadable)
    ]


def _under(document_id: str, places: Iterable[str]) -> bool:
    return any(
        document_id == place or document_id.startswith((f"{place}/", f"{place}#"))
        for place in places
    )


def _anything_left(staged: Staged, live: Iterable[str], removed: Sequence[str]) -> bool:
    return bool(staged.added or staged.changed or set(live) - set(removed))


def _names(documents: Iterable[Document]) -> tuple[str, ...]:
    return tuple(document.info.name for document in documents)


def _empty(document: Document) -> Refusal:
    return Refusal(name=document.info.name, reason="It holds no text. Add some, or leave it out.")


def _nothing(sources: Sequence[Source], refused: Sequence[Refusal]) -> SourceError:
    names = ", ".join(source.path for source in sources)
    first = f" ({refused[0].name}: {refused[0].reason})" if refused else ""
    return SourceError(
        f"Nothing in {names} could be indexed{first}",
        "Give a folder with Markdown, HTML, plain text or CSV files",
    )
