"""Any events in any order, twice, and with a process that dies between any two writes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import KnowledgeError
from knowledge.models.introductions import Decline, Errand, Introduction, IntroductionState, Outcome
from knowledge.people.hours import WINDOW
from knowledge.people.introductions.base import IntroductionStores
from knowledge.people.introductions.introducing import Introducing
from knowledge.people.introductions.life import NEXT
from tests.introductions import ANA, BEN, CLEO, DAN, ZONE, Village
from tests.reliability.mortal import Fate, Killed

_S = IntroductionState
PEOPLE = (ANA, BEN, CLEO, DAN)
CAP = 2
GONE = "0" * 12
TOGETHER = {_S.INTRODUCED, _S.FOLLOWED_UP, _S.CLOSED}


@dataclass
class Bot:
    """What the bot does, with a ledger of what it opened, as it keeps one for what it posts."""

    village: Village = field(default_factory=Village)
    ledger: set[str] = field(default_factory=set)
    opened: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for member in PEOPLE:
            self.village.agrees(member)
            self.village.available(member, most_asks=CAP)

    def started(self, dies_at: int) -> Introducing:
        """Start a process that dies at its n-th moment, or never."""
        over = Fate(dies_at).over
        village = self.village
        return Introducing(
            IntroductionStores(
                introductions=over(village.introductions),
                members=over(village.members),
                gaps=village.gaps,
                clock=village.clock,
                zone=ZONE,
            )
        )

    def work(self, introducing: Introducing) -> None:
        """Do what is due."""
        notes: dict[Errand, Callable[[str], object]] = {
            Errand.DELIVER: introducing.delivered,
            Errand.NUDGE: introducing.nudged,
            Errand.EXPIRE: introducing.expire,
            Errand.INTRODUCE: lambda one: self.introduce(introducing, one),
            Errand.FOLLOW_UP: introducing.followed_up,
            Errand.CLOSE: introducing.closed,
            Errand.REST: introducing.rested,
        }
        for due in introducing.due():
            notes[due.what](due.introduction.id)

    def introduce(self, introducing: Introducing, one: str) -> None:
        """Open one conversation, and note it."""
        if one not in self.ledger:
            self.ledger.add(one)
            self.opened[one] += 1
        introducing.introduced(one, f"G{one}")

    def all(self) -> tuple[Introduction, ...]:
        """Return every introduction there is."""
        return self.village.introductions.in_states(_S)


Event = Callable[[Introducing, Bot, str, str, str], object]
EVENTS: dict[str, Event] = {
    "accept": lambda at, _bot, one, by, _to: at.accept(one, by),
    "decline": lambda at, _bot, one, by, _to: at.decline(one, by, Decline.BUSY),
    "answer": lambda at, _bot, one, by, _to: at.answer(one, by, f"Says {by}."),
    "pass": lambda at, _bot, one, by, to: at.pass_on(one, by, to),
    "withdraw": lambda at, _bot, one, by, _to: at.withdraw(one, by),
    "delivered": lambda at, _bot, one, _by, _to: at.delivered(one),
    "nudged": lambda at, _bot, one, _by, _to: at.nudged(one),
    "expire": lambda at, _bot, one, _by, _to: at.expire(one),
    "introduced": lambda at, _bot, one, _by, _to: at.introduced(one, "G9"),
    "failed": lambda at, _bot, one, _by, _to: at.failed(one, "Slack said no"),
    "followed_up": lambda at, _bot, one, _by, _to: at.followed_up(one),
    "says": lambda at, _bot, one, by, _to: at.says(one, by, Outcome.HELPED),
    "publishes": lambda at, _bot, one, by, to: at.publishes(one, by, agrees=True, text=f"By {to}."),
    "closed": lambda at, _bot, one, _by, _to: at.closed(one),
    "rested": lambda at, _bot, one, _by, _to: at.rested(one),
    "apart": lambda _at, bot, _one, by, to: bot.village.apart(by, to),
    "at peace": lambda _at, bot, _one, by, _to: bot.village.available(by, paused_by_us=False),
}
people = st.sampled_from(PEOPLE)
deaths = st.sampled_from((-1, -1, -1, -1, 0, 1, 2, 3, 4, 5))
asks = st.tuples(st.just("ask"), st.integers(0, 2), people, people, st.just(-1))
hours = st.tuples(st.just("time"), st.integers(1, 120), people, people, st.just(-1))
work = st.tuples(st.just("work"), st.just(0), people, people, deaths)
others = st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(0, 5), people, people, deaths)
presses = st.tuples(
    st.sampled_from(("accept", "accept", "answer", "pass")),
    st.integers(0, 2),
    st.just("candidate"),
    people,
    deaths,
)
Line = tuple[str, int, str, str, int]


def happen(bot: Bot, line: Line) -> None:
    """Let something happen, in a process that may die of it."""
    name, number, by, to, dies_at = line
    introducing = bot.started(dies_at)
    before = {one.id: one for one in bot.all()}
    try:
        if name == "ask":
            bot.village.introducing = introducing
            bot.village.ask(to, asker=by, question=f"Question {number}?")
        elif name == "time":
            bot.village.clock.advance(timedelta(hours=number).total_seconds())
        elif name == "work":
            bot.work(introducing)
        else:
            known = bot.all()
            one = known[number % len(known)] if known else None
            by = one.candidate if one and by == "candidate" else by
            EVENTS[name](introducing, bot, one.id if one else GONE, by, to)
    except Killed:
        return
    except KnowledgeError:
        # A letter whose delivery was not noted may be noted first: nothing else has changed.
        for one in bot.all():
            was = before[one.id]
            arrived = was.state is _S.DRAFT and one.state is _S.ASKED
            assert one.state is was.state or arrived or name == "work"


def check(bot: Bot) -> None:
    """Look at everything that must hold, with rules of its own."""
    waiting: Counter[tuple[str, str]] = Counter()
    for one in bot.all():
        steps = bot.village.steps(one.id)
        states = [_S.DRAFT, *(step.after for step in steps)]
        assert [step.before for step in steps] == states[:-1]
        assert one.state is states[-1]
        assert all(after in NEXT[before] for before, after in pairwise(states))
        assert len(set(states)) == len(states)
        assert one.asked_at is not None or _S.ASKED not in states
        assert one.asked_at is None or states[1:2] in ([_S.ASKED], [_S.WITHDRAWN])
        assert not one.both_publish or one.state in TOGETHER | {_S.WITHDRAWN, _S.FAILED}
        assert one.asker != one.candidate
        if one.state in {_S.DRAFT, _S.ASKED}:
            waiting[one.asker, one.digest] += 1
    assert not waiting or max(waiting.values()) == 1
    assert not bot.opened or max(bot.opened.values()) == 1
    for member in PEOPLE:
        own = bot.village.introductions.of_candidate(member)
        moments = [one.asked_at for one in own if one.asked_at]
        for moment in moments:
            assert sum(moment - WINDOW < other <= moment for other in moments) <= CAP


@given(st.lists(asks | hours | work | work | presses | presses | others, min_size=20, max_size=60))
def test_every_order_of_events_leaves_a_life_that_its_log_tells(lines: list[Line]) -> None:
    """Everything once, nothing illegal, nobody asked more often than they allow."""
    bot = Bot()

    for line in lines:
        happen(bot, line)
        check(bot)


@given(
    lines=st.lists(hours | work | presses, max_size=30),
    dying=st.lists(st.integers(0, 12), max_size=12),
)
def test_what_was_begun_comes_to_its_end_whenever_the_process_dies(
    lines: list[Line], dying: list[int]
) -> None:
    """With one conversation for each introduction that came about, and none for the others."""
    bot = Bot()
    for number, (asker, candidate) in enumerate([(ANA, BEN), (BEN, CLEO), (CLEO, BEN)]):
        happen(bot, ("ask", number, asker, candidate, -1))
    for line in lines:
        happen(bot, line)

    for dies_at in [*dying, *[-1] * 150]:
        bot.village.clock.advance(timedelta(hours=5 if dies_at < 0 else 2).total_seconds())
        happen(bot, ("work", 0, ANA, ANA, dies_at))
    check(bot)

    ended = bot.all()
    assert all(not NEXT[one.state] for one in ended)
    logs = {one.id: [step.after for step in bot.village.steps(one.id)] for one in ended}
    assert {
        one: log.count(_S.INTRODUCED) for one, log in logs.items() if _S.INTRODUCED in log
    } == dict.fromkeys(bot.opened, 1)
