"""Has anyone tried it? Who, how far, what came of it; similar is not the same."""

from knowledge.adapters.community_pack import load_community
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerForm, AnswerState
from knowledge.models.documents import Document
from knowledge.models.trials import Trial, TrialResult
from tests.factories import document
from tests.worlds import World

MEMBER = Audience.of(full_member=True)
PACK = load_community("coastal_ecology")
QUESTION = "has anyone tried sonar gates at the harbour?"
OTHERS = tuple(
    document(f"Of {word} nothing is known to anybody here.", f"{word}.md")
    for word in ("kelp", "otters", "winches", "ropes", "weather")
)


def told(name: str, text: str, result: TrialResult = TrialResult.WORKED, **facts: str) -> Document:
    """A document that states its trial."""
    stated = {"what": "sonar gates at a harbour", "where": name, "stage": "Pilot", **facts}
    trial = Trial(**stated, result=result)
    return document(text, f"{name}.md", title=f"Gates of {name}", trial=trial)


def ask(world: World, *documents: Document, question: str = QUESTION) -> Answer:
    """The answer over a few documents."""
    world.publish(*documents, *OTHERS)
    return AnswerService(PACK, world.retriever, world.clock).ask(question, MEMBER)


def headings(answer: Answer) -> list[str]:
    """The headings of an answer, each once."""
    return list(dict.fromkeys(one.heading for one in answer.sentences))


def test_an_answer_says_who_tried_it_how_far_and_what_came_of_it(world: World) -> None:
    """A failure stands beside a success, and each sentence is cited word for word."""
    answer = ask(
        world,
        told("Tern", "Tern tested sonar gates at the harbour. Sonar gates kept seals out."),
        told(
            "Gull",
            "Gull tested sonar gates at the harbour. The sonar gates failed in winter.",
            TrialResult.FAILED,
            contact="Ana Larch",
        ),
    )

    assert (answer.state, answer.form) == (AnswerState.ANSWER, AnswerForm.TRIED)
    assert sorted(headings(answer)) == [
        "Tried: Gull · Pilot · it did not work",
        "Tried: Tern · Pilot · it worked",
    ]
    assert "The sonar gates failed in winter." in [one.text for one in answer.sentences]
    quotes = {one.n: one.quote for one in answer.citations}
    assert all(one.text in quotes[one.citations[0]] for one in answer.sentences)
    assert sorted(one.contact_line for one in answer.citations) == ["", "contact: Ana Larch"]
    assert answer.notes == ()


def test_what_is_only_similar_stands_apart_with_what_sets_it_apart(world: World) -> None:
    """And is no reason not to try."""
    answer = ask(
        world,
        told("Tern", "Tern tested wide gates at the harbour.", what="wide gates at the harbour"),
        question="has anyone tried wide sonar gates at the harbour?",
    )

    assert headings(answer) == [
        "Something similar (not mentioned: sonar): Tern · Pilot · it worked"
    ]
    assert answer.notes[:2] == (PACK.notices.no_trial, PACK.notices.similar)


def test_a_text_that_denies_the_thing_is_no_trial_of_it(world: World) -> None:
    """Although it holds all its words."""
    text = "The trial tested harbour gates and did not test sonar."
    answer = ask(world, document(text, "gates.md", title="Gates of Tern"))

    assert headings(answer) == [
        "Something similar (not mentioned: sonar): Gates of Tern · stage and result not stated"
    ]
    assert PACK.notices.no_trial in answer.notes


def test_a_text_that_tells_of_a_trial_needs_no_stated_facts(world: World) -> None:
    """And none are made up for it."""
    text = "The harbour of Tern tested sonar gates in May."
    answer = ask(world, document(text, "gates.md", title="Gates of Tern"))

    assert headings(answer) == ["Tried: Gates of Tern · stage and result not stated"]
    assert [one.text for one in answer.sentences] == [text]


def test_without_any_trial_the_answer_says_so_and_shows_what_is_near(world: World) -> None:
    """A description is no trial."""
    text = "Sonar gates at the harbour are gates that hum."
    answer = ask(world, document(text, "gates.md"))

    assert [one.text for one in answer.sentences] == [text]
    assert headings(answer) == [""]
    assert PACK.notices.no_trial in answer.notes
    assert PACK.notices.similar not in answer.notes


def test_a_question_that_is_not_answered_says_that_no_trial_is_held(world: World) -> None:
    """Beside that nothing is held at all."""
    answer = ask(world, question="has anyone tried quantum hovercraft landings?")

    assert answer.state is not AnswerState.ANSWER
    assert PACK.notices.no_trial in answer.notes


def test_a_members_trial_and_a_failure_come_up_among_many(world: World) -> None:
    """National successes would fill the answer otherwise."""
    many = [told(f"Port{n}", f"Port{n} tested sonar gates at the harbour.") for n in range(6)]
    failed = told("Gull", "We tested gates of sonar; seals came in.", TrialResult.FAILED)
    members = failed.info.model_copy(update={"members": ("U1",)})
    answer = ask(world, *many, failed.model_copy(update={"info": members}))

    assert "Tried: Gull · Pilot · it did not work" in headings(answer)[:2]
    assert len(headings(answer)) == 4
