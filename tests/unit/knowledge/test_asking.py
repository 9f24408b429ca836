"""A community's own questions, asked and counted."""

from collections.abc import Callable

import pytest

from knowledge.evaluation.asking import Measured, ask_all
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.answers import Answer, AnswerSentence, AnswerState
from knowledge.models.evaluation import Figure
from knowledge.models.questions import LabelledQuestion, QuestionSet
from tests.fakes.answers import FakeAnswers, citation, looked_at

SAID = "Some 950 people were consulted – mostly officers."


def answer(state: AnswerState = AnswerState.ANSWER, *documents: str) -> Answer:
    """Return an answer that cites documents in this order."""
    cited = [
        citation(n).model_copy(update={"document": one}) for n, one in enumerate(documents, start=1)
    ]
    sentences = (AnswerSentence(text=SAID, citations=(1,), heading="Consultation"),)
    given = sentences if state is AnswerState.ANSWER else ()
    return Answer(state=state, sentences=given, citations=tuple(cited))


def asked(*rows: LabelledQuestion, reply: Callable[[str], Answer]) -> Measured:
    """Ask questions of a service that replies so."""
    answers = FakeAnswers(lambda question, _audience: reply(question))
    ticks = iter(range(1000))
    return ask_all(
        QuestionSet("q.jsonl", "d1", rows),
        answers.ask,
        lambda _done, _total: None,
        clock_s=lambda: next(ticks) / 100,
    )


def row(
    question: str = "How many?", *, answerable: bool = True, **more: object
) -> LabelledQuestion:
    """Return a labelled question."""
    fields = {"question": question, "answerable": answerable, "line": 1, **more}
    return LabelledQuestion.model_validate(fields)


def figure(measured: Measured, name: str) -> Figure:
    """Return a figure that must be there."""
    return next(one for one in measured.figures if one.name == name)


def test_a_right_source_counts_where_it_is_cited() -> None:
    """First, or among the first three; of several that are right, one suffices."""
    replies = {
        "first": answer(AnswerState.ANSWER, "a.md", "x.md"),
        "third": answer(AnswerState.CLOSEST, "x.md", "y.md", "b.md"),
        "fourth": answer(AnswerState.ANSWER, "x.md", "y.md", "z.md", "a.md"),
    }
    rows = [row(question, source=["a.md", "b"]) for question in replies]
    found = asked(*rows, row("no source"), reply=lambda q: replies.get(q, answer()))

    assert (figure(found, "source_first").value, figure(found, "source_first").n) == (1 / 3, 3)
    assert figure(found, "source_top3").value == 2 / 3


def test_a_right_source_counts_where_it_was_looked_at() -> None:
    """Cited or not, whatever was then said."""
    seen = [looked_at().model_copy(update={"document": name}) for name in ("x.md", "a.md")]
    unseen = answer(AnswerState.NOT_HELD)
    replies = {"seen": unseen.model_copy(update={"considered": tuple(seen)})}
    rows = [row(question, source=["a.md"]) for question in ("seen", "unseen")]
    found = asked(*rows, reply=lambda q: replies.get(q, unseen))

    assert figure(found, "source_seen").value == 1 / 2
    assert figure(found, "source_found3").value == 1 / 2
    assert figure(found, "source_top3").value == 0


def test_what_stands_fourth_is_not_among_the_first_three_found() -> None:
    """It was looked at all the same."""
    names = ("w.md", "x.md", "y.md", "a.md")
    seen = tuple(looked_at().model_copy(update={"document": name}) for name in names)
    unseen = answer(AnswerState.NOT_HELD).model_copy(update={"considered": seen})
    found = asked(row("fourth", source=["a.md"]), reply=lambda _q: unseen)

    assert figure(found, "source_found3").value == 0
    assert figure(found, "source_seen").value == 1


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        (["950", "OFFICERS"], True),
        (["consulted - mostly"], True),
        (["consultation"], True),
        (["95"], False),
        (["50"], False),
        (["950", "survey"], False),
    ],
)
def test_all_that_must_be_mentioned_has_to_stand_in_the_post(
    wanted: list[str],
    right: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Whatever the case and the dashes; a number not as part of another."""
    found = asked(row(must_mention=wanted), reply=lambda _q: answer())

    assert figure(found, "mentioned").value == float(right)


def test_words_in_a_quote_that_is_no_answer_do_not_count() -> None:
    """The closest passages are shown as what may not answer."""
    found = asked(row(must_mention=["950"]), reply=lambda _q: answer(AnswerState.CLOSEST, "a.md"))

    assert figure(found, "mentioned").value == 0.0


def test_refusals_are_counted_and_split() -> None:
    """A wrong one is one of a question that can be answered."""
    states = dict(zip("abcd", AnswerState, strict=True))
    rows = [row(q) for q in states] + [row("a", answerable=False), row("c", answerable=False)]
    found = asked(*rows, reply=lambda q: answer(states[q]))
    values = {one.name: (one.value, one.n) for one in found.figures}

    assert values["answered"] == (0.25, 4)
    assert values["refused"] == (0.75, 4)
    assert values["refused_closest"] == values["refused_not_held"] == values["refused_routed"]
    assert values["refused_routed"] == (0.25, 4)
    assert values["withheld"] == (0.5, 2)


def test_figures_without_questions_are_left_out() -> None:
    """A set of questions that cannot be answered says nothing of sources."""
    found = asked(row(answerable=False), reply=lambda _q: answer(AnswerState.NOT_HELD))

    assert [one.name for one in found.figures] == ["withheld", "median_ms"]


def test_questions_are_asked_as_a_full_member_after_those_before() -> None:
    """As somebody would in a thread; the time is measured."""
    answers = FakeAnswers()
    ticks = iter([1.0, 1.02])
    found = ask_all(
        QuestionSet("q", "d", (row("And how?", earlier=["Who was asked?", "How many?"]),)),
        answers.ask,
        lambda _done, _total: None,
        clock_s=lambda: next(ticks),
    )
    ((question, audience, earlier),) = answers.asked

    assert (question, earlier) == ("And how?", ("Who was asked?", "How many?"))
    assert audience.scopes == {PUBLIC, COMMUNITY}
    assert figure(found, "median_ms").value == pytest.approx(20.0)


def test_no_text_is_kept_of_a_question() -> None:
    """Its line and its id stand for it."""
    found = asked(row("secret words", must_mention=["hidden"], id="q7"), reply=lambda _q: answer())
    kept = found.outcomes[0].model_dump_json()

    assert "secret" not in kept
    assert "hidden" not in kept
    assert found.outcomes[0].label == "q7 (line 1)"
