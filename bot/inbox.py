"""Bounded workers that drain the durable inbox, each job with a deadline."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from bot.references import log_trouble, reference_of
from knowledge.errors import KnowledgeError, StoreError
from knowledge.models.work import InboxItem
from knowledge.ports import Inbox

MAX_ATTEMPTS = 3
POLL_S = 1.0
LEASE_MARGIN_S = 2.0

_log = logging.getLogger(__name__)


class TooLate(Exception):  # noqa: N818 - an outcome of a job, not a fault in it
    """The deadline passed first; the asker has been told, so nothing may be posted any more."""


class Ticket:
    """Decides, once, whether a job's result or its deadline comes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._winner = ""

    def settle(self) -> None:
        """Take the right to post the result.

        Raises:
            TooLate: the deadline has it already.
        """
        if not self._take("result"):
            raise TooLate

    def expire(self) -> bool:
        """Take the right to apologise; False when the result has it already."""
        return self._take("deadline")

    @property
    def is_open(self) -> bool:
        """Whether neither has come yet."""
        return not self._winner

    @property
    def is_expired(self) -> bool:
        """Whether the deadline came first."""
        return self._winner == "deadline"

    def _take(self, who: str) -> bool:
        with self._lock:
            self._winner = self._winner or who
            return self._winner == who


class Handler(Protocol):
    """What is done with one kind of item."""

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Do the job; `ticket.settle()` stands before the first thing that others see."""
        ...

    def explain(self, item: InboxItem) -> None:
        """Tell the asker that it takes longer than usual."""
        ...

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Tell the asker, and nobody else, that there will be no answer.

        Args:
            reference: number under which the administrator finds the reason.
            error: what to explain; None when there is nothing that a person could act on.
        """
        ...


class Cancellable(Protocol):
    """A call that will be made later unless it is cancelled."""

    def cancel(self) -> None:
        """Do not make the call."""
        ...


Later = Callable[[float, Callable[[], None]], Cancellable]


def later(delay_s: float, call: Callable[[], None]) -> Cancellable:
    """Make a call in `delay_s` seconds, on a thread of its own."""
    timer = threading.Timer(delay_s, call)
    timer.daemon = True
    timer.start()
    return timer


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a job may take, in seconds.

    Attributes:
        slow_s: after which the asker is told that it takes longer.
        deadline_s: after which the job is given up.
        retry_s: before the second attempt; twice that before the third.
    """

    slow_s: float = 10.0
    deadline_s: float = 30.0
    retry_s: float = 2.0

    @property
    def lease_s(self) -> float:
        """For how long a claimed item is hidden: a crash delays it by at most this much."""
        return self.deadline_s + LEASE_MARGIN_S


class Workers:
    """A fixed number of threads that work on inbox items, oldest first.

    Args:
        handlers: by kind of item.
        count: threads, 1 or more.
        schedule: makes the two calls of a job's deadline.
    """

    def __init__(
        self,
        inbox: Inbox,
        handlers: dict[str, Handler],
        count: int,
        patience: Patience,
        schedule: Later = later,
    ) -> None:
        self._inbox = inbox
        self._handlers = handlers
        self._patience = patience
        self._schedule = schedule
        self._wake = threading.Condition()
        self._news = 0
        self._stopping = False
        self._under_way: set[int] = set()
        names = [f"inbox-{n + 1}" for n in range(count)]
        self._threads = [threading.Thread(target=self._drain, name=n, daemon=True) for n in names]

    def start(self) -> None:
        """Start to work; items left by an earlier process come first."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Finish the jobs under way, and take no more; what waits is kept for the next start."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout_s)

    def wake(self) -> None:
        """Say that an item has come in."""
        with self._wake:
            self._news += 1
            self._wake.notify()

    def run_one(self) -> bool:
        """Work on the oldest item that is due; False when there is none."""
        item = self._inbox.claim(self._patience.lease_s)
        if item is None:
            return False
        with self._wake:
            if item.id in self._under_way:  # its lease ran out, yet this process still has it
                return True
            self._under_way.add(item.id)
        try:
            self._attend(item)
        finally:
            with self._wake:
                self._under_way.discard(item.id)
        return True

    def _drain(self) -> None:
        while not self._stopping:
            seen = self._news
            try:
                busy = self.run_one()
            except Exception as error:  # noqa: BLE001 - a worker outlives whatever a job does
                log_trouble(_log, reference_of("worker"), error)
                busy = False
            if not busy:
                with self._wake:
                    self._wake.wait_for(partial(self._is_wanted, seen), POLL_S)

    def _is_wanted(self, seen: int) -> bool:
        return self._stopping or self._news > seen

    def _attend(self, item: InboxItem) -> None:
        handler, ticket = self._handlers[item.kind], Ticket()
        if item.attempts > MAX_ATTEMPTS:
            self._give_up(item, "Unfinished", None)
            return
        timers = (
            self._schedule(self._patience.slow_s, partial(self._slow, item, ticket)),
            self._schedule(self._patience.deadline_s, partial(self._expire, item, ticket)),
        )
        try:
            handler.work(item, ticket)
            ticket.settle()
        except TooLate:
            return
        except Exception as error:  # noqa: BLE001 - logged there, with its reference
            self._failed(item, ticket, error)
            return
        finally:
            for timer in timers:
                timer.cancel()
        self._inbox.complete(item.id)

    def _slow(self, item: InboxItem, ticket: Ticket) -> None:
        if ticket.is_open:
            self._handlers[item.kind].explain(item)

    def _expire(self, item: InboxItem, ticket: Ticket) -> None:
        if ticket.expire():
            self._give_up(item, "Deadline", None)

    def _failed(self, item: InboxItem, ticket: Ticket, error: Exception) -> None:
        log_trouble(_log, reference_of(item.key), error)
        if ticket.is_expired:
            return
        if isinstance(error, KnowledgeError) and not isinstance(error, StoreError):
            self._give_up(item, type(error).__name__, error)
        elif item.attempts < MAX_ATTEMPTS:
            delay_s = self._patience.retry_s * 2 ** (item.attempts - 1)
            self._inbox.retry(item.id, type(error).__name__, delay_s)
        else:
            known = error if isinstance(error, KnowledgeError) else None
            self._give_up(item, type(error).__name__, known)

    def _give_up(self, item: InboxItem, why: str, error: KnowledgeError | None) -> None:
        reference = reference_of(item.key)
        _log.warning("%s gave up an item of kind %s: %s", reference, item.kind, why)
        self._inbox.bury(item.id, why, reference)
        self._handlers[item.kind].apologise(item, reference, error)
