"""Things done at the same moment, by threads that wait for each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")
_PATIENCE_S = 60


def at_once(*doers: Callable[[], T]) -> list[T]:
    """Let a thread each do these things; return what came of each, in their order."""
    barrier = Barrier(len(doers))

    def do(doer: Callable[[], T]) -> T:
        barrier.wait(_PATIENCE_S)
        return doer()

    with ThreadPoolExecutor(len(doers)) as pool:
        return list(pool.map(do, doers))
