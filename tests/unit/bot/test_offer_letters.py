"""What a contributor reads about what they offered."""

from datetime import UTC, datetime

from bot.views.offers import accepted_letter, declined_letter
from knowledge.models.contributions import Contribution

OFFERED = Contribution(
    id="a" * 32,
    origin="upload:a",
    channel="document",
    title="Tide & trials",
    member="U0ANALYST",
    offered_at=datetime(2026, 3, 2, tzinfo=UTC),
)


def test_a_letter_about_a_document_names_it() -> None:
    """Nothing to open shows which one is meant."""
    named = "what you offered on 2 March 2026 (“Tide &amp; trials”)"

    assert named in accepted_letter(OFFERED, "/science").text
    assert named in declined_letter(OFFERED, "").text


def test_a_letter_about_a_message_links_it() -> None:
    """The message itself says what was meant."""
    message = OFFERED.model_copy(update={"url": "https://slack.test/p1"})

    assert "(<https://slack.test/p1|see it>)" in accepted_letter(message, "/science").text
