"""A member to documents: what they say of themselves, and the works that carry their ORCID."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from knowledge.models.access import PEOPLE
from knowledge.models.documents import PERSON, Document, DocumentInfo, Kind, Section
from knowledge.models.members import Member, Work

PROFILE: Final = "profile"
TOPICS: Final = "topics"
WORKS: Final = "works"

_DOI = "https://doi.org/"


def root_of(key: str) -> str:
    """Return what the ids of all documents begin with that a member is found by."""
    return f"{PERSON}{key}/"


def dossier_of(member: Member, works: Iterable[Work]) -> Iterator[Document]:
    """Yield the documents of a member; nobody reads them, they only speak for them.

    Args:
        member: somebody who has a name; without one, there is nothing to show.
        works: those that carry the member's ORCID.
    """
    profile = member.profile
    if not profile.name:
        return
    said = "\n\n".join(part for part in (profile.headline, profile.bio) if part.strip())
    if said:
        info = _info(member, PROFILE, profile.headline or "Profile", Kind.OPINION)
        yield Document(info=info, sections=(Section(text=said),))
    if profile.topics:
        info = _info(member, TOPICS, "Topics", Kind.OPINION)
        # Each topic is a passage of its own: one among ten others would be near to nothing.
        topics = (Section(heading=(one,), text=one, apart=True) for one in profile.topics)
        yield Document(info=info, sections=tuple(topics))
    for work in works:
        yield _work(member, work)


def no_longer_said(before: Iterable[Document], after: Iterable[Document]) -> tuple[str, ...]:
    """Return the ids of those documents of which something is no longer in a member's dossier."""
    kept = {one.info.id: set(one.sections) for one in after}
    return tuple(
        one.info.id for one in before if not set(one.sections) <= kept.get(one.info.id, set())
    )


def reached(beginnings: Sequence[str], live: Iterable[str]) -> set[str]:
    """Return the live ids that begin with one of these, and these themselves.

    What a build under way has read, and what is not live yet, must not become so either.
    """
    return {*beginnings, *(one for one in live if one.startswith(tuple(beginnings)))}


def _work(member: Member, work: Work) -> Document:
    info = _info(member, f"{WORKS}/{work.id}", work.title, Kind.EVIDENCE)
    url = work.url or (f"{_DOI}{work.doi}" if work.doi else "")
    text = "\n\n".join(part for part in (work.title, work.abstract) if part.strip())
    dated = info.model_copy(update={"date": work.date, "url": url})
    return Document(info=dated, sections=(Section(text=text),))


def _info(member: Member, part: str, title: str, kind: Kind) -> DocumentInfo:
    return DocumentInfo(
        id=f"{root_of(member.key)}{part}",
        name=part,
        title=title,
        kind=kind,
        members=(member.id,),
        named=(member.id,),
        scope=PEOPLE,
    )
