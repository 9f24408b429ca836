"""Answers by a language model, and what people are told of it."""

import json

from bot.views.answer import Handle, answer_message
from bot.views.home import greeting, help_message, home_view
from bot.views.why import why_modal
from knowledge.models.answers import Usage
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import harbour_pack
from tests.unit.bot.strict import alive

HANDLE = Handle("abc123", "C1|100.1|100.1", "To follow up, mention me.")


def test_a_written_answer_says_who_wrote_it_and_how_it_was_checked() -> None:
    """In a plain line; a quoted answer has none."""
    quoted = cited_answer()
    written = quoted.model_copy(update={"writer": "a-<model>"})
    shown = json.dumps(answer_message(written, HANDLE).blocks)

    assert alive(answer_message(written, HANDLE).blocks, {"https://harbour.example/a"}) == []
    assert "Written by a-&lt;model&gt; from the quoted passages" in shown
    assert "each sentence was checked against its quote" in shown
    assert "Written by" not in json.dumps(answer_message(quoted, HANDLE).blocks)


def test_what_a_language_model_took_stands_behind_about() -> None:
    """Tokens, and the cost where prices are set."""
    usage = Usage(input_tokens=1200, output_tokens=80, cost=0.0031)
    modal = why_modal(cited_answer().model_copy(update={"usage": usage, "writer": "a-model"}), ())

    said = json.dumps(modal)
    assert "The language model read 1,200 tokens and wrote 80, at a cost of 0.0031." in said
    assert "cost" not in Usage(input_tokens=1, output_tokens=1).words


def test_people_are_told_which_texts_leave_the_host() -> None:
    """On the Home tab, in the help and in the greeting; nothing when none do."""
    pack, notice = harbour_pack(), "Some answers are written by a-model at models.example."
    shown = [
        json.dumps(home_view(pack, "Fresh.", leaving=notice)),
        json.dumps(help_message(pack, notice).blocks),
        json.dumps(greeting(pack, notice).blocks),
    ]

    assert all(notice in one for one in shown)
    assert "a-model" not in json.dumps(home_view(pack, "Fresh."))
