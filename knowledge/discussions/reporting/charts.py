"""Charts of a report that need no colour; matplotlib takes a second to import."""

from collections.abc import Callable, Mapping
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from knowledge.discussions.reporting.blocks import Picture
from knowledge.discussions.reporting.figures import charts, minutes, voted
from knowledge.models.reports import Report

_WIDTH_IN, _DPI = 6.5, 150
_INK, _PALE = "#1a1a1a", "#e0e0e0"
# From dark to light, and each with strokes of its own: told apart in print and by anybody.
_LOOKS = (("agree", "#3d3d3d", ""), ("unsure", "#ffffff", ".."), ("disagree", "#b8b8b8", "//"))
_LONG_NAME = 30


def drawn(report: Report) -> dict[Picture, bytes]:
    """Draw the charts of a report that have something to show.

    Returns:
        PNG files of 975 pixels' width; the same report gives the same bytes.
    """
    return {
        chart.picture: _DRAWERS[chart.picture](report)
        for chart in charts(report)
        if chart is not None
    }


def _time(report: Report) -> bytes:
    figure, panel = _canvas(2.6)
    places = range(len(report.timeline))
    panel.bar(places, [one.entries for one in report.timeline], color="#8c8c8c", edgecolor=_INK)
    for place, one in zip(places, report.timeline, strict=True):
        if one.entries:
            panel.annotate(
                str(one.entries), (place, one.entries), ha="center", va="bottom", fontsize=9
            )
    panel.set_xticks(list(places), [minutes(one) for one in report.timeline], rotation=35)
    for label in panel.get_xticklabels():
        label.set_horizontalalignment("right")
        label.set_rotation_mode("anchor")
    panel.set_ylabel("contributions")
    panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    panel.set_ylim(0, max(one.entries for one in report.timeline) * 1.15)
    panel.grid(axis="y", color=_PALE, linewidth=0.7)
    return _png(figure, panel)


def _kinds(report: Report) -> bytes:
    figure, panel = _canvas(0.7 + 0.34 * len(report.kinds))
    names = [_clipped(one.name) for one in report.kinds]
    places = range(len(names))
    bars = panel.barh(
        places, [one.people for one in report.kinds], color="#8c8c8c", edgecolor=_INK, height=0.6
    )
    panel.bar_label(bars, padding=4, fontsize=10)
    panel.set_yticks(list(places), names)
    panel.invert_yaxis()
    panel.set_xlabel("people")
    panel.xaxis.set_major_locator(MaxNLocator(integer=True))
    panel.set_xlim(0, max(one.people for one in report.kinds) * 1.12)
    panel.grid(axis="x", color=_PALE, linewidth=0.7)
    return _png(figure, panel)


def _agreement(report: Report) -> bytes:
    themes = voted(report)
    figure, panel = _canvas(1.1 + 0.32 * len(themes))
    places = range(len(themes))
    left = [0] * len(themes)
    for name, grey, strokes in _LOOKS:
        values = [getattr(one.votes, name) or 0 for one in themes]
        bars = panel.barh(
            places,
            values,
            left=left,
            color=grey,
            hatch=strokes,
            edgecolor=_INK,
            height=0.6,
            label=name,
        )
        for bar, value in zip(bars, values, strict=True):
            if value:
                _number(panel, bar.get_x() + bar.get_width() / 2, bar.get_y() + 0.3, value)
        left = [before + value for before, value in zip(left, values, strict=True)]
    panel.set_yticks(list(places), [one.label for one in themes])
    panel.invert_yaxis()
    panel.set_xlabel("people who voted")
    panel.xaxis.set_major_locator(MaxNLocator(integer=True))
    panel.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False)
    return _png(figure, panel)


def _number(panel: Axes, x: float, y: float, value: int) -> None:
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    panel.annotate(str(value), (x, y), ha="center", va="center", fontsize=9, bbox=box)


def _canvas(height_in: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH_IN, height_in), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots()


def _png(figure: Figure, panel: Axes) -> bytes:
    panel.set_axisbelow(True)
    panel.tick_params(labelsize=9, colors=_INK)
    panel.spines[["top", "right"]].set_visible(False)
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _clipped(name: str) -> str:
    short = name if len(name) <= _LONG_NAME else f"{name[: _LONG_NAME - 1].rstrip()}…"
    return short.replace("$", r"\$")


_DRAWERS: Mapping[Picture, Callable[[Report], bytes]] = {
    Picture.TIME: _time,
    Picture.KINDS: _kinds,
    Picture.AGREEMENT: _agreement,
}
