"""Spellings of one address."""

import pytest

from knowledge.text.addresses import page_key


@pytest.mark.parametrize(
    "spelling",
    [
        "https://example.org/page",
        "http://example.org/page",
        "https://www.example.org/page/",
        "HTTPS://Example.ORG:443/page#part",
        " https://example.org/page ",
    ],
)
def test_spellings_of_one_page_share_a_key(spelling: str) -> None:
    """Scheme, www, port, last slash and fragment make no other page."""
    assert page_key(spelling) == "example.org/page"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/Page",
        "https://example.org/page?id=2",
        "https://example.org:8080/page",
        "https://sub.example.org/page",
    ],
)
def test_another_path_query_port_or_host_is_another_page(other: str) -> None:
    """No guessing that two pages might be the same."""
    assert page_key(other) not in {"", "example.org/page"}


@pytest.mark.parametrize("words", ["", "cards/ari.md", "mailto:a@example.org", "http://[broken"])
def test_what_is_no_web_address_has_no_key(words: str) -> None:
    """Two documents without an address are not one page."""
    assert page_key(words) == ""
