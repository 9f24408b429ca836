"""Questions that curators keep in a file."""

from pathlib import Path

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.adapters.question_files import labelled_if_readable, labelled_questions
from knowledge.errors import DataError
from knowledge.models.community import CommunityPack

LINE = '{"question": "What is eelgrass?", "answerable": true, "must_mention": "seagrass"}'


def pack_in(folder: Path) -> CommunityPack:
    """The coastal community, whose pack lies in a folder."""
    return load_community("coastal_ecology").model_copy(update={"folder": folder})


def test_the_file_that_is_set_goes_before_the_pack_s(tmp_path: Path) -> None:
    """What is measured and what is calibrated with is one file."""
    (tmp_path / "questions.jsonl").write_text(f"{LINE}\n\n")
    own = tmp_path / "own.jsonl"
    own.write_text('{"question": "Who dives?", "answerable": false}\n', encoding="utf-8-sig")
    (shipped,) = labelled_questions(pack_in(tmp_path), None)
    (kept,) = labelled_questions(pack_in(tmp_path), own)

    assert shipped.must_mention == ("seagrass",)
    assert (kept.question, kept.answerable, kept.source) == ("Who dives?", False, ())


def test_without_files_there_are_no_questions(tmp_path: Path) -> None:
    """Neither is needed."""
    assert labelled_questions(pack_in(tmp_path), None) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"question": "Who?"}', "own.jsonl line 1: answerable"),
        (f"{LINE}\nno json", "own.jsonl line 2 is no JSON object"),
        ('{"question": "", "answerable": true}', "own.jsonl line 1: question"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, text: str, reason: str) -> None:
    """Where it is used without fail; where it must not get in the way, there are no questions."""
    own = tmp_path / "own.jsonl"
    own.write_text(text)

    with pytest.raises(DataError, match=reason):
        labelled_questions(pack_in(tmp_path), own)
    assert labelled_if_readable(pack_in(tmp_path), own) == ()


def test_a_file_that_is_set_and_missing_is_named(tmp_path: Path) -> None:
    """Rather than left out in silence."""
    with pytest.raises(DataError, match=r"none\.jsonl cannot be read"):
        labelled_questions(pack_in(tmp_path), tmp_path / "none.jsonl")


def test_what_is_never_searched_is_left_out(tmp_path: Path) -> None:
    """A route takes it before any threshold."""
    routed = '{"question": "When is high water at the north jetty?", "answerable": false}'
    (tmp_path / "questions.jsonl").write_text(f"{routed}\n{LINE}")

    assert [one.answerable for one in labelled_questions(pack_in(tmp_path), None)] == [True]


def test_a_question_that_needs_those_before_it_is_left_out(tmp_path: Path) -> None:
    """Thresholds are chosen from questions that are asked alone."""
    follow_up = '{"question": "And how?", "answerable": true, "earlier": "What is eelgrass?"}'
    (tmp_path / "questions.jsonl").write_text(f"{follow_up}\n{LINE}")
    (kept,) = labelled_questions(pack_in(tmp_path), None)

    assert kept.question == "What is eelgrass?"
