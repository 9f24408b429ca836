"""An evening that is harvested: three prompts, a few people, and what they say."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from knowledge.discussions.recording import Books, Speaker
from knowledge.models.channels import Said
from knowledge.models.contributions import Credit
from knowledge.models.discussions import (
    Discussion,
    DiscussionEvent,
    DiscussionState,
    Options,
    Prompt,
    PromptState,
)
from knowledge.models.remarks import Remark
from knowledge.models.sensitivity import MarkingAction, Verdict
from tests.fakes.clock import FakeClock
from tests.fakes.remarks import FakeRemarks

START = datetime(2026, 11, 25, 21, 0, tzinfo=UTC)
TALK = "C0TALK"
HOST = "U0HOST"
SPEAKERS = {
    "U0ANA": Speaker(kind="officer", credit=Credit.NAME, name="Ana Reed"),
    "U0BEN": Speaker(kind="academic", credit=Credit.KIND),
    "U0APP": Speaker(is_bot=True),
}
TEXTS = (
    "What stops officers from using research?",
    "Which training works, and why?",
    "What should change, and who can change it?",
)


def at(minutes: float) -> datetime:
    """Return a moment of the evening."""
    return START + timedelta(minutes=minutes)


def ts_of(minutes: float) -> str:
    """Return a Slack timestamp of the evening."""
    return f"{at(minutes).timestamp():.6f}"


def asked(number: int, state: PromptState, minutes: float | None = None) -> Prompt:
    """Return a prompt; one that was asked is open for ten minutes."""
    prompt = Prompt(number=number, text=TEXTS[number - 1], state=state)
    if minutes is None:
        return prompt
    times = {"opened_at": at(minutes), "closes_at": at(minutes + 10)}
    return prompt.model_copy(update={**times, "message_ts": ts_of(minutes)})


def evening(**changes: object) -> Discussion:
    """Return a live discussion at 21:20: the first prompt is closed, the second open."""
    prompts = (
        asked(1, PromptState.GRACE, 7),
        asked(2, PromptState.OPEN, 17),
        asked(3, PromptState.PENDING),
    )
    one = Discussion(
        id="0123456789ab",
        title="Research in use",
        channel=TALK,
        host=HOST,
        prompts=prompts,
        options=Options(votes=True, board=True, anonymous=True),
        local_start="2026-11-25T21:00",
        zone="Europe/London",
        starts_at=START,
        state=DiscussionState.LIVE,
        salt="5a17" * 16,
        created_at=START - timedelta(days=14),
        started_at=START,
    )
    return one.model_copy(update=changes)


def said(text: str, minutes: float = 18, member: str = "U0ANA", **more: str) -> Said:
    """Return a message in the channel, or in the thread that `thread` names."""
    ts = ts_of(minutes)
    facts = {"channel": TALK, "ts": ts, "thread": ts, "version": ts, "member": member}
    return Said(**{**facts, "text": text, **more})


def edited(message: Said, text: str, minutes: float) -> Said:
    """Return what an edit makes of a message."""
    return message.model_copy(update={"text": text, "version": ts_of(minutes)})


def assess(text: str) -> Verdict:
    """Bar, hold, take a name away or let in, as a text itself says."""
    for word, action in (
        ("SECRET", MarkingAction.BLOCK),
        ("PERSONAL", MarkingAction.HOLD),
        ("CHATHAM", MarkingAction.UNATTRIBUTED),
    ):
        if word in text:
            return Verdict(label=word, action=action, text=text)
    return Verdict(text=text)


@dataclass
class Evenings:
    """Discussions in memory, as far as harvesting looks at them."""

    held: dict[str, Discussion] = field(default_factory=dict)
    logged: list[DiscussionEvent] = field(default_factory=list)

    def get(self, discussion_id: str) -> Discussion | None:
        """Return one, or None."""
        return self.held.get(discussion_id)

    def in_channel(self, channel: str) -> tuple[Discussion, ...]:
        """Return those of a channel, newest start first."""
        there = (one for one in self.held.values() if one.channel == channel)
        return tuple(sorted(there, key=lambda one: one.starts_at, reverse=True))

    def log(self, event: DiscussionEvent) -> None:
        """Add a line to the log."""
        self.logged.append(event)


class Evening:
    """The stores of one evening, and short words for what tests look at."""

    def __init__(self, remarks: FakeRemarks | None = None) -> None:
        self.discussions = Evenings()
        self.remarks = remarks or FakeRemarks()
        self.clock = FakeClock(at(20))
        self.id = self.becomes(evening()).id
        self.books = Books(
            discussions=self.discussions,
            remarks=self.remarks,
            clock=self.clock,
            assess=assess,
            speaker=lambda member: SPEAKERS.get(member, Speaker()),
        )

    def becomes(self, one: Discussion) -> Discussion:
        """Let a discussion stand as it is given."""
        self.discussions.held[one.id] = one
        return one

    def change(self, **changes: object) -> Discussion:
        """Let the discussion stand otherwise."""
        return self.becomes(self.now.model_copy(update=changes))

    @property
    def now(self) -> Discussion:
        """The discussion as it stands."""
        return self.discussions.held[self.id]

    @property
    def all(self) -> tuple[Remark, ...]:
        """Everything that is kept."""
        return self.remarks.of(self.id)

    def under(self, number: int) -> list[str]:
        """Return what counts under a prompt, or what waits for the host under 0."""
        return [one.text for one in self.all if one.prompt == number and one.state == "in"]
