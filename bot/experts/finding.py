"""Finds people for one asker, by what that asker may read at this moment."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.audience import Audiences
from bot.experts.carried import Search
from bot.references import log_trouble, reference_of
from bot.views.cards import NOBODY_BESIDES_YOU, SHOWN_CARDS, Shown
from bot.waiting.places import Spot
from knowledge.errors import KnowledgeError
from knowledge.models.access import Audience
from knowledge.models.experts import Card
from knowledge.models.load import NOBODY_SUITED
from knowledge.people.naming import looks_like_a_name
from knowledge.services import Services

_ATTEMPTS = 5
"""Searches for those who take the places of people who left; then the cards are fewer."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finding:
    """Looks for people; whoever sees them is the asker alone."""

    services: Services
    audiences: Audiences

    def people(self, search: Search, user: str, where: str) -> Shown:
        """Return who may know, or what the community says to such a question.

        Args:
            search: what is looked for.
            user: who asks, and alone sees it.
            where: the question stands, from which a channel may be asked (see `gap_controls`).
        """
        pack = self.services.pack
        route = pack.route_of(search.question)
        if route and not route.is_gap:
            return Shown(search, lead=route.reply)
        cards = tuple(self._cards(search, user))[:SHOWN_CARDS]
        lead = route.reply if route else ""
        alone = not cards and self._is_alone(search, user)
        nobody = NOBODY_BESIDES_YOU if alone else pack.notices.nobody_suits
        return Shown(search, cards, lead, where, nobody)

    def card(self, search: Search, member: str, user: str) -> Card | None:
        """Return somebody whom a search found, as they stand now; None when it no longer does."""
        return next((one for one in self._cards(search, user) if one.member == member), None)

    def note_gap(self, shown: Shown, user: str) -> Shown:
        """Put down that nobody was found for what was asked in the open, or typed for this."""
        if shown.cards or not shown.where or shown.search.private:
            return shown
        # Whom somebody looks for is no gap in what is known, and nobody's business.
        if shown.nobody == NOBODY_BESIDES_YOU or looks_like_a_name(shown.search.question):
            return shown
        fit = self.services.fit_to_keep(shown.search.question)
        if not fit:
            return shown
        self.services.gaps.note(fit, NOBODY_SUITED, user)
        return replace(shown, noted=True)

    def is_private(self, where: str) -> bool:
        """Tell whether a question stands in a message that not everybody can read."""
        spot = Spot.of(where)
        return bool(spot.ts) and (not spot.is_channel or self.audiences.is_private(spot.channel))

    def count(self, question: str, user: str, audience: Audience) -> int:
        """Return how many people may know, for an audience; none when that cannot be found out."""
        try:
            found = self._suited(Search(question=question), user, audience, SHOWN_CARDS)
        except (KnowledgeError, OSError) as error:  # the answer itself is given all the same
            log_trouble(_log, reference_of("experts"), error)
            return 0
        return sum(bool(self._still(card, audience).because) for card in found)

    def _cards(self, search: Search, user: str) -> Iterator[Card]:
        """Yield those who are left, best first; who was dropped counts, so that none moves up."""
        audience = self.audiences.of_person(user)
        found = self._found(search, user, audience)
        while not audience.scopes <= (present := self.audiences.of_person(user)).scopes:
            audience = audience & present
            found = self._found(search, user, audience)
        for card in found:
            held = self._still(card, audience)
            # A profile alone is a reason where somebody was looked for by name.
            if (held.because or not card.because) and held.member not in search.dropped:
                yield held

    def _is_alone(self, search: Search, user: str) -> bool:
        """Tell whether an asker would be shown to somebody else who reads what they read."""
        experts, audience = self.services.experts, self.audiences.of_person(user)
        found = experts.find(search.question, "", audience, search.dial, 1).cards
        found += experts.named(search.question, "", audience).cards
        return any(one.member == user for one in found)

    def _found(self, search: Search, user: str, audience: Audience) -> tuple[Card, ...]:
        experts, most = self.services.experts, SHOWN_CARDS + len(search.dropped)
        called = experts.named(search.question, user, audience).cards
        named = [card for card in called if self.audiences.is_active(card.member)]
        known = {card.member for card in named}
        others = self._suited(search, user, audience, most)
        return (*named, *(card for card in others if card.member not in known))

    def _suited(self, search: Search, user: str, audience: Audience, most: int) -> tuple[Card, ...]:
        """Return who suits; whoever left the workspace gives way to the next."""
        left: set[str] = set()
        for _ in range(_ATTEMPTS):
            found = self.services.experts.find(
                search.question, user, audience, search.dial, most, without=left
            )
            gone = {one.member for one in found.cards if not self.audiences.is_active(one.member)}
            if not gone:
                break
            left |= gone
        return tuple(card for card in found.cards if card.member not in gone)

    def _still(self, card: Card, audience: Audience) -> Card:
        because = self.services.experts.still(card.because, card.member, audience)
        return card.model_copy(update={"because": because})
