"""Between Slack and the listeners: what is to be kept is stored before it is acknowledged."""

from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext, BoltResponse

from bot.acknowledging import FirmAck
from bot.asking import KIND
from bot.channels.harvest import Harvest
from bot.channels.hearing import Hearing
from bot.desk import Desk
from bot.documents.receiving import RECEIVED
from bot.experts.seeking import KIND as SEEK
from bot.gate import Gate
from bot.listeners.channels import PRIVATE, end_following, turned_private
from bot.models import Question, Withheld
from bot.screening import Screen
from bot.waiting.thanking import KIND as THANKS
from bot.waiting.thanking import thanks_of
from bot.withholding import KIND as WITHHELD

_MESSAGES = frozenset({"message", "app_mention"})


class Intake:
    """Bolt's global middleware.

    An error here leaves the envelope unacknowledged, so that Slack delivers it again.
    """

    def __init__(self, desk: Desk, gate: Gate, hearing: Hearing, harvest: Harvest) -> None:
        self._desk = desk
        self._gate = gate
        self._screen = Screen(desk.services.pack.sensitivity)
        self._hearing = hearing
        self._harvest = harvest

    def admit(
        self, body: dict[str, Any], context: BoltContext, next_: Callable[[], None]
    ) -> BoltResponse | None:
        """Store what is for us, drop the rest of the talk, and pass all else on."""
        context["desk"] = self._desk
        context["ack"] = FirmAck()
        inbox = self._desk.services.inbox
        question, brought = self._gate.question_of(body), self._gate.brought_in(body)
        sought = self._gate.sought_in(body)
        for one in brought:
            inbox.put(f"{RECEIVED} {one.id}", RECEIVED, one.model_dump())
        if question is None and not brought:
            self._harvest_of(body)
            self._keep_thanks(body)
            if (body.get("event") or {}).get("type") in _MESSAGES:
                return BoltResponse(status=200)
        if question:
            self._keep(body, question, KIND)
        if sought:
            self._keep(body, sought, SEEK)
        next_()
        return None

    def _keep(self, body: dict[str, Any], question: Question, kind: str) -> None:
        kept = self._screen.examine(body, question)
        kind = WITHHELD if isinstance(kept, Withheld) else kind
        self._desk.services.inbox.put(question.key, kind, kept.model_dump())

    def _keep_thanks(self, body: dict[str, Any]) -> None:
        services = self._desk.services
        thanks = thanks_of(body, services.pack.calls.thanks)
        if thanks and services.calling.open_in(thanks.channel):
            services.inbox.put(thanks.key, THANKS, thanks.model_dump())

    def _harvest_of(self, body: dict[str, Any]) -> None:
        if self._is_private_now(body.get("event") or {}):
            return
        heard = self._hearing.of_event(body)
        if heard and self._harvest.take(heard):
            self._desk.workers.wake()

    def _is_private_now(self, event: dict[str, Any]) -> bool:
        """End to follow a channel whose talk was to be for all members, and is no longer."""
        if event.get("type") != "message" or event.get("channel_type") != "group":
            return False
        known = self._desk.services.following.channels.channel(event["channel"])
        if not turned_private(known, is_private=True):
            return False
        end_following(self._desk, event["channel"], PRIVATE, forget=True)
        return True
