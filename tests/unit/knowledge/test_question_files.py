"""Questions that curators keep in a file."""

from pathlib import Path

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.adapters.question_files import kept_questions
from knowledge.errors import SettingsError
from knowledge.models.community import CommunityPack

LINE = '{"question": "What is eelgrass?", "answerable": true, "must_mention": "seagrass"}'


def pack_in(folder: Path) -> CommunityPack:
    """The coastal community, whose pack lies in a folder."""
    return load_community("coastal_ecology").model_copy(update={"folder": folder})


def test_a_pack_and_a_setting_may_both_bring_questions(tmp_path: Path) -> None:
    """The pack's come first; blank lines do not matter."""
    (tmp_path / "questions.jsonl").write_text(f"{LINE}\n\n")
    own = tmp_path / "own.jsonl"
    own.write_text('{"question": "Who dives?", "answerable": false}\n', encoding="utf-8-sig")
    first, second = kept_questions(pack_in(tmp_path), own)

    assert first.must_mention == ("seagrass",)
    assert (second.question, second.answerable, second.source) == ("Who dives?", False, "")


def test_without_files_there_are_no_questions(tmp_path: Path) -> None:
    """Neither is needed."""
    assert kept_questions(pack_in(tmp_path), None) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"question": "Who?"}', "own.jsonl line 1: answerable"),
        (f"{LINE}\nno json", "own.jsonl line 2: the line"),
        ('{"question": "", "answerable": true}', "own.jsonl line 1: question"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, text: str, reason: str) -> None:
    """With what a right one looks like."""
    own = tmp_path / "own.jsonl"
    own.write_text(text)

    with pytest.raises(SettingsError, match=reason) as caught:
        kept_questions(pack_in(tmp_path), own)
    assert '"answerable": true' in str(caught.value.remedy)


def test_a_file_that_is_set_and_missing_is_named(tmp_path: Path) -> None:
    """Rather than left out in silence."""
    with pytest.raises(SettingsError, match=r"none\.jsonl is missing"):
        kept_questions(pack_in(tmp_path), tmp_path / "none.jsonl")


def test_what_is_never_searched_is_left_out(tmp_path: Path) -> None:
    """A route takes it before any threshold."""
    routed = '{"question": "When is high water at the north jetty?", "answerable": false}'
    (tmp_path / "questions.jsonl").write_text(f"{routed}\n{LINE}")

    assert [one.answerable for one in kept_questions(pack_in(tmp_path), None)] == [True]
