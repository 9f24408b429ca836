"""Days in the life of a community, with the real introductions over a store and a fast clock."""

from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from knowledge.errors import KnowledgeError, UnavailableError
from knowledge.models.introductions import (
    Decline,
    Errand,
    Introduction,
    IntroductionState,
    Outcome,
    WantedIntroduction,
)
from knowledge.people.introductions.base import IntroductionStores
from knowledge.people.introductions.introducing import Introducing
from tests.simulation.people import SUBJECTS, Person, answers_after, changed
from tests.simulation.watching import Watcher

TICK, TRIFLE = timedelta(minutes=30), timedelta(microseconds=1)
TICKS_A_WEEK = 7 * 48
DECLINES = (Decline.BUSY, Decline.NOT_MY_AREA, Decline.CONFLICT, Decline.PREFER_NOT)
SHOWN = 4
_S = IntroductionState


@dataclass
class Clock:
    """Satisfies the port `Clock`."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment that the simulation has come to, a trifle later each time."""
        self.moment += TRIFLE
        return self.moment


@dataclass
class Town:
    """Members who ask and answer, and a bot that now and then does things twice, or is restarted.

    Attributes:
        stores: real ones, with `clock` in them.
        asks: a week, on average.
        counts: what happened, by name.
        posted: what the bot posted, so that it posts nothing twice, as its outbox has it.
        by_week: week → what happened in it.
    """

    stores: IntroductionStores
    clock: Clock
    people: dict[str, Person]
    random: Random
    asks: float
    counts: Counter[str] = field(default_factory=Counter)
    posted: set[str] = field(default_factory=set)
    by_week: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    calendar: dict[datetime, list[Callable[[], None]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.began = self.tick = self.clock.moment
        self.watcher = Watcher(self.people, self.stores.zone)
        self.introducing = Introducing(self.stores)
        self.experts = {
            subject: [one for one in self.people.values() if one.subject == subject]
            for subject in SUBJECTS
        }
        for person in self.people.values():
            self._store(person)

    def live(self, days: int) -> None:
        """Let days pass."""
        for _ in range(days * 48):
            self.tick += TICK
            self.clock.moment = self.tick
            for deed in self.calendar.pop(self.tick, []):
                deed()
            if self.random.random() < self.asks / TICKS_A_WEEK:
                self._somebody_asks()
            if self.random.random() < len(self.people) / 3000:
                self._somebody_changes()
            if self.random.random() < 0.02:
                self.introducing = Introducing(self.stores)
            self._work()

    def change(self, person: Person) -> None:
        """Let a person want something otherwise from now on."""
        self.people[person.id] = person
        self._store(person)

    def _somebody_asks(self) -> None:
        number, subject = self.counts["questions"], self.random.choice(SUBJECTS)
        self._count("questions")
        question = f"Who knows {self.random.choice(SUBJECTS)} and {subject} {number} ?"
        for asker in self.random.choices(list(self.people), k=1 + (self.random.random() < 0.1)):
            self._puts(asker, question, subject)

    def _puts(self, asker: str, question: str, subject: str) -> None:
        """Let an asker press the button below one of the people they are shown."""
        known = self.experts[subject]
        if not known:
            return
        for one in self.random.choices(known, [one.draw for one in known], k=SHOWN):
            may = self.introducing.may_ask(asker, one.id, question)
            if not may and self.random.random() < 0.8:
                self._count("refused")
                continue  # the button was not there
            wanted = WantedIntroduction(asker=asker, candidate=one.id, question=question)
            try:
                made = self._twice(lambda wanted=wanted: self.introducing.ask(wanted))  # type: ignore[misc]
            except UnavailableError:
                self._count("refused")
                continue
            if made.candidate == one.id and may:
                self._count("asked for")
                if self.random.random() < 0.04:
                    self._later(timedelta(hours=self.random.uniform(1, 90)), self._take_back, made)
            return
        self._count("nobody")

    def _work(self) -> None:
        notes: dict[Errand, Callable[[Introduction], object]] = {
            Errand.DELIVER: self._deliver,
            Errand.NUDGE: self._nudge,
            Errand.EXPIRE: self._expire,
            Errand.INTRODUCE: self._introduce,
            Errand.FOLLOW_UP: self._follow_up,
            Errand.CLOSE: lambda one: self._twice(lambda: self.introducing.closed(one.id)),
            Errand.REST: self._tell_of_rest,
        }
        for due in self.introducing.due():
            if self.random.random() < 0.03:
                continue  # the process died before this one
            notes[due.what](due.introduction)

    def _post(self, key: str, one: Introduction, note: Callable[[str], Introduction]) -> bool:
        """Post once, and note it, or die between the two; return whether it was posted now."""
        fresh = key not in self.posted
        self.posted.add(key)
        if self.random.random() >= 0.03:
            self._twice(lambda: note(one.id))
        return fresh

    def _deliver(self, one: Introduction) -> None:
        if self._post(f"letter {one.id}", one, self.introducing.delivered):
            now = self.clock.now()
            self.watcher.letter(one.id, one.asker, one.candidate, one.question, now)
            self._count("asked")
            after = answers_after(self.people[one.candidate], self.random)
            if after is not None:
                self._later(after, self._answer, one)

    def _nudge(self, one: Introduction) -> None:
        if self._post(f"nudge {one.id}", one, self.introducing.nudged):
            self.watcher.nudge(one.id, self.clock.now())
            self._count("nudged")
            if self.random.random() < 0.3:
                self._later(timedelta(hours=self.random.uniform(0, 20)), self._answer, one)

    def _expire(self, one: Introduction) -> None:
        ended = self._twice(lambda: self.introducing.expire(one.id))
        self.watcher.told(one.asker, self.clock.now())
        if ended.state is not _S.EXPIRED:
            self.watcher.taken_back(one.id)
            self._count("given up")
        else:
            self._count("expired")
            stored = self.stores.members.get(one.candidate)
            paused = stored is not None and stored.availability.paused_by_us
            if self.watcher.expires(one.id, self.clock.now(), paused=paused):
                self._rest(one.candidate)
        self._next_person(one)

    def _rest(self, member: str) -> None:
        self._count("paused")
        self.people[member] = replace(self.people[member], rests=True, paused_until=None)
        if self.random.random() < 0.7:
            self._later(
                timedelta(days=self.random.uniform(1, 25)),
                lambda _one: self.change(replace(self.people[member], rests=False)),
                None,
            )

    def _introduce(self, one: Introduction) -> None:
        if self._post(
            f"talk {one.id}", one, lambda key: self.introducing.introduced(key, f"G{key}")
        ):
            self.watcher.talk(one.id)
            self._count("introduced")

    def _follow_up(self, one: Introduction) -> None:
        if self._post(f"after {one.id}", one, self.introducing.followed_up):
            self.watcher.follow_up(one.id, self.clock.now())
            self._count("followed up")
            for member in (one.asker, one.candidate):
                self._later(timedelta(hours=self.random.uniform(0, 90)), self._says, one, member)

    def _tell_of_rest(self, one: Introduction) -> None:
        if self._post(f"rest {one.id}", one, self.introducing.rested):
            self.watcher.told(one.candidate, self.clock.now())
            self._count("told of their pause")

    def _answer(self, one: Introduction) -> None:
        """Let a candidate press a button, twice or too late."""
        by, at = one.candidate, self.introducing
        other = self.random.choice(self.experts[self.people[by].subject]).id
        presses: dict[str, Callable[[], Introduction]] = {
            "accepted": lambda: at.accept(one.id, by),
            "answered": lambda: at.answer(one.id, by, "I can tell."),
            "declined": lambda: at.decline(one.id, by, self.random.choice(DECLINES)),
            "passed on": lambda: at.pass_on(one.id, by, other),
        }
        name = self.random.choices(list(presses), (55, 12, 23, 10))[0]
        before = at.get(one.id)
        try:
            self._twice(presses[name])
        except KnowledgeError:
            return
        if before is None or before.state not in {_S.DRAFT, _S.ASKED}:
            return
        self._count(name)
        if name in {"accepted", "answered"}:
            self.watcher.agrees(one.id)
        else:
            self.watcher.refuses(one.id)
        if name == "declined":
            self._next_person(one)

    def _says(self, one: Introduction, member: str) -> None:
        with suppress(KnowledgeError):
            self.introducing.says(one.id, member, self.random.choice(list(Outcome)))
            agrees = self.random.random() < 0.6
            self.introducing.publishes(one.id, member, agrees=agrees, text="It is so.")

    def _take_back(self, one: Introduction) -> None:
        with suppress(KnowledgeError):
            self._twice(lambda: self.introducing.withdraw(one.id, one.asker))
            self.watcher.taken_back(one.id)
            self._count("taken back")

    def _next_person(self, one: Introduction) -> None:
        if self.random.random() < 0.6:
            subject = self.people[one.candidate].subject
            self._later(TICK, lambda _one: self._puts(one.asker, one.question, subject), None)

    def _somebody_changes(self) -> None:
        one = self.random.choice(list(self.people.values()))
        if self.random.random() < 0.2:
            other = self.random.choice(list(self.people))
            self.change(replace(one, apart=(one.apart | {other}) - {one.id}))
        else:
            self.change(changed(one, self.clock.now().date(), self.random))

    def _store(self, person: Person) -> None:
        self.stores.members.change(person.id, person.profile, self.clock.now())

    def _later(self, after: timedelta, deed: Callable[..., None], *args: object) -> None:
        ticks = max(1, round(after / TICK))
        self.calendar[self.tick + ticks * TICK].append(lambda: deed(*args))

    def _twice(self, deed: Callable[[], Introduction]) -> Introduction:
        """Do something, and now and then once more: it must come to the same."""
        done = deed()
        if self.random.random() < 0.1:
            assert deed().id == done.id
        return done

    def _count(self, name: str) -> None:
        self.counts[name] += 1
        self.by_week[(self.clock.now() - self.began).days // 7][name] += 1
