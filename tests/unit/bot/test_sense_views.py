"""How an acronym was read, and the readings to choose from, as blocks."""

from bot.playground.blocks import check_message_blocks
from bot.views.answer import Handle, answer_message
from bot.views.withdrawn import Layout, corrected_message
from knowledge.models.answers import Answer, AnswerState, Choice
from tests.fakes.answers import citation, cited_answer

HANDLE = Handle("abc123", "C1|100.1|100.1", "To follow up, mention me.")


def test_notes_stand_below_the_sentences_and_are_read_out() -> None:
    """How an acronym was read matters as much to whoever listens."""
    note = "Here, CSA is read as Chief Scientific Adviser."
    answer = cited_answer().model_copy(update={"notes": (note,)})
    message = answer_message(answer, HANDLE)
    check_message_blocks(list(message.blocks))

    assert message.blocks[1]["elements"][0]["text"] == note
    assert note in message.text


def test_each_reading_of_a_question_has_its_button() -> None:
    """One below the other, each with the fuller question."""
    choices = (
        Choice(label="Chief Scientific Adviser", question="what is the adviser"),
        Choice(label="Coastal sea area", question="what is the area"),
        Choice(label="Too long", question="x" * 3000),
    )
    asked = Answer(state=AnswerState.NOT_HELD, message="CSA can mean …", choices=choices)
    message = answer_message(asked, Handle("abc", asker="U1", own_thread=False))
    check_message_blocks(list(message.blocks))
    buttons = [b["elements"][0] for b in message.blocks if b.get("block_id", "").startswith("choi")]

    assert [one["text"]["text"] for one in buttons] == [
        "Chief Scientific Adviser",
        "Coastal sea area",
    ]
    assert [one["value"] for one in buttons] == ["U1||what is the adviser", "U1||what is the area"]


def test_a_reading_is_still_its_asker_s_to_choose_after_a_correction() -> None:
    """And is answered in the thread that it was asked in."""
    choices = (Choice(label="Coastal sea area", question="what is the area"),)
    asked = Answer(
        state=AnswerState.NOT_HELD, message="Which?", choices=choices, citations=(citation(1),)
    )
    handle = Handle("abc", asker="U1", own_thread=False)
    layout = Layout.model_validate_json(Layout.of(asked, handle).model_dump_json())
    left = asked.model_copy(update={"citations": ()})
    edited = corrected_message(left, "abc", layout)

    assert edited == answer_message(left, handle)
    assert Layout.of(cited_answer(), handle).asker == ""
