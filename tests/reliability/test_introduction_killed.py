"""Introductions, with the process killed at every write: one letter, one conversation, one end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from slack_sdk import WebClient

from bot.app import Bot, build_app
from bot.introductions.deeds import KIND, Deed, What
from bot.playground.identity import BOT_TOKEN
from bot.playground.records import Person
from bot.settings import BotSettings
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.ledgers import SqlPosts
from knowledge.adapters.sql.members import SqlMembers
from knowledge.models.introductions import (
    Decline,
    Introduction,
    IntroductionState,
    Outcome,
    WantedIntroduction,
)
from knowledge.models.members import Discoverable, Member, Profile, Wishes
from knowledge.people.introductions.base import IntroductionStores
from knowledge.people.introductions.introducing import Introducing
from tests.fakes.bot_services import Shelf
from tests.reliability.harbour import ASKER, Harbour, many_harbours
from tests.reliability.mortal import Fate, Killed

KEEPER, LAMPS = "U0KEEPER", "Who tends the lamps?"
PAUSE_S, DAY_S = 100.0, 86_400.0
DRAINS = 4
S = IntroductionState
Act = Callable[["Pier"], None]


@dataclass
class Pier:
    """A bot in this process, over a real database, that can be killed and started again.

    Attributes:
        loses: whether the response to the first post of the act is lost.
    """

    harbour: Harbour
    database: Database
    shelf: Shelf
    fate: Fate
    loses: bool = False

    def __post_init__(self) -> None:
        clock = self.shelf.clock
        self.inbox = SqlInbox(self.database, clock)
        self.introductions = SqlIntroductions(self.database)
        self.members = SqlMembers(self.database)
        self.introducing = self._introducing(self.introductions, self.members)
        self.harbour.workspace.add_person(Person(KEEPER, "kim", "Kim Shoal"))
        self.members.change(KEEPER, _agrees, clock.now())

    def _introducing(self, introductions: SqlIntroductions, members: SqlMembers) -> Introducing:
        shelf = self.shelf
        zone = shelf.pack.time_zone
        stores = IntroductionStores(introductions, members, shelf.gaps, shelf.clock, zone)
        return Introducing(stores)

    def bot(self) -> Bot:
        """Start a process."""
        over = self.fate.over
        services = replace(
            self.shelf.services,
            inbox=over(self.inbox),
            posts=over(SqlPosts(self.database, self.shelf.clock)),
            introducing=self._introducing(over(self.introductions), over(self.members)),
        )
        client = WebClient(token=BOT_TOKEN, base_url=self.harbour.server.api_url)
        return build_app(services, BotSettings(), client)

    def work(self) -> None:
        """Go rounds and drain the inbox; start again when killed."""
        for _ in range(DRAINS):
            try:
                self._drain()
            except Killed:
                assert self.fate.at >= 0
            self.shelf.clock.advance(PAUSE_S)

    def _drain(self) -> None:
        bot = self.bot()
        bot.rounds.go(read_channels=False)
        while bot.workers.run_one():
            pass

    def safely(self, act: Act) -> None:
        """Do what comes before, while nothing is killed."""
        self.fate.at, fate = -1, self.fate.at
        act(self)
        self.fate.at, self.fate.moments = fate, 0
        if self.loses:
            self.lose()

    def lose(self) -> None:
        """Let the next thing be posted without the bot hearing of it."""
        self.harbour.workspace.faults.add("chat.postMessage", "lost_response")

    def pass_days(self, days: float) -> None:
        """Let days pass."""
        self.shelf.clock.advance(days * DAY_S)

    def only(self) -> Introduction:
        """Return the one introduction."""
        (one,) = self.introducing.of_asker(ASKER)
        return one

    def letters(self, who: str) -> list[str]:
        """Return what the bot wrote to somebody."""
        dm = self.harbour.workspace.as_person(who).dm_channel
        return [m.text for m in self.harbour.workspace.messages(dm)]

    def put(self, what: What, occasion: str = "1", why: Decline = Decline.BUSY) -> None:
        """Let the candidate press, as a listener stores it."""
        one = self.only()
        deed = Deed(introduction=one.id, what=what, by=KEEPER, occasion=occasion, why=why)
        self.inbox.put(deed.key, KIND, deed.model_dump(mode="json"))

    def groups(self) -> list[list[str]]:
        """Return what stands in each conversation of several people."""
        workspace = self.harbour.workspace
        found = [one for one in workspace.state.channels.values() if one.is_mpim]
        return [[m.text for m in workspace.messages(one.id)] for one in found]


def _agrees(one: Member) -> Member:
    wishes = Wishes(discoverable=Discoverable.SUGGEST, contactable=True, notice="1")
    return one.model_copy(update={"profile": Profile(name="Kim Shoal"), "wishes": wishes})


@pytest.fixture(scope="module")
def piers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Pier]]:
    """Make piers, each with a workspace and a database of its own."""
    with many_harbours(lambda: tmp_path_factory.mktemp("pier")) as make:
        yield lambda: Pier(*make(), Shelf(), Fate())


def ask(pier: Pier) -> None:
    """Ask for an introduction, and let the letter be written."""
    pier.introducing.ask(WantedIntroduction(asker=ASKER, candidate=KEEPER, question=LAMPS))
    pier.work()

    assert [LAMPS in text for text in pier.letters(KEEPER)] == [True]
    assert pier.only().state is S.ASKED


def meet(pier: Pier) -> None:
    """Agree, twice."""
    pier.safely(ask)
    pier.put(What.ACCEPT)
    pier.put(What.ACCEPT, "2")
    pier.work()
    (said,) = pier.groups()
    told = [sum("please write there" in text for text in pier.letters(one)) for one in BOTH]

    # Where nobody can see whether the message was posted, each is told where they meet instead.
    assert len(said) <= 1
    assert told in ([0, 0], [1, 1])
    assert len(said) == 1 or told == [1, 1]
    assert pier.only().state is S.INTRODUCED


def hand_on(pier: Pier) -> None:
    """Answer in one message."""
    pier.safely(ask)
    pier.introducing.answer(pier.only().id, KEEPER, "The wardens do.")
    pier.work()

    assert [text.endswith("answers your question.") for text in pier.letters(ASKER)] == [True]
    assert (pier.groups(), pier.only().state) == ([], S.INTRODUCED)


def decline(pier: Pier) -> None:
    """Say no, twice."""
    pier.safely(ask)
    pier.put(What.DECLINE, why=Decline.NOT_MY_AREA)
    pier.put(What.DECLINE, "2")
    pier.work()

    assert [LAMPS in text for text in pier.letters(ASKER)] == [True]
    assert (pier.only().state, pier.only().decline) == (S.DECLINED, Decline.NOT_MY_AREA)


def say_nothing(pier: Pier) -> None:
    """Leave it until it is over."""
    pier.safely(ask)
    pier.pass_days(2)
    pier.work()
    pier.pass_days(2)
    pier.work()

    assert len(pier.letters(KEEPER)) == 2
    assert [LAMPS in text for text in pier.letters(ASKER)] == [True]
    assert pier.only().state is S.EXPIRED


def follow_up(pier: Pier) -> None:
    """Ask both what came of it, and end."""
    pier.safely(meet)
    pier.pass_days(7)
    pier.work()
    asked = [sum("Did it help?" in text for text in pier.letters(one)) for one in BOTH]
    pier.introducing.says(pier.only().id, ASKER, Outcome.HELPED)
    pier.pass_days(7)
    pier.work()
    left = [sum("closed now" in text for text in pier.letters(one)) for one in BOTH]

    assert (asked, left) == ([1, 1], [1, 1])
    assert pier.only().state is S.CLOSED


BOTH = (ASKER, KEEPER)


@pytest.mark.parametrize("act", [ask, meet, hand_on, decline, say_nothing, follow_up])
def test_a_process_that_dies_at_any_write_does_everything_once(
    piers: Callable[[], Pier], act: Act
) -> None:
    """Before and after each thing that is written."""
    whole = piers()
    act(whole)
    moments = whole.fate.moments

    assert moments > 3
    for moment in range(moments):
        pier = piers()
        pier.fate.at = moment
        act(pier)


@pytest.mark.parametrize("act", [ask, meet, hand_on, decline])
def test_a_response_that_is_lost_writes_nothing_twice(piers: Callable[[], Pier], act: Act) -> None:
    """What was written is found where it stands, or each is told where to look."""
    pier = piers()
    pier.loses = True
    if act is ask:
        pier.lose()
    act(pier)
