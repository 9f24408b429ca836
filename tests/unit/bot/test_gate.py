"""Before anything is stored: is it for us?"""

from typing import Any

import pytest

from bot.gate import Gate, dedup_key, stripped
from bot.models import MAX_QUESTION_CHARS, Place

BOT = "U0BOT"
OWN = "100.1"


def gate() -> Gate:
    """Return a gate to which one thread belongs."""
    return Gate(BOT, "/ask", lambda _channel, thread: thread == OWN)


def event(kind: str = "message", **fields: Any) -> dict[str, Any]:
    """Return an event as Slack wraps it."""
    said = {"type": kind, "user": "U1", "channel": "C1", "ts": "200.2", "text": "Any trials?"}
    return {"type": "event_callback", "event_id": "Ev1", "event": {**said, **fields}}


def test_a_mention_is_a_question_without_the_mention() -> None:
    """What the person wants to know is what stands around the bot's name."""
    question = gate().question_of(event("app_mention", text=f"<@{BOT}> any  trials?"))

    assert question is not None
    assert (question.place, question.text) == (Place.CHANNEL, "any trials?")


def test_a_mention_at_the_top_level_is_answered_in_a_thread_of_its_own() -> None:
    """The channel stays readable."""
    question = gate().question_of(event("app_mention"))

    assert question is not None
    assert (question.thread, question.is_reply, question.own_thread) == ("200.2", False, True)


def test_a_mention_in_a_thread_of_others_does_not_make_it_ours() -> None:
    """Otherwise the bot would join in a conversation between people."""
    question = gate().question_of(event("app_mention", thread_ts="150.1"))

    assert question is not None
    assert (question.thread, question.own_thread) == ("150.1", False)


def test_a_direct_message_is_a_question() -> None:
    """Nobody else can be meant."""
    question = gate().question_of(event(channel_type="im", channel="D1"))

    assert question is not None
    assert question.place is Place.DIRECT


def test_a_reply_in_our_own_thread_is_a_question() -> None:
    """A follow-up needs no mention."""
    question = gate().question_of(event(channel_type="channel", thread_ts=OWN))

    assert question is not None
    assert (question.is_reply, question.own_thread) == (True, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"channel_type": "channel"},
        {"channel_type": "channel", "thread_ts": "150.1"},
        {"channel_type": "channel", "thread_ts": OWN, "text": f"and <@{BOT}> what now?"},
        {"channel_type": "channel", "thread_ts": OWN, "text": "<@U2> what do you think?"},
        {"channel_type": "channel", "thread_ts": OWN, "text": "Thanks a lot!"},
        {"channel_type": "channel", "thread_ts": OWN, "bot_id": "B9"},
        {"channel_type": "im", "user": BOT},
        {"channel_type": "im", "bot_id": "B9"},
        {"channel_type": "im", "subtype": "message_changed"},
        {"channel_type": "im", "subtype": "channel_join"},
        {"channel_type": "im", "text": "thank you"},
        {"channel_type": "im", "user": ""},
    ],
)
def test_what_is_not_for_us_is_forgotten(fields: dict[str, Any]) -> None:
    """Talk between people, other bots, edits and thanks are none of our business."""
    assert gate().question_of(event(**fields)) is None


def test_a_message_with_a_file_counts_as_a_message() -> None:
    """The question stands beside the file."""
    question = gate().question_of(event(channel_type="im", subtype="file_share"))

    assert question is not None


def test_other_events_are_no_questions() -> None:
    """They go to their own listeners."""
    assert gate().question_of(event("app_home_opened")) is None


def test_the_ask_command_is_a_private_question() -> None:
    """Only the asker sees what `/ask` brings."""
    body = {
        "command": "/ask",
        "trigger_id": "t1",
        "user_id": "U1",
        "channel_id": "C1",
        "text": " any trials? ",
        "response_url": "https://hooks.example/1",
    }
    question = gate().question_of(body)

    assert question is not None
    assert (question.place, question.text, question.key) == (Place.PRIVATE, "any trials?", "t1")


def test_answer_me_privately_asks_the_message_again_for_the_presser() -> None:
    """The text is read from Slack when it is worked on, so that it is stored nowhere."""
    question = gate().question_of(press("privately|C1|200.2|150.1"))

    assert question is not None
    assert question.place is Place.PRIVATE
    assert (question.user, question.channel) == ("U2", "C1")
    assert (question.ts, question.thread, question.text) == ("200.2", "150.1", "")


def test_another_choice_from_the_menu_is_no_question() -> None:
    """The same menu opens a modal."""
    assert gate().question_of(press("about|abc")) is None


def press(value: str) -> dict[str, Any]:
    """Return a choice from the menu under an answer."""
    return {
        "type": "block_actions",
        "trigger_id": "t2",
        "user": {"id": "U2"},
        "actions": [{"action_id": "answer_menu", "selected_option": {"value": value}}],
    }


def chosen(user: str = "U1", **where: Any) -> dict[str, Any]:
    """Return a press of a reading under an answer to U1's question."""
    value = "U1|own|what does the Chief Scientific Adviser (CSA) do"
    return {
        "type": "block_actions",
        "trigger_id": "t3",
        "user": {"id": user},
        "response_url": "https://hooks.example/1",
        "container": {"channel_id": "C1", "message_ts": "300.1", "thread_ts": "200.2", **where},
        "actions": [{"action_id": "choose_sense", "value": value}],
    }


def test_the_asker_s_choice_is_asked_in_the_same_place() -> None:
    """Where everybody sees it, and once however often it is pressed."""
    question = gate().question_of(chosen())
    again = gate().question_of({**chosen(), "trigger_id": "t4"})

    assert question is not None
    assert question.place is Place.CHANNEL
    assert (question.channel, question.thread, question.user) == ("C1", "200.2", "U1")
    assert question.text == "what does the Chief Scientific Adviser (CSA) do"
    assert question.own_thread
    assert question.response_url == ""
    assert question.chosen
    assert question == again


def test_somebody_else_s_choice_is_answered_to_them_alone() -> None:
    """The thread stays the asker's."""
    question = gate().question_of(chosen("U2"))

    assert question is not None
    assert question.place is Place.PRIVATE
    assert (question.user, question.response_url) == ("U2", "https://hooks.example/1")


def test_a_choice_in_a_direct_message_or_under_a_private_reply_stays_there() -> None:
    """Nobody else saw the question either."""
    direct = gate().question_of(chosen(channel_id="D1"))
    private = gate().question_of(chosen(is_ephemeral=True))

    assert direct is not None
    assert private is not None
    assert (direct.place, private.place) == (Place.DIRECT, Place.PRIVATE)


def test_a_very_long_text_is_stored_no_further_than_needed_to_know_it() -> None:
    """One character too many says that it is too long."""
    question = gate().question_of(event(channel_type="im", text="x" * 10_000))

    assert question is not None
    assert question.is_too_long
    assert len(question.text) == MAX_QUESTION_CHARS + 1


def test_slack_markup_in_a_question_is_read_as_it_was_meant() -> None:
    """Links become labels, people vanish, and escapes are undone."""
    said = f"<@{BOT}> ask <@U9> about <https://a.example|the map> &amp; <#C1|general> <http://b.example>"

    assert stripped(said, BOT) == "ask about the map & general http://b.example"


def test_a_redelivered_event_has_the_same_key() -> None:
    """Slack keeps the event's id over its retries."""
    assert dedup_key(event(text="first try")) == dedup_key(event(text="second try")) == "Ev1"


def test_a_view_is_told_apart_by_its_hash_and_user() -> None:
    """A view's submission has neither an event nor always a trigger."""
    one = {"view": {"id": "V1", "hash": "h1"}, "user": {"id": "U1"}}
    other = {"view": {"id": "V1", "hash": "h2"}, "user": {"id": "U1"}}

    assert dedup_key(one) != dedup_key(other)


def test_a_direct_message_brings_its_files_by_their_ids_alone() -> None:
    """Neither name nor address of a file is stored before the gate has looked into it."""
    files = [{"id": "F1", "name": "secret.pdf", "url_private": "https://files.example/1"}]
    body = event(channel_type="im", channel="D1", subtype="file_share", files=files, text="")
    (one,) = gate().brought_in(body)

    assert (one.user, one.channel, one.ts, one.thread, one.file) == (
        "U1",
        "D1",
        "200.2",
        "200.2",
        "F1",
    )
    assert "secret" not in one.model_dump_json()
    assert gate().question_of(body) is None


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("<https://tides.example/a>", ["https://tides.example/a"]),
        ("<https://tides.example/a?x=1&amp;y=2|tides>", ["https://tides.example/a?x=1&y=2"]),
        ("<http://a.example>\n <http://b.example>", ["http://a.example", "http://b.example"]),
        ("see <https://tides.example/a>", []),
        ("<https://tides.example/a> is it right?", []),
        ("<mailto:a@b.example|a@b.example>", []),
        ("<ftp://a.example>", []),
        ("<@U2>", []),
    ],
)
def test_links_alone_are_brought_and_links_in_a_sentence_are_not(
    text: str, urls: list[str]
) -> None:
    """Whoever writes something beside a link wants to know something."""
    body = event(channel_type="im", channel="D1", text=text)
    found = gate().brought_in(body)

    assert [one.url for one in found] == urls
    assert (gate().question_of(body) is None) == bool(urls)


def test_the_same_document_has_the_same_id_however_often_it_is_delivered() -> None:
    """And another one has another."""
    body = event(channel_type="im", files=[{"id": "F1"}, {"id": "F2"}])
    once, again = gate().brought_in(body), gate().brought_in({**body, "event_id": "Ev2"})

    assert [one.id for one in once] == [one.id for one in again]
    assert len({one.id for one in once}) == 2
    assert all(len(one.id) == 32 for one in once)


@pytest.mark.parametrize(
    "fields",
    [
        {"channel_type": "channel"},
        {"channel_type": "im", "bot_id": "B9"},
        {"channel_type": "im", "user": BOT},
        {"channel_type": "im", "subtype": "message_changed"},
        {"channel_type": "im", "user": ""},
    ],
)
def test_nothing_is_brought_by_others_or_elsewhere(fields: dict[str, Any]) -> None:
    """People share files with each other; bots share files with everybody."""
    body = event(subtype="file_share", files=[{"id": "F1"}])
    body["event"].update(fields)

    assert gate().brought_in(body) == ()


def test_more_files_than_a_message_takes_are_not_taken() -> None:
    """Slack's own limit."""
    body = event(channel_type="im", files=[{"id": f"F{n}"} for n in range(50)])

    assert len(gate().brought_in(body)) == 10
