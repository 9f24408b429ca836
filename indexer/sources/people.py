"""What members who agreed to be found are found by: their profiles, topics and works."""

from indexer.sources.reading import ReadContext, SourceRead
from knowledge.models.work import Source
from knowledge.people.dossiers import dossier_of


def read_people(source: Source, context: ReadContext) -> SourceRead:
    """Read what is known of those who are listed; works count that carry their ORCID."""
    read = SourceRead()
    if context.members is None or context.works is None:
        read.unreadable.append(source.root)
        return read
    for member in context.members.listed():
        orcid = member.profile.orcid
        works = context.works.of_orcid(orcid) if orcid else ()
        for document in dossier_of(member, works):
            read.documents[document.info.id] = document
    return read
