"""What every part of the workspace shares: one lock, one clock, one count of changes."""

import secrets
import threading
from collections.abc import Callable

Clock = Callable[[], float]


class ManualClock:
    """A clock that stands still until a test moves it.

    Args:
        start: First moment, in seconds since the epoch.
    """

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._now = start

    def __call__(self) -> float:
        """Return the moment, in seconds since the epoch."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds


class Pulse:
    """Hands out moments and ids, and wakes whoever waits for a change.

    Args:
        clock: Seconds since the epoch.

    `ahead_s` says by how many seconds the calendar is ahead of the clock.
    """

    def __init__(self, clock: Clock) -> None:
        self.condition = threading.Condition(threading.RLock())
        self.revision = 0
        self.ahead_s: Callable[[], float] = _nothing
        self._clock = clock
        self._last_micros = 0

    def now(self) -> float:
        """Return seconds since the epoch as deadlines know them: nobody moves these."""
        return self._clock()

    def dated(self) -> float:
        """Return seconds since the epoch as messages are dated, by the calendar."""
        return self.now() + self.ahead_s()

    def changed(self) -> None:
        """Count a change and wake everybody who waits for one."""
        with self.condition:
            self.revision += 1
            self.condition.notify_all()

    def next_ts(self) -> str:
        """Return a message timestamp later than every one before it."""
        with self.condition:
            self._last_micros = max(self._last_micros + 1, int(self.dated() * 1_000_000))
            return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def not_before(self, ts: str) -> None:
        """Make later timestamps come after `ts` (used when an earlier state is read back)."""
        seconds, _, micros = ts.partition(".")
        self._last_micros = max(self._last_micros, int(seconds) * 1_000_000 + int(micros))

    def wait_for(self, predicate: Callable[[], bool], timeout_s: float) -> bool:
        """Wait until `predicate` holds; false when `timeout_s` passed first."""
        with self.condition:
            return self.condition.wait_for(predicate, timeout_s)


def _nothing() -> float:
    return 0.0


def new_id(prefix: str) -> str:
    """Return an id of Slack's look, such as `Ev3F09A1C2B7`."""
    return prefix + secrets.token_hex(5).upper()
