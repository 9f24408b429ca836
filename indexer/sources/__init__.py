"""One file a kind of source: a source to documents and named refusals."""

from collections.abc import Callable, Mapping, Sequence

from indexer.sources.channels import read_channels
from indexer.sources.contributions import read_accepted
from indexer.sources.folders import read_folder
from indexer.sources.people import read_people
from indexer.sources.reading import Read, ReadContext, SourceRead
from indexer.sources.uploads import read_uploads
from knowledge.errors import SourceError
from knowledge.models.work import Refusal, Source, SourceKind

__all__ = ["READERS", "Read", "ReadContext", "SourceRead", "read_sources"]


def _read_web(source: Source, context: ReadContext) -> SourceRead:
    # Its HTTP client takes longer to import than many a build.
    from indexer.sources.web import read_web

    return read_web(source, context)


READERS: Mapping[SourceKind, Callable[[Source, ReadContext], SourceRead]] = {
    SourceKind.FOLDER: read_folder,
    SourceKind.LIBRARY: read_folder,
    SourceKind.CHANNEL: read_channels,
    SourceKind.CONTRIBUTIONS: read_accepted,
    SourceKind.WEB: _read_web,
    SourceKind.UPLOADS: read_uploads,
    SourceKind.PEOPLE: read_people,
}


def read_sources(sources: Sequence[Source], context: ReadContext) -> SourceRead:
    """Read sources; one that fails is named, keeps its documents, and stops no other.

    Raises:
        SourceError: all of them failed; the first reason is told.
    """
    read = SourceRead()
    failures: list[SourceError] = []
    for source in sorted(sources, key=lambda one: -len(one.root)):
        try:
            read.add(_reader(source)(source, context))
        except SourceError as error:
            failures.append(error)
            read.unreadable.append(source.root)
            read.refused.append(Refusal(name=source.key, reason=str(error), whole_file=True))
    if failures and len(failures) == len(sources):
        raise failures[0]
    return read


def _reader(source: Source) -> Callable[[Source, ReadContext], SourceRead]:
    reader = READERS.get(source.kind)
    if reader is None:
        raise SourceError(f"A {source.kind} source cannot be read", "Take it out of sources.toml")
    return reader
