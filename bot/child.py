"""The worker process that builds the index, kept alive beside the bot."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

WORKER = (sys.executable, "-m", "indexer", "worker")
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
STOP_S = 10.0
TRIES, TRY_AGAIN_S = 12, 5.0
_BUILT = frozenset({0, 3})  # 3: something was refused
_log = logging.getLogger(__name__)


class Process(Protocol):
    """What is asked of a child process."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return its exit code."""
        ...

    def terminate(self) -> None:
        """Ask it to stop."""
        ...

    def kill(self) -> None:
        """Stop it."""
        ...


def start_worker(command: Sequence[str] = WORKER) -> Process:
    """Start the indexer's worker, with this process's environment and folder."""
    return subprocess.Popen(command)  # noqa: S603 - our own module, in our own interpreter


class Child:
    """Starts a process, and starts it again when it dies, at growing intervals.

    Args:
        start: makes the process.
        pause: waits; returns True when the bot is stopping.
    """

    def __init__(
        self,
        start: Callable[[], Process] = start_worker,
        pause: Callable[[float], bool] | None = None,
    ) -> None:
        self._start = start
        self._stopping = threading.Event()
        self._pause = pause or self._stopping.wait
        self._process: Process | None = None
        self._thread = threading.Thread(target=self.keep_alive, name="child", daemon=True)

    def start(self) -> None:
        """Start the process, watched by a thread."""
        self._thread.start()

    def keep_alive(self) -> None:
        """Run the process again and again until the bot stops."""
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            self._process = self._start()
            code = self._process.wait()
            if self._stopping.is_set():
                return
            _log.warning("the index worker ended with code %d; it is started again", code)
            if self._pause(pause_s):
                return
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def stop(self) -> None:
        """End the process, gently at first."""
        self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()


def index_once(folder: Path, home: Path) -> None:
    """Index a folder into a home without a word, as soon as no other build is running."""
    command = (sys.executable, "-m", "indexer", "build", str(folder), "--home", str(home))
    pause = threading.Event()
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own
        if done.returncode in _BUILT:
            return
        pause.wait(TRY_AGAIN_S)


@contextmanager
def index_worker(*options: str) -> Iterator[None]:
    """Keep the indexer's worker alive within the block.

    Args:
        options: of its command line.
    """
    child = Child(partial(start_worker, (*WORKER, *options)))
    child.start()
    try:
        yield
    finally:
        child.stop()
