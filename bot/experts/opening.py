"""The window over a channel or a thread: the question passes the gate, then people are shown."""

from dataclasses import dataclass

from bot.experts.carried import Search
from bot.experts.finding import Finding
from bot.models import Place, Question, Withheld
from bot.screening import Screen
from bot.views.cards import people_form, people_modal
from bot.views.parts import Json
from bot.views.withheld import for_asker
from knowledge.models.notices import Notices


@dataclass(frozen=True, slots=True)
class Opening:
    """Makes windows of what was typed, or of what stands in a message."""

    finding: Finding
    screen: Screen
    notices: Notices

    def window(self, text: str, search: Search, user: str, where: str) -> Json:
        """Return the people who may know, or the form to ask in.

        Args:
            text: with its line breaks, on which markings depend.
            search: what is known besides.
            user: who asks, and alone sees it.
            where: the question stands; see `gap_controls`.
        """
        private = search.private or self.finding.is_private(where)
        empty = Search(dial=search.dial, answer=search.answer, private=private)
        if not any(char.isalnum() for char in text):
            return people_form(empty)
        one_line = " ".join(text.split())
        asked = Question(key="", place=Place.PRIVATE, user=user, channel="", text=one_line)
        kept = self.screen.examine({"text": text}, asked)
        if isinstance(kept, Withheld):
            refused = for_asker(self.notices, kept.why).text
            return people_form(empty, refused)
        again = empty.model_copy(update={"question": kept.text})
        shown = self.finding.people(again, user, where)
        return people_modal(self.finding.note_gap(shown, user))
