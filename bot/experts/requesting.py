"""From a written request to the introduction, or to why there is none."""

from dataclasses import dataclass

from bot.audience import Audiences
from bot.experts.carried import Request
from bot.experts.finding import Finding
from bot.views.cards import ASKABLE
from bot.views.introductions import NO_LONGER, TAKEN_BACK
from bot.views.offers import notice_modal
from bot.views.parts import Json
from bot.views.reason import (
    NEEDED_WORDS,
    NOT_ASKABLE,
    NOT_FOUND,
    SENT_TITLE,
    elsewhere_modal,
    sent_modal,
    unavailable_modal,
)
from knowledge.errors import TransitionError, UnavailableError
from knowledge.models.experts import Card
from knowledge.models.introductions import WantedIntroduction
from knowledge.services import Services

MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Requesting:
    """Asks for introductions, and takes them back."""

    services: Services
    audiences: Audiences
    finding: Finding

    def card(self, request: Request, user: str) -> Card | str:
        """Return the candidate as they stand now, or why they cannot be asked."""
        card = self.finding.card(request.search, request.candidate, user)
        if card is None:
            return NOT_FOUND
        return card if card.free in ASKABLE else NOT_ASKABLE

    def send(self, request: Request, user: str, command: str) -> Json:
        """Ask for an introduction, and return what its asker reads.

        Args:
            request: fit to be kept.
            user: who asks.
            command: that lists introductions, or empty.
        """
        card = self.card(request, user)
        if isinstance(card, str):
            return notice_modal(card, SENT_TITLE)
        try:
            made = self.services.introducing.ask(self._wanted(request, card, user))
        except UnavailableError as error:
            return unavailable_modal(str(error), card)
        if made.candidate != card.member:
            return elsewhere_modal(command)
        return sent_modal(card, made, command)

    def take_back(self, introduction_id: str, user: str) -> str:
        """Take a member's own request back, and return what is said of it."""
        made = self.services.introducing.get(introduction_id)
        if made is None or made.asker != user:
            return NO_LONGER
        try:
            self.services.introducing.withdraw(introduction_id, user)
        except TransitionError:
            return NO_LONGER
        return TAKEN_BACK

    def _wanted(self, request: Request, card: Card, user: str) -> WantedIntroduction:
        return WantedIntroduction(
            asker=user,
            candidate=card.member,
            question=request.question,
            reason=request.reason,
            needed=NEEDED_WORDS.get(request.needed, ""),
            anonymous=request.anonymous,
            because=card.because,
            sources=self._sources(request, user),
        )

    def _sources(self, request: Request, user: str) -> tuple[tuple[str, str], ...]:
        """Return what the answer cited, as far as both sides may read it."""
        answer = self.services.answer_log.load(request.search.answer)
        if answer is None:
            return ()
        both = self.audiences.of_person(user) & self.audiences.of_person(request.candidate)
        held = self.services.documents.documents({one.document_id for one in answer.citations})
        readable = {key for key, info in held.items() if both.may_read(info.scope)}
        cited = [one for one in answer.citations if one.document_id in readable and one.url]
        return tuple({one.title: one.url for one in cited}.items())[:MOST_SOURCES]
