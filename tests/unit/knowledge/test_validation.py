"""Generated sentences against the passages that they cite."""

import re
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.adapters.community_pack import library_path, load_community
from knowledge.answers.validation import MAX_CHARS, Finding, Supported, check
from knowledge.models.documents import Passage
from knowledge.models.writing import DraftSentence
from knowledge.text.figures import figures
from knowledge.text.names import named_words
from knowledge.text.sentences import sentence_spans
from tests.factories import passage
from tests.fakes.embedder import FakeEmbedder

TEXT = (
    "The pilot ran in 12 towns in Kent. Officers do not keep the images. "
    "It may end in May 2025.\nSome forces store data."
)
EMBEDDER = FakeEmbedder(dimension=512)


def checked(
    text: str, quote: str, citations: tuple[int, ...] = (1,), source: str = TEXT
) -> Supported | Finding:
    """Check one sentence against one passage, which has the id 1."""
    sentence = DraftSentence(text=text, citations=citations, quote=quote)
    return check(sentence, {1: passage(source)}, EMBEDDER)


def rule(text: str, quote: str, citations: tuple[int, ...] = (1,)) -> str:
    """Return the rule that a sentence breaks, or nothing."""
    found = checked(text, quote, citations)
    return found.rule if isinstance(found, Finding) else ""


def test_a_sentence_in_other_words_is_held_by_whole_sentences() -> None:
    """The citation shows the sentence around the quote."""
    found = checked("In Kent the pilot ran in twelve towns.", "ran in 12 towns")

    assert found == Supported("In Kent the pilot ran in twelve towns.", 1, (0,))


def test_a_quote_may_run_over_a_line_break() -> None:
    """A model writes a blank there."""
    text = "It may end in May 2025, and some forces store data."
    found = checked(text, "end in May 2025. Some forces store data.")

    assert isinstance(found, Supported)
    assert found.places == (2, 3)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The pilot ran in 13 towns in Kent.", "The pilot ran in 12 towns", "figure"),
        ("The pilot ran in 12 towns in Essex.", "The pilot ran in 12 towns", "name"),
        ("The NPCC pilot ran in 12 towns.", "The pilot ran in 12 towns", "name"),
        ("Officers keep the images.", "do not keep the images", "polarity"),
        ("Officers keep the images.", "keep the images", "polarity"),
        ("It will end in May 2025.", "It may end in May 2025", "polarity"),
        ("All forces store data.", "Some forces store data", "polarity"),
        ("The pilot ran in towns and bribed a judge.", "The pilot ran in 12 towns", "words"),
        ("The pilot crashed in 12 towns in Kent.", "The pilot ran in 12 towns in Kent.", "words"),
        ("The pilot ran in 12 towns.", "The pilot ran in 12 cities", "quote"),
        ("The pilot ran in 12 towns.", "pilot ran", "quote"),
        ("The pilot ran in 12 towns.", "The pilot ran in 12 town", "quote"),
        ("", "The pilot ran in 12 towns", "shape"),
        ("The pilot ran. It ran in 12 towns.", "The pilot ran in 12 towns", "shape"),
        ("The pilot ran in 12 towns" + " in Kent" * 60, "The pilot ran in 12 towns", "shape"),
        ("The pilot\u202e ran in 12 towns.", "The pilot ran in 12 towns", "shape"),
    ],
)
def test_what_the_quote_does_not_hold_is_refused(text: str, quote: str, expected: str) -> None:
    """Each rule refuses by itself."""
    assert rule(text, quote) == expected


@pytest.mark.parametrize("citations", [(), (2,), (1, 2)])
def test_an_id_that_was_not_given_is_refused(citations: tuple[int, ...]) -> None:
    """Nothing is cited that nobody can open."""
    assert rule("The pilot ran in 12 towns.", "The pilot ran in 12 towns", citations) == "citation"


@pytest.mark.parametrize(
    "planted",
    [
        "<!channel>", "<@U0ANALYST>", "@channel", "http://evil.example", "www.evil.example",
        "evil.example/x", "[here](x)", "![x](y)", "*bold*", "`code`", "# head", "&lt;b>", "<b>",
        ":siren:", "ana@evil.example", "javascript:alert", "~gone~", "_slanted_", "a|b", "!here",
    ],
)  # fmt: skip
def test_markup_is_refused_even_when_the_source_holds_it(planted: str) -> None:
    """A document must not reach people's notifications, or their browsers."""
    source = f"The pilot ran in 12 towns {planted} in Kent."
    found = checked(source, source, source=source)

    assert isinstance(found, Finding)
    assert found.rule == "markup"


def test_a_quote_of_a_whole_page_is_refused() -> None:
    """Somewhere on it every word stands."""
    assert rule("The pilot ran in 12 towns.", TEXT) == "quote"


@cache
def library_sentences() -> tuple[str, ...]:
    """Return every sentence of the shipped library that could be an answer."""
    folder = library_path(load_community("police_science"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
    found = [text[span.start : span.end] for text in texts for span in sentence_spans(text)]
    return tuple(one for one in found if _could_answer(one))


def _could_answer(sentence: str) -> bool:
    verbatim = sentence[0].isupper() and sentence[-1] == "." and len(sentence) <= MAX_CHARS
    return verbatim and isinstance(against(sentence, sentence), Supported)


def against(text: str, source: str) -> Supported | Finding:
    """Check a sentence against a passage that is one other sentence."""
    whole = Passage(text=source, sentences=sentence_spans(source))
    sentence = DraftSentence(text=text, citations=(1,), quote=source)
    return check(sentence, {1: whole}, EMBEDDER)


NUMBER = r"(?<![\w.,])\d+(?![\w.,]\d)"
CAPITAL = r"(?<= )[A-Z]\w+"
VERB = r"\b(?:is|are|was|were|can|should|has|have|will|do|does)\b"
DENIAL = r"\b(?:not(?! only)|never|no longer|cannot|without|no(?!\.? \d)) "


def sources(pattern: str = "") -> st.SearchStrategy[str]:
    """Draw library sentences that hold a pattern."""
    return st.deferred(
        lambda: st.sampled_from([one for one in library_sentences() if re.search(pattern, one)])
    )


def test_the_library_offers_sentences_enough() -> None:
    """Else the properties below say nothing."""
    assert len(library_sentences()) > 300


# The first example reads the library.
@settings(deadline=None)
@given(sources(NUMBER), st.integers(2, 5000))
def test_another_number_is_refused(source: str, number: int) -> None:
    """Whichever number, wherever it stands."""
    assume(str(number) not in figures(source))
    mutated = re.sub(NUMBER, str(number), source, count=1)
    # In "3 million" the text counts no 3, and 3 put in for it changes nothing.
    assume(figures(mutated) - figures(source))

    assert isinstance(against(mutated, source), Finding)


@settings(deadline=None)
@given(sources(CAPITAL), st.sampled_from(["Zorblat", "QRX", "McNabb", "Tredegar", "iQuax"]))
def test_another_name_is_refused(source: str, name: str) -> None:
    """Whichever name, wherever it stands."""
    assume(name.lower() not in named_words(source))
    mutated = re.sub(CAPITAL, name, source, count=1)

    assert isinstance(against(mutated, source), Finding)


@settings(deadline=None)
@given(sources(VERB), st.sampled_from(["not", "never", "no longer", "rarely"]))
def test_a_denial_put_in_is_refused(source: str, denial: str) -> None:
    """One word more, and the opposite is said."""
    mutated = re.sub(VERB, rf"\g<0> {denial}", source, count=1)

    assert isinstance(against(mutated, source), Finding)


@settings(deadline=None)
@given(sources(DENIAL))
def test_a_denial_taken_out_is_refused(source: str) -> None:
    """One word less likewise."""
    assert isinstance(against(re.sub(DENIAL, "", source, count=1), source), Finding)


@settings(deadline=None)
@given(sources(), sources())
def test_a_sentence_of_another_source_is_refused(one: str, other: str) -> None:
    """A true sentence under a false quote is no support; a list's neighbours may share words."""
    assume(len(set(one.lower().split()) & set(other.lower().split())) < 3)

    assert isinstance(against(one, other), Finding)
