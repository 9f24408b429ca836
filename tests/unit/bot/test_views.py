"""Models in, blocks out: everything said, in the right words."""

import json

import pytest

from bot.playground.blocks import check_message_blocks, check_view
from bot.views.answer import Handle, answer_message, short
from bot.views.errors import failed, too_long
from bot.views.home import greeting, help_message, home_view, status_message
from bot.views.sources import documents_of, quotes_modal, source_line
from knowledge.errors import NoSnapshotError, StoreError
from knowledge.models.answers import Answer, AnswerSentence, AnswerState, Successor
from tests.fakes.answers import citation, cited_answer, saying
from tests.fakes.bot_services import harbour_pack
from tests.unit.bot.strict import check

HANDLE = Handle("abc123", "C1|100.1|100.1", "To follow up, mention me.")


def test_sentences_stand_in_order_with_their_numbers() -> None:
    """Each sentence says where it comes from."""
    said = (
        AnswerSentence(text="One.", citations=(1,)),
        AnswerSentence(text="Two.", citations=(1, 2)),
    )

    assert [line for line, _ in short(saying(*said))] == ["One. [1]", "Two. [1][2]"]


def test_a_sentence_that_does_not_fit_is_left_to_the_quotes() -> None:
    """A whole sentence says more than half of two."""
    said = (
        AnswerSentence(text="Short and to the point.", citations=(1,)),
        AnswerSentence(text="long " * 40, citations=(2,)),
    )

    assert short(saying(*said)) == [("Short and to the point. [1]", (1,))]


def test_a_single_long_sentence_is_cut_visibly() -> None:
    """The whole of it is a tap away."""
    ((line, _),) = short(saying(AnswerSentence(text="word " * 200, citations=(1,))))

    assert line.endswith("… [1]")


def test_a_source_of_a_sentence_left_out_stands_behind_the_quotes() -> None:
    """A number that the text does not name would puzzle."""
    answer = cited_answer().model_copy(
        update={
            "sentences": (
                AnswerSentence(text="Short and to the point.", citations=(1,)),
                AnswerSentence(text="long " * 40, citations=(2,)),
            ),
            "citations": (citation(1), citation(2)),
        }
    )
    shown = json.dumps(answer_message(answer, HANDLE).blocks)

    assert "[1] <https" in shown
    assert "[2] <https" not in shown
    assert "[2]" in json.dumps(quotes_modal(answer, {"docs/a.md"}))


def test_the_notification_opens_with_the_answer_itself() -> None:
    """Many people read no further."""
    message = answer_message(cited_answer("Trials ended in May."), HANDLE)

    assert message.text.startswith("Trials ended in May.")


def test_a_source_is_one_line_with_section_kind_and_date() -> None:
    """The field changes: a date belongs to every source."""
    assert source_line(citation(1)) == (
        "[1] <https://harbour.example/a|Harbour trials> › Results · evidence · 1 May 2025"
    )


def test_who_said_it_is_whole_and_the_day_is_said_once() -> None:
    """What was said in a channel stands under a name and a day of its own."""
    said = citation(1).model_copy(update={"locator": "Ana Larch (fictional), 1 May 2025"})

    assert source_line(said).endswith("Results · Ana Larch (fictional), 1 May 2025 · evidence")


def test_a_library_card_says_of_what_it_is_a_summary() -> None:
    """It is not the source itself."""
    card = citation(2).model_copy(update={"summary_of": "Harbour Act", "date": ""})

    assert source_line(card) == (
        "[2] <https://harbour.example/a|Library summary of Harbour Act>, "
        "as of date unknown · evidence"
    )


def test_a_source_says_in_words_how_far_to_rely_on_it() -> None:
    """Page, kind, label, date, overdue review and successor, in one line."""
    old = citation(1).model_copy(
        update={
            "locator": "page 4",
            "evidence": "evaluated",
            "review_date": "2026-01-31",
            "stale": True,
            "superseded_by": Successor(title="Trials 2026", url="https://harbour.example/b"),
        }
    )

    assert source_line(old) == (
        "[1] <https://harbour.example/a|Harbour trials> › Results · page 4 · evidence · evaluated"
        " · 1 May 2025 · review was due Jan 2026"
        " · superseded by <https://harbour.example/b|Trials 2026>"
    )


@pytest.mark.parametrize(
    ("kind", "label", "shown"),
    [
        ("policy", "peer-reviewed", "policy · peer-reviewed · "),
        ("evidence", "opinion", "evidence · labelled opinion · "),
        ("practice", "practice", "Results · practice · 1 May"),
        ("opinion", "", "Results · opinion · 1 May"),
    ],
)
def test_a_label_cannot_be_taken_for_a_second_kind(kind: str, label: str, shown: str) -> None:
    """Practice and opinion are kinds as well as labels."""
    one = citation(1).model_copy(update={"kind": kind, "evidence": label})

    assert shown in source_line(one)


@pytest.mark.parametrize("state", list(AnswerState))
def test_every_source_shown_states_its_kind(state: AnswerState) -> None:
    """Policy, evidence, practice and opinion are never mixed without saying so."""
    kinds = ("policy", "evidence", "practice", "opinion")
    answer = Answer(
        state=state,
        message="Lead.",
        sentences=(AnswerSentence(text="Short.", citations=(1, 2)),),
        citations=tuple(
            citation(n).model_copy(update={"kind": kind}) for n, kind in enumerate(kinds, start=1)
        ),
    )
    context = [one for one in answer_message(answer, HANDLE).blocks if one["type"] == "context"]
    texts = [element["text"] for block in context for element in block["elements"]]
    lines = [text for text in texts if text.startswith("[")]

    assert lines
    assert all(f" · {kinds[n]} · " in line for n, line in enumerate(lines))


def test_the_addresses_of_a_source_never_burst_the_line() -> None:
    """Slack takes 3,000 characters; then the words stay and the links go."""
    far = "https://harbour.example/" + "a" * 1470
    old = citation(1).model_copy(
        update={"url": far, "superseded_by": Successor(title="Trials 2026", url=far)}
    )

    assert source_line(old).endswith("1 May 2025 · superseded by Trials 2026")


def test_an_answer_that_rests_on_nothing_current_says_so_above_its_sources() -> None:
    """Also to those who hear the notification."""
    answer = cited_answer().model_copy(update={"caution": "All of it is old."})
    message = answer_message(answer, HANDLE)

    assert [block["type"] for block in message.blocks[:3]] == ["section", "section", "context"]
    assert message.blocks[1]["text"]["text"] == "All of it is old."
    assert message.text.endswith("All of it is old.")
    check_message_blocks(list(message.blocks))


def test_the_quotes_name_owner_review_date_and_label() -> None:
    """Whoever wants to know more finds whom to ask."""
    known = citation(1).model_copy(
        update={"owner": "Wardens", "review_date": "2027-05-31", "evidence": "evaluated"}
    )
    view = quotes_modal(Answer(state=AnswerState.ANSWER, citations=(known,)), {"docs/a.md"})
    shown = json.dumps(view, ensure_ascii=False)

    assert "Owner: Wardens · Review date: 31 May 2027 · Evidence label: evaluated" in shown


def test_a_successor_that_is_gone_or_closed_to_the_viewer_is_not_named() -> None:
    """It may have been withdrawn since the answer was given."""
    new = Successor(title="Trials 2026", document_id="docs/b.md")
    old = citation(1).model_copy(update={"superseded_by": new})
    answer = Answer(state=AnswerState.ANSWER, citations=(old,))

    assert documents_of(answer) == {"docs/a.md", "docs/b.md"}
    assert "Trials 2026" in json.dumps(quotes_modal(answer, {"docs/a.md", "docs/b.md"}))
    assert "superseded" not in json.dumps(quotes_modal(answer, {"docs/a.md"}))


def test_a_source_without_an_address_is_not_linked() -> None:
    """A file on a disk cannot be followed."""
    assert source_line(citation(1).model_copy(update={"url": ""})).startswith("[1] Harbour trials")


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (AnswerState.CLOSEST, "Closest passages"),
        (AnswerState.NOT_HELD, "they do not answer the question"),
        (AnswerState.ROUTED, "they may not answer the question"),
    ],
)
def test_passages_that_may_not_answer_are_labelled(state: AnswerState, label: str) -> None:
    """Nobody takes them for the answer."""
    answer = Answer(state=state, message="Lead.", citations=(citation(1, quote="Tides."),))
    shown = json.dumps(answer_message(answer, HANDLE).blocks, ensure_ascii=False)

    assert label in shown
    assert "“Tides.”" in shown


def test_an_abstention_without_passages_has_no_label_over_nothing() -> None:
    """And no button that opens nothing."""
    shown = json.dumps(answer_message(Answer(state=AnswerState.NOT_HELD), HANDLE).blocks)

    assert "passages" not in shown
    assert "Show quotes" not in shown
    assert "does not hold an answer" in shown


def test_a_quote_that_may_not_be_read_stays_closed() -> None:
    """The viewer is not the asker."""
    shown = json.dumps(quotes_modal(cited_answer("Secret tides."), set()))

    assert "Secret tides." not in shown
    assert "withdrawn" in shown


def test_an_unknown_error_shows_the_communitys_apology_and_a_reference() -> None:
    """Never the exception's own words."""
    message = failed(harbour_pack().notices, "SG-ABCD", None)

    assert message.text == "Something broke. Quote SG-ABCD."


def test_a_known_error_shows_what_to_do() -> None:
    """It was written for a person."""
    message = failed(harbour_pack().notices, "SG-ABCD", StoreError("No room", "Free some space"))

    assert message.text == "No room. Free some space. Reference: SG-ABCD."


def test_an_empty_index_is_explained_in_the_communitys_words() -> None:
    """It is the first thing that a new community meets."""
    message = failed(harbour_pack().notices, "SG-ABCD", NoSnapshotError("No index", "Build one"))

    assert message.text == "Nothing has been indexed yet."


def test_the_bots_own_pages_are_valid() -> None:
    """Home, help and status."""
    pack = harbour_pack()
    check_view(home_view(pack, "Index line"))
    for message in (
        help_message(pack),
        greeting(pack),
        status_message(("Index line", ""), 3, (), for_curator=True),
    ):
        check(message)

    assert "2,000" in too_long(2000).text


def test_markup_in_a_document_is_shown_as_it_was_written() -> None:
    """A quote is word for word: stars, backticks and colons are not formatting."""
    text = "Use *stars*, `ticks`, _lines_, ~waves~ and :tada: as they are."
    said = AnswerSentence(text=text, citations=(1,))
    answer = Answer(
        state=AnswerState.ANSWER, sentences=(said,), citations=(citation(1, quote=text),)
    )
    shown = answer_message(answer, HANDLE).blocks[0]["text"]

    assert shown == {"type": "plain_text", "text": f"{text} [1]", "emoji": False}
