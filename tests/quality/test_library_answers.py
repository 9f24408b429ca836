"""What people ask of the shipped library, and what they get."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.bootstrap import open_stores
from knowledge.models.access import Audience
from knowledge.models.answers import AnswerState
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings
from tests.conftest import ROOT, Run, environment
from tests.quality.figures import LabelledQuestion, figures

pytestmark = pytest.mark.model

MEMBER = Audience.of(full_member=True)


def test_the_consultation_is_answered_with_number_and_channels(services: Services) -> None:
    """The question that the product is shown with."""
    answer = services.answers.ask(
        "how many people were consulted for the strategy, and how?", MEMBER
    )
    said = " ".join(sentence.text for sentence in answer.sentences)

    assert answer.state is AnswerState.ANSWER
    assert "950" in said
    for channel in ("survey", "focus group", "interview", "expert working group", "#WeCops"):
        assert channel in said
    assert all(sentence.citations for sentence in answer.sentences)


def test_an_open_funding_call_is_not_answered_as_if_known(services: Services) -> None:
    """What changes from day to day is routed."""
    answer = services.answers.ask("is there a funding call open right now?", MEMBER)

    assert answer.state is AnswerState.ROUTED
    assert answer.sentences == ()
    assert answer.message


def test_a_subject_that_is_not_held_is_said_to_be_unknown(services: Services) -> None:
    """No passage comes near."""
    answer = services.answers.ask("How long should sourdough bread prove?", MEMBER)

    assert answer.state is AnswerState.NOT_HELD
    assert answer.sentences == ()


def test_a_guest_is_answered_from_the_public_library(services: Services) -> None:
    """The reference cards are public."""
    answer = services.answers.ask("what is the Chatham House rule?", Audience())

    assert answer.state is AnswerState.ANSWER


def test_the_library_answers_the_community_s_questions(
    services: Services, questions: list[LabelledQuestion]
) -> None:
    """Floors under the development figures, below which a change has broken something."""
    measured = figures(services, questions)

    assert measured["right card among the cited"] >= 0.95
    assert measured["held and answered"] >= 0.87
    assert measured["not held and answered"] <= 0.27


def test_every_quote_stands_in_its_passage(
    services: Services, library_home: Path, questions: list[LabelledQuestion]
) -> None:
    """Byte for byte, and every sentence inside the quote that it cites."""
    with open_stores(KnowledgeSettings(home=library_home)) as stores:
        texts = [one.passage.text for one in stores.documents.next_passages(())]
    answers = [services.answers.ask(one.question, MEMBER) for one in questions]
    quotes = [citation.quote for answer in answers for citation in answer.citations]
    cited = [
        (sentence.text, {one.n: one.quote for one in answer.citations}, sentence.citations)
        for answer in answers
        for sentence in answer.sentences
    ]

    assert quotes
    assert all(any(quote in text for text in texts) for quote in quotes)
    assert all(any(text in by_n[n] for n in numbers) for text, by_n, numbers in cited)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=st.text(min_size=1, max_size=300))
def test_no_text_that_can_be_typed_breaks_an_answer(services: Services, question: str) -> None:
    """Whatever comes, one of the four states goes back."""
    answer = services.answers.ask(question, MEMBER)

    assert answer.state in set(AnswerState)


def test_the_same_question_has_the_same_answer_on_the_terminal(
    run: Run, library_home: Path, services: Services
) -> None:
    """One service answers everywhere, and JSON has the documented fields."""
    question = "what is the Chatham House rule?"
    done = run("knowledge", "ask", question, "--json", home=library_home)

    assert done.stdout.strip() == services.answers.ask(question, MEMBER).model_dump_json(indent=1)


def test_an_answer_is_explained_on_the_terminal(
    run: Run, library_home: Path, services: Services
) -> None:
    """Below it, when that is asked for; nothing that was asked there is put on record."""
    question = "what is the Chatham House rule?"
    answer = services.answers.ask(question, MEMBER)
    plain = run("knowledge", "ask", question, home=library_home).stdout
    done = run("knowledge", "ask", question, "--why", home=library_home).stdout
    listed = run("knowledge", "answers", home=library_home).stdout

    assert done.startswith(plain)
    assert f"a sureness of {answer.score:.2f}" in done
    assert answer.basis is not None
    assert max(one.absolute for one in answer.considered) == answer.basis.absolute
    assert [f"\n{n}. {one.title}" in done for n, one in enumerate(answer.considered, start=1)] == [
        True
    ] * len(answer.considered)
    assert answer.index_version in done
    assert listed == "No answer is on record.\n"


def test_answering_imports_no_pytorch(library_home: Path) -> None:
    """While the fast runtime serves, the bot stays small."""
    code = (
        "import sys, bot.app, bot.running\n"
        "from knowledge.bootstrap import open_services\n"
        "from knowledge.models.access import Audience\n"
        "from knowledge.settings import KnowledgeSettings, load_settings\n"
        "with open_services(load_settings(KnowledgeSettings)) as services:\n"
        "    services.answers.ask('what is the Chatham House rule?', Audience())\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'sklearn', 'pandas'}\n"
        "heavy |= {'scipy', 'matplotlib'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or None)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(library_home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
