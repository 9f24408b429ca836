"""What is different from the discussion before."""

from collections.abc import Iterator, Sequence

from knowledge.discussions.reporting.sentences import REPORT, Told, entries, people, sentence, told
from knowledge.models.report_parts import ReportTheme, Sentence
from knowledge.models.reports import Change, PriorityCount, Report
from knowledge.text.terms import stems, words

LEAST_SHARED = 1 / 3
"""Share of two themes' keywords that both have, from which one counts as the other again."""


def change_from(previous: Report, now: Report) -> Change:
    """Hold a report against the one before.

    A theme comes again when it has the same name or shares a third of its keywords; each theme
    of then is found again once at most, the likest first.
    """
    pairs = _again(previous.themes, now.themes)
    before, after = {then.id for then, _ in pairs}, {theme.id for _, theme in pairs}
    change = Change(
        title=previous.title,
        date=previous.date,
        version=previous.version,
        people=previous.people,
        entries=len(previous.entries),
        again=tuple((then.name, theme.id) for then, theme in pairs),
        new=tuple(theme.id for theme in now.themes if theme.id not in after),
        gone=tuple(theme.name for theme in previous.themes if theme.id not in before),
        priorities_new=_discussed(now.priorities, previous.priorities),
        priorities_gone=_discussed(previous.priorities, now.priorities),
    )
    return change.model_copy(update={"sentences": _sentences(change, now)})


def _again(
    before: Sequence[ReportTheme], now: Sequence[ReportTheme]
) -> list[tuple[ReportTheme, ReportTheme]]:
    likeness = [
        (-_shared(then, theme), theme.label, then.label, then, theme)
        for then in before
        for theme in now
    ]
    found: dict[str, tuple[ReportTheme, ReportTheme]] = {}
    taken: set[str] = set()
    for shared, _, _, then, theme in sorted(likeness, key=lambda one: one[:3]):
        if -shared >= LEAST_SHARED and theme.id not in found and then.id not in taken:
            found[theme.id] = (then, theme)
            taken.add(then.id)
    return [found[theme.id] for theme in now if theme.id in found]


def _shared(one: ReportTheme, other: ReportTheme) -> float:
    if one.name.casefold() == other.name.casefold():
        return 1.0
    mine, theirs = _stemmed(one.keywords), _stemmed(other.keywords)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _stemmed(keywords: Sequence[str]) -> frozenset[str]:
    return frozenset(stems(words(" ".join(keywords))))


def _discussed(here: Sequence[PriorityCount], there: Sequence[PriorityCount]) -> tuple[str, ...]:
    """Return keys of priorities with themes here, and without there."""
    elsewhere = {one.key for one in there if one.themes}
    return tuple(one.key for one in here if one.themes and one.key not in elsewhere)


def _sentences(change: Change, now: Report) -> tuple[Sentence, ...]:
    if not now.entries:
        return ()
    return (_counts(change, now), *_courses(change))


def _counts(change: Change, now: Report) -> Sentence:
    who: tuple[str | Told, ...] = ("Too few people to be counted wrote ",)
    if now.people is not None:
        who = (people(REPORT, now.people), " wrote ")
    then: tuple[str | Told, ...] = ("too few people to be counted",)
    if change.people is not None:
        then = (told("people_before", REPORT, change.people, "person", "people"),)
    return sentence(
        (REPORT,),
        *who,
        entries(REPORT, len(now.entries)),
        "; in the discussion before, ",
        *then,
        " wrote ",
        told("entries_before", REPORT, change.entries, "contribution", "contributions"),
        ".",
    )


def _courses(change: Change) -> Iterator[Sentence]:
    if change.again or change.gone:
        yield sentence(
            (REPORT,),
            "Of the themes there, ",
            told("themes_again", REPORT, len(change.again), "was", "were"),
            " spoken of again and ",
            told("themes_gone", REPORT, len(change.gone), "was not", "were not"),
            "; ",
            told("themes_new", REPORT, len(change.new), "theme is new", "themes are new"),
            ".",
        )
