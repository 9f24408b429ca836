"""The clock that can be moved ahead runs on from there, and never back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta

import pytest

from knowledge.adapters.clock import AdjustableClock, SystemClock


def test_it_begins_as_the_machines_clock() -> None:
    """Nobody has moved it yet."""
    before = SystemClock().now()
    moment = AdjustableClock().now()

    assert before <= moment <= SystemClock().now()
    assert moment.tzinfo is UTC


def test_it_runs_on_from_where_it_was_moved_to() -> None:
    """Each move adds to those before."""
    clock = AdjustableClock()
    clock.move(timedelta(days=1))
    clock.move(timedelta(hours=2))
    ahead = timedelta(days=1, hours=2)
    before = SystemClock().now()

    assert before <= clock.now() - ahead <= SystemClock().now()
    assert clock.ahead == ahead


def test_it_is_never_moved_back() -> None:
    """What has happened stays in the past."""
    clock = AdjustableClock()
    with pytest.raises(ValueError, match="never moved back"):
        clock.move(timedelta(seconds=-1))

    assert clock.ahead == timedelta()


def test_threads_that_move_it_together_lose_no_move() -> None:
    """Everybody's hour counts."""
    clock = AdjustableClock()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: clock.move(timedelta(hours=1)), range(800)))

    assert clock.ahead == timedelta(hours=800)
