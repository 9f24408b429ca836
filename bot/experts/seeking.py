"""From a command that looks for people to the cards that its giver alone sees."""

from dataclasses import dataclass

from bot.asking import SLOW
from bot.delivery import Delivery
from bot.experts.carried import Search
from bot.experts.finding import Finding
from bot.inbox import Ticket
from bot.models import MAX_QUESTION_CHARS, Question
from bot.views.cards import people_message
from bot.views.errors import failed, too_long
from bot.views.parts import note
from knowledge.errors import KnowledgeError
from knowledge.models.notices import Notices
from knowledge.models.work import InboxItem

KIND = "seek"


@dataclass(frozen=True, slots=True)
class Seeking:
    """Works on searches for people."""

    finding: Finding
    delivery: Delivery
    notices: Notices

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Look for people, and show them once."""
        question = Question.model_validate(item.payload)
        if question.is_too_long:
            ticket.settle()
            self.delivery.reply(question, too_long(MAX_QUESTION_CHARS))
            return
        where = f"{question.channel}||"
        shown = self.finding.people(Search(question=question.text), question.user, where)
        ticket.settle()
        shown = self.finding.note_gap(shown, question.user)
        self.delivery.reply(question, people_message(shown))

    def explain(self, item: InboxItem) -> None:
        """Tell the asker that it takes longer than usual."""
        self.delivery.aside(Question.model_validate(item.payload), note(SLOW), "slow")

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Tell the asker alone that nobody could be looked for."""
        question = Question.model_validate(item.payload)
        self.delivery.aside(question, failed(self.notices, reference, error), "failed")
