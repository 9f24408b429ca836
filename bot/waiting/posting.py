"""From a wish to ask a channel to the post in it, and out of it again."""

import logging
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.channels.rooms import Rooms
from bot.inbox import Ticket
from bot.letters import Letters
from bot.outbox import Outbox, Post, Unverifiable
from bot.references import log_trouble, reference_of
from bot.views.calls import (
    call_message,
    called_letter,
    not_called_letter,
    taken_back_message,
    unsure_letter,
)
from bot.views.parts import Message
from knowledge.errors import KnowledgeError
from knowledge.models.waiting import Call, CallState
from knowledge.models.work import InboxItem
from knowledge.services import Services

KIND = "call"
LATER = timedelta(days=1)
_NOWHERE = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action"}
    | {"restricted_action_read_only_channel", "no_permission"}
)
_GONE = frozenset(
    {"message_not_found", "channel_not_found", "cant_update_message", "edit_window_closed"}
)
_log = logging.getLogger(__name__)


class Posting:
    """Posts each call once, and takes it out of its channel when its asker wants that."""

    def __init__(self, services: Services, outbox: Outbox, letters: Letters, rooms: Rooms) -> None:
        self._services = services
        self._outbox = outbox
        self._letters = letters
        self._rooms = rooms
        self._not_before: dict[str, datetime] = {}

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Post a call; one that was taken back meanwhile is looked for and edited."""
        call = self._services.calling.get(item.payload["call"])
        ticket.settle()
        if call is None or call.state is CallState.CLOSED:
            return
        if call.state is CallState.WITHDRAWN:
            self._retract(call, call.ts or self._outbox.found(self._post(call)))
            return
        try:
            ts = self._outbox.post(self._post(call))
        except Unverifiable:
            self._doubt(call)
            return
        except SlackApiError as error:
            if error.response.get("error") not in _NOWHERE:
                raise
            self._not_possible(call)
            return
        if not self._services.calling.posted(call, ts):
            self._retract(call, ts)
            return
        thanks = self._services.pack.calls.thanks
        address = self._rooms.message_url(call.channel, ts)
        self._write(call, "called", called_letter(call, self._name(call), address, thanks))

    def explain(self, item: InboxItem) -> None:
        """The asker reads of it when it is posted."""

    def apologise(
        self,
        item: InboxItem,
        reference: str,  # noqa: ARG002 - the handler's
        error: KnowledgeError | None,  # noqa: ARG002 - the handler's
    ) -> None:
        """Tell the asker that their question may not have been posted."""
        call = self._services.calling.get(item.payload["call"])
        if call and call.state is CallState.WANTED:
            self._doubt(call)

    def retract_all(self) -> None:
        """Edit the posts of what was taken back; one that cannot be edited stops no other."""
        now = self._services.clock.now()
        for call in self._services.calling.withdrawn():
            if self._not_before.get(call.id, now) <= now:
                try:
                    self._retract(call, call.ts)
                except (SlackClientError, OSError) as error:
                    log_trouble(_log, reference_of(call.id), error)

    def _retract(self, call: Call, ts: str) -> None:
        if ts:
            try:
                self._outbox.update(call.channel, ts, taken_back_message())
            except SlackApiError as error:
                code = error.response.get("error")
                if code == "is_archived":
                    # It may be opened again; then the question must not stand there any more.
                    self._not_before[call.id] = self._services.clock.now() + LATER
                    return
                if code not in _GONE:
                    raise
                _log.info("a question to take back is gone, or can no longer be edited")
        self._services.calling.close(call)

    def _doubt(self, call: Call) -> None:
        self._services.calling.doubt(call)
        self._write(call, "unsure", unsure_letter(call, self._name(call)))

    def _not_possible(self, call: Call) -> None:
        name = self._name(call)
        waits = self._services.waiting.of_member(call.member)
        is_told = call.digest in {one.digest for one in waits}
        self._services.calling.take_back(call.id, call.member)
        self._services.calling.close(call)
        self._write(call, "not called", not_called_letter(name, is_told=is_told))

    def _write(self, call: Call, about: str, message: Message) -> None:
        if call.member:
            self._letters.send(call.member, f"{about} {call.id}", message)

    def _name(self, call: Call) -> str:
        facts = self._rooms.facts(call.channel)
        return facts.name if facts else ""

    def _post(self, call: Call) -> Post:
        message = call_message(call, self._services.pack.calls.thanks)
        # No thread of the bot's own: what is said in it is said to people.
        return Post(key=f"call {call.id}", channel=call.channel, message=message, own_thread=False)
