"""The stores tell the time by the clock that they are given, queues by the machine's."""

from pathlib import Path

from knowledge.adapters.clock import SystemClock
from knowledge.bootstrap.stores import opened
from knowledge.settings import KnowledgeSettings
from tests.fakes.clock import START, FakeClock


def test_a_clock_that_is_given_is_used_for_everything_but_queues(tmp_path: Path) -> None:
    """A lease that ended because somebody moved the clock would do its work twice."""
    clock = FakeClock()
    with opened(KnowledgeSettings(home=tmp_path), deferred=True, clock=clock) as (stores, _):
        before = SystemClock().now()
        job, _fresh = stores.jobs.request("", "anything")
        stores.audit.record("clock.read", "system")
        noted = stores.audit.entries()[-1]

    assert stores.clock is clock
    assert noted.at == START
    assert before <= job.requested_at <= SystemClock().now()
