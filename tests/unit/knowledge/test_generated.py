"""Questions made of texts."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.documents import StoredPassage
from knowledge.text.generated import MOST_WORDS, generated, sampled
from knowledge.text.terms import words
from tests.factories import info, passage

SAID = [
    "The society was founded in 2007 by researchers from three northern universities.",
    "Some 517 victims took part in the trial that the county force had asked for.",
    "Kent Police tested immediate video calls beside appointments and usual visits.",
    "sensors of several kinds are weighed by size, cost and power on every patrol",
    "Short.",
]
SENTENCES = st.lists(st.sampled_from(SAID), min_size=1, max_size=4, unique=True)


def stored(text: str, number: int = 1, title: str = "A trial") -> StoredPassage:
    """A passage of a document of its own."""
    return StoredPassage(
        id=number, document=info(f"{number}.md", title=title), passage=passage(text, ["Results"])
    )


@given(SENTENCES, st.integers(1, 9))
def test_the_same_text_makes_the_same_question_wherever_it_lies(
    sentences: list[str], number: int
) -> None:
    """Ids and names play no part."""
    text = " ".join(sentences)
    first, second = generated(stored(text)), generated(stored(text, number))

    assert (first and first.question) == (second and second.question)


@given(SENTENCES)
def test_a_question_is_short_and_leaves_words_of_its_text_out(sentences: list[str]) -> None:
    """Nobody asks in the source's own words."""
    made = generated(stored(" ".join(sentences)))

    if made:
        asked = words(made.question)
        assert 2 <= len(asked) <= MOST_WORDS + 5
        assert made.question == made.question.lower()
        assert not made.question.endswith(".")


def test_what_a_sentence_says_decides_how_it_is_asked_for() -> None:
    """A date, a number, or who it was."""
    asked = {
        made.question.partition(" ")[0]
        for sentence in SAID[:3]
        for number in range(12)
        if (made := generated(stored(sentence, title=f"Trial {number}")))
    }

    assert {"when", "how", "who"} <= asked


def test_a_changed_passage_changes_one_question_of_the_sample() -> None:
    """So that its vectors need not be made anew."""
    texts = [
        f"Report {number} says that battery life improved across all winter trials."
        for number in range(80)
    ]
    before = {one.question for one in sampled(map(stored, texts, range(80)), 20)}
    texts[3] = "Report 3 was rewritten and says that nothing improved in any of the trials."
    after = {one.question for one in sampled(map(stored, texts, range(80)), 20)}

    assert len(before - after) <= 1


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_breaks_it(text: str, title: str) -> None:
    """Whatever is indexed."""
    made = generated(stored(text or "x", title=title))

    assert made is None or made.question
