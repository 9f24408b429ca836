"""One build at a time on one home."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import BusyError


@contextmanager
def alone(home: Path, wait_s: float) -> Iterator[None]:
    """Hold the home's build lock; the system lets it go when the process dies.

    Args:
        home: folder of all state.
        wait_s: how long to wait for whoever holds it; -1 for ever.

    Raises:
        BusyError: another build still holds it.
    """
    lock = FileLock(home / "build.lock", timeout=wait_s)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(
            f"Another build is running in {home}", "Wait until it ends, then try again"
        ) from None
    try:
        yield
    finally:
        lock.release()
