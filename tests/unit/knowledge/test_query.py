"""Questions as the search understands them."""

from knowledge.models.community import GlossaryEntry
from knowledge.search.query import EXPANSION_WEIGHT, understand
from knowledge.text.glossary import Glossary


def entry(acronym: str, expansion: str) -> GlossaryEntry:
    """A glossary row."""
    return GlossaryEntry(
        acronym=acronym,
        expansion=expansion,
        kind="body",
        status="sourced",
        source="",
        ambiguous_note="",
        variants=(),
    )


GLOSSARY = Glossary(
    [
        entry("ARI", "Area of Research Interest"),
        entry("CSA", "Chief Scientific Adviser"),
        entry("CSA", "child sexual abuse"),
        entry("IT", "information technology"),
    ]
)


def test_an_expansion_counts_less_than_the_words_asked() -> None:
    """The acronym itself keeps its full weight."""
    query = understand("What is an ARI?", GLOSSARY)

    assert query.said == "What is an ARI?"
    assert query.weights["ari"] == 1
    assert query.weights["research"] == EXPANSION_WEIGHT


def test_what_an_acronym_means_is_embedded_too() -> None:
    """An embedding knows few acronyms; of several senses it is given none."""
    asked = "What is an ARI to a CSA?"

    assert (
        understand(asked, GLOSSARY).text == "What is an ARI (Area of Research Interest) to a CSA?"
    )


def test_all_senses_of_a_colliding_acronym_are_searched() -> None:
    """Neither sense is guessed away."""
    weights = understand("who is the CSA", GLOSSARY).weights

    assert {"scientif", "sexual"} <= set(weights)


def test_a_short_acronym_in_lower_case_is_a_word() -> None:
    """“it” is not information technology."""
    assert "inform" not in understand("how does it work in prisons", GLOSSARY).weights


def test_a_long_acronym_is_known_in_lower_case_and_in_the_plural() -> None:
    """People type as they please."""
    assert "research" in understand("wots an ari", GLOSSARY).weights
    assert "research" in understand("which ARIs are there", GLOSSARY).weights


def test_a_text_that_spells_the_acronym_out_holds_it() -> None:
    """Coverage does not ask for the letters where the words stand."""
    query = understand("What is an ARI?", GLOSSARY)

    assert query.holds("ari", frozenset(["area", "research", "interest"]))
    assert not query.holds("ari", frozenset(["area", "interest"]))


def test_words_in_capitals_are_acronyms_unless_all_are() -> None:
    """Somebody who shouts means no acronym by it."""
    assert understand("what does SSC stand for in a P-ACE", GLOSSARY).acronyms == ("ssc", "p-ace")
    assert understand("WHAT IS THE STRATEGY", GLOSSARY).acronyms == ()


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    """Something must be looked for."""
    assert understand("who are you", GLOSSARY).asked


def test_the_question_before_lends_its_words() -> None:
    """They count less than those of the question itself."""
    query = understand("and for small firms?", GLOSSARY, earlier="How do pilots start?")

    assert query.weights["pilot"] == EXPANSION_WEIGHT
    assert query.weights["firm"] == 1
    assert query.text == "How do pilots start? and for small firms? and for small firms?"
    assert query.said == "How do pilots start? and for small firms?"
