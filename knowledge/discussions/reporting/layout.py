"""A report in the order in which it is read: Markdown and PDF are made of the same blocks."""

from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.discussions.reporting.blocks import Block, Heading, Items, Paragraph, Quoted
from knowledge.discussions.reporting.figures import (
    charts,
    kinds_table,
    on_balance,
    time_table,
    votes_table,
)
from knowledge.models.report_parts import Difference, Quote, ReportPrompt, ReportTheme, Sentence
from knowledge.models.reports import Report, ReportState

_CHARTED = ("Contributions over time", "Who took part", "Agreement by theme")
_NOTHING = "Nothing was said in this discussion that may be published."


def blocks(report: Report) -> tuple[Block, ...]:
    """Lay a report out."""
    return tuple(_all(report))


def _all(report: Report) -> Iterator[Block]:
    yield from _head(report)
    for prompt in report.prompts:
        yield from _prompt(prompt, report)
    yield from _priorities(report)
    yield from _change(report)
    yield from _figures(report)
    yield from _foot(report)


def _head(report: Report) -> Iterator[Block]:
    yield Heading(1, report.title)
    about = [report.topic, f"{report.starts}"]
    yield Paragraph(" · ".join(part for part in about if part))
    people = []
    if report.hosts:
        people.append(f"Hosted by {_listed(report.hosts)}.")
    if report.sponsor:
        people.append(f"Sponsor: {report.sponsor}.")
    if people:
        yield Paragraph(" ".join(people))
    if report.state is not ReportState.PUBLISHED:
        yield Paragraph(f"This version is {_STATES[report.state]}.")
    if report.sentences:
        yield Paragraph(said(report.sentences, report))
    else:
        yield Paragraph(_NOTHING)
    named = [f"{one.label} {one.name} ({_people(one)})" for one in report.themes]
    if named:
        yield Heading(2, "Themes at a glance")
        yield Items(tuple(named))


def _prompt(prompt: ReportPrompt, report: Report) -> Iterator[Block]:
    yield Heading(2, f"Q{prompt.number}. {prompt.text}")
    if prompt.skipped and not prompt.sentences:
        yield Paragraph("This prompt was skipped.")
        return
    if prompt.withheld:
        yield Paragraph("Too few people answered for anything to be shown without naming them.")
        return
    if not prompt.sentences:
        yield Paragraph("Nobody answered.")
        return
    yield Paragraph(said(prompt.sentences, report))
    for theme in prompt.themes:
        yield from _theme(theme, report)
    if prompt.contested or prompt.differences:
        yield Heading(3, "Where people disagreed")
        yield from _quotes(prompt.contested, report, votes=True)
        yield from _differences(prompt.differences, report)
    if prompt.singles:
        yield Heading(3, "Single voices" if prompt.themes else "What was said")
        yield from _quotes(prompt.singles, report)
    if prompt.unquoted:
        yield Paragraph("What else was said stands in the export.", small=True)


def _theme(theme: ReportTheme, report: Report) -> Iterator[Block]:
    yield Heading(3, f"{theme.label} {theme.name}")
    if theme.keywords:
        yield Paragraph(f"Keywords: {', '.join(theme.keywords)}", small=True)
    yield Paragraph(said(theme.sentences, report))
    yield from _quotes(theme.quotes, report)
    yield from _differences(theme.differences, report)
    names = {one.key: one.name for one in report.priorities}
    if theme.priorities:
        linked = "; ".join(names[key] for key in theme.priorities if key in names)
        yield Paragraph(f"Priority, confirmed by the host: {linked}.")


def _people(theme: ReportTheme) -> str:
    people = next(one for one in theme.sentences[0].counted if one.what == "people")
    return f"{people.value} people"


def _differences(views: Sequence[Difference], report: Report) -> Iterator[Block]:
    for view in views:
        yield Paragraph(said(view.sentences, report))
        yield from _quotes((view.one, view.other), report)


def _quotes(quotes: Sequence[Quote], report: Report, *, votes: bool = False) -> Iterator[Block]:
    for quote in quotes:
        entry = report.entry(quote.entry)
        if entry is None:
            continue
        known = [entry.name, entry.kind, "late" if entry.late else ""]
        known.append(on_balance(entry.votes) if votes and entry.votes else "")
        by = ", ".join(part for part in known if part)
        text = f"{quote.text} […]" if quote.cut else quote.text
        yield Quoted(text, entry.label, by, entry.url)


def said(sentences: Sequence[Sentence], report: Report) -> str:
    """Return sentences with the labels of what they cite."""
    return " ".join(f"{one.text} [{_cites(one, report)}]" for one in sentences)


def _cites(sentence: Sentence, report: Report) -> str:
    return ", ".join(dict.fromkeys(_cited(one, report) for one in sentence.cites))


def _cited(cite: str, report: Report) -> str:
    sort, _, key = cite.partition(":")
    if sort == "report":
        return "all"
    if sort == "prompt":
        return f"Q{key}"
    if sort == "theme":
        return next((one.label for one in report.themes if one.id == key), "?")
    entry = report.entry(cite)
    return entry.label if entry else "?"


def _priorities(report: Report) -> Iterator[Block]:
    if not report.priorities:
        return
    labels = {one.id: f"{one.label} {one.name}" for one in report.themes}
    yield Heading(2, "Priorities")
    spoken = [one for one in report.priorities if one.themes]
    if spoken:
        yield Paragraph("Linked to themes, each link confirmed by the host:")
        yield Items(
            tuple(f"{one.name}: {'; '.join(labels[t] for t in one.themes)}" for one in spoken)
        )
    silent = tuple(one.name for one in report.priorities if not one.themes)
    if silent:
        yield Paragraph("Not discussed:")
        yield Items(silent)


def _change(report: Report) -> Iterator[Block]:
    change = report.change
    if change is None:
        return
    day = date.fromisoformat(change.date)
    yield Heading(2, "Since the discussion before")
    yield Paragraph(
        f"Compared with “{change.title}” of {day:%-d %B %Y}, version {change.version} of its "
        "report. Themes count as the same when they bear the same name or share keywords."
    )
    if change.sentences:
        yield Paragraph(said(change.sentences, report))
    themes = {one.id: f"{one.label} {one.name}" for one in report.themes}
    names = {one.key: one.name for one in report.priorities}
    lines = [f"Again: {themes[now]} (then: {then})" for then, now in change.again]
    lines += [f"New: {themes[one]}" for one in change.new]
    lines += [f"Not spoken of again: {one}" for one in change.gone]
    lines += [f"Priority discussed anew: {names.get(one, one)}" for one in change.priorities_new]
    lines += [f"Priority no longer: {names.get(one, one)}" for one in change.priorities_gone]
    if lines:
        yield Items(tuple(lines))


def _figures(report: Report) -> Iterator[Block]:
    tables = (time_table(report), kinds_table(report), votes_table(report))
    if not any(tables):
        return
    yield Heading(2, "Figures")
    for title, chart, table in zip(_CHARTED, charts(report), tables, strict=True):
        if table is not None:
            yield Heading(3, title)
            if chart is not None:
                yield chart
            yield table


def _foot(report: Report) -> Iterator[Block]:
    yield Heading(2, "How this was made")
    yield Items(report.notes)
    yield Paragraph(
        "A label such as 2-07 is the seventh contribution under Q2, and 2B the second theme there; "
        "Q2 stands for everything under it. Every number can be found again in report.json.",
        small=True,
    )
    yield Heading(2, "Thanks, licence, citation")
    yield Paragraph(
        f"With thanks to {_listed(report.credits)}, and to everybody else who took part."
        if report.credits
        else "With thanks to everybody who took part."
    )
    if report.licence:
        yield Paragraph(f"Licence: {report.licence}")
    yield Paragraph(f"Cite as: {cite_line(report)}")
    yield Paragraph(f"Digest of this version: {report.digest}", small=True)


def cite_line(report: Report) -> str:
    """Return how to cite this very version."""
    return f"{report.cite}, version {report.version} ({report.digest[:12]})."


_STATES = {
    ReportState.DRAFT: "a draft for the host",
    ReportState.REVIEW: "being looked over by the host",
    ReportState.SUPERSEDED: "superseded by a later one",
    ReportState.RETRACTED: "retracted",
}


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
