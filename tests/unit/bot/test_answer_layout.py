"""How an answer is laid out: lists whole, sides under headings, facts short."""

import json

from bot.playground.blocks import check_message_blocks
from bot.views.answer import Handle, answer_message, short, without_moot_notes
from bot.views.withdrawn import Layout, corrected_message
from knowledge.models.answers import (
    KINDS_DIFFER,
    Answer,
    AnswerForm,
    AnswerSentence,
    AnswerState,
)
from knowledge.models.trials import Trial, TrialResult
from knowledge.printing import answer_in_words
from tests.fakes.answers import citation, saying

HANDLE = Handle("abc123", "C1|100.1|100.1", "To follow up, mention me.")


def items(count: int, heading: str = "") -> list[AnswerSentence]:
    """As many short sentences."""
    return [
        AnswerSentence(text=f"Item {n} of it.", citations=(1,), heading=heading)
        for n in range(1, count + 1)
    ]


BOTH_SIDES = (*items(1), *items(2, "For"), *items(1, "Against <now>"))


def test_a_list_is_shown_whole_where_a_fact_is_not() -> None:
    """Half a list misleads."""
    assert len(short(saying(*items(9)))) == 3
    assert len(short(saying(*items(9), form=AnswerForm.LIST))) == 9


def test_a_list_that_is_too_long_says_that_it_goes_on() -> None:
    """And how far; what is whole says nothing."""
    whole, long = (
        json.dumps(answer_message(saying(*items(n), form=AnswerForm.LIST), HANDLE).blocks)
        for n in (12, 15)
    )

    assert "goes on" not in whole
    assert "The list goes on: 3 more under *Show quotes*." in long


def test_a_post_that_lost_a_source_still_says_that_its_list_goes_on() -> None:
    """What it left out then, it leaves out now."""
    answer = saying(*items(15), form=AnswerForm.LIST)
    message = corrected_message(answer, "abc123", Layout.of(answer, HANDLE))

    assert "The list goes on: 3 more" in json.dumps(message.blocks)
    assert "Item 12" in message.text
    assert "Item 13" not in message.text


def test_a_heading_stands_in_bold_above_its_sentences_alone() -> None:
    """Once, in words, and read out too."""
    message = answer_message(saying(*BOTH_SIDES, form=AnswerForm.COMPARISON), HANDLE)
    texts = [block["text"]["text"] for block in message.blocks if block["type"] == "section"]

    assert texts == [
        "Item 1 of it. [1]",
        "*For*",
        "Item 1 of it. [1]\nItem 2 of it. [1]",
        "*Against &lt;now&gt;*",
        "Item 1 of it. [1]",
    ]
    assert "For: Item 1 of it. [1] Item 2 of it. [1] Against &lt;now&gt;: Item 1" in message.text
    check_message_blocks(list(message.blocks))


def test_a_heading_stands_above_its_sentences_in_print() -> None:
    """The terminal has no bold."""
    assert answer_in_words(saying(*BOTH_SIDES)).splitlines()[:6] == [
        "Item 1 of it. [1]",
        "For:",
        "Item 1 of it. [1]",
        "Item 2 of it. [1]",
        "Against <now>:",
        "Item 1 of it. [1]",
    ]


def test_both_sides_are_shown_however_long_their_sentences_are() -> None:
    """One side alone would be a verdict."""
    told = [("", 1), ("For", 2), ("Against", 1)]
    said = [
        AnswerSentence(text="word " * 90, citations=(1,), heading=heading)
        for heading, count in told
        for _ in range(count)
    ]
    message = answer_message(saying(*said, form=AnswerForm.COMPARISON), HANDLE)

    assert "*Against*" in json.dumps(message.blocks)


def test_kinds_are_told_apart_only_where_several_are_shown() -> None:
    """A source that is not shown would puzzle."""
    notes = (f"{KINDS_DIFFER}[1] evidence, [2] opinion.", "PMF: a feature.")
    citations = (citation(1), citation(2).model_copy(update={"kind": "opinion"}))
    told = saying(*items(1)).model_copy(update={"notes": notes, "citations": citations})

    assert without_moot_notes(told, {1, 2}).notes == notes
    assert without_moot_notes(told, {1}).notes == notes[1:]


def test_a_heading_takes_a_line_of_the_five() -> None:
    """A fact stays short, however it is parted."""
    said = [
        AnswerSentence(text="word " * 15, citations=(1,), heading="Rules"),
        AnswerSentence(text="word " * 15, citations=(1,), heading="Views"),
    ]

    assert len(short(saying(*said))) == 1


def test_a_trial_stands_under_its_facts_and_its_contact_beside_its_source() -> None:
    """Eight sentences, and a contact only where somebody agreed to be asked."""
    trial = Trial(what="lamps", where="Tern", result=TrialResult.FAILED, contact="Ana <Larch>")
    told = saying(*items(2, "Tried: Tern · it did not work"), form=AnswerForm.TRIED)
    cited = told.citations[0].model_copy(update={"trial": trial})
    shown = str(answer_message(told.model_copy(update={"citations": (cited,)}), HANDLE).blocks)

    assert "*Tried: Tern · it did not work*" in shown
    assert "contact: Ana &lt;Larch&gt;" in shown
    assert "contact" not in str(answer_message(told, HANDLE).blocks)


def test_the_nearest_passages_show_the_facts_of_a_trial() -> None:
    """On Slack and in print."""
    trial = Trial(what="lamps", where="Tern", stage="Pilot", result=TrialResult.MIXED)
    cited = citation(1).model_copy(update={"trial": trial})
    near = Answer(state=AnswerState.CLOSEST, form=AnswerForm.TRIED, citations=(cited,))

    assert "Tern · Pilot · mixed result" in str(answer_message(near, HANDLE).blocks)
    assert "Tern · Pilot · mixed result" in answer_in_words(near)
