"""What every store of followed channels does."""

from collections.abc import Callable

import pytest

from knowledge.adapters.sql.channels import SqlChannels
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.models.channels import (
    FOR_GOOD,
    Consent,
    FollowedChannel,
    FollowState,
    Keeping,
    Said,
)
from knowledge.models.contributions import Credit
from knowledge.models.documents import Document, DocumentInfo, Passage
from knowledge.ports import Channels
from tests.fakes.channels import FakeChannels
from tests.fakes.clock import START

CHANNEL = FollowedChannel(id="C1", name="lamps", since="100.000000", followed_by="U9")
DOCUMENT = "slack:C1/200.000000"
IsAnswerable = Callable[[], bool]


class Shelf:
    """A document that a thread became, and whether it still answers."""

    def __init__(self, documents: SqlDocuments | None) -> None:
        self._documents = documents
        self.live = True
        if documents:
            document = Document(info=DocumentInfo(id=DOCUMENT, name="n", title="t"), sections=())
            documents.stage(document, "h", [Passage(text="Lamps help.")])
            documents.promote(())

    def withdraw(self, document_id: str) -> None:
        """Note a withdrawal."""
        self.live = self.live and document_id != DOCUMENT

    def is_answerable(self) -> bool:
        """Tell whether the document is live."""
        return DOCUMENT in self._documents.live() if self._documents else self.live


@pytest.fixture(params=["sqlite", "fake"])
def pair(request: pytest.FixtureRequest, database: Database) -> tuple[Channels, IsAnswerable]:
    """Each store in turn, with one live document of a thread."""
    real = request.param == "sqlite"
    shelf = Shelf(SqlDocuments(database) if real else None)
    store: Channels = SqlChannels(database) if real else FakeChannels(shelf.withdraw)
    store.follow(CHANNEL)
    return store, shelf.is_answerable


@pytest.fixture
def store(pair: tuple[Channels, IsAnswerable]) -> Channels:
    """Each store in turn."""
    return pair[0]


def consent(member: str = "U1", **changes: object) -> Consent:
    """Return a yes at 150."""
    return Consent.model_validate(
        {
            "member": member,
            "channel": "C1",
            "credit": Credit.NAME,
            "credit_line": "Ana",
            "since": "150.000000",
            "notice": "n1",
            "given_at": START,
            **changes,
        }
    )


def said(ts: str = "200.000000", **changes: object) -> Said:
    """Return a message of U1, the first of its thread."""
    return Said.model_validate(
        {
            "channel": "C1",
            "ts": ts,
            "thread": "200.000000",
            "member": "U1",
            "version": ts,
            "text": "Lamps help.",
            **changes,
        }
    )


def test_a_message_is_kept_once_its_author_has_agreed(store: Channels) -> None:
    """Before, it is refused."""
    assert store.keep(said()) is Keeping.REFUSED

    store.agree(consent())

    assert store.keep(said()) is Keeping.NEW
    assert store.keep(said()) is Keeping.SAME
    assert store.message("C1", "200.000000") == said()


@pytest.mark.parametrize(
    "message",
    [
        said(member="U2"),
        said(ts="149.999999", version="300.000000"),
        said(channel="C2"),
    ],
)
def test_what_nobody_agreed_to_is_refused(store: Channels, message: Said) -> None:
    """Another member, an older message, another channel."""
    store.agree(consent())

    assert store.keep(message) is Keeping.REFUSED
    assert not store.listens(message.channel, message.member, message.ts)


def test_the_newest_version_wins(pair: tuple[Channels, IsAnswerable]) -> None:
    """And takes the old words out of answers."""
    store, is_answerable = pair
    store.agree(consent())
    store.keep(said())
    edited = said(version="210.000000", text="Lamps fail.")

    assert store.keep(edited) is Keeping.CHANGED
    assert store.keep(said()) is Keeping.REFUSED
    assert store.said_by("U1") == (edited,)
    assert not is_answerable()


def test_what_was_dropped_stays_away(pair: tuple[Channels, IsAnswerable]) -> None:
    """A deletion for good, a refused version until there is a newer one."""
    store, is_answerable = pair
    store.agree(consent())
    store.keep(said())

    assert store.drop("C1", "200.000000", "210.000000") == said()
    assert not is_answerable()
    assert store.keep(said(version="210.000000")) is Keeping.REFUSED
    assert store.keep(said(version="220.000000")) is Keeping.NEW
    assert store.drop("C1", "200.000000", FOR_GOOD) is not None
    assert store.keep(said(version="999.000000")) is Keeping.REFUSED


def test_dropping_in_a_channel_that_is_not_followed_notes_nothing(store: Channels) -> None:
    """Nothing is remembered of other channels."""
    assert store.drop("C2", "1.000000", FOR_GOOD) is None


def test_taking_back_deletes_the_yes_and_the_messages(
    pair: tuple[Channels, IsAnswerable],
) -> None:
    """In one step, for one channel or for all."""
    store, is_answerable = pair
    store.agree(consent())
    store.agree(consent("U2"))
    store.keep(said())
    store.keep(said("201.000000", member="U2"))

    assert store.take_back("U1", "C2") == 0
    assert store.take_back("U1", "C1") == 1
    assert (store.consents_of("U1"), store.said_by("U1")) == ((), ())
    assert not is_answerable()
    assert store.take_back("U2") == 1


def test_a_second_yes_changes_the_name_and_not_the_beginning(
    pair: tuple[Channels, IsAnswerable],
) -> None:
    """The old name is out of answers at once."""
    store, is_answerable = pair
    store.agree(consent())
    store.keep(said())
    store.agree(consent(credit=Credit.ANONYMOUS, credit_line="a member", since="300.000000"))
    kept = next(iter(store.knowledge()))

    assert (kept.credit, kept.credit_line) == (Credit.ANONYMOUS, "a member")
    assert store.consents_of("U1")[0].since == "150.000000"
    assert not is_answerable()


def test_a_channel_that_is_not_followed_has_nothing_to_agree_to(store: Channels) -> None:
    """A button that was left over does nothing."""
    assert not store.agree(consent(channel="C2"))
    assert store.consents_of("U1") == ()


def test_a_held_message_is_no_knowledge_until_it_is_released(store: Channels) -> None:
    """Only in the version that was looked at."""
    store.agree(consent())
    store.keep(said(held=True))

    assert list(store.knowledge()) == []
    assert not store.release("C1", "200.000000", "999.000000")
    assert store.release("C1", "200.000000", "200.000000")
    assert [one.said.text for one in store.knowledge()] == ["Lamps help."]


def test_knowledge_comes_thread_by_thread(store: Channels) -> None:
    """Oldest first within each."""
    store.agree(consent())
    for ts, thread in (("205", "205"), ("203", "200"), ("200", "200"), ("204", "200")):
        store.keep(said(f"{ts}.000000", thread=f"{thread}.000000"))
    found = [one.said.ts[:3] for one in store.knowledge()]

    assert found == ["200", "203", "204", "205"]
    assert [one.ts[:3] for one in store.said_since("C1", "203.000000")] == ["203", "204", "205"]


def test_a_closed_channel_keeps_what_it_has_and_takes_no_more(store: Channels) -> None:
    """It opens again where it was."""
    store.agree(consent())
    store.keep(said())

    assert store.close("C1", forget=False) == CHANNEL
    assert store.close("C1", forget=False) is None
    assert store.keep(said("300.000000")) is Keeping.REFUSED
    assert len(list(store.knowledge())) == 1
    assert store.follow(CHANNEL.model_copy(update={"since": "400.000000"})) == CHANNEL
    assert store.keep(said("300.000000")) is Keeping.NEW


def test_a_forgotten_channel_leaves_nothing(pair: tuple[Channels, IsAnswerable]) -> None:
    """Followed anew, it begins anew."""
    store, is_answerable = pair
    store.agree(consent())
    store.keep(said())

    assert store.close("C1", forget=True) is not None
    assert store.close("C1", forget=True) is None
    assert (store.followed(), store.consents_of("U1"), store.said_by("U1")) == ((), (), ())
    assert not is_answerable()


def test_the_cursor_only_goes_forward(store: Channels) -> None:
    """History is read from there on."""
    store.reached("C1", "300.000000")
    store.reached("C1", "200.000000")
    channel = store.channel("C1")

    assert channel is not None
    assert channel.cursor == "300.000000"
    assert store.channel("C2") is None
    assert [one.state for one in store.followed()] == [FollowState.LIVE]


def test_news_are_taken_once(store: Channels) -> None:
    """So that one build serves many messages."""
    store.agree(consent())
    store.take_news()

    assert not store.take_news()

    store.keep(said())

    assert store.take_news()
    assert not store.take_news()

    store.note_news()

    assert store.take_news()
