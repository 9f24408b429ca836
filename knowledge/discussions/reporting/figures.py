"""Charts of a report in words and tables: what a picture shows can be read as well."""

from knowledge.discussions.reporting.blocks import Chart, Picture, Table
from knowledge.models.report_parts import ReportTheme, Votes
from knowledge.models.reports import Interval, Report

MOST_BARS = 24


def charts(report: Report) -> tuple[Chart | None, Chart | None, Chart | None]:
    """Return the charts of time, kinds and agreement, or None for what has nothing to show."""
    return _time(report), _kinds(report), _agreement(report)


def voted(report: Report) -> tuple[ReportTheme, ...]:
    """Return the themes whose votes may be shown, as many as a chart holds."""
    known = [one for one in report.themes if one.votes and one.votes.agree is not None]
    return tuple(known[:MOST_BARS])


def minutes(one: Interval) -> str:
    """Return a stretch of time in minutes, or in hours where it is long."""
    hour = 60
    if one.start % hour == 0 and one.end % hour == 0 and one.end > 2 * hour:
        return f"{one.start // hour}–{one.end // hour} h"
    return f"{one.start}–{one.end} min"


def time_table(report: Report) -> Table | None:
    """Return who spoke when."""
    if not report.timeline:
        return None
    rows = tuple((minutes(one), str(one.entries), str(one.people)) for one in report.timeline)
    return Table(("time", "contributions", "people"), rows)


def kinds_table(report: Report) -> Table | None:
    """Return how many of each kind took part."""
    if not report.kinds:
        return None
    rows = tuple((one.name, str(one.people), str(one.entries)) for one in report.kinds)
    return Table(("kind of member", "people", "contributions"), rows)


def votes_table(report: Report) -> Table | None:
    """Return how people voted on each theme."""
    themes = [one for one in report.themes if one.votes]
    if not themes:
        return None
    heads = ("theme", "agree", "disagree", "unsure", "voters", "votes say")
    return Table(heads, tuple(_voted(one) for one in themes))


def on_balance(votes: Votes) -> str:
    """Return votes on one contribution in a few words."""
    if votes.agree is None:
        return f"{votes.voters} voted: {votes.label}"
    return f"{votes.agree} agree, {votes.disagree} disagree, {votes.unsure} unsure"


def _voted(theme: ReportTheme) -> tuple[str, ...]:
    votes = theme.votes
    if votes is None:
        return (theme.label, "", "", "", "", "")
    cells = (votes.agree, votes.disagree, votes.unsure)
    shown = tuple("not given" if one is None else str(one) for one in cells)
    return (theme.label, *shown, str(votes.voters), votes.label)


def _time(report: Report) -> Chart | None:
    if not report.timeline:
        return None
    told = "; ".join(
        f"{minutes(one)}: {one.entries} contributions of {one.people} people"
        for one in report.timeline
    )
    return Chart(Picture.TIME, f"Bar chart of contributions over time. {told}.")


def _kinds(report: Report) -> Chart | None:
    if not report.kinds:
        return None
    told = "; ".join(f"{one.name}: {one.people} people" for one in report.kinds)
    return Chart(Picture.KINDS, f"Bar chart of people by kind of member. {told}.")


def _agreement(report: Report) -> Chart | None:
    themes = voted(report)
    if not themes:
        return None
    told = "; ".join(
        f"{one.label}: {one.votes.agree} agree, {one.votes.disagree} disagree, "
        f"{one.votes.unsure} unsure"
        for one in themes
        if one.votes
    )
    first = f" The first {MOST_BARS} themes." if len(themes) == MOST_BARS else ""
    return Chart(Picture.AGREEMENT, f"Stacked bar chart of votes by theme.{first} {told}.")
