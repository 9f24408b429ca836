"""Waits and calls in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from knowledge.models.waiting import Call, CallState, Wait

_LIVELY = frozenset({CallState.WANTED, CallState.UNSURE, CallState.OPEN})


@dataclass
class FakeWaits:
    """Satisfies the port `Waits`.

    Attributes:
        kept: what a legal hold keeps.
    """

    held: dict[str, Wait] = field(default_factory=dict)
    kept: list[Wait] = field(default_factory=list)

    def add(self, wait: Wait) -> Wait:
        """Store a wait, or return the member's own that asks the same."""
        same = (one for one in self.of_member(wait.member) if one.digest == wait.digest)
        known = next(same, wait)
        self.held[known.id] = known
        return known

    def get(self, wait_id: str) -> Wait | None:
        """Return one that goes on, or None."""
        return self.held.get(wait_id)

    def of_member(self, member: str) -> tuple[Wait, ...]:
        """Return those of a member, oldest first."""
        return tuple(one for one in self._sorted() if one.member == member)

    def unseen(self, contents: str) -> tuple[Wait, ...]:
        """Return those that were not looked for in these contents."""
        return tuple(one for one in self._sorted() if one.seen != contents)

    def saw(self, wait_id: str, contents: str) -> None:
        """Note in which contents it was looked for."""
        if wait_id in self.held:
            self.held[wait_id] = self.held[wait_id].model_copy(update={"seen": contents})

    def begun_before(self, moment: datetime) -> tuple[Wait, ...]:
        """Return those that began earlier."""
        return tuple(one for one in self._sorted() if one.since < moment)

    def end(self, wait_id: str, *, keep: bool) -> bool:
        """End a wait; False when it had ended."""
        ended = self.held.pop(wait_id, None)
        if ended and keep:
            self.kept.append(ended)
        return ended is not None

    def _sorted(self) -> list[Wait]:
        return sorted(self.held.values(), key=lambda one: (one.since, one.id))


@dataclass
class FakeCalls:
    """Satisfies the port `Calls`."""

    held: dict[str, Call] = field(default_factory=dict)
    helped: dict[str, str] = field(default_factory=dict)

    def add(self, call: Call) -> Call:
        """Store a call, or return the member's own lively one that asks the same."""
        own = (one for one in self.of_member(call.member) if one.state in _LIVELY)
        known = next((one for one in own if one.digest == call.digest), call)
        self.held[known.id] = known
        return known

    def get(self, call_id: str) -> Call | None:
        """Return one, or None."""
        return self.held.get(call_id)

    def at(self, channel: str, ts: str) -> Call | None:
        """Return the open call whose post stands there, or None."""
        return next((one for one in self._open(channel) if one.ts == ts), None)

    def open_in(self, channel: str) -> bool:
        """Tell whether any call is open in a channel."""
        return bool(self._open(channel))

    def same(self, channel: str, digest: str) -> Call | None:
        """Return the oldest open call in a channel that asks the same, or None."""
        return next((one for one in self._open(channel) if one.digest == digest), None)

    def of_member(self, member: str) -> tuple[Call, ...]:
        """Return all calls of a member, oldest first."""
        return tuple(one for one in self._sorted() if one.member == member)

    def posted(self, call_id: str, ts: str) -> bool:
        """Note where a call stands now; False when it was taken back meanwhile."""
        call = self._change(call_id, ts=ts)
        if call is None or call.state not in _LIVELY:
            return False
        self._change(call_id, state=CallState.OPEN)
        return True

    def doubt(self, call_id: str) -> None:
        """Note of a wanted call that nobody can see whether it was posted."""
        if call_id in self.held and self.held[call_id].state is CallState.WANTED:
            self._change(call_id, state=CallState.UNSURE)

    def take_back(self, call_id: str, *, keep: bool) -> None:
        """Let a call be taken out of its channel, unless it stands in none."""
        call = self.held.get(call_id)
        if call and (call.state in _LIVELY or (call.state is CallState.CLOSED and call.ts)):
            left = {} if keep else {"question": ""}
            self._change(call_id, state=CallState.WITHDRAWN, **left)

    def withdrawn(self) -> tuple[Call, ...]:
        """Return calls that were taken back and whose posts still stand."""
        gone = (one for one in self._sorted() if one.state is CallState.WITHDRAWN)
        return tuple(one for one in gone if one.ts)

    def close(self, call_id: str) -> None:
        """Note that nothing of a call is left to do."""
        call = self._change(call_id, state=CallState.CLOSED)
        if call and not call.member:
            del self.held[call_id]

    def thank(self, call_id: str, origin: str) -> None:
        """Note that a reply helped."""
        self.helped.setdefault(origin, call_id)

    def thanked(self, digest: str) -> tuple[str, ...]:
        """Return the origins of replies that helped with this question."""
        same = {one.id for one in self.held.values() if one.question and one.digest == digest}
        return tuple(origin for origin, call in self.helped.items() if call in same)

    def _open(self, channel: str) -> list[Call]:
        there = (one for one in self._sorted() if one.channel == channel)
        return [one for one in there if one.state is CallState.OPEN]

    def _change(self, call_id: str, **update: object) -> Call | None:
        if call_id in self.held:
            self.held[call_id] = self.held[call_id].model_copy(update=update)
        return self.held.get(call_id)

    def _sorted(self) -> list[Call]:
        return sorted(self.held.values(), key=lambda one: (one.asked_at, one.id))
