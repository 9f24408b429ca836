"""Questions over the wire: mention, direct message, command, follow-up."""

import threading
from collections.abc import Iterator

import pytest

from bot.models import MAX_QUESTION_CHARS
from bot.playground.records import Message
from knowledge.errors import NoSnapshotError
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from tests.fakes.answers import citation, cited_answer
from tests.slack.bot_world import GENERAL, PRIVATE, MakeWorkspace, Serve, Start, World

WAIT_S = 30.0


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_a_mention_is_answered_in_its_thread_with_numbered_sources(world: World) -> None:
    """Everybody in the channel can follow."""
    asked = world.mention("did trials end?")
    reply = world.reply(asked)

    assert reply.text == "Trials ended in May. [1]"
    assert reply.thread_ts == asked.ts
    assert "[1] <https://harbour.example/a|Harbour trials>" in str(reply.blocks)


def test_a_mention_gets_one_reply_although_it_arrives_as_two_events(world: World) -> None:
    """Slack sends a mention as a mention and as a message."""
    asked = world.mention("did trials end?")
    world.reply(asked)
    world.settle()

    assert len(world.replies(asked)) == 1


def test_the_same_event_delivered_four_times_gets_one_reply(world: World) -> None:
    """Slack repeats what it believes to be lost."""
    asked = world.mention("did trials end?")
    world.reply(asked)
    said = next(e for e in world.workspace.delivery.log if e.payload["event"]["ts"] == asked.ts)
    world.workspace.redeliver(said, times=3)
    world.settle()

    assert len(world.replies(asked)) == 1
    assert len(world.shelf.answers.asked) == 1


def test_ask_is_answered_to_the_asker_alone(world: World) -> None:
    """Nobody else in the channel sees question or answer."""
    world.person().slash("/ask", "did trials end?", GENERAL)
    shown = world.whisper()

    assert shown.text == "Trials ended in May. [1]"
    assert world.workspace.messages(GENERAL) == []


def test_ask_works_in_a_channel_without_the_bot(world: World) -> None:
    """A command can be given anywhere."""
    world.person().slash("/ask", "did trials end?", "C0LONELY")

    assert world.whisper().channel == "C0LONELY"


def test_a_direct_message_is_answered_in_a_thread(world: World) -> None:
    """Each question keeps its follow-ups together."""
    asked = world.person().dm("did trials end?")

    assert world.reply(asked).thread_ts == asked.ts


def test_in_a_direct_message_the_next_question_is_a_follow_up_too(world: World) -> None:
    """A conversation with the bot alone is one thread, whatever box people type into."""
    ana = world.person()
    world.reply(ana.dm("did trials end?"))
    world.reply(ana.dm("and when?"))
    question, _, earlier = world.shelf.answers.asked[-1]

    assert (question, earlier) == ("and when?", ("did trials end?",))


def test_a_message_without_a_word_gets_help(world: World) -> None:
    """There is nothing to look for in a smile."""
    asked = world.person().dm("🎉🎉 ?!")
    reply = world.reply(asked)

    assert world.shelf.answers.asked == []
    assert reply.text


def test_a_reply_in_the_bots_own_thread_is_a_follow_up(world: World) -> None:
    """It needs no mention, and brings the question before it along."""
    asked = world.mention("did trials end?")
    world.reply(asked)
    world.settle()
    world.person().post(GENERAL, "and when?", asked.ts)
    world.reply(asked, 2)
    question, _, earlier = world.shelf.answers.asked[-1]

    assert (question, earlier) == ("and when?", ("did trials end?",))


def test_talk_in_a_thread_of_others_is_not_answered(world: World) -> None:
    """A mention in it is answered, but the thread stays theirs."""
    opened = world.person().post(GENERAL, "Shall we meet?")
    asked = world.mention("did trials end?", thread=opened.ts)
    world.reply(asked)
    world.person().post(GENERAL, "Shall we say noon?", opened.ts)
    world.settle()

    assert len(world.replies(asked)) == 1
    assert "mention me again" in str(world.replies(asked)[0].blocks)


def test_in_a_private_channel_the_reply_says_how_to_follow_up(world: World) -> None:
    """Without the optional scopes, no message there reaches the bot unmentioned."""
    asked = world.mention("did trials end?", PRIVATE)

    assert "mention me again" in str(world.reply(asked).blocks)


def test_a_mention_without_a_question_brings_help_to_the_asker_alone(world: World) -> None:
    """The channel is spared."""
    asked = world.mention("")
    shown = world.whisper()

    assert "Ask me about harbours." in shown.text
    assert world.replies(asked) == []


def test_a_very_long_question_is_declined_kindly(world: World) -> None:
    """Nobody reads the end of it otherwise."""
    world.mention("why? " * MAX_QUESTION_CHARS)
    shown = world.whisper()

    assert "2,000 characters" in shown.text
    assert world.shelf.answers.asked == []


def test_the_thread_shows_that_an_answer_is_on_its_way(world: World) -> None:
    """Silence looks like a fault."""
    release = threading.Event()

    def slow(_question: str, _audience: Audience) -> Answer:
        release.wait(WAIT_S)
        return cited_answer()

    world.shelf.answers.reply = slow
    asked = world.mention("did trials end?")
    world.until(lambda: world.person().status(GENERAL, asked.ts) != "")
    release.set()
    world.reply(asked)

    assert world.person().status(GENERAL, asked.ts) == ""


def test_a_status_that_cannot_be_set_stops_no_answer(world: World) -> None:
    """It is a courtesy."""
    world.workspace.faults.add("assistant.threads.setStatus", "error:invalid_thread_ts")
    asked = world.mention("did trials end?")

    assert world.reply(asked)


def test_an_abstention_shows_the_nearest_passages_labelled_as_such(world: World) -> None:
    """A person may see more in them than the bot does."""
    world.shelf.answers.reply = lambda _question, _audience: Answer(
        state=AnswerState.NOT_HELD,
        message="The logbooks do not say.",
        citations=(citation(1, quote="Tides turn at noon."),),
    )
    reply = world.reply(world.mention("who built the pier?"))

    assert reply.text == "The logbooks do not say."
    assert "they do not answer the question" in str(reply.blocks)
    assert "Tides turn at noon." in str(reply.blocks)


def test_an_error_is_told_to_the_asker_alone_with_a_reference(world: World) -> None:
    """A channel is no place for faults."""

    def fail(_question: str, _audience: Audience) -> Answer:
        raise RuntimeError

    world.shelf.answers.reply = fail
    asked = world.mention("did trials end?")
    world.until(lambda: bool(world.whispers()), passing_s=0.5)
    shown = world.whisper()

    assert shown.text.startswith("Something broke. Quote SG-")
    assert world.replies(asked) == []
    assert len(world.shelf.answers.asked) == 3


def test_a_direct_message_gets_its_error_in_the_conversation(world: World) -> None:
    """Nobody else reads there."""

    def fail(_question: str, _audience: Audience) -> Answer:
        raise NoSnapshotError("Nothing is published", "Build the index")

    world.shelf.answers.reply = fail
    asked = world.person().dm("did trials end?")

    assert world.reply(asked).text == "Nothing has been indexed yet."


def test_at_the_deadline_the_asker_alone_gets_an_apology(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """The late answer is not posted below it."""
    release = threading.Event()
    with Start(make_workspace, serve).world(slow_s=0.1, deadline_s=0.5) as world:

        def slow(_question: str, _audience: Audience) -> Answer:
            release.wait(WAIT_S)
            return cited_answer()

        world.shelf.answers.reply = slow
        asked = world.mention("did trials end?")
        world.until(lambda: "longer" in world.person().status(GENERAL, asked.ts))
        shown = world.whisper()
        release.set()
        world.settle()

    assert shown.text.startswith("Something broke. Quote SG-")
    assert world.replies(asked) == []


def test_answer_me_privately_asks_again_with_what_the_presser_may_read(world: World) -> None:
    """The channel's readers may read less than one of them."""
    asked = world.mention("did trials end?")
    reply = world.reply(asked)
    person = world.person("U0CHEMIST")
    person.choose_overflow(reply, "answer_menu", f"privately|{GENERAL}|{asked.ts}|{asked.ts}")
    shown = world.whisper("U0CHEMIST")
    question, audience, _ = world.shelf.answers.asked[-1]

    assert shown.text == "Trials ended in May. [1]"
    assert question == "did trials end?"
    assert audience.may_read("owner:U0CHEMIST")
    assert len(world.replies(asked)) == 1


def test_a_question_deleted_meanwhile_cannot_be_asked_again_privately(world: World) -> None:
    """Its text is kept nowhere else."""
    asked = world.mention("did trials end?")
    reply = world.reply(asked)
    world.person().delete(asked)
    value = f"privately|{GENERAL}|{asked.ts}|{asked.ts}"
    world.person("U0CHEMIST").choose_overflow(reply, "answer_menu", value)

    assert "no longer there" in world.whisper("U0CHEMIST").text


def test_a_question_deleted_before_its_answer_is_left_alone(world: World) -> None:
    """Whoever deletes a question does not want an apology either."""
    asked: list[Message] = []

    def answer(_question: str, _audience: Audience) -> Answer:
        world.until(lambda: bool(asked))
        world.person().delete(asked[0])
        return cited_answer()

    world.shelf.answers.reply = answer
    asked.append(world.mention("did trials end?"))
    world.settle()

    assert world.workspace.messages(GENERAL) == []
    assert world.whispers() == []


def test_the_log_holds_neither_question_nor_person(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Logs are read by people who were not asked."""

    def fail(question: str, _audience: Audience) -> Answer:
        raise RuntimeError(question)

    world.shelf.answers.reply = fail
    world.mention("did the secret trials end?")
    world.until(lambda: "RuntimeError" in caplog.text)

    assert "secret" not in caplog.text
    assert "U0ANALYST" not in caplog.text
