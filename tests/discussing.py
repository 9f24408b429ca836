"""A discussion on a clock that stands still: what hosts press, what the bot posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from knowledge.discussions.changing import Changes
from knowledge.discussions.course import Course
from knowledge.discussions.life import LIVING
from knowledge.discussions.planning import Planning
from knowledge.discussions.plans import Plan, PromptPlan
from knowledge.discussions.steering import Steering
from knowledge.errors import VenueError
from knowledge.models.discussions import CueKind, Discussion, Posted, Task
from knowledge.ports.discussions import Cues, Discussions
from tests.fakes.clock import FakeClock
from tests.fakes.discussions import FakeCues, FakeDiscussions

HOST, COHOST, CURATOR, GUEST = "UHOST", "UCOHOST", "UCURATOR", "UGUEST"
CHANNEL = "C0EVENING"
ZONE = "Europe/London"
NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
PROMPTS = tuple(PromptPlan(text=f"What about matter {number}?") for number in range(1, 6))


def plan(**changes: object) -> Plan:
    """What a host enters for an evening of five prompts, two weeks ahead."""
    return Plan.model_validate(
        {
            "title": "Evidence on the night shift",
            "channel": CHANNEL,
            "day": "2026-11-25",
            "time": "21:00",
            "prompts": PROMPTS,
            "cohosts": (COHOST,),
            **changes,
        }
    )


@dataclass
class FakeVenue:
    """Satisfies the port `Venue`: a channel in memory.

    Attributes:
        posts: key, kind and moment of all that was posted, in order.
        refusal: what posting raises, by kind of cue.
        meanwhile: what others do while something is posted, by key of the cue.
    """

    clock: FakeClock
    posts: list[tuple[str, CueKind, datetime]] = field(default_factory=list)
    standing: dict[tuple[str, str], Posted] = field(default_factory=dict)
    refusal: dict[CueKind, VenueError] = field(default_factory=dict)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)

    def find(self, task: Task) -> Posted | None:
        """Return what stands there for a cue."""
        return self.standing.get((task.discussion.id, task.cue.key))

    def post(self, task: Task) -> Posted:
        """Post, or refuse to."""
        if error := self.refusal.get(task.cue.kind):
            raise error
        posted = Posted(ts=f"{len(self.posts) + 1}.000001", at=self.clock.now())
        self.posts.append((task.cue.key, task.cue.kind, posted.at))
        self.standing[task.discussion.id, task.cue.key] = posted
        if others := self.meanwhile.pop(task.cue.key, None):
            others()
        return posted

    def posted(self) -> list[str]:
        """Return the keys of all that was posted, in order."""
        return [key for key, _, _ in self.posts]


@dataclass
class Evening:
    """All that runs a discussion, over stores that outlive it.

    Attributes:
        people: how many have answered, under whichever prompt.
        around: gets the stores and the venue, and returns what is used in their place.
    """

    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    discussions: Discussions = field(default_factory=FakeDiscussions)
    cues: Cues = field(default_factory=FakeCues)
    people: int = 5
    curators: Sequence[str] = (CURATOR,)
    around: Callable[[Any], Any] = lambda one: one

    def __post_init__(self) -> None:
        self.venue = FakeVenue(self.clock)
        self.tokens = count(1)
        self.restart()

    def restart(self) -> None:
        """Begin anew with what was stored, as a new process does."""
        discussions, cues = self.around(self.discussions), self.around(self.cues)
        self.changes = Changes(discussions, cues, self.clock)
        self.course = Course(
            discussions,
            cues,
            self.changes,
            self.around(self.venue),
            lambda _discussion, _prompt: self.people,
            self.clock,
        )
        self.steering = Steering(
            discussions, self.changes, self.clock, lambda member: member in self.curators
        )
        self.planning = Planning(
            discussions,
            self.changes,
            self.clock,
            ZONE,
            lambda member: member in self.curators,
            lambda length: f"{next(self.tokens):0{2 * length}x}",
        )

    def scheduled(self, **changes: object) -> Discussion:
        """Plan an evening."""
        return self.planning.create(plan(**changes), HOST)

    def live(self, after: timedelta = timedelta(), **changes: object) -> Discussion:
        """Plan an evening, and let time pass until it has begun, and some more."""
        one = self.scheduled(**changes)
        self.until(one.starts_at + after)
        return self.now(one)

    def until(self, moment: datetime, step: timedelta = timedelta(seconds=10)) -> None:
        """Let time pass, in steps while something is due soon and in leaps otherwise."""
        self.course.tick()
        while self.clock.now() < moment:
            due = [cue.due_at for one in self._ids() for cue in self.cues.of(one) if not cue.ts]
            ahead = [at for at in due if at > self.clock.now()]
            soonest = min([*ahead, moment])
            leap = max(min(soonest, moment) - self.clock.now(), timedelta())
            self.clock.advance(max(leap, min(step, moment - self.clock.now())).total_seconds())
            self.course.tick()

    def now(self, one: Discussion) -> Discussion:
        """Return a discussion as it stands."""
        return self.changes.get(one.id)

    def whats(self, one: Discussion) -> list[str]:
        """Return the keys of what was done, in order."""
        return [event.what for event in self.discussions.events(one.id)]

    def _ids(self) -> list[str]:
        return [one.id for one in self.discussions.in_states(*sorted(LIVING))]
