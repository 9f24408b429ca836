"""Questions in a thread: what they lean on, and where the subject changes."""

import pytest

from knowledge.text.followup import InThread, in_thread, needs_earlier

FIRST = "How do solar buoys work in a storm?"


@pytest.mark.parametrize(
    "question",
    [
        "and for small firms?",
        "why?",
        "who runs it?",
        "any evidence?",
        "does that work in prisons?",
        "what about scotland?",
        "who owns them?",
        "what are the limits?",
        "what are the four steps?",
        "which quays have one?",
        "is there a club for that?",
        "how is that different from sonar?",
        "what does the second one do?",
        "who is responsible?",
    ],
)
def test_a_question_that_leans_on_the_one_before_is_known(question: str) -> None:
    """It has no subject of its own."""
    assert needs_earlier(question)
    assert in_thread(question, [FIRST]) == InThread(question, (FIRST,))


@pytest.mark.parametrize(
    "question",
    [
        "What safeguards apply to retrospective facial recognition in policing?",
        "How does a small company get a pilot with a police force?",
        "what is PACE",
        "what is a TRL?",
        "who are the harbour wardens",
        "define maerl",
        "why do wardens say that seals sleep on the north beach",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    """The question before it must not colour it."""
    assert not needs_earlier(question)
    assert in_thread(question, [FIRST]).before == ()


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("unrelated: why?", "why?"),
        ("thanks. Unrelated: what is maerl?", "what is maerl?"),
        ("New topic - any evidence on nets?", "any evidence on nets?"),
        ("a different question: who owns it?", "who owns it?"),
        ("on another note, what about seals", "what about seals"),
        ("changing the subject, and seals?", "and seals?"),
        ("Something else: what are the limits?", "what are the limits?"),
    ],
)
def test_the_announcement_of_another_subject_parts_a_question_from_its_thread(
    question: str, rest: str
) -> None:
    """And is no part of the question itself."""
    assert in_thread(question, [FIRST]) == InThread(rest)


def test_such_words_within_a_question_announce_nothing() -> None:
    """“Another subject” can be what is asked about."""
    question = "do wardens teach another subject in winter at sea schools?"

    assert in_thread(question, [FIRST]).question == question


def test_the_thread_is_followed_back_to_a_question_that_stands_alone() -> None:
    """And no further."""
    told = ["what is a kelp farm", FIRST, "who owns them?", "since when?"]

    assert in_thread("and in wales?", told).before == (FIRST, "who owns them?", "since when?")


def test_a_thread_is_not_followed_past_a_change_of_subject() -> None:
    """What was said before it is done with."""
    told = [FIRST, "unrelated: any evidence on nets?"]

    assert in_thread("why?", told).before == ("any evidence on nets?",)


def test_a_short_question_may_lean_on_the_thread_after_all() -> None:
    """A long one does not, and the first has nothing to lean on."""
    assert in_thread("what happens when a project ends?", [FIRST]).perhaps == (FIRST,)
    assert in_thread("which wardens count the seals on the north beach in May", [FIRST]) == (
        InThread("which wardens count the seals on the north beach in May")
    )
    assert in_thread("why?", []) == InThread("why?")
