"""An answer that is shown while a language model writes it, sentence by sentence."""

import time
from collections.abc import Callable, Sequence

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.inbox import Ticket
from bot.models import Place, Question
from bot.mrkdwn import streamable
from bot.recording import Recording
from bot.views.answer import Handle, short
from knowledge.models.access import Audience
from knowledge.models.answers import Answer


class Growing:
    """Shows answers in their threads as they grow; what is posted at the end replaces it.

    Whole sentences are appended, a few an answer: no buffer is needed to spare Slack calls.

    Args:
        after_s: seconds that an answer may take before anything of it is shown.
        now: seconds that only go forwards.
    """

    def __init__(
        self,
        audiences: Audiences,
        recording: Recording,
        delivery: Delivery,
        after_s: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._audiences = audiences
        self._recording = recording
        self._delivery = delivery
        self._after_s = after_s
        self._now = now

    def listener(
        self, question: Question, audience: Audience, handle: Handle, ticket: Ticket
    ) -> Callable[[Answer], None] | None:
        """Return what is to be told of the answer to a question so far.

        Args:
            question: where it was asked decides whether anything is shown early.
            audience: for whom it is being written.
            handle: what the controls under it will carry.
            ticket: is settled before anything is shown.
        """
        if question.place is Place.PRIVATE:
            return None
        since, growth = self._now(), _Growth(question, self._delivery, ticket)

        def hear(answer: Answer) -> None:
            if growth.is_over or self._now() - since < self._after_s:
                return
            if self._may_be_shown(question, answer, audience, handle):
                growth.show([said for said, _ in short(answer)])
            else:
                growth.is_over = True

        return hear

    def _may_be_shown(
        self, question: Question, answer: Answer, audience: Audience, handle: Handle
    ) -> bool:
        """Tell whether all who will see the answer so far may still read all of it."""
        present = self._audiences.of(question)
        return audience.scopes <= present.scopes and answer == self._recording.keep(
            question, answer, handle
        )


class _Growth:
    """What is shown of one answer, in one attempt."""

    def __init__(self, question: Question, delivery: Delivery, ticket: Ticket) -> None:
        self._question = question
        self._delivery = delivery
        self._ticket = ticket
        self._shown = 0
        self._stream = ""
        self.is_over = False

    def show(self, lines: Sequence[str]) -> None:
        """Append the lines that are new."""
        new = [streamable(line) for line in lines[self._shown :]]
        if not new:
            return
        self.is_over = not all(new) or not self._append("".join(f"{line}\n\n" for line in new))
        self._shown += len(new)

    def _append(self, markdown: str) -> bool:
        self._ticket.settle()
        self._stream = self._stream or self._delivery.begin(self._question)
        return bool(self._stream) and self._delivery.append(self._question, self._stream, markdown)
