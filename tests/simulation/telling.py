"""What a simulation came to, as a table and as a picture that needs no colour."""

from collections import Counter
from collections.abc import Mapping
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from knowledge.models.load import LoadReport
from tests.simulation.town import Town
from tests.simulation.watching import RULES

FIGURES = (
    *("questions", "asked for", "refused", "nobody", "asked", "accepted", "answered", "declined"),
    *("passed on", "expired", "taken back", "given up", "introduced", "nudged", "followed up"),
    *("paused", "told of their pause"),
)
WORDS = {
    "questions": "questions",
    "asked for": "asks that were taken",
    "refused": "presses that were refused",
    "nobody": "questions for which none of four could be asked",
    "asked": "letters",
    "accepted": "of these, yes to a conversation",
    "answered": "answered in writing",
    "declined": "no",
    "passed on": "passed on",
    "expired": "without an answer in time",
    "taken back": "taken back by the asker",
    "given up": "given up: the candidate had changed their mind",
    "introduced": "brought together, or answer handed on",
    "nudged": "reminders",
    "followed up": "asked what came of it",
    "paused": "paused after three unanswered",
    "told of their pause": "of these, told so",
}
_LOOKS = (("asked", "#ffffff", ""), ("introduced", "#767676", "//"), ("expired", "#1a1a1a", ""))
_INK, _WIDTH_IN, _HEIGHT_IN, _DPI = "#1a1a1a", 6.5, 6.0, 110


def table(town: Town, report: LoadReport, most: int) -> list[str]:
    """Return a table's lines.

    Args:
        town: after its days.
        report: what curators see at the end.
        most: letters that one member got in all.
    """
    lines = [f"{WORDS[name]:50} {town.counts[name]:8,}" for name in FIGURES]
    share = "none" if report.busiest_share is None else f"{report.busiest_share:.1%}"
    median = "none" if report.median_hours is None else f"{report.median_hours:.1f} h"
    lines += [
        f"{'median time from letter to answer':50} {median:>8}",
        f"{'members who got a letter':50} {report.members:8,}",
        f"{'share of letters of the five busiest':50} {share:>8}",
        f"{'most letters of one member':50} {most:8,}",
        "",
        f"{'rule':50} {'looked':>8} {'broken':>8}",
    ]
    found, looked = town.watcher.found, town.watcher.looked
    lines += [f"{rule:50} {looked[rule]:8,} {found[rule]:8,}" for rule in RULES]
    lines.append(f"{'all':50} {looked.total():8,} {found.total():8,}")
    return lines


def letters_of_members(town: Town) -> Counter[str]:
    """Return candidate → letters that they got."""
    return Counter(one.candidate for one in town.watcher.letters.values())


def draw(town: Town) -> bytes:
    """Draw what happened in each week, and how many letters members got; return a PNG."""
    picture = Figure(figsize=(_WIDTH_IN, _HEIGHT_IN), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(picture)
    weeks, spread = picture.subplots(2, 1)
    _weeks(weeks, town.by_week)
    _spread(spread, Counter(letters_of_members(town).values()))
    broken, looked = town.watcher.found.total(), town.watcher.looked.total()
    title = f"{len(town.people):,} simulated members: {broken:,} of {looked:,} checks broken"
    picture.suptitle(title, fontsize=12, color=_INK)
    file = BytesIO()
    picture.savefig(file, format="png")
    return file.getvalue()


def _weeks(panel: Axes, by_week: Mapping[int, Counter[str]]) -> None:
    numbers = sorted(by_week)
    for at, (name, face, hatch) in enumerate(_LOOKS):
        where = [number + 1 + (at - 1) * 0.28 for number in numbers]
        heights = [by_week[number][name] for number in numbers]
        label = {"asked": "letters", "expired": "without an answer"}.get(name, name)
        panel.bar(
            where, heights, 0.28, label=label, facecolor=face, hatch=hatch, edgecolor=_INK, lw=0.8
        )
    panel.set_xticks([number + 1 for number in numbers])
    _frame(panel, "What happened in each week", "week")
    panel.legend(fontsize=9, frameon=False, ncols=3, loc="upper left")
    panel.margins(y=0.25)


def _spread(panel: Axes, spread: Mapping[int, int]) -> None:
    letters = sorted(spread)
    bars = panel.bar(
        [str(number) for number in letters],
        [spread[number] for number in letters],
        facecolor="#c8c8c8",
        edgecolor=_INK,
        lw=0.8,
    )
    panel.bar_label(bars, fontsize=9, color=_INK)
    _frame(panel, "How many members got so many letters", "letters")
    panel.margins(y=0.15)


def _frame(panel: Axes, title: str, below: str) -> None:
    panel.set_title(title, fontsize=12, loc="left", color=_INK)
    panel.set_xlabel(below, fontsize=10, color=_INK)
    panel.tick_params(labelsize=10, colors=_INK)
    panel.grid(axis="y", color="#e0e0e0", linewidth=0.7)
    panel.set_axisbelow(True)
    panel.spines[["top", "right"]].set_visible(False)
