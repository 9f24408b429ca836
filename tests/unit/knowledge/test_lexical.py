"""What the words of a passage say for it, by hand."""

import pytest

from knowledge.search.lexical import Evidence, Lookout, coverage
from knowledge.search.query import Query, understand
from knowledge.search.recipe import DEFAULT
from knowledge.text.glossary import Glossary
from knowledge.text.laid_out import laid_out
from tests.factories import passage

AVERAGE = 3.0
K1, B = DEFAULT.k1, DEFAULT.b


def looked_through(
    question: str,
    text: str,
    title: str = "",
    related: dict[str, dict[str, float]] | None = None,
) -> Evidence:
    """Look for a question in a passage; each of its terms has an idf of 2."""
    query = understand(question, Glossary(()))
    idf = dict.fromkeys(query.weights, 2.0)
    lookout = Lookout(query, idf, AVERAGE, DEFAULT, related)
    return lookout.evidence(laid_out(title, passage(text)))


def test_bm25_is_the_textbook_formula() -> None:
    """Computed by hand for one term that stands twice in a passage of average length."""
    found = looked_through("drone", "drone near prison drone")
    norm = K1 * (1 - B + B * 4 / AVERAGE)

    assert found.bm25 == pytest.approx(2.0 * 2 * (K1 + 1) / (2 + norm))


def test_a_longer_passage_scores_less_for_the_same_term() -> None:
    """Length is held against a passage."""
    short = looked_through("drone", "drone trial")
    long = looked_through("drone", "drone" + " word" * 20)

    assert short.bm25 > long.bm25


def test_the_title_is_searched_and_does_not_cover() -> None:
    """A passage must say itself what it is to be quoted for."""
    found = looked_through("drone", "Nets stop them.", title="Drones")

    assert found.bm25 > 0
    assert found.coverage == 0


def test_a_related_word_counts_by_its_share() -> None:
    """As a part of an occurrence of the word that was asked, which alone covers."""
    related = {"drone": {"aircraft": 0.5}}
    found = looked_through("drone", "aircraft near prison", related=related)
    norm = K1 * (1 - B + B * 1)

    assert found.bm25 == pytest.approx(2.0 * 0.5 * (K1 + 1) / (0.5 + norm))
    assert found.coverage == 0


def test_a_question_without_terms_finds_nothing_and_breaks_nothing() -> None:
    """Punctuation alone is a question too."""
    found = looked_through("???", "Drones fly.")

    assert found == Evidence(bm25=0, coverage=0)


def test_coverage_weighs_terms_by_their_idf() -> None:
    """A rare term that is missing counts more than a common one that is there."""
    query = Query(text="", weights={}, asked=("rare", "common"))

    assert coverage(query, frozenset(["common"]), {"rare": 3.0, "common": 1.0}) == 0.25
    assert coverage(query, frozenset(["rare", "common"]), {"rare": 3.0, "common": 1.0}) == 1
    assert coverage(query, frozenset(), {"rare": 3.0, "common": 1.0}) == 0


def test_a_related_term_covers_by_its_share() -> None:
    """Where it is told; the asked term itself covers whole."""
    query = Query(text="", weights={}, asked=("drone", "trial"))
    idf = {"drone": 1.0, "trial": 1.0}
    related = {"drone": {"aircraft": 0.5, "kite": 0.25}}

    assert coverage(query, frozenset(["aircraft", "kite"]), idf, related) == 0.25
    assert coverage(query, frozenset(["aircraft", "drone"]), idf, related) == 0.5
    assert coverage(query, frozenset(["aircraft"]), idf) == 0


def test_no_text_scores_more_than_the_highest_there_is() -> None:
    """Saying the asked words over and over comes near to it."""
    query = understand("drone prison", Glossary(()))
    lookout = Lookout(query, dict.fromkeys(query.weights, 2.0), AVERAGE, DEFAULT)
    found = lookout.evidence(laid_out("", passage("drone prison " * 500))).bm25

    assert lookout.highest == pytest.approx(2 * 2.0 * (K1 + 1))
    assert found < lookout.highest
