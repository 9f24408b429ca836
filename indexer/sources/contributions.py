"""What members offered and curators accepted."""

from indexer.sources.reading import ReadContext, SourceRead
from knowledge.models.work import Source
from knowledge.stewardship.documents import contribution_documents


def read_accepted(source: Source, context: ReadContext) -> SourceRead:
    """Read the contributions that answer questions, or will from this build on."""
    read = SourceRead()
    if context.contributions is None:
        return read
    for document in contribution_documents(context.contributions):
        if source.owns(document.info.id):
            read.documents[document.info.id] = document
    return read
