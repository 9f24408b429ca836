"""Whatever people ask: limits are kept, and nothing in it is alive."""

from datetime import timedelta
from typing import Any

import pytest

from bot.playground.blocks import check_view
from bot.views.answer import Handle
from bot.views.calls import (
    Choices,
    ask_form,
    asking_modal,
    call_message,
    call_rows,
    called_letter,
    not_called_letter,
    reactions,
    taken_back_message,
    thanked_letter,
    told_when_known,
    unsure_letter,
)
from bot.views.cards import find_button
from bot.views.gap import gap_controls
from bot.views.waits import (
    home_waiting,
    mine_modal,
    tell_form,
    told_message,
    waited_message,
    waiting_modal,
)
from bot.views.withdrawn import Layout, corrected_message
from knowledge.models.answers import Answer, AnswerSentence, AnswerState
from knowledge.models.waiting import Call, CallState, Wait
from tests.fakes.answers import citation, cited_answer
from tests.fakes.clock import START
from tests.unit.bot.strict import HOSTILE, alive, check, linked

ADDRESS = "https://a.example/archives/C1/p1"
THANKS = ("pray", "white_check_mark")


def wait(number: int = 1, question: str = HOSTILE) -> Wait:
    """Return a wait."""
    since = START + timedelta(minutes=number)
    return Wait(id=f"w{number}", member="U1", question=question, since=since)


def call(number: int = 1, question: str = HOSTILE, *, named: bool = False) -> Call:
    """Return a call."""
    told = {"question": question, "channel": "C1", "named": named, "asked_at": START}
    return Call(id=f"c{number}", member="U1", **told)


def check_modal(view: dict[str, Any]) -> None:
    """Put a view through the workspace's rules; nothing in it may be alive."""
    check_view(view)
    assert alive(view["blocks"], {ADDRESS}) == []
    assert linked(view["blocks"]) == []


def test_any_question_at_all_can_be_asked_and_answered() -> None:
    """Words are people's, and people write anything."""
    source = citation(1, quote=HOSTILE).model_copy(update={"url": ""})
    said = AnswerSentence(text=HOSTILE, citations=(1,))
    answer = cited_answer().model_copy(update={"sentences": (said,), "citations": (source,)})
    check(call_message(call(), THANKS))
    check(told_message(wait(), answer, Handle("k1")))
    check(waited_message(wait(), 90))


@pytest.mark.parametrize("name", ["general", "", HOSTILE])
def test_forms_and_letters_keep_the_limits(name: str) -> None:
    """Whatever a channel is called."""
    unsure = call().model_copy(update={"state": CallState.UNSURE})
    choices = Choices(HOSTILE, {"C1": f"#{name}"}, "C1", "C1|1.0|1.0")
    for view in (
        ask_form(choices, THANKS, 90, "/science"),
        tell_form(HOSTILE, "C1||", 90, "/science"),
        waiting_modal(wait(), 90, ""),
        asking_modal(call(), name, "", told_when_known("/science", 20, is_told=True)),
        asking_modal(unsure, name, "", told_when_known("", 20, is_told=False)),
    ):
        check_modal(view)
    refused = not_called_letter(name, is_told=False)
    for message in (taken_back_message(), refused, unsure_letter(unsure, name)):
        check(message)
    assert "open its thread" in called_letter(call(), name, ADDRESS, THANKS).text
    assert "a reply of yours" in thanked_letter(name, ADDRESS, "C1|1.0|1.0").text


def test_a_long_list_fits_into_one_window() -> None:
    """A hundred blocks are the most that Slack takes."""
    waits = [wait(number) for number in range(20)]
    rows = [call_rows(call(number), "general", ADDRESS) for number in range(30)]

    check_modal(mine_modal(waits, rows, "You no longer wait for that one."))


def test_only_the_named_asker_is_named() -> None:
    """And then alone is pinged."""
    named = str(call_message(call(question="Who?", named=True), THANKS).blocks)
    unnamed = call_message(call(question="Who?"), THANKS)

    assert "<@U1> asks" in named
    assert "U1" not in f"{unnamed.text}{unnamed.blocks}"


def test_a_reaction_is_told_by_its_name_as_well_as_its_picture() -> None:
    """Nobody has to see it to find it."""
    assert reactions(("pray",)) == ":pray: (`pray`)"
    assert reactions(("a", "b", "c")) == ":a: (`a`), :b: (`b`) or :c: (`c`)"


def test_a_question_that_nobody_kept_is_asked_for() -> None:
    """The form says why its field is empty."""
    empty = str(tell_form("", "C1||", 90, ""))

    assert "Please write it again: I have kept nothing of it." in empty
    assert "Please write it again" not in str(tell_form("Who?", "C1||", 90, ""))


def test_an_answer_that_is_edited_still_offers_to_ask_around() -> None:
    """Although a passage that it showed is gone."""
    handle = Handle("k1", gap="C1|1.0|1.0")
    nearest = Answer(state=AnswerState.CLOSEST, message="Not sure.", citations=(citation(1),))
    layout = Layout.of(nearest, handle)
    left = nearest.model_copy(update={"message": "Not sure.", "citations": ()})

    row = gap_controls("C1|1.0|1.0", find_button(handle.people))[0]
    assert row in corrected_message(left, "k1", layout).blocks


def test_what_is_left_of_a_letter_keeps_its_lead_and_its_end() -> None:
    """Within the limits, however long what is left of it is."""
    sentences = (AnswerSentence(text=HOSTILE * 20, citations=(1,)),)
    answer = Answer(state=AnswerState.ANSWER, sentences=sentences)
    layout = Layout.of(answer, Handle("k1"), told=True)
    edited = corrected_message(answer, "k1", Layout.model_validate_json(layout.model_dump_json()))
    check(edited)

    assert "was withdrawn" in str(edited.blocks[0])
    assert "You no longer wait" in str(edited.blocks[-1])


def test_nothing_is_shown_where_nobody_waits() -> None:
    """Neither at home nor below an answer."""
    assert home_waiting(0) == []
    assert "one question" in str(home_waiting(1))
    assert "2 questions" in str(home_waiting(2))
    assert gap_controls("") == []
