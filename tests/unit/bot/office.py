"""Inbox workers with everything around them, for tests."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.inbox import Patience, Ticket, Workers
from bot.references import reference_of
from knowledge.errors import KnowledgeError
from knowledge.models.work import InboxItem
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInbox

PATIENCE = Patience(slow_s=10, deadline_s=30, retry_s=2)


@dataclass
class Alarm:
    """A timer that a test lets ring."""

    delay_s: float
    call: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """Do not ring."""
        self.cancelled = True


@dataclass
class Alarms:
    """Makes timers that ring when a test says so."""

    made: list[Alarm] = field(default_factory=list)

    def __call__(self, delay_s: float, call: Callable[[], None]) -> Alarm:
        """Make a timer."""
        self.made.append(Alarm(delay_s, call))
        return self.made[-1]

    def ring(self, delay_s: float) -> None:
        """Let the timers with this delay ring."""
        for alarm in self.made:
            if alarm.delay_s == delay_s and not alarm.cancelled:
                alarm.call()


@dataclass
class Diary:
    """A handler that does what a test wants and notes what it is asked to."""

    job: Callable[[Ticket], None] = lambda ticket: ticket.settle()
    worked: list[str] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)
    apologies: list[tuple[str, KnowledgeError | None]] = field(default_factory=list)

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Note the item's key and do the job."""
        self.worked.append(item.key)
        self.job(ticket)

    def explain(self, item: InboxItem) -> None:
        """Note that it takes longer."""
        self.explained.append(item.key)

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Note the reference and the error."""
        assert reference == reference_of(item.key)
        self.apologies.append((reference, error))


@dataclass
class Office:
    """Workers with everything around them."""

    diary: Diary = field(default_factory=Diary)
    clock: FakeClock = field(default_factory=FakeClock)
    alarms: Alarms = field(default_factory=Alarms)
    count: int = 1

    def __post_init__(self) -> None:
        self.inbox = FakeInbox(self.clock)
        handlers = {"question": self.diary}
        self.workers = Workers(self.inbox, dict(handlers), self.count, PATIENCE, self.alarms)

    def put(self, *keys: str) -> None:
        """Store items."""
        for key in keys:
            self.inbox.put(key, "question", {"text": "private words"})
