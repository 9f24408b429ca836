"""Discussions, what is due in them, what was said, its themes and the reports."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from knowledge.models.discussions import (
    Cue,
    Discussion,
    DiscussionEvent,
    DiscussionState,
    Posted,
    Task,
)
from knowledge.models.remarks import Remark, Vote
from knowledge.models.themes import Assignment, Theme


class Discussions(Protocol):
    """Discussions, and a log of what was done in them."""

    def add(self, discussion: Discussion, event: DiscussionEvent | None = None) -> None:
        """Store a new one, with the first line of its log in the same transaction."""
        ...

    def get(self, discussion_id: str) -> Discussion | None:
        """Return one, or None."""
        ...

    def save(self, discussion: Discussion, event: DiscussionEvent | None = None) -> bool:
        """Store a change whose `version` is one above the stored one.

        Args:
            discussion: as it is from now on.
            event: its line in the log, written in the same transaction.

        Returns:
            False when somebody else changed it first; nothing is stored then.
        """
        ...

    def in_states(self, *states: DiscussionState) -> tuple[Discussion, ...]:
        """Return those in one of these states, in the order of their starts."""
        ...

    def in_channel(self, channel: str) -> tuple[Discussion, ...]:
        """Return those of a channel, newest start first."""
        ...

    def log(self, event: DiscussionEvent) -> None:
        """Add a line to the log."""
        ...

    def events(self, discussion_id: str) -> tuple[DiscussionEvent, ...]:
        """Return the log of one, oldest first."""
        ...


class Cues(Protocol):
    """What is due in discussions; each is done once."""

    def plan(self, cues: Iterable[Cue]) -> None:
        """Store cues; whatever has its discussion and key already stays as it is."""
        ...

    def of(self, discussion_id: str) -> tuple[Cue, ...]:
        """Return those of a discussion, by moment and key."""
        ...

    def claim(self, now: datetime, lease: timedelta) -> Cue | None:
        """Take the earliest that is due and that nobody holds, or None.

        A claim whose lease has run out may be taken again; its cue is then still as it was
        left, so that one in `posting` is looked up before it is posted again. Of one
        discussion only one cue is held at a time.
        """
        ...

    def begin(self, cue: Cue) -> None:
        """Note that posting begins."""
        ...

    def finish(self, cue: Cue, ts: str = "") -> None:
        """Note that it is done, and under which `ts` it was posted; gives the claim back."""
        ...

    def release(self, cue: Cue, due_at: datetime) -> None:
        """Give a claim back undone, due again at a moment."""
        ...

    def retime(self, cues: Iterable[Cue]) -> None:
        """Give cues that are neither done nor dropped the moments of these; others stay."""
        ...

    def drop(self, discussion_id: str, keys: Iterable[str] | None = None) -> None:
        """Drop what waits, all of it or these keys."""
        ...


class Venue(Protocol):
    """Where what is due in a discussion is posted."""

    def find(self, task: Task) -> Posted | None:
        """Return what an earlier attempt at this cue posted, or None.

        Raises:
            VenueError: it cannot be looked up now.
        """
        ...

    def post(self, task: Task) -> Posted:
        """Post what is due, under the cue's discussion and key.

        Raises:
            VenueError: it could not be posted, or nobody can tell.
        """
        ...


class Remarks(Protocol):
    """What was said in discussions, and the votes on it."""

    def put(self, remark: Remark) -> Remark:
        """Store one; whatever has its channel and `ts` already stays, and is returned."""
        ...

    def get(self, remark_id: str) -> Remark | None:
        """Return one, or None."""
        ...

    def at(self, channel: str, ts: str) -> Remark | None:
        """Return the one that a message became, or None."""
        ...

    def save(self, remark: Remark) -> None:
        """Store a change of one that is known by its id; its `ts` may change too."""
        ...

    def of(self, discussion_id: str) -> tuple[Remark, ...]:
        """Return all of a discussion, in the order in which they were said."""
        ...

    def by(self, member: str) -> tuple[Remark, ...]:
        """Return all that a member said anywhere."""
        ...

    def vote(self, vote: Vote) -> None:
        """Store a vote; the same voter's later vote on the same message replaces it.

        One that is older than the stored one changes nothing.
        """
        ...

    def unvote(self, channel: str, ts: str, voter: str) -> None:
        """Take a vote away."""
        ...

    def votes(self, discussion_id: str) -> tuple[Vote, ...]:
        """Return all votes of a discussion, by message and voter."""
        ...

    def opt_out(self, discussion_id: str, member: str) -> None:
        """Note that nothing that a member says or votes in a discussion is to be kept."""
        ...

    def opted_out(self, discussion_id: str) -> frozenset[str]:
        """Return the member ids of those who opted out of a discussion."""
        ...


class Themes(Protocol):
    """Themes of discussions, and which remark belongs to which."""

    def themes(self, discussion_id: str) -> tuple[Theme, ...]:
        """Return all of a discussion, by prompt and id."""
        ...

    def assignments(self, discussion_id: str) -> tuple[Assignment, ...]:
        """Return all of a discussion, by remark."""
        ...

    def put(self, themes: Iterable[Theme], assignments: Iterable[Assignment]) -> None:
        """Store both in one transaction; what is known is replaced."""
        ...

    def clear(self, discussion_id: str, prompt: int) -> None:
        """Remove what an algorithm alone decided under a prompt; the host's word stays.

        What it left to *Other* stays until it is placed anew.
        """
        ...
