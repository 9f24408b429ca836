"""An evaluation as a folder: a page of Markdown and the chart beside it."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import DataError
from knowledge.evaluation.in_words import comparison_lines, lead_of, value_in_words
from knowledge.models.evaluation import Checked, Comparison, Evaluation, Figure, label_of

PAGE, CHART = "report.md", "quality.png"


def write_chart(path: Path, history: Sequence[Evaluation]) -> None:
    """Draw quality over time into a PNG file.

    Raises:
        DataError: the file cannot be written.
    """
    # matplotlib takes a second to import.
    from knowledge.evaluation.chart import draw

    _write(path, draw(history))


def write_report(folder: Path, checked: Checked, history: Sequence[Evaluation]) -> None:
    """Write the page and its chart into a folder, which is made where there is none.

    Args:
        folder: earlier files of the same names are replaced.
        checked: a run whose evaluation is there.
        history: runs of the same set, oldest first, this one last.

    Raises:
        DataError: the folder cannot be written.
    """
    write_chart(folder / CHART, history)
    _write(folder / PAGE, page(checked, history).encode())


def page(checked: Checked, history: Sequence[Evaluation]) -> str:
    """Return the page in Markdown; everything in the chart stands in a table too."""
    run = checked.evaluation or history[-1]
    lines = [
        f"# How the questions of {_cell(run.name)} are answered",
        "",
        f"{run.at:%-d %B %Y, %H:%M} UTC. {_cell(lead_of(run, checked))}, "
        f"{run.passages:,} passages. Answered from a confidence of {run.thresholds.sure:.2f}, "
        f"closest passages shown from {run.thresholds.closest:.2f} "
        f"({_cell(run.thresholds.origin)}).",
        "",
        "| figure | value | 95 % interval | questions | last run |",
        "|---|---|---|---|---|",
        *(_row(one, checked.comparison) for one in run.figures),
        "",
        "## Since the last run",
        "",
        *_listed(comparison_lines(checked.comparison)),
        "## Over time",
        "",
        f"![{described(history)}]({CHART})",
        "",
        *_table(history),
    ]
    return "\n".join(lines) + "\n"


def described(history: Sequence[Evaluation]) -> str:
    """Return the text that stands for the chart where it cannot be seen."""
    from knowledge.evaluation.chart import shown_names

    first, last = history[0], history[-1]
    when = f"{last.at:%-d %B %Y}"
    if len(history) > 1:
        when = f"{len(history)} runs, {first.at:%-d %B %Y} to {when}"
    said = [_course(name, history) for name in shown_names(history)]
    plain = " ".join(said).replace("[", "(").replace("]", ")")
    return f"Chart of quality over time, {when}. {plain}"


def _course(name: str, history: Sequence[Evaluation]) -> str:
    found = [figure for one in history if (figure := one.figure(name)) is not None]
    first, last = found[0], found[-1]
    was = f"{first.value:.0%}, now " if len(found) > 1 else ""
    return (
        f"{label_of(name).capitalize()}: {was}{last.value:.0%} ({last.low:.0%} to {last.high:.0%})."
    )


def _table(history: Sequence[Evaluation]) -> list[str]:
    names = [one.name for one in history[-1].figures]
    heads = ["run", "index version", *map(label_of, names)]
    rows = [
        [
            f"{one.at:%-d %B %Y, %H:%M}{_changed(history, at)}",
            one.index_version,
            *(_value(one.figure(name)) for name in names),
        ]
        for at, one in enumerate(history)
    ]
    return ["| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *rows)]


def _changed(history: Sequence[Evaluation], at: int) -> str:
    changed = at > 0 and history[at].digest != history[at - 1].digest
    return " (with changed questions)" if changed else ""


def _row(figure: Figure, comparison: Comparison | None) -> str:
    name = figure.name
    low, high = value_in_words(name, figure.low), value_in_words(name, figure.high)
    change = comparison.change(name) if comparison else None
    before = value_in_words(name, change.before) if change else ""
    cells = (label_of(name), _value(figure), f"{low} to {high}", str(figure.n), before)
    return "| " + " | ".join(cells) + " |"


def _value(figure: Figure | None) -> str:
    return value_in_words(figure.name, figure.value) if figure else ""


def _listed(lines: Sequence[str]) -> list[str]:
    more = [f"* {_cell(line.strip())}" for line in lines[1:]]
    return [_cell(lines[0]), "", *more, *([""] if more else [])]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise DataError(
            f"{path} cannot be written ({error.strerror})", "Choose a place that you may write to"
        ) from None
