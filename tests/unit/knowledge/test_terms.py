"""Text to terms."""

import pytest

from knowledge.text.terms import terms, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Body-worn video", ["body", "worn", "video"]),
        ("the S&T strategy", ["the", "s&t", "strategy"]),
        ("a P-ACE centre", ["a", "p-ace", "ace", "centre"]),
        ("the force’s and forces' view", ["the", "force", "and", "forces", "view"]),
        ("#WeCops", ["wecops"]),
        ("Ｆｕｌｌ width", ["full", "width"]),
        ("", []),
        ("!?…", []),
    ],
)
def test_words_of_a_text(text: str, found: list[str]) -> None:
    """Lower case, compounds taken apart unless a part is a single letter."""
    assert words(text) == found


def test_terms_are_stems_without_function_words() -> None:
    """What a passage is about, whatever the grammar."""
    assert terms("What were the forces consulting about?") == ["forc", "consult"]


def test_inflections_share_a_term() -> None:
    """A question and a passage meet although they are worded apart."""
    assert terms("evaluating evaluations evaluated") == ["evalu"] * 3
