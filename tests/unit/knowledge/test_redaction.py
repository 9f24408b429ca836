"""An answer without what is gone."""

from knowledge.models.answers import WITHDRAWN, AnswerSentence, Successor
from knowledge.stewardship.redaction import considered, named, without
from tests.fakes.answers import citation, cited_answer, looked_at

ANSWER = cited_answer().model_copy(
    update={
        "sentences": (
            AnswerSentence(text="One.", citations=(1,)),
            AnswerSentence(text="Both.", citations=(1, 2)),
            AnswerSentence(text="Two.", citations=(2,)),
        ),
        "citations": (
            citation(1, quote="One. Both.", document_id="d1"),
            citation(2, quote="Both. Two.", document_id="d2"),
        ),
    }
)


def test_a_sentence_of_a_document_that_is_gone_is_withdrawn() -> None:
    """What another source holds too stays, with that source alone."""
    left = without(ANSWER, {"d1"})

    assert [one.text for one in left.sentences] == [WITHDRAWN, "Both.", "Two."]
    assert [one.citations for one in left.sentences] == [(1,), (2,), (2,)]
    assert not left.is_withdrawn


def test_headings_and_notes_go_with_what_they_stand_for() -> None:
    """A heading can be a source's own words, and a note can spell its letters out."""
    sentences = tuple(one.model_copy(update={"heading": "Views"}) for one in ANSWER.sentences)
    answer = ANSWER.model_copy(update={"sentences": sentences, "notes": ("PMF: a feature.",)})
    left = without(answer, {"d1"})

    assert [one.heading for one in left.sentences] == ["", "Views", "Views"]
    assert left.notes == ()
    assert without(answer, {"d9"}).notes == answer.notes


def test_nothing_is_left_of_an_answer_whose_sources_are_all_gone() -> None:
    """In whatever order they went."""
    left = without(without(ANSWER, {"d1"}), {"d2"})

    assert left.is_withdrawn
    assert {one.text for one in left.sentences} == {WITHDRAWN}
    assert "One" not in left.model_dump_json()


def test_an_answer_from_other_documents_stays_as_it_is() -> None:
    """The very same value."""
    assert without(ANSWER, {"d9"}) is ANSWER


def test_the_title_of_a_successor_that_is_gone_goes_too() -> None:
    """It stood beside the source that it replaced."""
    successor = Successor(title="Newer trials", document_id="d3")
    first = ANSWER.citations[0].model_copy(update={"superseded_by": successor})
    answer = ANSWER.model_copy(update={"citations": (first, ANSWER.citations[1])})
    left = without(answer, {"d3"})

    assert named(answer) == {"d1", "d2", "d3"}
    assert "Newer trials" not in left.model_dump_json()
    assert left.sentences == answer.sentences


def test_what_was_only_looked_at_goes_whole() -> None:
    """Its title is text, and so is its section."""
    noted = (looked_at("d1", n=1), looked_at("d9", title="Unquoted trials"))
    answer = ANSWER.model_copy(update={"considered": noted})
    left = without(answer, {"d9"})

    assert considered(answer) == {"d1", "d9"}
    assert named(answer) == {"d1", "d2"}
    assert "Unquoted" not in left.model_dump_json()
    assert left == answer.model_copy(update={"considered": noted[:1]})


def test_what_was_looked_at_and_quoted_goes_from_both_places() -> None:
    """The same document is named twice."""
    answer = ANSWER.model_copy(update={"considered": (looked_at("d1", title="Twice", n=1),)})

    assert "Twice" not in without(answer, {"d1"}).model_dump_json()
