"""Quality over time as a picture that needs no colour."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import PercentFormatter

from knowledge.models.evaluation import MEDIAN_MS, Evaluation, label_of

_WIDTH_IN, _ROW_IN, _HEAD_IN, _DPI = 6.5, 1.8, 0.9, 110  # one column: it is read on telephones
_INK, _SOFT = "#1a1a1a", "#767676"
_LOOKS = (("o", "solid"), ("s", "dashed"), ("^", "dashdot"), ("D", "dotted"))
_TICKS = 5
_BELOW = "bars: 95 % interval; dotted upright line: the questions were changed"


def draw(history: Sequence[Evaluation]) -> bytes:
    """Draw a panel a figure, a mark a run, with the intervals.

    Args:
        history: runs of one set, oldest first, 1 or more.

    Returns:
        A PNG of 715 pixels' width.
    """
    names = shown_names(history)
    height = _HEAD_IN + len(names) * _ROW_IN
    picture = Picture(figsize=(_WIDTH_IN, height), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(picture)
    panels = picture.subplots(len(names), 1, sharex=True, sharey=True, squeeze=False).flat
    for at, (panel, name) in enumerate(zip(panels, names, strict=True)):
        _panel(panel, history, name, at)
    title = f"How the questions of {history[-1].name} are answered"
    picture.suptitle(_literal(title), fontsize=12, color=_INK)
    picture.supxlabel(_BELOW, fontsize=10, color=_INK)
    file = BytesIO()
    picture.savefig(file, format="png")
    return file.getvalue()


def shown_names(history: Sequence[Evaluation]) -> list[str]:
    """Return the figures that the newest run has and that lie between 0 and 1.

    What is not answered is left out: it is what is answered, turned upside down.
    """
    return [
        one.name
        for one in history[-1].figures
        if one.name != MEDIAN_MS and not one.name.startswith("refused")
    ]


def _panel(panel: Axes, history: Sequence[Evaluation], name: str, at: int) -> None:
    mark, dash = _LOOKS[at % len(_LOOKS)]
    for run in _stretches(history):
        points = [(n, one.figure(name)) for n, one in run]
        found = [(n, figure) for n, figure in points if figure is not None]
        x, y = [n for n, _ in found], [figure.value for _, figure in found]
        below = [figure.value - figure.low for _, figure in found]
        above = [figure.high - figure.value for _, figure in found]
        panel.errorbar(x, y, yerr=[below, above], fmt="none", ecolor=_SOFT, capsize=3, linewidth=1)
        panel.plot(x, y, marker=mark, linestyle=dash, color=_INK, linewidth=1.4, markersize=6)
    for n, (before, now) in enumerate(pairwise(history), start=1):
        if before.digest != now.digest:
            panel.axvline(n + 0.5, color=_SOFT, linestyle=":", linewidth=1.2)
    latest = history[-1].figure(name)
    if latest is not None:
        panel.annotate(
            f"{latest.value:.0%}",
            (len(history), latest.value),
            xytext=(8, -3),
            textcoords="offset points",
            fontsize=11,
            color=_INK,
        )
    _frame(panel, history, name)


def _frame(panel: Axes, history: Sequence[Evaluation], name: str) -> None:
    count = len(history)
    panel.set_title(_literal(label_of(name)), fontsize=12, loc="left", color=_INK)
    panel.set_xlim(0.5, count + 1.0)
    panel.set_ylim(-0.03, 1.05)
    panel.yaxis.set_major_formatter(PercentFormatter(1.0))
    panel.set_yticks([0, 0.25, 0.5, 0.75, 1])
    step = max(1, -(-count // _TICKS))
    ticks = list(range(count, 0, -step))[::-1]
    panel.set_xticks(ticks, [f"{history[n - 1].at:%-d %b %y}" for n in ticks])
    panel.tick_params(labelsize=10, colors=_INK)
    panel.grid(axis="y", color="#e0e0e0", linewidth=0.7)
    panel.spines[["top", "right"]].set_visible(False)


def _stretches(history: Sequence[Evaluation]) -> list[list[tuple[int, Evaluation]]]:
    """Part the numbered runs where the questions were changed: a line across would mislead."""
    parts: list[list[tuple[int, Evaluation]]] = []
    for n, one in enumerate(history, start=1):
        if not parts or parts[-1][-1][1].digest != one.digest:
            parts.append([])
        parts[-1].append((n, one))
    return parts


def _literal(text: str) -> str:
    """Keep a dollar sign in a file's name from being taken for mathematics."""
    return text.replace("$", r"\$")
