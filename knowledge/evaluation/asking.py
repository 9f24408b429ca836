"""A community's own questions, asked of the index as it is."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.evaluation.statistics import median, share
from knowledge.models.access import FULL_MEMBER, Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.evaluation import MEDIAN_MS, Figure, Outcome
from knowledge.models.questions import LabelledQuestion, QuestionSet, names_of

Ask = Callable[[str, Audience, tuple[str, ...]], Answer]
Progress = Callable[[int, int], None]
_TOP = 3
_REFUSALS = tuple(state for state in AnswerState if state is not AnswerState.ANSWER)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, and what of it each question is answerable for."""

    figures: tuple[Figure, ...]
    outcomes: tuple[Outcome, ...]


def ask_all(
    questions: QuestionSet,
    ask: Ask,
    progress: Progress,
    audience: Audience = FULL_MEMBER,
    clock_s: Callable[[], float] = time.perf_counter,
) -> Measured:
    """Ask all questions, and measure how they are answered.

    Raises:
        SnapshotError: there is no index to ask.
    """
    outcomes = []
    for done, row in enumerate(questions.questions, start=1):
        began = clock_s()
        answer = ask(row.question, audience, row.earlier)
        ms = (clock_s() - began) * 1000
        outcomes.append(_outcome(row, answer, round(ms, 1)))
        progress(done, len(questions.questions))
    can = [one.answerable for one in questions.questions]
    return Measured(_figures(outcomes, can), tuple(outcomes))


def _outcome(row: LabelledQuestion, answer: Answer, ms: float) -> Outcome:
    is_answered = answer.state is AnswerState.ANSWER
    marks: dict[str, float] = {}
    if not row.answerable:
        marks["withheld"] = float(not is_answered)
    else:
        marks["answered"] = float(is_answered)
        if row.source:
            cited = [row.accepts(names_of(one.document, one.title)) for one in answer.citations]
            marks["source_first"] = float(any(cited[:1]))
            marks["source_top3"] = float(any(cited[:_TOP]))
            seen = [row.accepts(names_of(one.document, one.title)) for one in answer.considered]
            marks["source_found3"] = float(any(seen[:_TOP]))
            marks["source_seen"] = float(any(seen))
        if row.must_mention:
            marks["mentioned"] = float(row.is_said_in(_posted(answer)))
    return Outcome(line=row.line, id=row.id, state=answer.state, ms=ms, marks=marks)


def _posted(answer: Answer) -> str:
    return " ".join(f"{one.heading} {one.text}" for one in answer.sentences)


def _figures(outcomes: Sequence[Outcome], can: Sequence[bool]) -> tuple[Figure, ...]:
    marks: dict[str, list[bool]] = defaultdict(list)
    for one in outcomes:
        for name, mark in one.marks.items():
            marks[name].append(mark > 0)
    order = (
        *("source_first", "source_top3", "source_found3", "source_seen"),
        *("mentioned", "answered"),
    )
    found = [share(name, marks[name]) for name in order if marks[name]]
    if marks["answered"]:
        found.append(share("refused", [not right for right in marks["answered"]]))
        states = [one.state for one, answerable in zip(outcomes, can, strict=True) if answerable]
        found += [share(f"refused_{one}", [state == one for state in states]) for one in _REFUSALS]
    if marks["withheld"]:
        found.append(share("withheld", marks["withheld"]))
    found.append(median(MEDIAN_MS, [one.ms for one in outcomes]))
    return tuple(found)
