"""Out of the answers, out of the store, and out of the folder: each step may be done again."""

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
        gone = services.contributions.move(one.id, ContributionState.WITHDRAWN) or one
        services.withdrawals.withdraw([one.document_id])
        services.uploads.discard(one.id)
        self._shelving.show(gone, errand)

    def explain(self, item: InboxItem) -> None:
        """Say nothing: the message changes when it is done."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Say nothing: the message still offers to remove it."""
