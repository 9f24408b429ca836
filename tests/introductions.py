"""Members who ask and are asked, over any stores and a clock that stands still."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count

from knowledge.models.introductions import Introduction, Step, WantedIntroduction
from knowledge.models.members import Availability, Discoverable, Member, Profile, Wishes
from knowledge.people.introductions.base import IntroductionStores
from knowledge.people.introductions.introducing import Introducing
from knowledge.ports import Introductions, Members
from tests.fakes.clock import FakeClock
from tests.fakes.people import FakeIntroductions, FakeMembers
from tests.fakes.retention import FakeGaps

ZONE = "Europe/London"
ANA, BEN, CLEO, DAN, EVE = "UANA", "UBEN", "UCLEO", "UDAN", "UEVE"
QUESTION = "Who has tried drones near prisons?"
HOUR = timedelta(hours=1)
ALWAYS = Availability(opens=time(0), closes=time(0), days=tuple(range(7)))


@dataclass
class Village:
    """Ana asks; Ben, Cleo, Dan and Eve agreed to be suggested and asked.

    Attributes:
        introducing: over the stores beside it.
    """

    clock: FakeClock = field(default_factory=FakeClock)
    members: Members = field(default_factory=FakeMembers)
    introductions: Introductions = field(default_factory=FakeIntroductions)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.gaps = FakeGaps(self.clock)
        self.introducing = self.started()
        for member in (BEN, CLEO, DAN, EVE):
            self.agrees(member)

    def started(self) -> Introducing:
        """Return introductions as another process has them."""
        stores = IntroductionStores(
            introductions=self.introductions,
            members=self.members,
            gaps=self.gaps,
            clock=self.clock,
            zone=ZONE,
            # In the order of asking, so that what is due at the same moment is so too.
            new_id=lambda: f"{next(self.numbers):012x}",
        )
        return Introducing(stores)

    def agrees(
        self,
        member: str,
        availability: Availability | None = None,
        discoverable: Discoverable = Discoverable.SUGGEST,
        *,
        contactable: bool = True,
        never_pair: frozenset[str] = frozenset(),
    ) -> Member:
        """Let a member say what they agree to; with nothing else, to be asked in working hours."""
        wishes = Wishes(discoverable=discoverable, contactable=contactable, notice="1")
        changes = {
            "profile": Profile(name=member.title()),
            "wishes": wishes,
            "availability": availability or Availability(),
            "never_pair": never_pair,
        }
        return self.members.change(
            member, lambda one: one.model_copy(update=changes), self.clock.now()
        )

    def apart(self, member: str, other: str) -> None:
        """Let a member want never to be introduced to another, and change nothing else."""
        self.members.change(
            member,
            lambda one: one.model_copy(update={"never_pair": frozenset({other})}),
            self.clock.now(),
        )

    def available(self, member: str, **changes: object) -> None:
        """Change something in when a member may be asked."""

        def changed(one: Member) -> Member:
            own = one.availability.model_copy(update=changes)
            return one.model_copy(update={"availability": own})

        self.members.change(member, changed, self.clock.now())

    def ask(
        self, candidate: str = BEN, asker: str = ANA, question: str = QUESTION, reason: str = ""
    ) -> Introduction:
        """Ask for an introduction."""
        wanted = WantedIntroduction(
            asker=asker, candidate=candidate, question=question, reason=reason
        )
        return self.introducing.ask(wanted)

    def asked(self, candidate: str = BEN, asker: str = ANA, question: str = QUESTION) -> str:
        """Ask, and deliver the letter; return the introduction's id."""
        return self.introducing.delivered(self.ask(candidate, asker, question).id).id

    def introduced(self) -> str:
        """Bring Ana and Ben together; return the introduction's id."""
        one = self.asked()
        self.introducing.accept(one, BEN)
        self.introducing.introduced(one, "G1")
        return one

    def at(self, moment: str) -> None:
        """Move the clock to a moment in UTC."""
        wanted = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        self.clock.advance((wanted - self.clock.now()).total_seconds())

    def due(self) -> list[tuple[str, str]]:
        """Return what is to be done: introduction id and errand."""
        return [(one.introduction.id, str(one.what)) for one in self.introducing.due()]

    def steps(self, introduction_id: str) -> tuple[Step, ...]:
        """Return the log."""
        return self.introductions.steps(introduction_id)
