"""Every number of a report, found again in what the report holds."""

from collections.abc import Callable, Sequence

from knowledge.models.report_parts import Counted, Entry, Votes
from knowledge.models.reports import Report

_Formula = Callable[[Report, str], int | None]


def recounted(report: Report, counted: Counted) -> int | None:
    """Return what a number must be, or None when the report does not hold it."""
    formula = _FORMULAS.get(counted.what)
    return formula(report, counted.of) if formula else None


def entries_in(report: Report, of: str) -> Sequence[Entry]:
    """Return the entries of `report`, `prompt:2`, `theme:<id>`, `these:<id>,<id>` or one id."""
    sort, _, key = of.partition(":")
    if sort == "report":
        return report.entries
    if sort == "prompt":
        return [one for one in report.entries if str(one.prompt) == key]
    if sort == "theme":
        return [one for one in report.entries if one.theme == key]
    if sort == "these":
        return [one for one in report.entries if one.id in key.split(",")]
    return [one for one in report.entries if one.id == of]


def _people(report: Report, of: str) -> int | None:
    voices = {(one.prompt, one.voice) for one in entries_in(report, of)}
    if of != "report":
        return len(voices)
    if report.kinds:
        return sum(kind.people for kind in report.kinds)
    # Whether two voices under two prompts are one person stays unsaid; so few are bounded.
    per_prompt = [sum(1 for one in voices if one[0] == number) for number, _ in voices]
    low, high = max(per_prompt, default=0), len(voices)
    held = report.people
    return held if held is not None and low <= held <= high else None


def _entries(report: Report, of: str) -> int | None:
    return len(entries_in(report, of))


def _repeats(report: Report, of: str) -> int | None:
    return sum(1 for one in entries_in(report, of) if one.repeats)


def _outside(report: Report, of: str) -> int | None:
    return sum(1 for one in entries_in(report, of) if not one.theme)


def _late(report: Report, of: str) -> int | None:
    return sum(1 for one in entries_in(report, of) if one.late)


def _prompts(report: Report, _of: str) -> int | None:
    return sum(1 for prompt in report.prompts if not prompt.skipped)


def _themes(report: Report, of: str) -> int | None:
    return len({one.theme for one in entries_in(report, of) if one.theme})


def _vote(name: str) -> _Formula:
    def found(report: Report, of: str) -> int | None:
        votes = _votes(report, of)
        value = getattr(votes, name) if votes else None
        return value if isinstance(value, int) else None

    return found


def _votes(report: Report, of: str) -> Votes | None:
    return next((one.votes for one in report.themes if f"theme:{one.id}" == of), None)


def _before(name: str) -> _Formula:
    def found(report: Report, _of: str) -> int | None:
        value = getattr(report.change, name) if report.change else None
        return value if isinstance(value, int) else None

    return found


def _again(report: Report, _of: str) -> int | None:
    return len(report.change.again) if report.change else None


def _new(report: Report, _of: str) -> int | None:
    return len(report.change.new) if report.change else None


def _gone(report: Report, _of: str) -> int | None:
    return len(report.change.gone) if report.change else None


_FORMULAS: dict[str, _Formula] = {
    "people": _people,
    "entries": _entries,
    "repeats": _repeats,
    "outside": _outside,
    "late": _late,
    "prompts": _prompts,
    "themes": _themes,
    "voters": _vote("voters"),
    "agree": _vote("agree"),
    "disagree": _vote("disagree"),
    "unsure": _vote("unsure"),
    "people_before": _before("people"),
    "entries_before": _before("entries"),
    "themes_again": _again,
    "themes_new": _new,
    "themes_gone": _gone,
}
