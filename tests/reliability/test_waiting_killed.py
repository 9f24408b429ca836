"""Calls, thanks and waits, with the process killed at every write: nothing twice, nothing lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from slack_sdk import WebClient

from bot.app import Bot, build_app
from bot.playground.identity import BOT_TOKEN, BOT_USER
from bot.playground.records import Message
from bot.settings import BotSettings
from bot.waiting.posting import KIND as CALL
from bot.waiting.thanking import KIND as THANKS
from bot.waiting.thanking import Thanks
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.quotes import SqlQuotes
from knowledge.adapters.sql.waiting import SqlCalls, SqlWaits
from knowledge.models.waiting import Call, CallState
from knowledge.stewardship.calling import Calling, Wanted
from knowledge.stewardship.waiting import Waiting, WaitingStores
from tests.fakes.bot_services import Shelf
from tests.reliability.harbour import ASKER, CHANNEL, Harbour, many_harbours
from tests.reliability.mortal import Fate, Killed

LAMPS = "Who tends the lamps?"
PAUSE_S = 100.0
DRAINS = 3
Deed = Callable[["Quay"], None]


@dataclass
class Quay:
    """A bot in this process, over a real database, that can be killed and started again."""

    harbour: Harbour
    database: Database
    shelf: Shelf
    fate: Fate

    def __post_init__(self) -> None:
        self.calls, self.waits = SqlCalls(self.database), SqlWaits(self.database)
        self.inbox = SqlInbox(self.database, self.shelf.clock)
        self.calling = Calling(self.calls, self.shelf.clock, lambda _thing: False, 5)

    def bot(self) -> Bot:
        """Start a process."""
        clock, shelf, over = self.shelf.clock, self.shelf, self.fate.over
        calls, waits = over(self.calls), over(self.waits)
        stores = WaitingStores(waits, calls, shelf.contributions, shelf.documents, clock, days=90)
        services = replace(
            shelf.services,
            inbox=over(self.inbox),
            posts=over(SqlPosts(self.database, clock)),
            answer_log=over(SqlAnswerLog(self.database, clock)),
            quotes=over(SqlQuotes(self.database, clock)),
            waiting=Waiting(stores, shelf.answers.ask, lambda _thing: False),
            calling=Calling(calls, clock, lambda _thing: False, 5),
        )
        client = WebClient(token=BOT_TOKEN, base_url=self.harbour.server.api_url)
        return build_app(services, BotSettings(), client)

    def work(self) -> None:
        """Go rounds and drain the inbox; start again when killed, and try again what failed."""
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

    def posted(self) -> list[str]:
        """Return what the bot said in the channel."""
        return [m.text for m in self.harbour.workspace.messages(CHANNEL) if m.user == BOT_USER]

    def letters(self) -> list[str]:
        """Return what the bot wrote to the asker."""
        dm = self.harbour.workspace.as_person(ASKER).dm_channel
        return [m.text for m in self.harbour.workspace.messages(dm)]

    def want(self) -> Call:
        """Let the asker have a question asked."""
        call = self.calling.call(Wanted(ASKER, LAMPS, CHANNEL, named=True))
        assert call is not None
        self.inbox.put(f"{CALL} {call.id}", CALL, {"call": call.id})
        return call

    def reply(self) -> Message:
        """Let the question stand in the channel, and somebody reply."""
        self.want()
        self.fate.at, fate = -1, self.fate.at
        self.work()
        self.fate.at, self.fate.moments = fate, 0
        (asked,) = [m for m in self.harbour.workspace.messages(CHANNEL) if m.user == BOT_USER]
        return self.harbour.workspace.as_person(ASKER).post(CHANNEL, "Wardens do.", asked.ts)


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Quay]]:
    """Make quays, each with a workspace and a database of its own."""
    with many_harbours(lambda: tmp_path_factory.mktemp("quay")) as make:
        yield lambda: Quay(*make(), Shelf(), Fate())


def ask(quay: Quay) -> None:
    """Put a question to the channel."""
    call = quay.want()
    quay.work()
    kept = quay.calls.get(call.id)

    assert quay.posted() == [f"<@{ASKER}> asks: {LAMPS}"]
    assert len(quay.letters()) == 1
    assert kept is not None
    assert kept.state is CallState.OPEN
    assert quay.calls.at(CHANNEL, kept.ts) == kept


def take_back(quay: Quay) -> None:
    """Take a question back before it is posted; whoever was posting it edits it."""
    call = quay.want()
    with_luck = quay.bot()
    try:
        with_luck.workers.run_one()
    except Killed:
        quay.shelf.clock.advance(PAUSE_S)
    quay.calling.take_back(call.id, ASKER)
    quay.inbox.put(f"{CALL} {call.id} back", CALL, {"call": call.id})
    quay.work()
    left = quay.calls.get(call.id)

    assert quay.posted() in ([], ["[The question was taken back]"])
    assert left is not None
    assert (left.state, left.question) == (CallState.CLOSED, "")


def thank(quay: Quay) -> None:
    """Thank a reply."""
    reply = quay.reply()
    thanks = Thanks(user=ASKER, channel=CHANNEL, ts=reply.ts, occasion="Ev1")
    quay.inbox.put(thanks.key, THANKS, thanks.model_dump())
    quay.work()
    (kept,) = quay.calls.of_member(ASKER)

    assert sum("helped. May it be kept" in text for text in quay.letters()) == 1
    assert quay.calls.thanked(kept.digest) == (f"slack:{CHANNEL}/{reply.ts}",)


def tell(quay: Quay) -> None:
    """Tell somebody who waits."""
    Waiting(
        WaitingStores(
            quay.waits, quay.calls, quay.shelf.contributions, quay.shelf.documents,
            quay.shelf.clock, days=90,
        ),
        quay.shelf.answers.ask,
        lambda _thing: False,
    ).wait(ASKER, LAMPS)  # fmt: skip
    quay.work()

    assert [text.endswith("Trials ended in May. [1]") for text in quay.letters()] == [True]
    assert quay.waits.of_member(ASKER) == ()


def run_out(quay: Quay) -> None:
    """Tell somebody that their time is over."""
    tell_later = WaitingStores(
        quay.waits, quay.calls, quay.shelf.contributions, quay.shelf.documents,
        quay.shelf.clock, days=90,
    )  # fmt: skip
    Waiting(tell_later, quay.shelf.answers.ask, lambda _thing: False).wait(ASKER, LAMPS)
    quay.shelf.clock.advance(91 * 86_400)
    quay.work()

    assert [text.startswith("For 90 days") for text in quay.letters()] == [True]
    assert quay.waits.of_member(ASKER) == ()


@pytest.mark.parametrize("deed", [ask, take_back, thank, tell, run_out])
def test_a_process_that_dies_at_any_write_does_everything_once(
    harbours: Callable[[], Quay], deed: Deed
) -> None:
    """Before and after each thing that is written."""
    whole = harbours()
    deed(whole)
    moments = whole.fate.moments

    assert moments > 3
    for moment in range(moments):
        quay = harbours()
        quay.fate.at = moment
        deed(quay)


@pytest.mark.parametrize("deed", [ask, tell, run_out])
def test_a_response_that_is_lost_posts_nothing_twice(
    harbours: Callable[[], Quay], deed: Deed
) -> None:
    """The post is found where it stands."""
    quay = harbours()
    quay.harbour.workspace.faults.add("chat.postMessage", "lost_response")
    deed(quay)
