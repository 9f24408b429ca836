"""What is said about a message whose text was not kept."""

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.delivery import Delivery
from bot.inbox import Ticket
from bot.models import Withheld, WithheldFor
from bot.outbox import Unverifiable
from bot.references import log_trouble, reference_of
from bot.views.errors import failed
from bot.views.withheld import for_admins, for_asker
from knowledge.errors import KnowledgeError
from knowledge.models.notices import Notices
from knowledge.models.stewardship import Role
from knowledge.models.work import InboxItem
from knowledge.stewardship.roles import Roles

KIND = "withheld"
_log = logging.getLogger(__name__)


class Withholding:
    """Tells the writer, and the administrators when something was blocked."""

    def __init__(
        self, notices: Notices, roles: Roles, client: WebClient, delivery: Delivery
    ) -> None:
        self._notices = notices
        self._roles = roles
        self._client = client
        self._delivery = delivery

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Tell everybody who has to know, once, and repeat nothing of the text."""
        withheld = Withheld.model_validate(item.payload)
        ticket.settle()
        self._delivery.aside(withheld.question, for_asker(self._notices, withheld.why), KIND)
        if withheld.why is WithheldFor.BLOCKED:
            for admin in self._roles.holders(Role.ADMIN):
                self._tell(admin, withheld)

    def explain(self, item: InboxItem) -> None:
        """Say nothing: nobody waits for an answer."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Tell the writer, and nobody else, that something went wrong."""
        question = Withheld.model_validate(item.payload).question
        self._delivery.aside(question, failed(self._notices, reference, error), "failed")

    def _tell(self, admin: str, withheld: Withheld) -> None:
        question = withheld.question
        key = f"{question.key} blocked {admin}"
        message = for_admins(
            question.channel, withheld.label, reference_of(question.key), self._link(withheld)
        )
        try:
            self._delivery.tell(admin, key, message)
        except (
            SlackClientError,
            Unverifiable,
            OSError,
        ) as error:  # the next one is told all the same
            log_trouble(_log, reference_of(key), error)

    def _link(self, withheld: Withheld) -> str:
        question = withheld.question
        if not question.ts:
            return ""
        try:
            found = self._client.chat_getPermalink(channel=question.channel, message_ts=question.ts)
        except (SlackClientError, OSError):
            return ""
        return str(found["permalink"])
