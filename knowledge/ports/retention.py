"""What goes by itself after a while."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from knowledge.models.retention import Gap, Hold, Old


class Perishable(Protocol):
    """One sort of thing that is kept for a time."""

    @property
    def name(self) -> str:
        """What the log calls it, in the plural."""
        ...

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return what is older."""
        ...

    def drop(self, keys: Iterable[str]) -> int:
        """Delete things by key, and return how many they were."""
        ...


class HoldStore(Protocol):
    """Legal holds."""

    def place(self, hold: Hold) -> None:
        """Store a new hold."""
        ...

    def lift(self, hold_id: str, at: datetime) -> bool:
        """End a hold; False when it is not known or was ended before."""
        ...

    def all(self) -> tuple[Hold, ...]:
        """Return all holds, oldest first; those that ended too."""
        ...


class Gaps(Protocol):
    """Questions that were not answered; nobody can tell who asked."""

    def note(self, text: str, state: str, asker: str) -> None:
        """Store a question.

        Args:
            text: fit to be kept: nothing in it identifies anybody.
            state: of the answer that was given.
            asker: member id; stored as a digest whose salt is destroyed after its period.
        """
        ...

    def counted(self) -> tuple[Gap, ...]:
        """Return each question once for each month and state, most askers first."""
        ...

    def rotate(self) -> None:
        """Destroy the salts of periods that are over."""
        ...


class Chores(Protocol):
    """Work that is due now and again, done by one process."""

    def claim(self, name: str, every_s: float) -> bool:
        """Take a chore if it is due; nobody else gets it for the next `every_s` seconds."""
        ...
