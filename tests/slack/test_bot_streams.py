"""Answers that are shown while they are written: one message, whatever happens."""

import json
from collections.abc import Iterator

import pytest

from bot.corrections import Corrections
from bot.references import job_id_of
from knowledge.models.answers import Answer
from tests.slack.bot_world import GENERAL, PRIVATE, MakeWorkspace, Serve, Start
from tests.slack.stream_world import FIRST, SECOND, Stage, open_stage, whole, written


@pytest.fixture
def stage(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[Stage]:
    """A bot that shows everything at once."""
    with open_stage(Start(make_workspace, serve)) as opened:
        yield opened


def test_a_sentence_is_shown_while_the_next_is_written(stage: Stage) -> None:
    """And the whole answer takes its place, in one message."""
    stage.script.go_on.clear()
    asked = stage.ask()
    stage.world.until(stage.script.told.is_set)
    (growing,) = stage.world.replies(asked)
    early, is_open = growing.text, growing.streaming_since is not None
    stage.script.go_on.set()
    reply = stage.answered(asked)

    assert early == f"{FIRST} [1]\n\n"
    assert is_open
    assert reply.ts == growing.ts
    assert whole(reply)


def test_its_end_says_which_job_it_belongs_to(stage: Stage) -> None:
    """As with every other post."""
    reply = stage.answered(stage.ask())
    key = next(one for one in stage.world.shelf.posts.ts if not one.endswith("stream"))

    assert reply.metadata == {
        "event_type": "science_guide_post",
        "event_payload": {"job_id": job_id_of(key)},
    }


def test_a_quick_answer_comes_in_one_piece(make_workspace: MakeWorkspace, serve: Serve) -> None:
    """Nothing moves before the time is up."""
    with open_stage(Start(make_workspace, serve), stream_after_s=300.0) as stage:
        reply = stage.answered(stage.ask())

        assert reply.edited is None
        assert whole(reply)
        assert not any(key.endswith("stream") for key in stage.world.shelf.posts.begun)


def test_a_direct_message_is_streamed_too(stage: Stage) -> None:
    """Into the thread of the question."""
    person = stage.world.person()
    asked = person.dm("did trials end?")

    assert whole(stage.answered(asked))


def test_what_one_person_sees_is_not_streamed(stage: Stage) -> None:
    """An ephemeral message cannot grow."""
    stage.world.person().slash("/ask", "did trials end?")
    whisper = stage.world.whisper()

    assert whole(whisper)
    assert not stage.world.workspace.messages(GENERAL)


def test_a_follow_up_in_its_thread_needs_no_mention(stage: Stage) -> None:
    """The thread is the bot's own as soon as its message grows there."""
    asked = stage.ask()
    stage.answered(asked)
    stage.world.person().post(GENERAL, "and the boats?", asked.ts)

    assert stage.world.until_asked(2)[0] == "and the boats?"


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("chat.startStream", "error:channel_type_not_supported"),
        ("chat.startStream", "error:internal_error"),
        ("chat.startStream", "lost_response"),
        ("chat.startStream", "http_500"),
        ("chat.startStream", "ratelimited"),
        ("chat.appendStream", "error:internal_error"),
        ("chat.appendStream", "lost_response"),
        ("chat.appendStream", "http_500"),
        ("chat.stopStream", "lost_response"),
        ("chat.stopStream", "http_500"),
        ("chat.stopStream", "error:internal_error"),
        ("chat.update", "lost_response"),
        ("chat.update", "http_500"),
        ("chat.update", "error:internal_error"),
    ],
)
def test_whatever_fails_there_is_one_whole_message_in_the_end(
    stage: Stage, method: str, fault: str
) -> None:
    """A stream that was begun is found and finished; one that was not is posted."""
    stage.world.workspace.faults.add(method, fault)

    assert whole(stage.answered(stage.ask()))


def test_where_nobody_can_look_the_doubt_is_told(stage: Stage) -> None:
    """A private channel whose history the bot may not read."""
    stage.world.workspace.faults.add("chat.startStream", "lost_response")
    stage.world.workspace.faults.add("conversations.replies", "error:missing_scope", times=5)
    stage.ask(PRIVATE)

    assert "please ask again" in stage.world.whisper("U0CURATOR").text


def test_a_stream_that_slack_closed_is_repaired(stage: Stage) -> None:
    """After five minutes it takes no more, and its message can be edited."""

    def close() -> None:
        with stage.world.workspace.pulse.condition:
            for message in stage.world.workspace.state.history(GENERAL):
                message.streaming_since = None

    stage.script.between = close

    assert whole(stage.answered(stage.ask()))


def test_nothing_more_is_shown_once_the_audience_has_shrunk(stage: Stage) -> None:
    """The question is asked again for those who are there now, and that takes its place."""
    seen: list[str] = []

    def come_in() -> None:
        with stage.world.workspace.pulse.condition:
            channel = stage.world.workspace.state.channel(PRIVATE)
            stage.world.workspace.conversations.join(channel, "U0GUEST")
        stage.world.shelf.clock.advance(61)

    def reply(_question: str, audience: object) -> Answer:
        (growing,) = [m for m in stage.world.workspace.state.history(PRIVATE) if m.is_reply]
        seen.append(growing.text)
        return written(FIRST, SECOND) if len(seen) == 1 else written("All may read this.")

    stage.script.between = come_in
    stage.world.shelf.answers.reply = reply
    asked = stage.ask(PRIVATE)
    stage.world.until(lambda: len(seen) == 2)
    answer = stage.answered(asked)
    scopes = [audience.scopes for _, audience, _ in stage.world.shelf.answers.asked]

    assert seen == [f"{FIRST} [1]\n\n"] * 2
    assert "community" in scopes[0]
    assert "community" not in scopes[1]
    assert "All may read this." in json.dumps(answer.blocks)
    assert FIRST not in json.dumps([answer.text, answer.blocks])


def test_nothing_more_is_shown_once_a_source_is_withdrawn(stage: Stage) -> None:
    """What was shown of it goes with the end."""

    def withdraw() -> None:
        stage.world.shelf.documents.withdraw("d1")
        stage.world.shelf.quotes.take_back("d1")

    stage.script.between = withdraw
    answer = stage.answered(stage.ask())

    assert FIRST not in json.dumps([answer.text, answer.blocks])
    assert "[withdrawn] [1]" in json.dumps(answer.blocks)
    assert SECOND in json.dumps(answer.blocks)


def test_a_source_withdrawn_later_is_edited_out(stage: Stage) -> None:
    """As from any other post."""
    asked = stage.ask()
    stage.answered(asked)
    stage.world.bot.corrections.stop()
    stage.world.shelf.documents.withdraw("d2")
    stage.world.shelf.quotes.take_back("d2")
    services = stage.world.shelf
    Corrections(stage.world.bot.app.client, services.quotes, services.answer_log).edit_all()
    (reply,) = stage.world.replies(asked)

    assert SECOND not in json.dumps([reply.text, reply.blocks])
    assert FIRST in json.dumps(reply.blocks)


def test_an_answer_that_fails_after_all_does_not_stay_half_written(stage: Stage) -> None:
    """The thread is told, and the asker with the reference."""

    def fail(_question: str, _audience: object) -> Answer:
        raise RuntimeError("the model broke")

    stage.world.shelf.answers.reply = fail
    asked = stage.ask()
    stage.world.until(lambda: bool(stage.world.whispers()), passing_s=0.5)
    (reply,) = stage.world.replies(asked)

    assert reply.text == "I could not finish this answer. Please ask again."
    assert reply.streaming_since is None
    assert "SG-" in stage.world.whisper().text


def test_what_might_be_markup_is_not_streamed(stage: Stage) -> None:
    """It is shown at the end, where nothing is markup."""
    hostile = "See *this* for trials."
    stage.world.shelf.answers.writes = lambda heard: heard(written(hostile))
    stage.world.shelf.answers.reply = lambda _q, _a: written(hostile)
    reply = stage.answered(stage.ask())

    assert reply.edited is None
    assert hostile in json.dumps(reply.blocks)


def test_an_answer_that_turns_out_otherwise_takes_the_place_of_what_was_shown(
    stage: Stage,
) -> None:
    """The model stalls after its first sentence, say, and the quotes answer."""
    quoted = written(SECOND).model_copy(update={"writer": ""})
    stage.world.shelf.answers.reply = lambda _q, _a: quoted
    reply = stage.answered(stage.ask())
    shown = json.dumps([reply.text, reply.blocks])

    assert SECOND in shown
    assert FIRST not in shown
    assert "Written by" not in shown
