"""Colliding acronyms: read with a note, or asked back."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.community import GlossaryEntry
from knowledge.printing import answer_in_words
from tests.factories import document
from tests.worlds import World

MEMBER = Audience.of(full_member=True)
ROWS = {"CSA": ("Chief Scientific Adviser", "coastal sea area"), "APP": ("Approved Paper",)}
NOTES = {"APP": "APP = mobile application"}


@pytest.fixture
def service(world: World) -> AnswerService:
    """Answers over an adviser and a sea area, both called CSA."""
    world.publish(
        document(
            "The Chief Scientific Adviser has four objectives. The adviser is called CSA.",
            "adviser.md",
            title="The Chief Scientific Adviser",
        ),
        document(
            "The coastal sea area has six buoys. The area is called CSA.",
            "area.md",
            title="The coastal sea area",
        ),
        document("The APP has two chapters on nets.", "app.md", title="Approved Paper"),
    )
    glossary = tuple(
        GlossaryEntry(
            acronym=acronym,
            expansion=expansion,
            kind="thing",
            status="recalled",
            source="",
            ambiguous_note=NOTES.get(acronym, ""),
            variants=(),
        )
        for acronym, expansions in ROWS.items()
        for expansion in expansions
    )
    pack = load_community("coastal_ecology").model_copy(update={"glossary": glossary})
    return AnswerService(pack, world.retriever, world.clock)


def ask(service: AnswerService, question: str, earlier: str = "") -> Answer:
    """Ask as a full member."""
    return service.ask(question, MEMBER, (earlier,) if earlier else ())


def test_what_nothing_decides_is_asked_back(service: AnswerService) -> None:
    """With a fuller question for each sense, and the nearest passages beside."""
    answer = ask(service, "what is the CSA")

    assert answer.state in {AnswerState.CLOSEST, AnswerState.NOT_HELD}
    assert answer.sentences == ()
    assert answer.message == (
        "CSA can mean Chief Scientific Adviser or coastal sea area. Which is meant?"
    )
    assert [(one.label, one.question) for one in answer.choices] == [
        ("Chief Scientific Adviser", "what is the Chief Scientific Adviser (CSA)"),
        ("Coastal sea area", "what is the coastal sea area (CSA)"),
    ]
    assert answer.choices[1].question in answer_in_words(answer)


def test_the_fuller_question_is_answered_without_asking_again(service: AnswerService) -> None:
    """And without a note: it says itself what it means."""
    answer = ask(service, "how many buoys has the coastal sea area (CSA)")

    assert answer.choices == ()
    assert answer.notes == ()
    assert answer.citations[0].document == "area.md"


@pytest.mark.parametrize(
    ("question", "earlier", "sense", "card"),
    [
        ("how many objectives has the CSA", "", "Chief Scientific Adviser", "adviser.md"),
        ("how many buoys has the CSA", "", "coastal sea area", "area.md"),
        ("what is the CSA", "who is the chief adviser", "Chief Scientific Adviser", "adviser.md"),
    ],
)
def test_what_other_words_the_thread_or_passages_decide_is_stated(
    service: AnswerService, question: str, earlier: str, sense: str, card: str
) -> None:
    """So that a wrong reading is seen at once."""
    answer = ask(service, question, earlier)
    (note,) = answer.notes

    assert answer.choices == ()
    assert note.startswith(f"Here, CSA is read as {sense}; it can also mean ")
    assert note in answer_in_words(answer)
    assert answer.citations[0].document == card


def test_the_community_s_only_sense_is_taken_and_stated(service: AnswerService) -> None:
    """A remark beside it says what else it can mean."""
    answer = ask(service, "how many chapters has the APP on nets")

    assert answer.notes == (
        "Here, APP is read as Approved Paper; it can also mean mobile application.",
    )
    assert answer.choices == ()


def test_a_source_that_names_every_sense_answers_by_itself(
    service: AnswerService, world: World
) -> None:
    """Nothing is left to ask."""
    world.publish(
        document(
            "CSA can mean Chief Scientific Adviser or coastal sea area.", "both.md", title="CSA"
        )
    )
    answer = ask(service, "what can CSA mean")

    assert answer.state is AnswerState.ANSWER
    assert answer.choices == ()


def test_a_glossary_alone_answers_nothing(world: World, service: AnswerService) -> None:
    """Its rows have no source that anybody could look at."""
    pack = load_community("coastal_ecology")
    alone = AnswerService(pack, world.retriever, world.clock)
    answer = ask(alone, "what does JNCC stand for")

    assert answer.state is not AnswerState.ANSWER
    assert answer.sentences == ()
