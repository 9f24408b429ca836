"""What a curator is told of how the community's own questions are answered."""

from collections.abc import Sequence
from enum import Enum, auto

from bot.mrkdwn import safe
from bot.views.parts import Json, Message, context, note, section
from knowledge.models.evaluation import (
    MEDIAN_MS,
    Checked,
    Comparison,
    Evaluation,
    Figure,
    Moved,
    label_of,
    questions_in_words,
)
from knowledge.models.questions import QuestionSet
from knowledge.models.work import Job, JobState, Phase

SHOWN_MOVED = 10
_NAME_CHARS = 80
NO_QUESTIONS = note(
    "There is no file of questions to ask. An administrator can name one in KNOWLEDGE_QUESTIONS, "
    "or put questions.jsonl into the community pack: a line of JSON for each question, such as "
    '{"question": "…", "answerable": true, "must_mention": ["950"], "source": "report.pdf"}.'
)
_NO_CHART = (
    "To see a chart of every run here, an administrator can grant the app the optional scope "
    "files:write and install it again. `python -m knowledge evaluate … --report` draws it too."
)
_CHART_FAILED = "The chart did not reach Slack this time; the next evaluation brings it."


class Chart(Enum):
    """What became of the chart."""

    SENT = auto()
    NOT_GRANTED = auto()
    FAILED = auto()


def asking_soon(*, joined: bool) -> Message:
    """Return the reply to whoever had the questions asked."""
    under_way = "The questions are being asked already, and you have joined" if joined else "Queued"
    return note(f"{under_way}. A direct message brings you the figures.")


def asking(job: Job) -> Message:
    """Return what a requester sees while the questions are being asked."""
    state = "waiting for its turn" if job.state is JobState.QUEUED else "about to begin"
    if job.progress.phase is Phase.ASKING and job.state is JobState.RUNNING:
        state = f"{job.progress.done:,} of {job.progress.total:,}"
    return note(f"Asking the community's questions: {state} …")


def evaluated(job: Job, chart: Chart | None = None) -> Message:
    """Return the figures of a run with their intervals, and what changed since the last.

    Args:
        chart: what became of it; None before it was sent.
    """
    checked = job.report.checked if job.report else None
    if job.state is JobState.FAILED or checked is None or checked.evaluation is None:
        return note(f"The questions could not be asked: {job.error or 'no reason was given'}")
    run, comparison = checked.evaluation, checked.comparison
    verdict = f"Compared with the last run: {comparison.verdict}" if comparison else _FIRST
    figures = [f"• {_figure(one, comparison)}" for one in run.figures]
    blocks = [section(_lead(run, checked)), section("\n".join(figures)), *_since(comparison)]
    blocks.append(context("In brackets: where a figure lies with 95 % confidence."))
    if chart in _HINTS:
        blocks.append(context(_HINTS[chart]))
    text = f"How the questions of {safe(run.name, _NAME_CHARS)} are answered. {verdict}"
    return Message(text=text, blocks=tuple(blocks))


_FIRST = "These questions were not asked before."
_HINTS = {Chart.NOT_GRANTED: _NO_CHART, Chart.FAILED: _CHART_FAILED}


def checked_line(checked: Checked) -> str:
    """Return one line on a run for the report of a build; empty when there is nothing to say."""
    if checked.trouble:
        return f"The community's questions were not asked: {safe(checked.trouble, 500)}"
    run = checked.evaluation
    if run is None or not run.figures:
        return ""
    shown = [one for one in run.figures if one.name in _SHORT]
    said = "; ".join(_figure(one, None) for one in shown)
    asked = f"Asked {questions_in_words(checked.questions)}. {said}."
    if checked.comparison is None:
        return asked
    return f"{asked} Compared with the last run: {checked.comparison.verdict}"


_SHORT = frozenset({"source_first", "mentioned", "answered", "withheld"})


def questions_message(questions: QuestionSet, last: Evaluation | None) -> Message:
    """Return which questions are asked; never one of them.

    Args:
        last: the newest run of exactly these, or None.
    """
    rows, can = questions.questions, questions.answerable
    lines = [
        f"I ask {questions_in_words(len(rows))} of *{safe(questions.name, _NAME_CHARS)}*: "
        f"{can:,} that can be answered and {len(rows) - can:,} that cannot.",
        f"{sum(bool(one.source) for one in rows):,} name their source, "
        f"{sum(bool(one.must_mention) for one in rows):,} what must be mentioned.",
    ]
    if questions.unread:
        fields = ", ".join(safe(one, 40) for one in questions.unread[:5])
        lines.append(f"Fields that mean nothing to me: {fields}.")
    when = f"on {_when(last)} of index {last.index_version}" if last else "never"
    lines.append(f"Last asked as they are now: {when}.")
    return Message(text=lines[0], blocks=(section("\n".join(lines)),))


def _lead(run: Evaluation, checked: Checked) -> str:
    asked, can = questions_in_words(checked.questions), f"{checked.answerable:,}"
    return (
        f"*How the questions of {safe(run.name, _NAME_CHARS)} are answered*\n"
        f"{asked}, {can} of which can be answered. "
        f"Index version {run.index_version}, {_when(run)}."
    )


def _figure(figure: Figure, comparison: Comparison | None) -> str:
    label = label_of(figure.name)
    change = comparison.change(figure.name) if comparison else None
    before = f", before {_value(figure.name, change.before)}" if change else ""
    low, high = _value(figure.name, figure.low), _value(figure.name, figure.high)
    value = f"{_value(figure.name, figure.value)} ({low} to {high}, {questions_in_words(figure.n)})"
    return f"{label[0].upper()}{label[1:]}: {value}{before}"


def _value(name: str, value: float) -> str:
    return (
        f"{value:.1f}" if name == MEDIAN_MS else f"{100 * value:.0f}\u00a0%"
    )  # never a line that begins with the sign


def _since(comparison: Comparison | None) -> list[Json]:
    if comparison is None:
        return [section(_FIRST)]
    last = f"{comparison.at:%-d %B %Y, %H:%M} UTC (index version {comparison.index_version})"
    blocks = [section(f"Compared with the run of {last}: {comparison.verdict}")]
    for title, moved in (
        ("Better", comparison.better),
        ("Worse", comparison.worse),
        ("Better in one way, worse in another", comparison.mixed),
    ):
        if moved:
            blocks.append(section(_moved(title, moved)))
    return blocks


def _moved(title: str, moved: Sequence[Moved]) -> str:
    rows = [f"• {safe(one.label, 80)}: {_ways(one)}" for one in moved[:SHOWN_MOVED]]
    left = len(moved) - SHOWN_MOVED
    return "\n".join([f"*{title}*", *rows, *([f"… and {left:,} more"] if left > 0 else [])])


def _ways(moved: Moved) -> str:
    ways = [f"now right: {label_of(one)}" for one in moved.better]
    ways += [f"now wrong: {label_of(one)}" for one in moved.worse]
    return "; ".join(ways)


def _when(run: Evaluation) -> str:
    return f"{run.at:%-d %B %Y, %H:%M} UTC"
