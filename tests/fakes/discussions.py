"""Discussions and what is due in them, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.models.discussions import (
    Cue,
    CueState,
    Discussion,
    DiscussionEvent,
    DiscussionState,
)

_Key = tuple[str, str]
_ENDED = frozenset({CueState.DONE, CueState.DROPPED})


@dataclass
class FakeDiscussions:
    """Satisfies the port `Discussions`."""

    held: dict[str, Discussion] = field(default_factory=dict)
    lines: list[DiscussionEvent] = field(default_factory=list)

    def add(self, discussion: Discussion, event: DiscussionEvent | None = None) -> None:
        """Store a new one, with the first line of its log."""
        self.held[discussion.id] = discussion
        self.lines.extend([event] if event else [])

    def get(self, discussion_id: str) -> Discussion | None:
        """Return one, or None."""
        return self.held.get(discussion_id)

    def save(self, discussion: Discussion, event: DiscussionEvent | None = None) -> bool:
        """Store a change whose version is one above the stored one, with its line in the log."""
        if self.held[discussion.id].version + 1 != discussion.version:
            return False
        self.held[discussion.id] = discussion
        self.lines.extend([event] if event else [])
        return True

    def in_states(self, *states: DiscussionState) -> tuple[Discussion, ...]:
        """Return those in one of these states, in the order of their starts."""
        found = (one for one in self.held.values() if one.state in states)
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.id)))

    def in_channel(self, channel: str) -> tuple[Discussion, ...]:
        """Return those of a channel, newest start first."""
        found = (one for one in self.held.values() if one.channel == channel)
        return tuple(sorted(found, key=lambda one: (one.starts_at, one.id), reverse=True))

    def log(self, event: DiscussionEvent) -> None:
        """Add a line to the log."""
        self.lines.append(event)

    def events(self, discussion_id: str) -> tuple[DiscussionEvent, ...]:
        """Return the log of one, oldest first."""
        return tuple(line for line in self.lines if line.discussion == discussion_id)


@dataclass
class FakeCues:
    """Satisfies the port `Cues`."""

    held: dict[_Key, Cue] = field(default_factory=dict)
    leases: dict[_Key, datetime] = field(default_factory=dict)

    def plan(self, cues: Iterable[Cue]) -> None:
        """Store cues; whatever is known stays."""
        for cue in cues:
            self.held.setdefault((cue.discussion, cue.key), cue)

    def of(self, discussion_id: str) -> tuple[Cue, ...]:
        """Return those of a discussion, by moment and key."""
        found = (cue for cue in self.held.values() if cue.discussion == discussion_id)
        return tuple(sorted(found, key=_order))

    def claim(self, now: datetime, lease: timedelta) -> Cue | None:
        """Take the earliest that is due and that nobody holds, or None."""
        self.leases = {key: until for key, until in self.leases.items() if until > now}
        busy = {discussion for discussion, _ in self.leases}
        free = [
            cue
            for cue in self.held.values()
            if cue.due_at <= now and cue.state not in _ENDED and cue.discussion not in busy
        ]
        if not free:
            return None
        cue = min(free, key=_order)
        self.leases[cue.discussion, cue.key] = now + lease
        return cue

    def begin(self, cue: Cue) -> None:
        """Note that posting begins."""
        self._change(cue, state=CueState.POSTING)

    def finish(self, cue: Cue, ts: str = "") -> None:
        """Note that it is done."""
        self._change(cue, state=CueState.DONE, ts=ts)
        self.leases.pop((cue.discussion, cue.key), None)

    def release(self, cue: Cue, due_at: datetime) -> None:
        """Give a claim back undone, due again at a moment."""
        self._change(cue, due_at=due_at)
        self.leases.pop((cue.discussion, cue.key), None)

    def retime(self, cues: Iterable[Cue]) -> None:
        """Give cues that are neither done nor dropped the moments of these."""
        for cue in cues:
            held = self.held.get((cue.discussion, cue.key))
            if held and held.state not in _ENDED:
                self._change(held, due_at=cue.due_at)

    def drop(self, discussion_id: str, keys: Iterable[str] | None = None) -> None:
        """Drop what waits, all of it or these keys."""
        wanted = None if keys is None else set(keys)
        for cue in self.of(discussion_id):
            if cue.state is CueState.WAITING and (wanted is None or cue.key in wanted):
                self._change(cue, state=CueState.DROPPED)

    def _change(self, cue: Cue, **changes: object) -> None:
        key = (cue.discussion, cue.key)
        self.held[key] = self.held[key].model_copy(update=changes)


def _order(cue: Cue) -> tuple[datetime, str]:
    return cue.due_at, cue.key
