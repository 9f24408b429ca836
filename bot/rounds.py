"""What is done from time to time without anybody asking."""

import logging
import threading
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackClientError

from bot.channels.gaps import Gaps
from bot.desk import Desk
from bot.listeners.offers import tell_curators
from bot.references import log_trouble, reference_of
from bot.views.offers import expired_letter
from knowledge.errors import KnowledgeError

TICK_S = 30.0
GAPS_EVERY = 120
"""Rounds between two readings of the followed channels: an hour."""

BUILD_EVERY_S = 180.0
_log = logging.getLogger(__name__)


class Rounds:
    """A thread that goes its rounds: news, missed messages, dates that have come, what lags.

    Args:
        desk: what there is to work with.
        gaps: reads followed channels again.
        more: what else is done in each round, in this order.
    """

    def __init__(
        self,
        desk: Desk,
        gaps: Gaps,
        more: Sequence[Callable[[], object]] = (),
        tick_s: float = TICK_S,
    ) -> None:
        self._desk = desk
        self._gaps = gaps
        self._more = more
        self._tick_s = tick_s
        self._hurry = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Go the first round at once: a gap has opened while nobody listened."""
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Stop after what is under way."""
        self._stopping = True
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def reconnected(self) -> None:
        """Read the followed channels soon: the connection was lost for a while."""
        self.hurry()

    def hurry(self) -> None:
        """Go the next round at once."""
        self._hurry.set()

    def go(self, *, read_channels: bool) -> None:
        """Go one round; each part for itself, so that one that fails stops no other."""
        parts: list[Callable[[], object]] = [
            self._build_news,
            self._expire,
            lambda: tell_curators(self._desk),
            self._desk.documents.refresh,
            *self._more,
        ]
        if read_channels:
            parts.insert(0, self._gaps.repair_all)
        for part in parts:
            try:
                part()
            except (KnowledgeError, SlackClientError, OSError) as error:
                log_trouble(_log, reference_of("rounds"), error)

    def _build_news(self) -> None:
        self._desk.services.following.build_news(BUILD_EVERY_S)

    def _expire(self) -> None:
        services = self._desk.services
        now = services.clock.now().astimezone(ZoneInfo(services.pack.time_zone))
        for one in services.offering.expire_due(now.date()):
            letter = expired_letter(one)
            for who in filter(None, dict.fromkeys((one.member, *self._desk.roles.all_curators()))):
                self._desk.letters.send(who, f"expired {one.id} {one.expires_on}", letter)
            self._desk.workers.wake()

    def _run(self) -> None:
        count = 0
        hurried = False
        while not self._stopping:
            self._hurry.clear()
            try:
                self.go(read_channels=hurried or count % GAPS_EVERY == 0)
            except Exception as error:  # noqa: BLE001 - the next round may succeed
                log_trouble(_log, reference_of("rounds"), error)
            count += 1
            hurried = self._hurry.wait(self._tick_s)
