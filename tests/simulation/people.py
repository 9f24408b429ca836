"""A made-up community: when its members may be asked, and how they take it.

What they want is kept here in numbers of its own, so that whoever watches a simulation reads
nothing through the code that is watched.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from knowledge.models.members import Availability, Discoverable, Member, Profile, Wishes

ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney")
SUBJECTS = (
    *("drones", "forensics", "radio", "evaluation", "boats", "custody", "facial", "statistics"),
    *("chemistry", "interviews", "mapping", "batteries", "training", "wellbeing", "sensors"),
    *("procurement", "ethics", "acoustics", "lighting", "firearms"),
)
SHIFTS = ((480, 1080), (540, 1020), (420, 900), (1200, 360), (0, 0), (840, 1350))
SHIFT_WEIGHTS = (50, 20, 10, 8, 4, 8)
WEEKS = ((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6), (0, 2, 4), (5, 6), (1,), ())
WEEK_WEIGHTS = (70, 8, 12, 4, 4, 2)
FAITHFUL, SLOW, SILENT = "faithful", "slow", "silent"


@dataclass(frozen=True)
class Person:
    """A member as they are.

    Attributes:
        opens, closes: minutes after midnight on their wall; the same one twice is all day.
        subject: that others ask them about.
        draw: how often they are thought of first, as a weight.
        manner: how they take letters.
    """

    id: str
    zone: str
    opens: int
    closes: int
    days: tuple[int, ...]
    cap: int
    listed: str
    contactable: bool
    subject: str
    draw: float
    manner: str
    declines: tuple[str, ...] = ()
    apart: frozenset[str] = frozenset()
    paused_until: date | None = None
    rests: bool = field(default=False)

    def profile(self, before: Member) -> Member:
        """Return the stored member with what this person wants."""
        own = Availability(
            paused_until=self.paused_until,
            paused_by_us=self.rests,
            most_asks=self.cap,
            opens=_wall(self.opens),
            closes=_wall(self.closes),
            days=self.days,
            time_zone=self.zone,
            declined_topics=self.declines,
        )
        wishes = Wishes(
            discoverable=Discoverable(self.listed), contactable=self.contactable, notice="1"
        )
        changes = {"wishes": wishes, "availability": own, "never_pair": self.apart}
        return before.model_copy(update={"profile": Profile(name=self.id), **changes})


def born(number: int, many: int, random: Random) -> Person:
    """Return a person of a community of so many."""
    opens, closes = random.choices(SHIFTS, SHIFT_WEIGHTS)[0]
    return Person(
        id=f"U{number:04}",
        zone=random.choices(ZONES, (70, 10, 10, 5, 5))[0],
        opens=opens,
        closes=closes,
        days=random.choices(WEEKS, WEEK_WEIGHTS)[0],
        cap=random.choices((0, 1, 2, 3, 5, 8), (3, 12, 20, 50, 10, 5))[0],
        listed=random.choices(("suggest", "named_search", "off"), (65, 10, 25))[0],
        contactable=random.random() < 0.85,
        subject=random.choice(SUBJECTS),
        draw=random.paretovariate(1.2),
        manner=random.choices((FAITHFUL, SLOW, SILENT), (60, 20, 20))[0],
        declines=tuple(random.sample(SUBJECTS, 2)) if random.random() < 0.15 else (),
        apart=_apart(number, many, random),
    )


def changed(person: Person, today: date, random: Random) -> Person:
    """Return the person with something that they want otherwise from now on."""
    opens, closes = random.choice(SHIFTS)
    until = today + timedelta(days=random.randint(1, 21))
    return random.choice(
        (
            lambda: replace(person, paused_until=until, rests=False),
            lambda: replace(person, paused_until=None, rests=False),
            lambda: replace(person, opens=opens, closes=closes),
            lambda: replace(person, cap=random.choice((0, 1, 2, 3, 4))),
            lambda: replace(person, days=random.choices(WEEKS, WEEK_WEIGHTS)[0]),
            lambda: replace(person, contactable=not person.contactable),
            lambda: replace(person, listed=random.choice(("suggest", "named_search", "off"))),
            lambda: replace(person, declines=tuple(random.sample(SUBJECTS, 2))),
            lambda: replace(person, zone=random.choice(ZONES)),
        )
    )()


def answers_after(person: Person, random: Random) -> timedelta | None:
    """Return how long a person takes to answer a letter; None when they never do."""
    if person.manner == SILENT:
        return None if random.random() < 0.9 else timedelta(hours=random.uniform(1, 60))
    typical = 5 if person.manner == FAITHFUL else 60
    return timedelta(hours=random.lognormvariate(0, 1) * typical)


def start_of(day: date) -> datetime:
    """Return the midnight in UTC with which a day begins."""
    return datetime.combine(day, time(), tzinfo=UTC)


def _apart(number: int, many: int, random: Random) -> frozenset[str]:
    if random.random() > 0.15:
        return frozenset()
    others = {f"U{random.randrange(many):04}" for _ in range(random.randint(1, 12))}
    return frozenset(others - {f"U{number:04}"})


def _wall(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
