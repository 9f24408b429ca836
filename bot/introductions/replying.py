"""What a candidate writes or chooses in a window, and what they read then."""

from dataclasses import dataclass

from bot.introductions.deeds import KIND, Deed, What
from bot.introductions.letterbox import WAITING, Letterbox
from bot.views.parts import Json
from bot.views.replies import (
    ANSWER_TITLE,
    ANSWERED,
    NOT_THEM,
    OVER,
    PASS_TITLE,
    PASSED,
    answer_form,
    pass_form,
    reply_notice,
)
from knowledge.errors import NotAllowedError, TransitionError, UnavailableError
from knowledge.models.introductions import Introduction
from knowledge.services import Services


@dataclass(frozen=True, slots=True)
class Replying:
    """Takes replies; who is told of them follows from the inbox."""

    services: Services
    letterbox: Letterbox

    def put(self, deed: Deed) -> None:
        """Store something that is to be done, before it is acknowledged."""
        self.services.inbox.put(deed.key, KIND, deed.model_dump(mode="json"))

    def answer_form(self, introduction_id: str, member: str) -> Json:
        """Return the form for an answer, or that it is over."""
        one = self._waiting(introduction_id, member)
        return answer_form(one) if one else reply_notice(OVER, ANSWER_TITLE)

    def answer(self, introduction_id: str, member: str, text: str, occasion: str) -> Json:
        """Keep an answer that is fit to be kept, and return what its writer reads."""
        try:
            self.services.introducing.answer(introduction_id, member, text)
        except TransitionError:
            self.letterbox.put_right(introduction_id)
            return reply_notice(OVER, ANSWER_TITLE)
        self.put(Deed(introduction=introduction_id, what=What.GO_ON, by=member, occasion=occasion))
        return reply_notice(ANSWERED, ANSWER_TITLE)

    def pass_form(self, introduction_id: str, member: str) -> Json:
        """Return the form in which somebody else is named, or that it is over."""
        one = self._waiting(introduction_id, member)
        return pass_form(one) if one else reply_notice(OVER, PASS_TITLE)

    def pass_on(self, introduction_id: str, member: str, to: str, occasion: str) -> Json | str:
        """Have somebody else asked.

        Returns:
            What the candidate reads then; or why not, to be said beside the field.
        """
        try:
            self.services.introducing.pass_on(introduction_id, member, to)
        except UnavailableError:
            return NOT_THEM
        except TransitionError:
            self.letterbox.put_right(introduction_id)
            return reply_notice(OVER, PASS_TITLE)
        deed = Deed(introduction=introduction_id, what=What.PASSED_ON, by=member, occasion=occasion)
        self.put(deed)
        return reply_notice(PASSED, PASS_TITLE)

    def _waiting(self, introduction_id: str, member: str) -> Introduction | None:
        one = self.services.introducing.get(introduction_id)
        if one is None or one.state not in WAITING:
            self.letterbox.put_right(introduction_id)
            return None
        if one.candidate != member:
            raise NotAllowedError("This is between other members", "Look at your own introductions")
        return one
