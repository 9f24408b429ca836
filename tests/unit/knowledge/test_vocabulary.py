"""Which words a snapshot knows, and which of them mean nearly the same."""

import numpy as np
import pytest

from knowledge.models.documents import StoredPassage
from knowledge.publishing.vocabulary import MOST_RELATED, NEAR, WordCounts, vocabulary
from tests.factories import info, passage


def counted(*texts: str, scope: str = "community") -> WordCounts:
    """Count the words of passages of one scope."""
    counts = WordCounts()
    for number, text in enumerate(texts, start=1):
        counts.add(
            StoredPassage(id=number, document=info(title="", scope=scope), passage=passage(text))
        )
    return counts


def test_a_term_is_spelt_as_most_passages_spell_it() -> None:
    """Its stem may be no word at all."""
    spelt = counted("policies fail", "policies win", "a policy fails").common()

    assert spelt["polici"] == "policies"


def test_a_word_of_one_passage_alone_is_left_out() -> None:
    """It is mostly a name or a slip; stop words say nothing either."""
    spelt = counted("the drones fly", "the drones land").common()

    assert spelt == {"drone": "drones"}


@pytest.mark.parametrize("scope", ["channel:C1", "owner:U1"])
def test_private_words_are_not_counted(scope: str) -> None:
    """Nobody may learn a word of what they may not read."""
    assert counted("secret drones", "secret drones", scope=scope).common() == {}


def test_the_nearest_words_are_related_by_the_square_of_their_cosine() -> None:
    """No word to itself, none below the limit, and a few at most."""
    angles = np.array([0.0, 0.5, 1.5, *np.linspace(0.1, 0.4, 9)])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    made = vocabulary({f"t{row}": f"w{row}" for row in range(len(angles))}, vectors)

    assert np.cos(1.0) < NEAR < np.cos(0.5)
    assert len(made.related["t0"]) == MOST_RELATED
    assert "t0" not in made.related["t0"]
    assert made.related["t0"]["t3"] == pytest.approx(np.cos(0.1) ** 2, abs=1e-6)
    assert "t2" not in made.related


def test_no_words_make_an_empty_vocabulary() -> None:
    """An index of private text alone knows none."""
    assert vocabulary({}, np.zeros((0, 2), np.float32)).related == {}
