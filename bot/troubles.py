"""The one error handler of all listeners."""

import logging
from typing import Any

from slack_bolt import Respond
from slack_sdk.errors import SlackApiError

from bot.gate import dedup_key
from bot.references import log_trouble, reference_of
from bot.views.errors import failed
from knowledge.errors import KnowledgeError
from knowledge.models.notices import Notices

_log = logging.getLogger(__name__)
_TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})


class Troubles:
    """Logs an error under a reference, and tells it to the person who pressed or typed."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices

    def handle(self, error: Exception, body: dict[str, Any], respond: Respond) -> None:
        """Handle what a listener or the intake raised.

        An event is not replied to: Slack delivers it again when it was not acknowledged.
        """
        reference = reference_of(dedup_key(body))
        log_trouble(_log, reference, error)
        if not body.get("response_url"):
            return
        known = error if isinstance(error, KnowledgeError) else _explained(error)
        message = failed(self._notices, reference, known)
        respond(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            replace_original=False,
        )


def _explained(error: Exception) -> KnowledgeError | None:
    if isinstance(error, SlackApiError) and error.response.get("error") in _TOO_LATE:
        return KnowledgeError("That took too long to open", "Press the button again")
    return None
