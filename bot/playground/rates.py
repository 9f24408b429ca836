"""How often a method may be called: Slack's tiers as buckets that refill."""

import math
from dataclasses import dataclass

from bot.playground.errors import RateLimited

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}
POST_BURST = 5
POSTS_PER_SECOND = 1.0


@dataclass(slots=True)
class Bucket:
    """`tokens` calls may be made at once; `per_second` more come back."""

    capacity: float
    per_second: float
    tokens: float
    since: float

    def take(self, now: float) -> float:
        """Take one call; return 0, or the seconds to wait for the next."""
        self.tokens = min(self.capacity, self.tokens + (now - self.since) * self.per_second)
        self.since = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.per_second


class RateLimits:
    """Counts the calls of each method, and the posts to each channel.

    Args:
        enforced: Whether a call too many is refused.
    """

    def __init__(self, *, enforced: bool) -> None:
        self.enforced = enforced
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def check(self, method: str, tier: int, now: float) -> None:
        """Count a call of a method of tier 1 (once a minute) to 5 (600 times a minute).

        Raises:
            RateLimited: When it is one too many.
        """
        calls = PER_MINUTE[tier]
        self._take((method, ""), Bucket(calls, calls / 60, calls, now), now)

    def check_post(self, channel: str, now: float) -> None:
        """Count a message to a channel: one a second, with short bursts.

        Raises:
            RateLimited: When it is one too many.
        """
        fresh = Bucket(POST_BURST, POSTS_PER_SECOND, POST_BURST, now)
        self._take(("chat.postMessage", channel), fresh, now)

    def _take(self, key: tuple[str, str], fresh: Bucket, now: float) -> None:
        if not self.enforced:
            return
        wait_s = self._buckets.setdefault(key, fresh).take(now)
        if wait_s:
            raise RateLimited(max(1, math.ceil(wait_s)))
