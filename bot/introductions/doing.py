"""Does what the inbox holds for introductions, and tells whom it concerns."""

import logging
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.delivery import Notice
from bot.inbox import Ticket
from bot.introductions.deeds import Deed, What
from bot.introductions.errands import Errands
from bot.introductions.letterbox import WAITING, Letterbox
from bot.introductions.mail import Mail
from bot.introductions.meeting import group_key
from bot.views.letters import PAUSE_DAYS
from bot.views.meetings import gone_message, over_letter, passed_letter
from knowledge.errors import KnowledgeError, TransitionError
from knowledge.models.introductions import Decline, IntroductionState
from knowledge.models.work import InboxItem
from knowledge.services import Services

_S = IntroductionState
_NOT_COME = frozenset({_S.DECLINED, _S.EXPIRED, _S.FAILED, _S.WITHDRAWN})
_SILENT = frozenset({What.TAKEN_BACK, What.FORGOTTEN, What.GO_ON})
_log = logging.getLogger(__name__)


class Doing:
    """Works on deeds; each may be worked on again, and is done once."""

    def __init__(
        self, services: Services, letterbox: Letterbox, mail: Mail, errands: Errands
    ) -> None:
        self._services = services
        self._letterbox = letterbox
        self._mail = mail
        self._errands = errands
        self._doing = {
            What.ACCEPT: self._accept,
            What.DECLINE: self._decline,
            What.PAUSE: self._pause,
            What.EXPIRE: self._expire,
            What.LOSE: self._lose,
            What.FORGOTTEN: self._withdraw,
        }

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Do it, tell the asker, and show in the letter what became of it."""
        deed = Deed.model_validate(item.payload)
        ticket.settle()
        happened = True
        try:
            self._doing.get(deed.what, _nothing)(deed)
        except TransitionError:
            # Something else came first, and the letter says what. Whoever does it a second time
            # after an interruption does not come here: that changes nothing, and is no error.
            happened = False
        if happened:
            self._tell_asker(deed)
        if deed.what in {What.ACCEPT, What.GO_ON}:
            self._errands.run()
        self._letterbox.put_right(deed.introduction)

    def explain(self, item: InboxItem) -> None:
        """Nobody waits for it."""

    def apologise(
        self,
        item: InboxItem,
        reference: str,
        error: KnowledgeError | None,  # noqa: ARG002 - the handler's
    ) -> None:
        """Whoever pressed may press again; the administrator finds the reason in the log."""
        _log.warning("%s leaves introduction %s as it is", reference, item.payload["introduction"])

    def _accept(self, deed: Deed) -> None:
        self._services.introducing.accept(deed.introduction, deed.by)

    def _decline(self, deed: Deed) -> None:
        self._services.introducing.decline(deed.introduction, deed.by, deed.why)

    def _pause(self, deed: Deed) -> None:
        zone = ZoneInfo(self._services.pack.time_zone)
        today = self._services.clock.now().astimezone(zone).date()
        try:
            self._services.introducing.decline(deed.introduction, deed.by, Decline.BUSY)
        finally:
            one = self._services.introducing.get(deed.introduction)
            if one and one.candidate == deed.by:
                until = today + timedelta(days=PAUSE_DAYS)
                self._services.membership.pause(deed.by, until)

    def _expire(self, deed: Deed) -> None:
        self._services.introducing.expire(deed.introduction)

    def _lose(self, deed: Deed) -> None:
        self._services.introducing.failed(deed.introduction, deed.trouble)

    def _withdraw(self, deed: Deed) -> None:
        for key in deed.letters:
            self._mail.revise(deed.by, key, gone_message())
        for place in deed.places:
            self._mail.put(Notice(*place), gone_message())
        self._mail.revise_in(deed.channel, group_key(deed.introduction), gone_message())

    def _tell_asker(self, deed: Deed) -> None:
        one = self._services.introducing.get(deed.introduction)
        if one is None or deed.what in _SILENT or one.state in WAITING:
            return
        question = one.question or deed.question
        if one.state in _NOT_COME and question:
            key, said = f"introduction over {one.id}", over_letter(one.id, question)
        elif one.state is _S.PASSED_ON:
            key, said = f"introduction passed {one.id}", passed_letter(question)
        else:
            return
        self._mail.write_if_possible(one.asker, key, said)


def _nothing(_deed: Deed) -> None:
    """Do nothing: it was done already."""
