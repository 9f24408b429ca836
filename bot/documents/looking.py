"""From a pressed button to the form that is filled with what the document says of itself."""

from hashlib import sha256

from bot.audience import Audiences
from bot.brought import Errand
from bot.documents.looks import Look, Looks
from bot.documents.notes import Notes
from bot.documents.refusals import Refusals
from bot.inbox import Ticket
from bot.views.document_form import (
    add_form,
    change_form,
    found_line,
    notice_modal,
    problem_modal,
)
from bot.views.documents import REMOVED
from bot.views.parts import Json
from knowledge.errors import KnowledgeError, RefusedFile
from knowledge.models.contributions import ContributionState
from knowledge.models.inspection import Outcome
from knowledge.models.work import InboxItem
from knowledge.services import Services
from knowledge.stewardship.life import ANSWERING

LOOK = "document_look"


class Looking:
    """Fills the modal that waits for a look at a document."""

    def __init__(
        self,
        services: Services,
        audiences: Audiences,
        looks: Looks,
        notes: Notes,
        refusals: Refusals,
    ) -> None:
        self._services = services
        self._audiences = audiences
        self._looks = looks
        self._notes = notes
        self._refusals = refusals

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Look, and show the form or the reason why there is none."""
        errand = Errand.model_validate(item.payload)
        view = self._known(errand) or self._look(errand)
        ticket.settle()
        self._notes.show(errand.view, view)

    def explain(self, item: InboxItem) -> None:
        """Say nothing: the modal says that it takes a while."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Say in the modal that the document could not be read."""
        errand = Errand.model_validate(item.payload)
        reason = error or RefusedFile("It could not be read this time", "Try again in a minute")
        text = f"{reason} I have kept nothing of it. Reference: {reference}."
        self._notes.show(errand.view, notice_modal(text))

    def _known(self, errand: Errand) -> Json | None:
        one = self._services.contributions.by_origin(errand.brought.origin)
        if one is None:
            return None
        if one.state is ContributionState.WITHDRAWN:
            return notice_modal(f"{REMOVED.replace('*', '')} Send the document again to add it.")
        return change_form(errand, one, self._services.pack.answer_kinds)

    def _look(self, errand: Errand) -> Json:
        try:
            look = self._looks.look(errand.brought)
        except RefusedFile as refused:
            return problem_modal(refused)
        found = look.inspection
        if found.outcome is Outcome.REFUSED:
            return notice_modal(f"{found.refusal} I have kept nothing of it.")
        if found.outcome is Outcome.BLOCK:
            return notice_modal(self._refusals.block(errand, found.label).text)
        lead = found_line(look.name, len(look.data), found)
        kinds = self._services.pack.answer_kinds
        return add_form(errand, found, lead, kinds, self._same(look, errand.user))

    def _same(self, look: Look, user: str) -> str:
        digest = sha256(look.data).hexdigest()
        held = self._services.contributions.in_states(ANSWERING)
        same = (one for one in held if one.digest == digest)
        readable = (one.title for one in same if self._audiences.may_read(user, one.scope))
        return next(readable, "")
