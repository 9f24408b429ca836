"""What stands in a thread: the message that asks, the questions before it, the thinking status."""

import logging
from collections.abc import Sequence

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.gate import stripped
from bot.messages import Json, is_a_persons, message_at, replies_before
from bot.models import Place, Question, Withheld
from bot.screening import Screen
from knowledge.models.community import CommunityPack

LOOK_BACK = 30
_log = logging.getLogger(__name__)


class Threads:
    """Reads and marks threads; everything here is a courtesy, so that no failure stops a reply.

    Args:
        bot_user: the bot's own member id.
        pack: has the status texts, and the rules by which what stands in a thread is judged.
    """

    def __init__(self, client: WebClient, bot_user: str, pack: CommunityPack) -> None:
        self._client = client
        self._bot_user = bot_user
        self._thinking = pack.notices.thinking
        self._screen = Screen(pack.sensitivity)

    def show_thinking(self, question: Question) -> None:
        """Show in the thread that an answer is on its way."""
        self._set_status(question, "is looking it up…", list(self._thinking))

    def show_slow(self, question: Question) -> None:
        """Show in the thread that it takes longer than usual."""
        self._set_status(question, "is still looking; this takes longer than usual…", [])

    def clear(self, question: Question) -> None:
        """Take the status away, when no reply will do so."""
        self._set_status(question, "", [])

    def text_of(self, question: Question) -> str:
        """Return the text of the message at the question's timestamp.

        Raises:
            LookupError: it is no longer there.
        """
        message = self._message(question)
        if message is None or not is_a_persons(message):
            msg = "the message was deleted"
            raise LookupError(msg)
        return stripped(message.get("text", ""), self._bot_user)

    def words_of(self, question: Question) -> str:
        """Return what the asker wrote at the question's timestamp.

        Empty when it is gone, cannot be read, or was written by somebody else.
        """
        if not question.ts:
            return ""
        try:
            message = self._message(question) or {}
        except (SlackClientError, OSError):
            _log.info("a question to be kept could not be read")
            return ""
        is_theirs = is_a_persons(message) and message.get("user") == question.user
        return stripped(message.get("text", ""), self._bot_user) if is_theirs else ""

    def _message(self, question: Question) -> Json | None:
        return message_at(self._client, question.channel, question.ts, question.thread)

    def questions_before(self, question: Question) -> tuple[str, ...]:
        """Return what people wrote last before it in the same thread, oldest first.

        What must not be kept is passed over: it may still stand in Slack.
        A conversation with the bot alone is one thread, whether or not its messages are replies.
        """
        if not question.is_reply and question.place is not Place.DIRECT:
            return ()
        try:
            messages = self._before(question)
        except (SlackClientError, OSError):
            _log.info("the thread could not be read; the question is taken by itself")
            return ()
        asked = [m for m in messages if is_a_persons(m) and m.get("ts") != question.ts]
        return tuple(filter(None, (self._admitted(question, one) for one in asked)))

    def _admitted(self, question: Question, message: Json) -> str:
        said = stripped(message.get("text", ""), self._bot_user)
        kept = self._screen.examine({"event": message}, question.model_copy(update={"text": said}))
        return "" if isinstance(kept, Withheld) else kept.text

    def _before(self, question: Question) -> Sequence[Json]:
        if question.is_reply:
            return replies_before(
                self._client, question.channel, question.thread, question.ts, LOOK_BACK
            )
        page = self._client.conversations_history(
            channel=question.channel, latest=question.ts, inclusive=False, limit=LOOK_BACK
        )
        return list(reversed(page.get("messages") or ()))

    def _set_status(self, question: Question, status: str, loading: list[str]) -> None:
        if question.place is Place.PRIVATE:
            return
        try:
            self._client.assistant_threads_setStatus(
                channel_id=question.channel,
                thread_ts=question.thread,
                status=status,
                loading_messages=loading or None,
            )
        except (SlackClientError, OSError):
            _log.info("the thinking status could not be set")
