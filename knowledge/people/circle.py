"""Who may be shown to an asker and by what: consent decides before anything is ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.models.access import COMMUNITY, PEOPLE, Audience
from knowledge.models.documents import PERSON, DocumentInfo
from knowledge.models.members import Member


@dataclass(frozen=True, slots=True)
class Circle:
    """Members who may be shown, to one asker before one audience.

    Attributes:
        members: by id; nobody else is ever named.
        scopes: access scopes of what the asker and everybody in the audience may know of.
    """

    members: Mapping[str, Member]
    scopes: frozenset[str]

    def speaks_for(self, document: DocumentInfo) -> tuple[str, ...]:
        """Return for whom a document may speak here; for nobody where it may not be known of."""
        if document.scope not in self.scopes:
            return ()
        found = []
        for one in document.named:
            member = self.members.get(one)
            if member is not None and lets_speak(member, document):
                found.append(one)
        return tuple(found)


def circle_of(
    listed: Iterable[Member], asker: str, asking: Member | None, audience: Audience
) -> Circle:
    """Draw the circle of an asker.

    Args:
        listed: members who may come into question.
        asker: their id.
        asking: what the asker said of themselves, or None.
        audience: everybody who will see the result, the asker among them.
    """
    apart = asking.never_pair if asking else frozenset[str]()
    members = {
        one.id: one
        for one in listed
        if one.is_listed
        and one.profile.name
        and one.id != asker
        and one.id not in apart
        and asker not in one.never_pair
    }
    return Circle(members, readable_in(audience))


def readable_in(audience: Audience) -> frozenset[str]:
    """Return the scopes of what may speak for somebody before an audience.

    What members say of themselves is for full members alone.
    """
    return audience.scopes | ({PEOPLE} if audience.may_read(COMMUNITY) else set())


def lets_speak(member: Member, document: DocumentInfo) -> bool:
    """Tell whether a member who is named with a text lets it speak for them."""
    if document.id in member.hidden:
        return False
    return document.id.startswith(PERSON) or member.wishes.use_contributions
