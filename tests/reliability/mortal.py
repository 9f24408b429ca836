"""Stores over which the process dies before or after any one of the things that it writes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_READS = frozenset(
    {"get", "at", "open_in", "same", "of_member", "withdrawn", "thanked", "unseen", "begun_before"}
    | {"load", "dead", "waiting", "due", "is_own_thread", "find", "many", "listed"}
    | {"of_asker", "of_candidate", "asked_since", "steps", "in_states"}
)


class Killed(BaseException):
    """The process died here."""


@dataclass
class Fate:
    """Decides when the process dies: before or after its n-th write, once.

    Attributes:
        at: number of the moment, from 0; every write has one before it and one after it.
        moments: how many have passed.
    """

    at: int = -1
    moments: int = 0

    def pass_by(self) -> None:
        """Die here, or live on."""
        self.moments += 1
        if self.moments == self.at + 1:
            raise Killed

    def over(self, store: Any) -> Any:
        """Return a store whose writes this fate hangs over."""
        return _Mortal(self, store)


class _Mortal:
    def __init__(self, fate: Fate, store: Any) -> None:
        self._fate = fate
        self._store = store

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        return method if name in _READS else self._deadly(method)

    def _deadly(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def write(*args: Any, **named: Any) -> Any:
            self._fate.pass_by()
            done = method(*args, **named)
            self._fate.pass_by()
            return done

        return write
