"""Sentences: where they end, and what holds of any text whatever."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.sentences import LONG, sentence_spans


def sentences(text: str) -> list[str]:
    """Return the sentences themselves."""
    return [text[span.start : span.end] for span in sentence_spans(text)]


def test_prose_ends_at_full_stops_question_marks_and_exclamation_marks() -> None:
    """The three marks that end a sentence do."""
    found = sentences("It rained. Did it help? No! We went home.")

    assert found == ["It rained.", "Did it help?", "No!", "We went home."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Quill met Prof. Moss at noon.",
        "Some tools, e.g. Lamps, are bright.",
        "See No. 10 and para. 3 of the plan.",
        "All lamps, incl. Old ones, are hot.",
        "Cllr. Moss and Ms. Quill agreed.",
        "The S&T team won R. v. Moss in ch. 2 of it.",
        "J. R. Moss and A. Quill wrote it.",
        "The cost rose by 3.5 per cent to £2.25m.",
        "Ask Det. Ch. Insp. Moss about approx. 40 lamps.",
        "It opens at 5 p.m. on Mondays.",
        "It is at example.police.uk today.",
    ],
)
def test_abbreviations_initials_and_decimals_do_not_end_a_sentence(sentence: str) -> None:
    """A full stop that belongs to a word or a number is no end."""
    found = sentences(f"{sentence} Then we left.")

    assert found == [sentence, "Then we left."]


def test_an_answer_of_no_is_not_taken_for_the_abbreviation_of_number() -> None:
    """`No.` holds on to a figure alone."""
    found = sentences("Was it tried? No. We did not ask.")

    assert found == ["Was it tried?", "No.", "We did not ask."]


def test_every_line_break_ends_a_sentence() -> None:
    """Items of a list are sentences although they lack a full stop."""
    found = sentences("The steps are:\ncount the lamps\n\nreplace them")

    assert found == ["The steps are:", "count the lamps", "replace them"]


@pytest.mark.parametrize("marker", ["1.", "2)", "(a)", "•", "-", "iv."])
def test_a_list_marker_stays_with_its_item(marker: str) -> None:
    """A number alone would be a sentence that says nothing."""
    found = sentences(f"{marker} Count the lamps. Then stop.")

    assert found == [f"{marker} Count the lamps.", "Then stop."]


def test_a_long_sentence_is_also_split_at_semicolons() -> None:
    """What is far too long to quote falls into its clauses."""
    clause = "the lamp at the bridge was counted by two people on every evening"
    text = "; ".join([clause] * 8)

    assert len(text) > LONG
    assert sentences(text) == [f"{clause};"] * 7 + [clause]


def test_a_short_clause_of_a_long_sentence_stays_with_the_next() -> None:
    """`First;` alone says nothing."""
    end = "then the county replaced it in spring at last."
    text = f"First; second; {'the lamp was counted ' * 20}; {end}"

    assert len(text) > LONG
    assert [len(sentence) > 40 for sentence in sentences(text)] == [True, True]


def test_a_short_sentence_keeps_its_semicolons() -> None:
    """Clauses belong together as long as they can be quoted together."""
    assert sentences("It rained; we left.") == ["It rained; we left."]


def test_a_sentence_that_spans_two_windows_stays_whole() -> None:
    """The segmenter sees a long line in pieces; nobody may notice."""
    sentence = "The lamp was counted twice by two people who did not know of each other."
    text = " ".join([sentence] * 300)

    assert set(sentences(text)) == {sentence}


def test_quotation_marks_stay_with_what_they_close() -> None:
    """The mark after the full stop does not begin the next sentence."""
    assert sentences("He said “Stop.” Then he left.") == ["He said “Stop.”", "Then he left."]


def test_closing_marks_alone_are_no_sentence() -> None:
    """They stay with what they close."""
    assert sentences("Was it hot?…?”.]") == ["Was it hot?…?”.]"]


PIECES = st.sampled_from(
    [
        "e.g. ",
        "Dr. ",
        "No. ",
        "\n",
        "\r\n",
        "\u2028",
        "\u202e",
        "1. ",
        "; ",
        "…",
        "?!",
        "(",
        "“",
        "A.",
    ]
)
TEXTS = st.lists(st.text(max_size=20) | PIECES | st.just("\ud800"), max_size=30).map("".join)


@given(TEXTS)
def test_spans_of_any_text_are_ordered_trimmed_and_cover_all_but_whitespace(text: str) -> None:
    """No text breaks the rules that quotes rest on."""
    spans = sentence_spans(text)

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
