"""People who may know, as a test invents them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.models.access import Audience
from knowledge.models.experts import (
    Because,
    Card,
    Dial,
    EvidenceKind,
    FoundExperts,
    Free,
)
from knowledge.people.circle import readable_in


@dataclass
class FakeExperts:
    """Satisfies `ExpertSearch`.

    Attributes:
        cards: best first, for every question; nobody sees a reason that they may not read.
        soon: names of those who come first when a reply soon is looked for.
        gone: ids of documents that are no longer held.
        asked: question, asker, audience and dial of each search.
    """

    cards: list[Card] = field(default_factory=list)
    soon: tuple[str, ...] = ()
    gone: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, Audience, Dial]] = field(default_factory=list)

    def find(
        self,
        question: str,
        asker: str,
        audience: Audience,
        dial: Dial = Dial.SOON,
        most: int = 3,
        without: Iterable[str] = (),
    ) -> FoundExperts:
        """Return those whom the audience may see."""
        self.asked.append((question, asker, audience, dial))
        hidden = {asker, *without}
        cards = [one for one in self.cards if one.member not in hidden]
        if dial is Dial.SOON:
            cards.sort(key=lambda one: one.name not in self.soon)
        seen = [one for one in cards if _readable(one.because, audience)]
        return FoundExperts(question=question, cards=tuple(seen[:most]))

    def named(self, name: str, asker: str, audience: Audience) -> FoundExperts:
        """Return those who are called exactly that."""
        wanted = name.casefold()
        cards = tuple(one for one in self.cards if one.name.casefold() == wanted)
        seen = (one for one in cards if one.member != asker and _readable(one.because, audience))
        return FoundExperts(question=name, cards=tuple(seen))

    def still(
        self, because: Iterable[Because], _member: str, audience: Audience
    ) -> tuple[Because, ...]:
        """Return those reasons that hold at this moment."""
        held = [one for one in because if one.document_id not in self.gone]
        return _readable(held, audience)


def _readable(because: Iterable[Because], audience: Audience) -> tuple[Because, ...]:
    scopes = readable_in(audience)
    return tuple(one for one in because if one.scope in scopes)


def reason(text: str = "wrote “Lamps at sea” (2024)", scope: str = "community") -> Because:
    """Return a reason that names a fictional document."""
    return Because(
        kind=EvidenceKind.DOCUMENT,
        text=text,
        url="https://a.example/lamps",
        date="2024-03-01",
        document_id=f"docs/{text[:12]}",
        scope=scope,
    )


def card(name: str, member: str, *because: Because, free: Free = Free.ASKABLE) -> Card:
    """Return the card of a fictional member."""
    return Card(
        member=member,
        name=name,
        kind="Keeper of lamps",
        organisation="Quillby College",
        headline="Lamps and their oil",
        interest="",
        because=because or (reason(),),
        free=free,
    )
