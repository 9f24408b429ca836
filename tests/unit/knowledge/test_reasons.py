"""Why an answer is as it is: what a viewer may see of it, and in which words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.explaining import looked_at
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerForm, AnswerState, Choice, Usage
from knowledge.models.documents import DocumentInfo, StoredPassage
from knowledge.models.reasons import Basis
from knowledge.printing import why_in_words
from knowledge.text.reasons import reading, sources_of, verdict
from tests.factories import info, passage
from tests.fakes.answers import cited_answer
from tests.fakes.answers import looked_at as noted
from tests.fakes.clock import START
from tests.fakes.held_documents import FakeHeldDocuments

BASIS = Basis(built_at=START, closest=0.3, absolute=0.2, origin="from development questions")
MEANING = Choice(label="coastal sea area", question="what is the coastal sea area (CSA)")
NEAR = BASIS.model_copy(update={"absolute": 0.5})
FAR = BASIS.model_copy(update={"absolute": 0.0})
ANSWER = cited_answer().model_copy(update={"basis": BASIS})
SCOPES = ("public", "community", "channel:C1", "channel:C2", "owner:U1", "owner:U2")


def given_as(state: AnswerState, score: float, **more: object) -> Answer:
    """Return an answer with a state and a score."""
    return ANSWER.model_copy(update={"state": state, "score": score, **more})


def said(lines: tuple[str, ...]) -> str:
    """Return lines as one text."""
    return " ".join(lines)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (given_as(AnswerState.ANSWER, 0.7), "a sureness of 0.70, and I answer from 0.40"),
        (given_as(AnswerState.CLOSEST, 0.35), "0.35, and I answer from 0.40. I show passages fr"),
        (given_as(AnswerState.CLOSEST, 0.6), "would be enough (0.40), but the passages do not"),
        (given_as(AnswerState.NOT_HELD, 0.1), "only 0.20. I show passages from 0.30"),
        (given_as(AnswerState.NOT_HELD, 0.0, basis=FAR), "no passage has to do with the question"),
        (given_as(AnswerState.NOT_HELD, 0.1, basis=NEAR), "holds a sentence that could answer"),
        (given_as(AnswerState.ROUTED, 0.35), "looked for near passages beside it: the best one"),
        (
            given_as(AnswerState.CLOSEST, 0.6, choices=(MEANING,)),
            "asked which meaning of the letters",
        ),
        (given_as(AnswerState.NOT_HELD, 0.1, choices=(MEANING,)), "asked which meaning of the let"),
        (given_as(AnswerState.CLOSEST, 0.6, usage=Usage()), "but the language model found that"),
        (given_as(AnswerState.CLOSEST, 0.3, basis=None), "0.30, and I answer from 0.40."),
    ],
)
def test_what_was_decided_is_said_with_the_scores_that_decided(answer: Answer, words: str) -> None:
    """And where the limits come from, when that was noted."""
    assert words in said(verdict(answer))
    assert ("from development questions" in said(verdict(answer))) is bool(answer.basis)


def test_of_a_question_that_was_not_searched_it_is_said_that_it_was_not() -> None:
    """With the rule that took it; no form, index or model."""
    routed = Answer(state=AnswerState.ROUTED, message="Ask them.", route="legal_advice")

    assert "searched nothing" in said(verdict(routed))
    assert said(reading(routed)) == (
        "The community has a rule for such questions, called “legal advice”."
    )
    assert sources_of(routed, None) == ()
    assert why_in_words(routed, ()).strip() == "\n".join([*verdict(routed), *reading(routed)])


def test_how_the_question_was_read_is_said() -> None:
    """Its form, the question before it, and the notes of the answer."""
    follows = BASIS.model_copy(update={"follows": True})
    answer = ANSWER.model_copy(
        update={"form": AnswerForm.LIST, "basis": follows, "notes": ("I took CSA to be X.",)}
    )

    assert reading(answer) == (
        "I took it for a question that a list answers.",
        "I read it together with the question before it.",
        "I took CSA to be X.",
    )


@pytest.mark.parametrize("form", list(AnswerForm))
def test_every_form_has_words(form: AnswerForm) -> None:
    """A new one is found here."""
    assert reading(ANSWER.model_copy(update={"form": form}))


def test_index_model_and_moments_are_named() -> None:
    """In UTC, whatever the machine's locale."""
    words = said(sources_of(ANSWER, START))

    assert "Index: version v1, built 2 Mar 2026, 09:00 UTC." in words
    assert "Model that compares texts: a model." in words
    assert "Answered 2 Mar 2026, 09:00 UTC." in words
    assert "quoted word for word" in words


def test_a_language_model_that_wrote_is_named_with_what_it_took() -> None:
    """As far as that is known."""
    written = ANSWER.model_copy(update={"writer": "a writer"})
    counted = written.model_copy(update={"usage": Usage(input_tokens=1200, output_tokens=80)})
    priced = written.model_copy(
        update={"usage": Usage(input_tokens=1200, output_tokens=80, cost=0.00425)}
    )

    assert said(sources_of(written, None)).endswith("each sentence was checked against its quote.")
    assert said(sources_of(counted, None)).endswith("read 1,200 tokens and wrote 80.")
    assert said(sources_of(priced, None)).endswith("wrote 80, at a cost of 0.0043.")


def shelf(*documents: DocumentInfo) -> FakeHeldDocuments:
    """Return documents with a passage each, numbered from 1."""
    split = {
        n: StoredPassage(id=n, document=one, passage=passage(f"Words of {one.id}.", ["Results"]))
        for n, one in enumerate(documents, start=1)
    }
    return FakeHeldDocuments({one.id: one for one in documents}, split)


def answer_from(documents: FakeHeldDocuments) -> Answer:
    """Return an answer for which all the documents were looked at, and the first was quoted."""
    quoted = ANSWER.citations[0].model_copy(update={"passage_id": 1, "quote": "Words of"})
    looked = tuple(
        noted(one.document.id, passage_id=n, title=one.document.title, n=int(n == 1))
        for n, one in documents.split.items()
    )
    return ANSWER.model_copy(update={"considered": looked, "citations": (quoted,)})


def test_a_passage_is_shown_with_its_quote_or_its_beginning() -> None:
    """Title, date and section are those of today."""
    documents = shelf(info("a.md", date="2025-05"), info("b.md"))
    first, second = looked_at(answer_from(documents), documents, lambda _scope: True)

    assert (first.quote, first.section, first.date) == ("Words of", "Results", "2025-05")
    assert second.quote == "Words of /docs/b.md."


def test_of_a_document_that_was_changed_no_words_are_shown() -> None:
    """What was looked at is no longer held; the document is."""
    documents = shelf(info("a.md"))
    answer = answer_from(documents)
    documents.split.clear()
    (one,) = looked_at(answer, documents, lambda _scope: True)

    assert (one.title, one.quote, one.section) == ("Areas of Research Interest", "", "")
    assert "no longer held" in why_in_words(answer, [one])


def test_a_row_of_a_time_when_fewer_might_read_it_stays_closed() -> None:
    """The document has been opened to more people since, with other words in it."""
    documents = shelf(info("a.md", scope="channel:C1"))
    answer = answer_from(documents)
    documents.held["/docs/a.md"] = info("a.md", scope="public")
    (one,) = looked_at(answer, documents, Audience().may_read)

    assert (one.title, one.quote) == ("Areas of Research Interest", "")


@given(
    st.lists(st.sampled_from(SCOPES), min_size=1, max_size=6),
    st.frozensets(st.sampled_from(SCOPES)),
)
def test_nothing_of_what_a_viewer_may_not_read_shows(
    scopes: list[str], readable: frozenset[str]
) -> None:
    """Neither title, words nor how many there are: as if they had never been looked at."""
    audience = Audience(scopes=readable | {"public"})
    every = shelf(
        *(info(f"d{n}.md", title=f"Title{n}", scope=scope) for n, scope in enumerate(scopes))
    )
    open_to_them = answer_from(every).model_copy(
        update={
            "considered": tuple(
                one
                for one, scope in zip(answer_from(every).considered, scopes, strict=True)
                if audience.may_read(scope)
            )
        }
    )
    shown = looked_at(answer_from(every), every, audience.may_read)
    words = why_in_words(answer_from(every), shown)

    assert shown == looked_at(open_to_them, every, audience.may_read)
    assert words == why_in_words(open_to_them, shown)
    for n, scope in enumerate(scopes):
        named = re.search(rf"Title{n}\b|d{n}\.md", words)
        assert bool(named) is audience.may_read(scope)
