"""A post whose source is gone: what is left of it."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from bot.mrkdwn import safe
from bot.views.answer import Handle, answer_message, short
from bot.views.parts import Message, section
from bot.views.waits import retold_message
from knowledge.models.answers import WITHDRAWN, Answer


class Layout(BaseModel):
    """What is noted of a post so that it can be written again, with less in it.

    Attributes:
        shown: sentences that the post shows; it must never show more than before.
        again, hint, gap, asked, own_thread, knows: see `Handle`.
        asker: likewise; empty where there is nothing to choose, as it is somebody's id.
        told: whether it is a letter to somebody who had waited for the answer.
    """

    model_config = ConfigDict(frozen=True)

    shown: int
    again: str = ""
    hint: str = ""
    gap: str = ""
    asked: str = ""
    asker: str = ""
    own_thread: bool = True
    told: bool = False
    knows: int = 0

    @classmethod
    def of(cls, answer: Answer, handle: Handle, *, told: bool = False) -> Self:
        """Return the layout in which an answer is posted."""
        return cls(
            shown=len(short(answer)),
            again=handle.again,
            hint=handle.hint,
            gap=handle.gap,
            asked=handle.asked,
            asker=handle.asker if answer.choices else "",
            own_thread=handle.own_thread,
            knows=handle.knows,
            told=told,
        )

    def handle(self, key: str) -> Handle:
        """Return what the controls carry under the post of an answer that was logged so."""
        return Handle(
            key=key,
            again=self.again,
            hint=self.hint,
            gap=self.gap,
            asker=self.asker,
            own_thread=self.own_thread,
            asked=self.asked,
            knows=self.knows,
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
    left_out = len(answer.sentences) - len(shown.sentences)
    said = answer_message(shown, layout.handle(key), left_out)
    return retold_message(said) if layout.told else said
