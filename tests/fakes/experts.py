"""A search for people that finds what a test has put there."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.models.access import Audience
from knowledge.models.experts import Because, Card, Dial, FoundExperts
from knowledge.people.circle import readable_in


@dataclass
class FakeExperts:
    """Satisfies `ExpertSearch`.

    Attributes:
        cards: what is found, best first.
        gone: ids of documents whose lines hold no more.
        asked: what was asked for, with asker, audience and dial.
    """

    cards: list[Card] = field(default_factory=list)
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
        """Return the cards of all others than the asker."""
        self.asked.append((question, asker, audience, dial))
        left_out = {asker, *without}
        cards = [one for one in self.cards if one.member not in left_out][:most]
        return FoundExperts(question=question, cards=tuple(cards))

    def named(self, name: str, asker: str, audience: Audience) -> FoundExperts:
        """Return the cards of those whose name holds the words."""
        self.asked.append((name, asker, audience, Dial.SOON))
        called = [one for one in self.cards if name.casefold() in one.name.casefold()]
        cards = [one for one in called if one.member != asker]
        return FoundExperts(question=name, cards=tuple(cards))

    def still(self, because: Iterable[Because], audience: Audience) -> tuple[Because, ...]:
        """Return those lines whose document is not gone."""
        scopes = readable_in(audience)
        held = (one for one in because if one.document_id not in self.gone)
        return tuple(one for one in held if one.scope in scopes)
