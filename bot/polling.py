"""Work that is done again and again on a thread of its own."""

import logging
import threading
from collections.abc import Callable

from bot.references import log_trouble, reference_of

STOP_S = 10.0
_log = logging.getLogger(__name__)


class Polling:
    """Calls `work` every so many seconds; whatever it raises is logged, and the next call comes.

    Args:
        name: of the thread, and in the log.
        work: what is to be done, soon enough for `stop` to wait for it.
        every_s: seconds between two calls, the first one included.
    """

    def __init__(self, name: str, work: Callable[[], object], every_s: float) -> None:
        self._name = name
        self._work = work
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_stopping(self) -> bool:
        """Whether the work under way should come to an end."""
        return self._stopping.is_set()

    def start(self) -> None:
        """Start to poll."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the call under way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            try:
                self._work()
            except Exception as error:  # noqa: BLE001 - the next call may succeed
                log_trouble(_log, reference_of(self._name), error)
