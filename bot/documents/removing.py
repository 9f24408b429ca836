"""Out of the folder, out of the answers, and out of the store: each step may be done again."""

from bot.brought import Errand
from bot.documents.shelving import Shelving
from bot.inbox import Ticket
from knowledge.errors import KnowledgeError
from knowledge.models.contributions import ContributionState
from knowledge.models.work import InboxItem
from knowledge.services import Services

REMOVE = "document_remove"


class Removing:
    """Removes documents."""

    def __init__(self, services: Services, shelving: Shelving) -> None:
        self._services = services
        self._shelving = shelving

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Remove one document and everything of it."""
        errand, services = Errand.model_validate(item.payload), self._services
        one = services.contributions.get(errand.brought.id)
        ticket.settle()
        if one is None:
            return
        if one.state is not ContributionState.WITHDRAWN:
            services.audit.record("document.removed", errand.user, one.id)
        services.offering.deleted(one.origin)
        gone = services.contributions.get(one.id) or one
        self._shelving.show(gone, errand)

    def explain(self, item: InboxItem) -> None:
        """Say nothing: the message changes when it is done."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Say nothing: the message still offers to remove it."""
