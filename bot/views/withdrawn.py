"""A post whose source is gone: what is left of it."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from bot.mrkdwn import safe
from bot.views.answer import Handle, answer_message, short
from bot.views.parts import Message, section
from knowledge.models.answers import WITHDRAWN, Answer


class Layout(BaseModel):
    """What is noted of a post so that it can be written again, with less in it.

    Attributes:
        shown: sentences that the post shows; it must never show more than before.
        again, hint, gap, asked: see `Handle`.
    """

    model_config = ConfigDict(frozen=True)

    shown: int
    again: str = ""
    hint: str = ""
    gap: str = ""
    asked: str = ""

    @classmethod
    def of(cls, answer: Answer, handle: Handle) -> Self:
        """Return the layout in which an answer is posted."""
        return cls(
            shown=len(short(answer)),
            again=handle.again,
            hint=handle.hint,
            gap=handle.gap,
            asked=handle.asked,
        )


def corrected_message(answer: Answer | None, key: str, layout: Layout) -> Message:
    """Return the post without what is gone: “[withdrawn]” alone when nothing else is left.

    Args:
        answer: as it is logged now; None when the log no longer holds it.
        key: under which it was logged.
    """
    if answer is None or answer.is_withdrawn:
        return Message(text=WITHDRAWN, blocks=(section(safe(WITHDRAWN, 100)),))
    shown = answer.model_copy(update={"sentences": answer.sentences[: layout.shown]})
    handle = Handle(
        key=key, again=layout.again, hint=layout.hint, gap=layout.gap, asked=layout.asked
    )
    return answer_message(shown, handle, len(answer.sentences) - len(shown.sentences))
