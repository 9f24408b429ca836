"""Questions that are put to channels for a member, and the replies that helped."""

import secrets
import threading
from dataclasses import dataclass
from datetime import timedelta

from knowledge.models.retention import Old
from knowledge.models.waiting import Call, CallState, digest_of
from knowledge.ports import Calls, Clock
from knowledge.stewardship.waiting import IsHeld

DAY = timedelta(days=1)
_LIVELY = frozenset({CallState.WANTED, CallState.UNSURE, CallState.OPEN})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question that a member wants to be put to a channel.

    Attributes:
        question: fit to be kept, as the member agreed to have it posted.
        named: whether the channel is told who asks.
    """

    member: str
    question: str
    channel: str
    named: bool


class Calling:
    """Keeps calls from the press of the button to the post, and until their end.

    Args:
        calls: where they are kept.
        clock: the time.
        is_held: tells whether a legal hold covers something.
        a_day: how many calls of one member are posted within a day.
    """

    def __init__(self, calls: Calls, clock: Clock, is_held: IsHeld, a_day: int) -> None:
        self._calls = calls
        self._clock = clock
        self._is_held = is_held
        self._a_day = a_day
        # Somebody presses twice: the second press is to see what the first did.
        self._one_at_a_time = threading.Lock()

    def call(self, wanted: Wanted) -> Call | None:
        """Store a call to be posted, or return the one that asks the same already.

        That is the member's own, wherever it stands, or anybody's in the same channel.

        Returns:
            None when the member has asked as often within a day as anybody may.
        """
        with self._one_at_a_time:
            digest = digest_of(wanted.question)
            own = self._calls.of_member(wanted.member)
            same = [one for one in own if one.state in _LIVELY and one.digest == digest]
            known = same[0] if same else self._calls.same(wanted.channel, digest)
            if known:
                return known
            since = self._clock.now() - DAY
            if sum(one.asked_at > since for one in own) >= self._a_day:
                return None
            return self._calls.add(
                Call(
                    id=secrets.token_hex(6),
                    asked_at=self._clock.now(),
                    member=wanted.member,
                    question=wanted.question,
                    channel=wanted.channel,
                    named=wanted.named,
                )
            )

    def get(self, call_id: str) -> Call | None:
        """Return one, or None."""
        return self._calls.get(call_id)

    def at(self, channel: str, ts: str) -> Call | None:
        """Return the open call whose post stands there, or None."""
        return self._calls.at(channel, ts)

    def open_in(self, channel: str) -> bool:
        """Tell whether any call is open in a channel."""
        return self._calls.open_in(channel)

    def of_member(self, member: str) -> tuple[Call, ...]:
        """Return a member's calls that are to be posted or may stand open, oldest first."""
        return tuple(one for one in self._calls.of_member(member) if one.state in _LIVELY)

    def posted(self, call: Call, ts: str) -> bool:
        """Note where a call stands; False when it was taken back and its post is to be edited."""
        return self._calls.posted(call.id, ts)

    def doubt(self, call: Call) -> None:
        """Note that nobody can see whether a call was posted."""
        self._calls.doubt(call.id)

    def take_back(self, call_id: str, member: str) -> bool:
        """Take a member's own call out of its channel; False when there is none of theirs.

        One whose words are kept no longer may still stand there.
        """
        call = self._calls.get(call_id)
        if call is None or call.member != member or not _may_stand(call):
            return False
        thing = Old(key=call.id, text=call.question, members=(member,), reference=call.id)
        self._calls.take_back(call.id, keep=self._is_held(thing))
        return True

    def withdrawn(self) -> tuple[Call, ...]:
        """Return calls that were taken back and whose posts are to be edited."""
        return self._calls.withdrawn()

    def close(self, call: Call) -> None:
        """Note that nothing of a call is left to do."""
        self._calls.close(call.id)

    def thank(self, call: Call, origin: str) -> None:
        """Note that the reply with this origin (see `Contribution`) helped."""
        self._calls.thank(call.id, origin)


def _may_stand(call: Call) -> bool:
    return call.state in _LIVELY or (call.state is CallState.CLOSED and bool(call.ts))
