"""Every sentence is cited, and every quote stands in the store, whatever is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answers.service import AnswerService
from knowledge.bootstrap import Stores, open_stores, retriever
from knowledge.models.answers import Answer, AnswerState
from knowledge.settings import KnowledgeSettings
from tests.quality.generated_questions import MEMBER, ask_generated, faults

pytestmark = pytest.mark.model

HELD = "What is an area of research interest?"


@pytest.fixture(scope="module")
def stores(library_home: Path) -> Iterator[Stores]:
    """The built library."""
    with open_stores(KnowledgeSettings(home=library_home)) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(stores: Stores) -> AnswerService:
    """Answers in quotes over the library."""
    return AnswerService(stores.pack, retriever(stores), stores.clock)


def test_whatever_is_asked_is_answered_from_the_store_alone(
    answers: AnswerService, stores: Stores
) -> None:
    """In every form, with broken words, from inside and from outside."""
    tally = ask_generated(answers, stores.documents, 210)

    assert tally.broken == []
    assert len(tally.asked) == 14
    assert tally.states[AnswerState.ANSWER] > 20
    assert tally.states[AnswerState.NOT_HELD] > 10
    assert sum(count > 0 for count in tally.forms.values()) >= 5
    assert tally.sentences > 50
    assert tally.quotes > 100


@pytest.fixture(scope="module")
def held(answers: AnswerService) -> Answer:
    """An answer in which nothing is wrong yet."""
    answer = answers.ask(HELD, MEMBER)
    assert answer.state is AnswerState.ANSWER
    return answer


def test_what_is_wrong_would_be_noticed(held: Answer, stores: Stores) -> None:
    """Each rule finds what breaks it."""
    documents, (first, *others) = stores.documents, held.sentences
    cited = held.citations[0]

    def found(**changes: object) -> set[str]:
        return set(faults(held.model_copy(update=changes), documents, MEMBER))

    def with_first(**changes: object) -> set[str]:
        sentences = (first.model_copy(update=changes), *others)
        return found(sentences=sentences)

    def with_citation(**changes: object) -> set[str]:
        return found(citations=(cited.model_copy(update=changes), *held.citations[1:]))

    assert found() == set()
    assert found(sentences=()) == {"an answer without a sentence"}
    assert "a sentence without a citation that exists" in with_first(citations=())
    assert "a sentence without a citation that exists" in with_first(citations=(1, 99))
    assert "a line in Slack without a citation" in with_first(citations=(99,))
    assert with_first(text=f"{first.text[:-1]}!") == {
        "a sentence that is not verbatim in what it cites"
    }
    assert "a quote that is no slice of a stored passage" in with_citation(
        quote=f"{cited.quote} And more."
    )
    assert "a quote that is no slice of a stored passage" in with_citation(quote="")
    assert with_citation(document_id="/elsewhere.md") == {"a document that is not held"}
    assert with_citation(url="http://evil.example") == {
        "a link or title that is not the document's"
    }
