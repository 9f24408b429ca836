"""Text on its way into Slack."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mrkdwn import clip, link, plain, safe, visible


@pytest.mark.parametrize(
    "alive",
    ["<!channel>", "<!here>", "<@U012ABC>", "<#C012ABC>", "<http://evil.example|gov.uk>", "a & b"],
)
def test_slack_markup_in_a_text_is_shown_as_it_is_written(alive: str) -> None:
    """A mention or link in a document must not come alive."""
    shown = safe(alive, 100)

    assert "<" not in shown
    assert ">" not in shown
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == alive


def test_direction_and_zero_width_characters_are_taken_out() -> None:
    """Hidden characters could turn a text round or hide a part of it."""
    shown = visible("gov\u202e.ku\u200b\u2066 \ufeffend\u061c")

    assert shown == "gov.ku end"


def test_line_breaks_become_spaces() -> None:
    """A title over two lines is still one line under an answer."""
    assert visible("one\n\n two\u2028three\tfour") == "one two three four"


def test_an_entity_is_never_cut_in_two() -> None:
    """Half an entity would show as rubbish."""
    assert safe("a" * 8 + "<<<<", 14) in {"a" * 8 + "&lt;…", "a" * 8 + "…"}


def test_a_long_text_is_cut_at_the_end_of_a_word() -> None:
    """A cut word reads like another word."""
    assert clip("harbour trials ended early", 20) == "harbour trials…"


def test_an_http_address_becomes_a_link_with_an_escaped_label() -> None:
    """The label comes from a document's title."""
    assert link("https://a.example/x?b=1&c=2", "A <b>", 60) == (
        "<https://a.example/x?b=1&amp;c=2|A &lt;b&gt;>"
    )


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "file:///etc/passwd", "https://", "slack://open", "http://[::1"],
)
def test_any_other_address_is_not_linked(address: str) -> None:
    """Only the web can be followed from a citation."""
    assert link(address, "Title", 60) == "Title"


def test_a_pipe_or_bracket_in_an_address_cannot_end_the_link() -> None:
    """Otherwise the address could bring its own label."""
    shown = link("https://a.example/x|gov.uk> <!channel", "Title", 60)

    assert shown == "<https://a.example/x%7Cgov.uk%3E%20%3C!channel|Title>"


def test_a_pipe_in_a_label_is_replaced() -> None:
    """Slack reads what stands before a pipe as the address."""
    assert link("https://a.example", "a|b", 60) == "<https://a.example|a¦b>"


@given(st.text(max_size=300), st.integers(min_value=2, max_value=120))
def test_escaped_text_keeps_its_limit_and_holds_no_markup(text: str, limit: int) -> None:
    """Whatever a document says, its text is dead and short enough."""
    shown = safe(text, limit)

    assert len(shown) <= limit
    assert not {"<", ">"} & set(shown)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in shown)


@given(st.text(max_size=300), st.integers(min_value=2, max_value=120))
def test_plain_text_keeps_its_limit(text: str, limit: int) -> None:
    """Buttons and titles have limits too."""
    assert len(plain(text, limit)) <= limit


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_link_has_one_opening_and_one_closing_bracket(address: str, label: str) -> None:
    """Nothing in an address or a label can end the link early."""
    shown = link(f"https://a.example/{address}", label, 60)

    assert shown.count("<") == shown.count(">") <= 1
    assert shown.count("|") <= 1
