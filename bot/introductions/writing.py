"""What a candidate is written as time goes by: the letter, the reminder, and that they rest."""

from bot.channels.rooms import Rooms
from bot.introductions.deeds import KIND, Deed, What, of_clock
from bot.introductions.letterbox import Letterbox
from bot.introductions.mail import Mail, Unreachable
from bot.views.letters import reminder, resting
from knowledge.models.introductions import Introduction, IntroductionState
from knowledge.services import Services

_S = IntroductionState


class Writing:
    """Writes to candidates; the rules have said that they may be written to now."""

    def __init__(
        self, services: Services, letterbox: Letterbox, mail: Mail, rooms: Rooms, profile: str
    ) -> None:
        self._services = services
        self._letterbox = letterbox
        self._mail = mail
        self._rooms = rooms
        self._profile = profile

    def deliver(self, one: Introduction) -> None:
        """Write the letter, once."""
        if not self._stands(one, _S.DRAFT):
            return
        try:
            self._letterbox.post(one)
        except Unreachable as error:
            self._lose(one, error.code)
            return
        try:
            self._services.introducing.delivered(one.id)
        finally:
            # It may have been taken back while it was being written.
            self._letterbox.put_right(one.id)

    def nudge(self, one: Introduction) -> None:
        """Remind them, once."""
        if not self._stands(one, _S.ASKED):
            return
        notice = self._letterbox.find(one)
        address = self._rooms.message_url(notice.channel, notice.ts) if notice else ""
        try:
            self._mail.write(one.candidate, f"introduction nudge {one.id}", reminder(one, address))
        except Unreachable as error:
            self._lose(one, error.code)
            return
        self._services.introducing.nudged(one.id)

    def rest(self, one: Introduction) -> None:
        """Tell them kindly that nothing more is put to them, and how that ends."""
        key = f"introduction rest {one.id}"
        self._mail.write_if_possible(one.candidate, key, resting(self._profile))
        self._services.introducing.rested(one.id)

    def expire(self, one: Introduction) -> None:
        """Have it ended; whoever asked is offered what else there is."""
        self._want(of_clock(one, What.EXPIRE, self._hour()))

    def _lose(self, one: Introduction, code: str) -> None:
        trouble = f"The letter could not be delivered: {code}"
        self._want(of_clock(one, What.LOSE, self._hour(), trouble))

    def _want(self, deed: Deed) -> None:
        self._services.inbox.put(deed.key, KIND, deed.model_dump(mode="json"))

    def _stands(self, one: Introduction, state: IntroductionState) -> bool:
        now_held = self._services.introducing.get(one.id)
        return now_held is not None and now_held.state is state

    def _hour(self) -> str:
        # What was given up because Slack did not reply is tried again in the next one.
        return f"{self._services.clock.now():%Y-%m-%dT%H}"
