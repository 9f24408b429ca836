"""Whoever watches a simulation, and knows the rules by heart.

Nothing here asks the code that is watched: hours, pauses, caps and rows of silence are worked out
from what people want (`Person`) and from what was seen.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.simulation.people import Person

RULES = (
    *("quiet hours", "paused", "over the cap", "not to be contacted", "kept apart"),
    *("declined topic", "oneself", "same letter twice", "same question again"),
    *("two at a time", "nudged twice", "nudged too early", "expired too early"),
    *("introduced without a yes", "two conversations", "silence without a pause"),
)
DAY, WINDOW = 1440, timedelta(days=14, seconds=-1)


@dataclass
class Letter:
    """A letter as it was seen."""

    asker: str
    candidate: str
    question: str
    at: datetime
    nudged: bool = False
    agreed: bool = False
    talks: int = 0
    over: bool = False


@dataclass
class Watcher:
    """Counts what must not happen.

    Attributes:
        people: as they are now.
        zone: of the community.
        found: rule → how often it was broken.
        looked: rule → how often it was looked at.
    """

    people: dict[str, Person]
    zone: str
    found: Counter[str] = field(default_factory=Counter)
    looked: Counter[str] = field(default_factory=Counter)
    letters: dict[str, Letter] = field(default_factory=dict)
    row: Counter[str] = field(default_factory=Counter)
    rested: dict[str, datetime] = field(default_factory=dict)
    of_candidate: dict[str, list[Letter]] = field(default_factory=lambda: defaultdict(list))

    def letter(self, key: str, asker: str, candidate: str, question: str, now: datetime) -> None:
        """See a letter reach its candidate."""
        person, before = self.people[candidate], self.of_candidate[candidate]
        self._expect("same letter twice", holds=key not in self.letters)
        self._written_to(candidate, now)
        lately = sum(now - one.at < WINDOW for one in before)
        self._expect("over the cap", holds=lately + 1 <= person.cap)
        welcome = person.contactable and person.listed != "off"
        self._expect("not to be contacted", holds=welcome)
        self._together(asker, candidate)
        on_topic = set(question.strip("?").split()) & set(person.declines)
        self._expect("declined topic", holds=not on_topic)
        same = [
            one for one in self.letters.values() if (one.asker, one.question) == (asker, question)
        ]
        self._expect("same question again", holds=all(one.candidate != candidate for one in same))
        self._expect("two at a time", holds=all(one.over for one in same))
        self.letters[key] = Letter(asker, candidate, question, now)
        before.append(self.letters[key])

    def nudge(self, key: str, now: datetime) -> None:
        """See a reminder reach a candidate."""
        one = self.letters[key]
        self._expect("nudged twice", holds=not one.nudged)
        self._expect("nudged too early", holds=self._working_days(one.at, now) >= 2)
        self._written_to(one.candidate, now)
        self._together(one.asker, one.candidate)
        one.nudged = True

    def follow_up(self, key: str, now: datetime) -> None:
        """See both be asked what came of it."""
        one = self.letters[key]
        for member in (one.asker, one.candidate):
            self._written_to(member, now)
        self._together(one.asker, one.candidate)

    def told(self, member: str, now: datetime) -> None:
        """See somebody be told what they wait for, or that they are paused: hours alone count."""
        person = self.people[member]
        self._expect("quiet hours", holds=self.in_hours(person, now) or not person.days)

    def agrees(self, key: str) -> None:
        """See a candidate say yes."""
        self.letters[key].agreed = self.letters[key].over = True
        self.row[self.letters[key].candidate] = 0

    def refuses(self, key: str) -> None:
        """See a candidate say no, or name somebody else."""
        self.letters[key].over = True
        self.row[self.letters[key].candidate] = 0

    def taken_back(self, key: str) -> None:
        """See an asker take their question back."""
        if key in self.letters:
            self.letters[key].over = True

    def talk(self, key: str) -> None:
        """See a conversation be opened, or an answer be handed on."""
        one = self.letters[key]
        one.talks += 1
        self._expect("introduced without a yes", holds=one.agreed)
        self._expect("two conversations", holds=one.talks == 1)
        self._together(one.asker, one.candidate)

    def expires(self, key: str, now: datetime, *, paused: bool) -> bool:
        """See a letter come to its end; return whether the candidate should rest now.

        Args:
            key: of the letter.
            now: the present moment.
            paused: whether they are, as far as is stored.
        """
        one = self.letters[key]
        one.over = True
        person = self.people[one.candidate]
        self._expect("expired too early", holds=self._working_days(one.at, now) >= 4)
        since = self.rested.get(one.candidate)
        if since is not None and one.at <= since:
            return False
        self.row[one.candidate] += 1
        if self.row[one.candidate] < 3:
            return False
        self.row[one.candidate], self.rested[one.candidate] = 0, now
        alone = (
            person.paused_until is not None
            and self._local(person, now).date() < person.paused_until
        )
        self._expect("silence without a pause", holds=paused or alone)
        return not alone

    def in_hours(self, person: Person, now: datetime) -> bool:
        """Tell whether somebody's wall clock shows one of their hours."""
        local = self._local(person, now)
        minute, today = local.hour * 60 + local.minute, local.weekday()
        if person.opens == person.closes:
            return today in person.days
        length = (person.closes - person.opens) % DAY
        begun_today = 0 <= minute - person.opens < length and today in person.days
        begun_before = minute + DAY - person.opens < length and (today + 6) % 7 in person.days
        return begun_today or begun_before

    def _written_to(self, member: str, now: datetime) -> None:
        person = self.people[member]
        self._expect("quiet hours", holds=self.in_hours(person, now))
        until = person.paused_until
        ends = until is None or self._local(person, now).date() >= until
        self._expect("paused", holds=ends and not person.rests)

    def _together(self, asker: str, candidate: str) -> None:
        self._expect("oneself", holds=asker != candidate)
        apart = candidate in self.people[asker].apart or asker in self.people[candidate].apart
        self._expect("kept apart", holds=not apart)

    def _working_days(self, since: datetime, until: datetime) -> float:
        """Return the days from Monday to Friday between two moments, to the half hour."""
        step, count = timedelta(minutes=30), 0
        while since + step <= until:
            count += since.astimezone(ZoneInfo(self.zone)).weekday() < 5
            since += step
        # The night on which clocks go forward has an hour less.
        return (count + 2) / 48

    def _local(self, person: Person, now: datetime) -> datetime:
        return now.astimezone(ZoneInfo(person.zone or self.zone))

    def _expect(self, rule: str, *, holds: bool) -> None:
        self.looked[rule] += 1
        self.found[rule] += not holds
