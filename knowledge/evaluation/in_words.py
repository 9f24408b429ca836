"""What an evaluation found, as a terminal or a program reads it."""

from collections.abc import Sequence
from typing import Any

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

SHOWN = 20
_LABEL_CHARS = 40


def value_in_words(name: str, value: float) -> str:
    """Write a value: shares and scores with three digits, times with one."""
    return f"{value:.1f}" if name == MEDIAN_MS else f"{value:.3f}"


def checked_in_words(checked: Checked, lead: str) -> str:
    """Write figures with their intervals, a line each, and what has changed.

    Args:
        checked: a run whose evaluation is there.
        lead: what was asked, for the first line.
    """
    run = checked.evaluation
    if run is None:
        return lead
    comparison = checked.comparison
    lines = [
        lead,
        *figure_lines(run.figures, comparison),
    ]
    return "\n".join([*lines, *comparison_lines(comparison)])


def figure_lines(figures: Sequence[Figure], comparison: Comparison | None) -> list[str]:
    """Write figures with their intervals, a line each below a line of headings."""
    heading = f"  {'':{_LABEL_CHARS}} {'value':>7}  95 % interval       n"
    return [heading, *(_figure_line(one, comparison) for one in figures)]


def comparison_lines(comparison: Comparison | None) -> list[str]:
    """Write what has changed since the last run of the same questions."""
    if comparison is None:
        return ["These questions were not asked before: there is no run to compare with."]
    lines = [
        f"Compared with the run of {comparison.at:%Y-%m-%d %H:%M} UTC "
        f"(index version {comparison.index_version}): {comparison.verdict}"
    ]
    for what, moved in (
        ("better", comparison.better),
        ("worse", comparison.worse),
        ("better and worse", comparison.mixed),
    ):
        lines += [f"  {what}: {moved_in_words(one)}" for one in moved[:SHOWN]]
        if len(moved) > SHOWN:
            lines.append(f"  {what}: … and {len(moved) - SHOWN} more")
    return lines


def moved_in_words(moved: Moved) -> str:
    """Name a question and the figures in which it moved."""
    ways = [f"+ {label_of(one)}" for one in moved.better]
    ways += [f"- {label_of(one)}" for one in moved.worse]
    return f"{moved.label}: {', '.join(ways)}"


def as_json(checked: Checked, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON
    """Return everything, the figures in the first level and rounded."""
    run = checked.evaluation
    if run is None:
        return {"trouble": checked.trouble, **more}
    return {
        "dataset": run.name,
        "queries": checked.questions,
        **more,
        **{one.name: _rounded(one.name, one.value) for one in run.figures},
        "intervals": {one.name: interval(one) for one in run.figures},
        "index_version": run.index_version,
        "model": run.model,
        "thresholds": run.thresholds.model_dump(),
        "last": _last(checked.comparison),
        "outcomes": [one.model_dump() for one in run.outcomes],
    }


def _last(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        **comparison.model_dump(mode="json", exclude={"moved"}),
        "better": [one.model_dump() for one in comparison.better],
        "worse": [one.model_dump() for one in comparison.worse],
        "mixed": [one.model_dump() for one in comparison.mixed],
    }


def interval(figure: Figure) -> dict[str, float]:
    """Return the interval of a figure, rounded, with what it was measured on."""
    low, high = _rounded(figure.name, figure.low), _rounded(figure.name, figure.high)
    return {"low": low, "high": high, "n": figure.n}


def _rounded(name: str, value: float) -> float:
    return round(value, 1 if name == MEDIAN_MS else 4)


def _figure_line(figure: Figure, comparison: Comparison | None) -> str:
    value, low, high = (
        value_in_words(figure.name, one) for one in (figure.value, figure.low, figure.high)
    )
    label, interval = f"{label_of(figure.name):{_LABEL_CHARS}}", f"{low:>6} to {high:<6}"
    return f"  {label} {value:>7}  {interval} {figure.n:>4}{_since(figure.name, comparison)}"


def _since(name: str, comparison: Comparison | None) -> str:
    change = comparison.change(name) if comparison else None
    if change is None:
        return ""
    said = f"   before {value_in_words(name, change.before)}"
    if change.better or change.worse:
        chance = "more than chance" if change.beyond_chance else "may be chance"
        said += f" ({change.better} better, {change.worse} worse: {chance})"
    return said


def lead_of(run: Evaluation, checked: Checked) -> str:
    """Say in a line what was asked, and of which index."""
    can = f"{checked.answerable} of which can be answered"
    return (
        f"{run.name}: {questions_in_words(checked.questions)}, {can}; "
        f"index version {run.index_version}, model {run.model}"
    )
