"""Untrusted files are read in a process of its own that may hang, crash or be killed."""

import logging
import multiprocessing
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import PurePath
from typing import Self

from pebble import ProcessExpired, ProcessPool

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents, refusal_of
from indexer.readers.limits import Limits
from indexer.readers.origin import Reading
from indexer.readers.raw import UnreadableFile

PLAIN = frozenset({".md", ".txt", ".csv"})
SMALL = 256_000
"""Bytes of a plain file up to which it is read in this process: starting one takes longer."""

_LEAVE_OUT = "Leave it out, or export it again from the program that made it"
_ORPHANED_S = 1.0

Read = Callable[[FoundFile, ReaderDefaults], Reading]


class IsolatedReading:
    """Reads files, those that are not plain and small in a child process.

    The child is started with the first such file, serves all that follow, and is replaced when
    a file has killed it. Use it as a context manager, so that the child ends with it.
    """

    def __init__(self, read: Read = read_documents) -> None:
        """Take what reads a file; the child imports it by its name."""
        self._read = read
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def __call__(self, found: FoundFile, defaults: ReaderDefaults) -> Reading:
        """Read a file, or refuse it when it takes too long, too much memory or kills its reader."""
        if _is_plain(found):
            return self._read(found, defaults)
        try:
            return self._read_apart(found, defaults)
        except UnreadableFile as refused:
            return refusal_of(found, refused)

    def _read_apart(self, found: FoundFile, defaults: ReaderDefaults) -> Reading:
        limits = defaults.limits
        pool = self._open(limits)
        try:
            reading: Reading = pool.schedule(
                self._read, args=(found, defaults), timeout=limits.seconds
            ).result()
        except TimeoutError:
            what = f"reading it took longer than {limits.seconds:g} s"
            raise UnreadableFile(what, "Split it, or leave it out") from None
        except MemoryError:
            raise _too_much(limits) from None
        except ProcessExpired:
            what = f"its reader crashed, or needed more than {limits.memory / 1e9:g} GB of memory"
            raise UnreadableFile(what, _LEAVE_OUT) from None
        except BrokenProcessPool:
            self._close()
            raise UnreadableFile(
                "its reader could not be started", "Build again when the machine is less busy"
            ) from None
        return reading

    def _open(self, limits: Limits) -> ProcessPool:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                initializer=_prepare,
                initargs=(limits.memory, os.getpid()),
                # A fork of a process with threads may hang; a fresh one imports no model.
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool

    def _close(self) -> None:
        pool, self._pool = self._pool, None
        if pool:
            pool.stop()  # type: ignore[no-untyped-call]  # Pebble's own
            pool.join()


def _is_plain(found: FoundFile) -> bool:
    if PurePath(found.name).suffix.lower() not in PLAIN:
        return False
    try:
        return found.path.stat().st_size <= SMALL
    except OSError:
        return True  # the reader says what is wrong with it


def _too_much(limits: Limits) -> UnreadableFile:
    what = f"reading it needs more than {limits.memory / 1e9:g} GB of memory"
    return UnreadableFile(what, "Split it, or leave it out")


def _prepare(memory: int, parent: int) -> None:
    """Limit the child, keep it quiet, and let it end with the process that started it."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _limit_memory(memory)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for limit, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, most = resource.getrlimit(limit)
        within = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        try:
            resource.setrlimit(limit, (within, most))
        except (OSError, ValueError):  # macOS knows the limit and does not keep it
            continue


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_ORPHANED_S)
    os._exit(1)
