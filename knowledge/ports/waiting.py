"""Questions that wait for an answer, and those that were put to channels."""

from datetime import datetime
from typing import Protocol

from knowledge.models.waiting import Call, Wait


class Waits(Protocol):
    """Who is told when a question can be answered."""

    def add(self, wait: Wait) -> Wait:
        """Store a wait, or return the member's own that asks the same."""
        ...

    def get(self, wait_id: str) -> Wait | None:
        """Return one that goes on, or None."""
        ...

    def of_member(self, member: str) -> tuple[Wait, ...]:
        """Return those of a member that go on, oldest first."""
        ...

    def unseen(self, contents: str) -> tuple[Wait, ...]:
        """Return those that were not looked for in a snapshot of these contents, oldest first."""
        ...

    def saw(self, wait_id: str, contents: str) -> None:
        """Note in which contents it was looked for."""
        ...

    def begun_before(self, moment: datetime) -> tuple[Wait, ...]:
        """Return those that go on and began earlier, oldest first."""
        ...

    def end(self, wait_id: str, *, keep: bool) -> bool:
        """End a wait; False when it had ended.

        Args:
            wait_id: see `Wait.id`.
            keep: leave the row for a legal hold, hidden from everybody.
        """
        ...


class Calls(Protocol):
    """Questions that were put to channels, and the replies that helped."""

    def add(self, call: Call) -> Call:
        """Store a call, or return the member's own wanted or open one that asks the same."""
        ...

    def get(self, call_id: str) -> Call | None:
        """Return one, or None."""
        ...

    def at(self, channel: str, ts: str) -> Call | None:
        """Return the open call whose post stands there, or None."""
        ...

    def open_in(self, channel: str) -> bool:
        """Tell whether any call is open in a channel."""
        ...

    def same(self, channel: str, digest: str) -> Call | None:
        """Return the oldest open call in a channel that asks the same, or None."""
        ...

    def of_member(self, member: str) -> tuple[Call, ...]:
        """Return all calls of a member, those at their end too, oldest first."""
        ...

    def posted(self, call_id: str, ts: str) -> bool:
        """Note where a call stands now.

        Returns:
            False when it was taken back meanwhile: its post is to be edited.
        """
        ...

    def doubt(self, call_id: str) -> None:
        """Note of a wanted call that nobody can see whether it was posted."""
        ...

    def take_back(self, call_id: str, *, keep: bool) -> None:
        """Let a call be taken out of its channel; a closed one, too, where it may still stand.

        Args:
            call_id: see `Call.id`.
            keep: leave the question for a legal hold.
        """
        ...

    def withdrawn(self) -> tuple[Call, ...]:
        """Return calls that were taken back and whose posts still stand, oldest first."""
        ...

    def close(self, call_id: str) -> None:
        """Note that nothing of a call is left to do; of a forgotten member's, nothing is kept."""
        ...

    def thank(self, call_id: str, origin: str) -> None:
        """Note that the reply with this origin (see `Contribution`) helped; twice is as once."""
        ...

    def thanked(self, digest: str) -> tuple[str, ...]:
        """Return the origins of replies that helped with this question, the first one first."""
        ...
