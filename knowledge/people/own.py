"""What speaks for one member, a passage a document."""

from knowledge.models.documents import StoredPassage
from knowledge.models.members import Member
from knowledge.people.evidence import kind_of
from knowledge.people.formula import DEFAULT
from knowledge.ports import DocumentStore, NamedTexts


def own_passages(
    member: Member, texts: NamedTexts, documents: DocumentStore
) -> tuple[StoredPassage, ...]:
    """Return a passage of each document that names a member: what counts most first, then newest.

    Of a thread, it is one with the member's own words where there is one.
    """
    own = {one.document.id for one in texts.of_member(member.id)}
    chosen: dict[str, StoredPassage] = {}
    for one in documents.of_documents(own):
        before = chosen.setdefault(one.document.id, one)
        if not _speaks(before, member.id) and _speaks(one, member.id):
            chosen[one.document.id] = one
    by_date = sorted(chosen.values(), key=lambda one: one.document.date, reverse=True)
    return tuple(sorted(by_date, key=lambda one: -DEFAULT.weights[kind_of(one)]))


def _speaks(stored: StoredPassage, member: str) -> bool:
    return any(one.member == member for one in stored.passage.locators)
