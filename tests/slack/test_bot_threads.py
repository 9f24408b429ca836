"""What is read of a thread: one message, and what was asked before it."""

from collections.abc import Iterator

import pytest

from bot import messages
from bot.models import Place, Question
from bot.playground.identity import BOT_USER
from bot.playground.records import Message
from bot.threads import LOOK_BACK, Threads
from bot.waiting.places import said_at
from tests.fakes.bot_services import harbour_pack
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.waiting_world import LAMPS, unanswered

LONG = LOOK_BACK + 10


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


@pytest.fixture
def threads(world: World) -> Threads:
    """What reads them."""
    return Threads(world.bot.app.client, BOT_USER, harbour_pack())


def talk(world: World) -> list[Message]:
    """Let somebody say more in a thread than the bot looks back to."""
    person = world.person()
    first = person.post(GENERAL, "Words 0.")
    return [
        first, *(person.post(GENERAL, f"Words {n}.", first.ts) for n in range(1, LONG))
    ]  # fmt: skip


def asked_by(message: Message) -> Question:
    """Return a message as a question."""
    return Question(
        key="k",
        place=Place.CHANNEL,
        user=message.user,
        channel=message.channel,
        ts=message.ts,
        thread=message.thread_ts or message.ts,
        is_reply=bool(message.thread_ts),
    )


@pytest.mark.parametrize("number", [0, 1, LONG - 2, LONG - 1])
def test_any_message_of_a_long_thread_is_found(world: World, threads: Threads, number: int) -> None:
    """However many stand before it."""
    question = asked_by(talk(world)[number])
    stranger = question.model_copy(update={"user": "U0CURATOR"})
    said = said_at(world.bot.app.client, GENERAL, question.ts, question.thread)

    assert threads.text_of(question) == threads.words_of(question) == f"Words {number}."
    assert threads.words_of(stranger) == ""
    assert said is not None
    assert said.text == f"Words {number}."


def test_a_message_that_is_gone_is_not_taken_for_another(world: World, threads: Threads) -> None:
    """Nor is the first of its thread."""
    said = talk(world)
    world.person().delete(said[5])
    question = asked_by(said[5])
    nowhere = question.model_copy(update={"ts": "1.000001", "thread": "1.000001"})

    for one in (question, nowhere):
        assert threads.words_of(one) == ""
        with pytest.raises(LookupError):
            threads.text_of(one)


@pytest.mark.parametrize("page", [7, messages.PAGE])
def test_the_latest_questions_of_a_long_thread_come_along(
    world: World, threads: Threads, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    """Oldest first, however Slack cuts its pages; what follows is no part of it."""
    monkeypatch.setattr(messages, "PAGE", page)
    question = asked_by(talk(world)[-2])
    before = range(LONG - 2 - LOOK_BACK, LONG - 2)

    assert threads.questions_before(question) == tuple(f"Words {n}." for n in before)


def test_a_thread_without_end_is_not_read_to_its_end(
    world: World, threads: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its oldest words would say nothing of what is meant now."""
    monkeypatch.setattr(messages, "PAGE", 2)
    monkeypatch.setattr(messages, "MOST_PAGES", 3)

    assert threads.questions_before(asked_by(talk(world)[-1])) == ()


def test_an_app_s_words_are_nobody_s_question(world: World) -> None:
    """A made-up or an old button that leads to the bot's own reply fills nothing in."""
    below = unanswered(world)
    thread, client = str(below.thread_ts), world.bot.app.client
    asked = said_at(client, GENERAL, thread)
    reply = said_at(client, GENERAL, below.ts, thread)

    assert asked is not None
    assert reply is not None
    assert (asked.author, LAMPS in asked.text) == (world.person().id, True)
    assert (reply.author, reply.text) == ("", "")
