"""Work on a thread of its own."""

import threading

from bot.polling import Polling


def test_work_goes_on_after_it_failed_once() -> None:
    """A fault of one call is not the end of all."""
    calls: list[int] = []
    twice = threading.Event()

    def work() -> None:
        calls.append(len(calls))
        if len(calls) == 1:
            raise ValueError("the first one fails")
        twice.set()

    polling = Polling("a test", work, 0.001)
    polling.start()
    assert twice.wait(10)
    polling.stop()

    assert polling.is_stopping
    done = len(calls)
    assert not threading.Event().wait(0.01)
    assert len(calls) == done


def test_what_was_never_started_can_be_stopped() -> None:
    """A bot whose start failed is put away all the same."""
    calls: list[int] = []
    polling = Polling("a test", lambda: calls.append(1), 0.001)
    polling.stop()

    assert polling.is_stopping
    assert calls == []
