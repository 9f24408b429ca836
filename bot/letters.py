"""Direct messages that must arrive: each waits in the inbox, and is sent once."""

import logging
from http import HTTPStatus
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.delivery import Delivery
from bot.inbox import Ticket
from bot.outbox import Unverifiable
from bot.views.parts import Message
from knowledge.errors import KnowledgeError
from knowledge.models.work import InboxItem
from knowledge.ports import Inbox

KIND = "letter"
_log = logging.getLogger(__name__)


class Letters:
    """Sends letters; what they say is the bot's own words, never those of a member."""

    def __init__(self, inbox: Inbox, delivery: Delivery) -> None:
        self._inbox = inbox
        self._delivery = delivery

    def send(self, user: str, key: str, message: Message) -> None:
        """Send a direct message; the same key to the same person again sends nothing."""
        letter: dict[str, Any] = {"user": user, "text": message.text, "blocks": message.blocks}
        self._inbox.put(f"letter {key} {user}", KIND, letter)

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Deliver a letter."""
        ticket.settle()
        letter = item.payload
        message = Message(text=letter["text"], blocks=tuple(letter["blocks"]))
        try:
            self._delivery.tell(letter["user"], item.key, message)
        except Unverifiable:
            _log.info("whether a letter arrived cannot be seen; it is not sent again")
        except SlackApiError as error:
            if error.response.status_code != HTTPStatus.OK or not error.response.get("error"):
                raise
            _log.info("a letter cannot be delivered: %s", error.response.get("error"))

    def explain(self, item: InboxItem) -> None:
        """Nobody waits for a letter."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """The administrator finds the reason in the log."""
