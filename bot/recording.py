"""What is kept of an answer before it is posted, so that it can be explained and taken back."""

from bot.audience import Audiences
from bot.models import Place, Question
from bot.references import job_id_of
from bot.views.answer import Handle
from bot.views.withdrawn import Layout
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.records import Where
from knowledge.services import Services
from knowledge.stewardship.redaction import considered, named, without

_UNANSWERED = frozenset({AnswerState.CLOSEST, AnswerState.NOT_HELD})


class Recording:
    """Logs answers with what they quote, and questions that were not answered."""

    def __init__(self, services: Services, audiences: Audiences) -> None:
        self._services = services
        self._audiences = audiences

    def keep(
        self, question: Question, answer: Answer, handle: Handle, *, told: bool = False
    ) -> Answer:
        """Log an answer, and return it as it may be posted.

        What is withdrawn from now on is edited in the post too. What was withdrawn since the
        answer was made is taken out here: the note comes first, so that nothing falls between.

        Args:
            question: what was asked.
            answer: as it was made.
            handle: what the controls under it carry.
            told: whether it goes to somebody who waited for it.
        """
        key = job_id_of(question.key)
        quoted, noted = named(answer), considered(answer)
        # Nobody can edit what only one person was shown.
        post_key = "" if question.place is Place.PRIVATE else question.key
        self._services.answer_log.save(key, answer)
        layout = Layout.of(answer, handle, told=told).model_dump_json()
        self._services.quotes.note(key, quoted, post_key, layout, noted)
        held = self._services.documents.documents(quoted | noted)
        gone = (quoted | noted) - held.keys()
        if not gone:
            return answer
        left = without(answer, gone)
        self._services.answer_log.save(key, left)
        return left

    def note_given(self, question: Question, answer: Answer) -> None:
        """Put on record that an answer was given; its question is no part of it."""
        key, where = job_id_of(question.key), self._where(question)
        self._services.records.note(key, question.user, where, answer)

    def note_gap(self, question: Question, text: str, answer: Answer) -> None:
        """Keep a question that was not answered, when everybody in the workspace could read it.

        A text in which anything identifies somebody is not kept.
        """
        if question.place is not Place.CHANNEL or not self.is_gap(answer):
            return
        if self._audiences.is_private(question.channel):
            return
        fit = self._services.fit_to_keep(text)
        if fit:
            self._services.gaps.note(fit, answer.state, question.user)

    def _where(self, question: Question) -> Where:
        if question.place is Place.CHANNEL:
            is_private = self._audiences.is_private(question.channel)
            return Where.PRIVATE_CHANNEL if is_private else Where.CHANNEL
        return Where.DIRECT if question.place is Place.DIRECT else Where.ALONE

    def is_gap(self, answer: Answer) -> bool:
        """Tell whether an answer leaves open what the community could come to know."""
        if answer.state in _UNANSWERED:
            return not answer.choices  # it was asked back, not left open
        routes = {route.key: route for route in self._services.pack.routes}
        route = routes.get(answer.route)
        return route is not None and route.is_gap
