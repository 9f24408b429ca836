"""Posts that quote what was withdrawn are edited, once, whatever happens meanwhile."""

import json
from collections.abc import Iterator

import pytest

from bot.corrections import LATER_S, SOON_S, Corrections
from bot.playground.records import Message
from knowledge.models.answers import Answer, AnswerSentence, AnswerState
from tests.fakes.answers import citation, cited_answer
from tests.fakes.bot_services import document_info
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World


def two_sources(state: AnswerState = AnswerState.ANSWER) -> Answer:
    """Return an answer of two sentences from two documents, and a third that does not fit."""
    quotes = ("Trials ended in May.", "Boats came back in June.", "Nobody saw this. " * 12)
    answer = cited_answer()
    return answer.model_copy(
        update={
            "state": state,
            "message": "" if state is AnswerState.ANSWER else "Here is what is near.",
            "sentences": tuple(
                AnswerSentence(text=text, citations=(n,)) for n, text in enumerate(quotes, start=1)
            ),
            "citations": tuple(
                citation(n, quote=text, document_id=f"d{n}")
                for n, text in enumerate(quotes[:2], start=1)
            ),
        }
    )


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot whose answers rest on two documents."""
    start = Start(make_workspace, serve)
    start.shelf.answers.reply = lambda _question, _audience: two_sources()
    for name in ("d1", "d2"):
        start.shelf.documents.held[name] = document_info(name)
    with start.world() as running:
        yield running


@pytest.fixture
def corrections(world: World) -> Corrections:
    """Edits that a test makes by hand."""
    world.bot.corrections.stop()
    return Corrections(world.bot.app.client, world.shelf.quotes, world.shelf.answer_log)


def answered(world: World, question: str = "did trials end?") -> Message:
    """Ask a question, and wait until its answer stands there and the bot knows where."""
    asked = world.mention(question)
    world.reply(asked)
    world.settle()
    return asked


def withdraw(world: World, document_id: str) -> None:
    """Let a document go."""
    world.shelf.documents.withdraw(document_id)
    world.shelf.quotes.take_back(document_id)


def shown(message: Message) -> str:
    """Return all that a reader sees or hears of a message."""
    return json.dumps([message.text, message.blocks], ensure_ascii=False)


def test_what_is_withdrawn_is_edited_out_and_the_rest_stays(
    world: World, corrections: Corrections
) -> None:
    """Sentence, source line and spoken text; the numbers and the buttons stay."""
    asked = answered(world)
    before = shown(world.reply(asked))
    withdraw(world, "d1")
    corrections.edit_all()
    reply = world.reply(asked)

    assert "Trials ended" in before
    assert "Trials ended" not in shown(reply)
    assert "[withdrawn] [1]\\nBoats came back in June. [2]" in shown(reply)
    assert "[1] [withdrawn]" in shown(reply)
    assert "Answer me privately" in shown(reply)
    assert "Nobody saw this" not in shown(reply)


def test_a_post_of_which_nothing_is_left_says_so_alone(
    world: World, corrections: Corrections
) -> None:
    """One document after the other."""
    asked = answered(world)
    for name in ("d1", "d2"):
        withdraw(world, name)
        corrections.edit_all()
    reply = world.reply(asked)

    assert reply.text == "[withdrawn]"
    assert len(reply.blocks) == 1
    assert "harbour" not in shown(reply).lower()


def test_closest_passages_are_edited_too(world: World, corrections: Corrections) -> None:
    """The quote goes, and its source with it."""
    world.shelf.answers.reply = lambda _q, _a: two_sources(AnswerState.CLOSEST)
    asked = answered(world)
    withdraw(world, "d2")
    corrections.edit_all()
    said = shown(world.reply(asked))

    assert "Trials ended in May." in said
    assert "Boats came back" not in said
    assert "[2] [withdrawn]" in said


def test_a_post_is_edited_without_being_asked_for_and_once(world: World) -> None:
    """A thread looks for it."""
    asked = answered(world)
    world.bot.corrections.stop()
    quick = Corrections(
        world.bot.app.client, world.shelf.quotes, world.shelf.answer_log, poll_s=0.01
    )
    quick.start()
    withdraw(world, "d1")
    world.until(lambda: "[withdrawn]" in shown(world.reply(asked)))
    world.until(lambda: not world.shelf.quotes.queue)
    quick.stop()
    edited = world.reply(asked).edited
    quick.edit_all()

    assert edited is not None
    assert world.reply(asked).edited == edited


def test_an_answer_that_the_log_no_longer_holds_goes_whole(
    world: World, corrections: Corrections
) -> None:
    """What is left of it cannot be told any more."""
    asked = answered(world)
    withdraw(world, "d1")
    world.shelf.answer_log.answers.clear()
    corrections.edit_all()

    assert world.reply(asked).text == "[withdrawn]"


def test_what_goes_while_the_answer_is_being_made_is_never_posted(world: World) -> None:
    """Between the search and the post."""

    def answer_and_withdraw(_question: str, _audience: object) -> Answer:
        withdraw(world, "d1")
        return two_sources()

    world.shelf.answers.reply = answer_and_withdraw
    reply = world.reply(world.mention("did trials end?"))

    assert "Trials ended" not in shown(reply)
    assert "Boats came back" in shown(reply)
    assert reply.edited is None


def test_a_private_answer_loses_its_quotes_behind_its_buttons(
    world: World, corrections: Corrections
) -> None:
    """Slack lets nobody edit it."""
    world.person().slash("/ask", "did trials end?", GENERAL)
    world.whisper()
    world.settle()
    withdraw(world, "d1")
    corrections.edit_all()
    (answer,) = world.shelf.answer_log.answers.values()

    assert world.shelf.quotes.queue == {}
    assert "Trials ended" not in answer.model_dump_json()


@pytest.mark.parametrize(
    ("fault", "times"), [("http_500", 3), ("ratelimited", 3), ("error:internal_error", 1)]
)
def test_an_edit_that_fails_is_made_later(
    world: World, corrections: Corrections, fault: str, times: int
) -> None:
    """And nothing is lost when the bot is started again in between."""
    asked = answered(world)
    withdraw(world, "d1")
    world.workspace.faults.add("chat.update", fault, times=times)
    corrections.edit_all()
    failed = shown(world.reply(asked))
    world.shelf.clock.advance(SOON_S)
    again = Corrections(world.bot.app.client, world.shelf.quotes, world.shelf.answer_log)
    again.edit_all()

    assert "Trials ended" in failed
    assert "Trials ended" not in shown(world.reply(asked))


def test_a_post_that_somebody_deleted_is_let_go(world: World, corrections: Corrections) -> None:
    """And stops no other."""
    gone, kept = answered(world), answered(world, "and the boats?")
    world.bot.app.client.chat_delete(channel=GENERAL, ts=world.reply(gone).ts)
    withdraw(world, "d1")
    corrections.edit_all()

    assert world.shelf.quotes.queue == {}
    assert "[withdrawn]" in shown(world.reply(kept))


def test_a_post_in_an_archived_channel_waits_for_its_channel(
    world: World, corrections: Corrections
) -> None:
    """Its words would be back when the channel is."""
    asked = answered(world)
    withdraw(world, "d1")
    world.workspace.faults.add("chat.update", "error:is_archived", times=1)
    corrections.edit_all()
    corrections.edit_all()
    waiting = shown(world.reply(asked))
    world.shelf.clock.advance(LATER_S)
    corrections.edit_all()

    assert "Trials ended" in waiting
    assert "[withdrawn]" in shown(world.reply(asked))


def test_a_question_in_an_open_channel_that_was_not_answered_is_kept(world: World) -> None:
    """Without who asked, for the report on what is missing."""
    world.shelf.answers.reply = lambda _q, _a: unanswered(AnswerState.NOT_HELD)
    world.reply(world.mention("who mends nets?"))
    world.settle()

    assert [(text, state) for text, state, *_ in world.shelf.gaps.asked] == [
        ("who mends nets?", "not_held")
    ]


def test_a_question_that_is_not_for_all_to_read_is_not_kept(world: World) -> None:
    """Nor one in which somebody stands, nor one that was answered."""
    world.reply(world.mention("did trials end?"))
    world.shelf.answers.reply = lambda _q, _a: unanswered(AnswerState.NOT_HELD)
    world.reply(world.mention("who mends nets?", "C0PRIVATE"))
    world.reply(world.mention("where does ana@harbour.example live?"))
    world.person().slash("/ask", "who mends nets?", GENERAL)
    world.whisper()
    world.settle()

    assert world.shelf.gaps.asked == []


def unanswered(state: AnswerState) -> Answer:
    """Return an answer that quotes nothing."""
    return Answer(state=state, message="I do not hold this.")
