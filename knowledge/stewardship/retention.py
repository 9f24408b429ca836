"""What goes by itself after a while, unless a legal hold covers it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from knowledge.ports import Audit, Chores, Clock, Gaps, Perishable
from knowledge.stewardship.holds import Holds, covering

DAILY_S = 86_400.0
PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Purge:
    """Deletes what is past its time; the log says how much of what, and never whose.

    Attributes:
        kept: sorts of things, each with the days that it is kept.
        scrub: leaves nothing of deleted rows in the store's files.
    """

    kept: Sequence[tuple[Perishable, int]]
    gaps: Gaps
    holds: Holds
    chores: Chores
    audit: Audit
    clock: Clock
    scrub: Callable[[], None]

    def run_daily(self) -> None:
        """Purge, if nobody has in the last day."""
        if self.chores.claim(PURGE, DAILY_S):
            self.run()

    def run(self, by: str = "") -> dict[str, int]:
        """Purge now.

        Args:
            by: member id of who asked, or empty.

        Returns:
            Sort of thing → how many were deleted, without the sorts of which none were.
        """
        active = self.holds.active()
        now = self.clock.now()
        dropped: dict[str, int] = {}
        for perishable, days in self.kept:
            things = perishable.old(now - timedelta(days=days))
            due = [one.key for one in things if covering(active, one) is None]
            count = perishable.drop(due) if due else 0
            if count:
                dropped[perishable.name] = count
        self.gaps.rotate()
        if dropped:
            counts = {name.replace(" ", "_"): str(count) for name, count in dropped.items()}
            self.audit.record("retention.purged", by, **counts)
            self.scrub()
        return dropped
