"""Those who wait are told: with an answer once there is one, or that their time is over."""

import logging
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.models import Place, Question
from bot.outbox import Unverifiable
from bot.recording import Recording
from bot.references import job_id_of, log_trouble, reference_of
from bot.views.answer import Handle
from bot.views.parts import Message
from bot.views.waits import told_message, waited_message
from knowledge.errors import KnowledgeError, SnapshotError
from knowledge.models.access import Audience
from knowledge.models.answers import Answer
from knowledge.models.waiting import Wait
from knowledge.services import Services

AT_ONCE = 20
"""Questions that are asked again in one round: those who ask now come first."""

LATER = timedelta(hours=1)
_FINAL = frozenset(
    {"user_not_found", "user_disabled", "users_not_found", "cannot_dm_bot", "channel_not_found"}
)
_log = logging.getLogger(__name__)


class Telling:
    """Looks for answers after each publish, for each person by what they may read."""

    def __init__(self, services: Services, audiences: Audiences, delivery: Delivery) -> None:
        self._services = services
        self._audiences = audiences
        self._delivery = delivery
        self._recording = Recording(services, audiences)
        self._not_before: dict[str, datetime] = {}

    def look(self) -> None:
        """Ask again what some wait for that the newest snapshot was not asked yet."""
        try:
            contents = self._services.manifest().content
        except SnapshotError:
            return
        left = AT_ONCE
        for wait in self._services.waiting.unseen(contents):
            if not left:
                return
            audience = self._audience_of(wait.member)
            if audience is None:
                continue
            left -= 1
            try:
                self._look_for(wait, audience, contents)
            except (KnowledgeError, SlackClientError, OSError) as error:
                log_trouble(_log, reference_of(wait.id), error)

    def _audience_of(self, member: str) -> Audience | None:
        """Return what a member may read; None when Slack does not say, for an hour then."""
        now = self._services.clock.now()
        if self._not_before.get(member, now) > now:
            return None
        audience = self._audiences.of_person(member)
        if audience.may_read(f"owner:{member}"):
            return audience
        self._not_before[member] = now + LATER
        return None

    def expire(self) -> None:
        """Tell those whose time is over, and delete what they waited for."""
        waiting = self._services.waiting
        for wait in waiting.expired():
            try:
                key = f"waited {wait.id} {wait.member}"
                self._tell(wait, key, waited_message(wait, waiting.days))
            except (SlackClientError, OSError) as error:
                log_trouble(_log, reference_of(wait.id), error)
                continue
            waiting.end(wait)

    def _look_for(self, wait: Wait, audience: Audience, contents: str) -> None:
        answer = self._services.waiting.answer(wait, audience)
        if answer is None:
            self._services.waiting.saw(wait, contents)
            return
        if audience.scopes <= self._audiences.of_person(wait.member).scopes:
            self._answer(wait, answer)

    def _answer(self, wait: Wait, answer: Answer) -> None:
        key = f"told {wait.id} {wait.member}"
        handle = Handle(key=job_id_of(key))
        told = Question(key=key, place=Place.DIRECT, user=wait.member, channel="")
        answer = self._recording.keep(told, answer, handle, told=True)
        if answer.is_withdrawn:
            return
        if self._tell(wait, key, told_message(wait, answer, handle)):
            self._recording.note_given(told, answer)
        self._services.waiting.end(wait)

    def _tell(self, wait: Wait, key: str, message: Message) -> bool:
        """Write to whoever waits; False when nobody can any more."""
        try:
            self._delivery.tell(wait.member, key, message)
        except Unverifiable:
            _log.info("whether somebody was told cannot be seen; they are not told again")
        except SlackApiError as error:
            if error.response.get("error") not in _FINAL:
                raise
            _log.info("somebody who waits cannot be written to any more")
            return False
        return True
