"""From a document in a direct message to the reply that says what can be done with it."""

from bot.audience import Audiences
from bot.brought import Brought
from bot.documents.notes import Notes
from bot.documents.slack_files import SlackFiles, check_size
from bot.inbox import Ticket
from bot.views.documents import (
    Standing,
    failed_message,
    received_message,
    refused_message,
)
from bot.views.parts import Message
from knowledge.errors import KnowledgeError, RefusedFile
from knowledge.models.work import InboxItem
from knowledge.stewardship.roles import Roles

RECEIVED = "document"
MAX_URL_CHARS = 1500


class Receiving:
    """Says in the thread what was received; nothing of it is read or kept yet."""

    def __init__(self, files: SlackFiles, audiences: Audiences, notes: Notes, roles: Roles) -> None:
        self._files = files
        self._audiences = audiences
        self._notes = notes
        self._roles = roles

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Reply once."""
        brought = Brought.model_validate(item.payload)
        message = self._message(brought)
        ticket.settle()
        self._notes.post(brought, message, "received")

    def explain(self, item: InboxItem) -> None:
        """Say nothing: the reply is on its way."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Say that the document could not be taken in."""
        brought = Brought.model_validate(item.payload)
        self._notes.post(brought, failed_message(reference, error), "failed")

    def _message(self, brought: Brought) -> Message:
        try:
            name, size = self._facts(brought)
        except RefusedFile as refused:
            return refused_message(refused)
        return received_message(brought, name, size, self._standing(brought.user))

    def _facts(self, brought: Brought) -> tuple[str, int]:
        if brought.url:
            if len(brought.url) > MAX_URL_CHARS:
                raise RefusedFile("The link is too long", "Save the page and send it as a file")
            return brought.url, 0
        facts = self._files.about(brought.file)
        check_size(facts)
        return facts.name, facts.size

    def _standing(self, user: str) -> Standing:
        if self._roles.is_curator(user):
            return Standing.CURATOR
        return Standing.MEMBER if self._audiences.is_member(user) else Standing.GUEST
