"""Followed channels: each thread a document, of those who agreed."""

from indexer.sources.reading import ReadContext, SourceRead
from knowledge.models.work import Source
from knowledge.stewardship.conversations import thread_documents


def read_channels(source: Source, context: ReadContext) -> SourceRead:
    """Read what is kept of the channels below the source's root."""
    read = SourceRead()
    if context.channels is None:
        return read
    channels = {one.id: one for one in context.channels.followed()}
    for document in thread_documents(context.channels.knowledge(), channels):
        if source.owns(document.info.id):
            read.documents[document.info.id] = document
    return read
