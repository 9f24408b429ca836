"""From a question in the inbox to the reply in Slack."""

import logging
from dataclasses import replace

from slack_sdk.errors import SlackClientError

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.experts.finding import Finding
from bot.growing import Growing
from bot.inbox import Ticket
from bot.models import MAX_QUESTION_CHARS, Place, Question
from bot.recording import Recording
from bot.references import job_id_of, log_trouble, reference_of
from bot.threads import Threads
from bot.views.answer import Handle, answer_message
from bot.views.errors import GONE, failed, too_long
from bot.views.home import help_message
from bot.views.parts import Message, note
from knowledge.errors import KnowledgeError
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.work import InboxItem
from knowledge.services import Services

KIND = "question"
MENTION_AGAIN = "To follow up in this thread, mention me again."
SLOW = "I am still looking; this takes longer than usual."
_log = logging.getLogger(__name__)
_UNANSWERED = frozenset({AnswerState.CLOSEST, AnswerState.NOT_HELD})


class Asking:
    """Works on questions."""

    def __init__(
        self,
        services: Services,
        audiences: Audiences,
        threads: Threads,
        delivery: Delivery,
        stream_after_s: float,
    ) -> None:
        self._services = services
        self._audiences = audiences
        self._threads = threads
        self._delivery = delivery
        self._recording = Recording(services, audiences)
        self._finding = Finding(services, audiences)
        self._growing = Growing(audiences, self._recording, delivery, stream_after_s)

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Answer a question for everybody who will see the reply, and post that once."""
        question = Question.model_validate(item.payload)
        courtesy = self._courtesy(question)
        if courtesy:
            ticket.settle()
            self._delivery.aside(question, courtesy, "courtesy")
            return
        self._threads.show_thinking(question)
        try:
            text = self._threads.text_of(question) if question.reread else question.text
        except LookupError:
            ticket.settle()
            self._delivery.aside(question, note(GONE), "gone")
            return
        handle = self._handle(question)
        answer, audience = self._answer(question, text, handle, ticket)
        handle = self._left_open(question, text, answer, audience, handle)
        answer = self._recording.keep(question, answer, handle)
        ticket.settle()
        self._delivery.reply(question, answer_message(answer, handle))
        self._recording.note_given(question, answer)
        self._recording.note_gap(question, text, answer)
        self._offer_more(question, answer, audience)

    def explain(self, item: InboxItem) -> None:
        """Tell the asker that it takes longer than usual."""
        question = Question.model_validate(item.payload)
        if question.place is Place.PRIVATE:
            self._delivery.aside(question, note(SLOW), "slow")
        else:
            self._threads.show_slow(question)

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Tell the asker alone that there will be no answer."""
        question = Question.model_validate(item.payload)
        message = failed(self._services.pack.notices, reference, error)
        self._threads.clear(question)
        self._delivery.close(question)
        self._delivery.aside(question, message, "failed")

    def _courtesy(self, question: Question) -> Message | None:
        if question.is_too_long:
            return too_long(MAX_QUESTION_CHARS)
        if not question.reread and not any(char.isalnum() for char in question.text):
            return help_message(self._services.pack, self._services.leaving)
        return None

    def _answer(
        self, question: Question, text: str, handle: Handle, ticket: Ticket
    ) -> tuple[Answer, Audience]:
        """Ask until the audience has not shrunk meanwhile: it only ever gets smaller."""
        earlier = self._threads.questions_before(question)
        audience = self._audiences.of(question)
        heard = self._growing.listener(question, audience, handle, ticket)
        while True:
            answer = self._services.answers.ask(text, audience, earlier, heard)
            present = self._audiences.of(question)
            if audience.scopes <= present.scopes:
                return answer, audience
            audience, heard = audience & present, None

    def _left_open(
        self, question: Question, text: str, answer: Answer, audience: Audience, handle: Handle
    ) -> Handle:
        """Return what the controls carry besides where the answer leaves something open."""
        if not self._recording.is_gap(answer):
            return handle
        knows = self._finding.count(text, question.user, audience)
        where = _asked(question) or f"{question.channel}||"
        return replace(handle, gap=where, knows=knows)

    def _handle(self, question: Question) -> Handle:
        in_channel = question.place is Place.CHANNEL
        asked = _asked(question)
        again = asked if in_channel else ""
        follows = question.own_thread and self._audiences.can_follow(question.channel)
        hint = MENTION_AGAIN if in_channel and not follows else ""
        return Handle(
            key=job_id_of(question.key),
            again=again,
            hint=hint,
            asker=question.user,
            own_thread=question.own_thread,
            asked=asked,
        )

    def _offer_more(self, question: Question, answer: Answer, audience: Audience) -> None:
        if question.place is not Place.CHANNEL or answer.state not in _UNANSWERED:
            return
        if self._audiences.could_read_more(question.user, audience):
            notice = note(self._services.pack.notices.more_for_you)
            try:
                self._delivery.aside(question, notice, "more")
            except (SlackClientError, OSError) as error:  # the answer itself has been given
                log_trouble(_log, reference_of(question.key), error)


def _asked(question: Question) -> str:
    """Return where the asker's own message stands; empty when there is none."""
    if question.chosen or not question.ts:
        return ""
    return f"{question.channel}|{question.ts}|{question.thread}"
