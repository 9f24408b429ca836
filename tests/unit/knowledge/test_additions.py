"""Words that a source does not hold."""

import pytest

from knowledge.answers.additions import added
from tests.fakes.embedder import FakeEmbedder

SOURCE = "Volunteers store the samples every quarter, and losses fell."


@pytest.mark.parametrize(
    "text",
    [
        "Every quarter, volunteers store samples.",
        "Volunteers keep the samples quarterly.",
        "Losses decreased.",
        "Per quarter, 12 samples are stored by volunteers.",
    ],
)
def test_forms_and_likes_of_its_words_are_held(text: str) -> None:
    """A writer may leave out, join and reorder."""
    assert not added(text, SOURCE, FakeEmbedder())


@pytest.mark.parametrize("text", ["Volunteers steal the samples.", "Volunteers burn samples."])
def test_a_word_of_its_own_is_added(text: str) -> None:
    """However near its meaning may be to an embedding."""
    assert added(text, SOURCE, FakeEmbedder())
