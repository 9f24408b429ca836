"""Is a report true to what it holds? Rules that a reader of its JSON could check by hand."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from knowledge.discussions.agreement import Tally, label
from knowledge.discussions.reporting.recounting import entries_in, recounted
from knowledge.discussions.reporting.versions import digest_of
from knowledge.models.report_parts import FEWEST, Quote, ReportTheme, Sentence, Votes
from knowledge.models.reports import Report
from knowledge.models.themes import By
from knowledge.text.figures import figures

_DIGITS = re.compile(r"\d[\d,]*")


class Fault(NamedTuple):
    """What a report says without ground.

    Attributes:
        where: `report`, `prompt 2`, `theme 2B`, `change` or `entry 2-07`.
        why: in words, without any text of a participant.
    """

    where: str
    why: str


def faults(report: Report) -> tuple[Fault, ...]:
    """Return everything that does not hold; nothing for a faithful report."""
    found: list[Fault] = []
    for where, sentence in sentences_of(report):
        found += [Fault(where, why) for why in _of_sentence(sentence, report)]
    for where, quote, theme in quotes_of(report):
        found += [Fault(where, why) for why in _of_quote(quote, theme, report)]
    found += [
        Fault(f"theme {one.label}", why) for one in report.themes for why in _of_theme(one, report)
    ]
    found += [Fault("report", why) for why in chain(_of_cells(report), _of_privacy(report))]
    return tuple(found)


def sentences_of(report: Report) -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence of a report, with where it stands."""
    yield from (("report", one) for one in report.sentences)
    for prompt in report.prompts:
        yield from ((f"prompt {prompt.number}", one) for one in prompt.sentences)
        for view in prompt.differences:
            yield from ((f"prompt {prompt.number}", one) for one in view.sentences)
    for theme in report.themes:
        yield from ((f"theme {theme.label}", one) for one in theme.sentences)
        for view in theme.differences:
            yield from ((f"theme {theme.label}", one) for one in view.sentences)
    if report.change:
        yield from (("change", one) for one in report.change.sentences)


def quotes_of(report: Report) -> Iterator[tuple[str, Quote, str]]:
    """Yield every quote of a report, with where it stands and the theme that it speaks for."""
    for prompt in report.prompts:
        views = ((view.one, view.other) for view in prompt.differences)
        for quote in (*prompt.contested, *prompt.singles, *chain.from_iterable(views)):
            yield f"prompt {prompt.number}", quote, ""
    for theme in report.themes:
        views = ((view.one, view.other) for view in theme.differences)
        for quote in (*theme.quotes, *chain.from_iterable(views)):
            yield f"theme {theme.label}", quote, theme.id


def _of_sentence(sentence: Sentence, report: Report) -> Iterator[str]:
    cited = [entries_in(report, one) for one in sentence.cites]
    if not cited or not all(cited):
        yield "a sentence cites nothing that is there"
    if sentence.by is By.MODEL:
        source = " ".join(entry.text for entries in cited for entry in entries)
        if figures(sentence.text) - figures(source):
            yield "a number in a sentence does not stand in what it cites"
        return
    written = Counter(int(one.replace(",", "")) for one in _DIGITS.findall(sentence.text))
    if written != Counter(one.value for one in sentence.counted):
        yield "a number in a sentence is not accounted for"
    for one in sentence.counted:
        if recounted(report, one) != one.value:
            yield f"the number of {one.what} is not what the entries give"


def _of_quote(quote: Quote, theme: str, report: Report) -> Iterator[str]:
    entry = report.entry(quote.entry)
    if entry is None:
        yield "a quote is of an entry that is not there"
    elif not quote.text.strip() or quote.text not in entry.text:
        yield "a quote is not verbatim"
    elif theme and entry.theme != theme:
        yield "a quote is of an entry outside the theme"


def _of_theme(theme: ReportTheme, report: Report) -> Iterator[str]:
    entries = entries_in(report, f"theme:{theme.id}")
    if len({one.voice for one in entries}) < FEWEST:
        yield f"it rests on fewer than {FEWEST} people"
    start = theme.name.removesuffix("…")
    plain = {", ".join(theme.keywords), f"Theme {theme.label}"}
    said = any(start in one.text for one in entries)
    if theme.named_by is By.ALGORITHM and theme.name not in plain and not said:
        yield "its title is neither quoted nor made of its keywords"


def _of_cells(report: Report) -> Iterator[str]:
    if report.digest != digest_of(report):
        yield "the digest is of another text"
    if report.kinds and sum(one.people for one in report.kinds) != report.people:
        yield "the kinds of member do not add up to everybody"
    if report.kinds and sum(one.entries for one in report.kinds) != len(report.entries):
        yield "the kinds of member do not add up to all contributions"
    if any(0 < one.people < FEWEST for one in report.timeline):
        yield f"a stretch of time counts fewer than {FEWEST} people"
    if any(_adds_up(one) is False for one in _votes(report)):
        yield "votes do not add up"
    if any(_is_mislabelled(one) for one in _votes(report)):
        yield "votes come to something else than is said"
    linked = {theme for one in report.priorities for theme in one.themes}
    if linked - {one.id for one in report.themes}:
        yield "a priority is linked to a theme that is not there"


def _of_privacy(report: Report) -> Iterator[str]:
    if report.named:
        return
    if report.hosts or report.credits or any(one.name or one.url for one in report.entries):
        yield "it names somebody although it must not"
    few = (FEWEST > cell > 0 for one in _votes(report) for cell in _cells(one))
    if any(few):
        yield f"it counts fewer than {FEWEST} votes"


def _votes(report: Report) -> Iterator[Votes]:
    yield from (one.votes for one in report.entries if one.votes)
    yield from (one.votes for one in report.themes if one.votes)


def _cells(votes: Votes) -> list[int]:
    return [one for one in (votes.agree, votes.disagree, votes.unsure) if one is not None]


def _is_mislabelled(votes: Votes) -> bool:
    if votes.agree is None or votes.disagree is None or votes.unsure is None:
        return False
    return votes.label != label(Tally(votes.agree, votes.disagree, votes.unsure))


def _adds_up(votes: Votes) -> bool | None:
    cells = _cells(votes)
    return sum(cells) == votes.voters if cells else None
