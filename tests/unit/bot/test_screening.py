"""Before anything is stored: what may be kept of what a person wrote."""

from typing import Any

import pytest

from bot.gate import Gate
from bot.models import Question, Withheld, WithheldFor
from bot.screening import Screen
from knowledge.adapters.community_pack import load_community

BOT = "U0BOT"
PACK = load_community("police_science")
SCREEN = Screen(PACK.sensitivity)


def examined(text: str, **fields: Any) -> Question | Withheld:
    """Return what may be stored of a mention with this text."""
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "200.2", "text": text}
    body = {"type": "event_callback", "event_id": "Ev1", "event": {**event, **fields}}
    question = Gate(BOT, "/ask", lambda _channel, _thread: False).question_of(body)
    assert question is not None
    return SCREEN.examine(body, question)


@pytest.mark.parametrize(
    ("text", "why", "label"),
    [
        (f"<@{BOT}> SECRET\nThe hut is at grid two.", WithheldFor.BLOCKED, "SECRET"),
        (f"<@{BOT}> *[TLP:RED]* the hut is at grid two", WithheldFor.BLOCKED, "TLP:RED"),
        ("&gt; TOP SECRET\nthe hut is at grid two", WithheldFor.BLOCKED, "TOP SECRET"),
        (f"[OFFICIAL-SENSITIVE] <@{BOT}> who bid?", WithheldFor.HELD, "OFFICIAL-SENSITIVE"),
        (f"<@{BOT}> who keeps AB12 CDE near hut two?", WithheldFor.OPERATIONAL, "none"),
        (f"<@{BOT}> SECRET\nAB12 CDE is at the hut", WithheldFor.BLOCKED, "SECRET"),
    ],
)
def test_nothing_of_a_text_that_must_not_be_kept_is_left(
    text: str, why: WithheldFor, label: str
) -> None:
    """Only where it came from and what it was marked as go on."""
    kept = examined(text)

    assert isinstance(kept, Withheld)
    assert (kept.why, kept.label) == (why, label)
    assert "hut" not in kept.model_dump_json()
    assert "AB12" not in kept.model_dump_json()
    assert kept.question.channel == "C1"


def test_a_marked_file_name_keeps_a_message_out() -> None:
    """The text beside the file may say what is in it."""
    kept = examined("what of this?", subtype="file_share", files=[{"name": "SECRET_plan.pdf"}])

    assert isinstance(kept, Withheld)
    assert kept.label == "SECRET"


@pytest.mark.parametrize(
    "text",
    [
        "Can I post OFFICIAL-SENSITIVE here?",
        "What is the difference between SECRET and TOP SECRET?",
        "who organises Secret Santa",
    ],
)
def test_a_question_about_markings_is_kept_as_it_is(text: str) -> None:
    """It is answered, not blocked."""
    kept = examined(text)

    assert isinstance(kept, Question)
    assert kept.text == text


def test_what_identifies_a_person_is_taken_out_and_the_question_still_routed() -> None:
    """The reply says how to reach somebody instead."""
    kept = examined("whose number is 07700 900123?")

    assert isinstance(kept, Question)
    assert kept.text == "whose number is [telephone number removed]?"
    route = PACK.route_of(kept.text)
    assert route is not None
    assert route.key == "personal_data"
