"""Edits posts that quote what was withdrawn."""

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.outbox import Pace
from bot.polling import Polling
from bot.references import log_trouble, reference_of
from bot.views.withdrawn import Layout, corrected_message
from knowledge.models.erasure import Correction
from knowledge.ports import AnswerLog, Quotes

POLL_S = 5.0
SOON_S, LATER_S = 60.0, 86_400.0
_GONE = frozenset(
    {"message_not_found", "channel_not_found", "cant_update_message", "edit_window_closed"}
    | {"thread_not_found"}
)
_log = logging.getLogger(__name__)


class Corrections:
    """Polls for posts to edit, on a thread of its own; an edit may safely be made twice."""

    def __init__(
        self, client: WebClient, quotes: Quotes, answer_log: AnswerLog, poll_s: float = POLL_S
    ) -> None:
        self._client = client
        self._quotes = quotes
        self._answer_log = answer_log
        self._pace = Pace()
        self._polling = Polling("corrections", self.edit_all, poll_s)

    def start(self) -> None:
        """Start to poll."""
        self._polling.start()

    def stop(self) -> None:
        """Stop after the edit under way."""
        self._polling.stop()

    def edit_all(self) -> None:
        """Edit what is due; one post that cannot be edited stops no other."""
        for correction in self._quotes.due():
            if self._polling.is_stopping:
                return
            self._edit(correction)

    def _edit(self, correction: Correction) -> None:
        message = corrected_message(
            self._answer_log.load(correction.answer_key),
            correction.answer_key,
            Layout.model_validate_json(correction.layout),
        )
        self._pace.wait(correction.channel)
        try:
            self._client.chat_update(
                channel=correction.channel,
                ts=correction.ts,
                text=message.text,
                blocks=list(message.blocks),
            )
        except SlackApiError as error:
            self._refused(correction, error)
        except (SlackClientError, OSError) as error:
            log_trouble(_log, reference_of(correction.answer_key), error)
            self._quotes.postpone(correction.id, SOON_S)
        else:
            self._quotes.corrected(correction.id)

    def _refused(self, correction: Correction, error: SlackApiError) -> None:
        code = error.response.get("error", "")
        if code in _GONE:
            _log.info("a post to edit is gone, or can no longer be edited")
            self._quotes.corrected(correction.id)
            return
        log_trouble(_log, reference_of(correction.answer_key), error)
        # An archived channel may be opened again; then the post must not show its old words.
        self._quotes.postpone(correction.id, LATER_S if code == "is_archived" else SOON_S)
