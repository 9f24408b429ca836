"""Days, months and years as ISO dates: `2026`, `2026-05`, `2026-05-17`."""

import re
from datetime import date, datetime
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
# Not strftime: its names follow the machine's locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_words(day: str) -> str:
    """Return `12 May 2024`, `May 2024` or `2024`; anything else as it was given."""
    found = _ISO.fullmatch(day)
    if not found:
        return day
    year, month, of_month = found.groups()
    words = [str(int(of_month))] if of_month else []
    words += [_MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year])


def age_days(day: str, now: datetime) -> float | None:
    """Return how many days ago a day was, or the middle of a month or a year; None without one."""
    return _age(day, now.date())


@lru_cache(maxsize=8192)
def _age(day: str, today: date) -> float | None:
    found = _ISO.fullmatch(day)
    if not found:
        return None
    year, month, of_month = found.groups()
    middle = date(int(year), int(month or 7), 1 if not month else 15)
    try:
        then = middle.replace(day=int(of_month)) if of_month else middle
    except ValueError:  # 30 February
        then = middle
    return float(max(0, (today - then).days))


def first_day(day: str) -> date | None:
    """Return a day, or the first one of a month or a year; None for what is none of these."""
    if not _ISO.fullmatch(day):
        return None
    try:
        return date.fromisoformat(f"{day}-01-01"[: len("2026-05-17")])
    except ValueError:  # 30 February
        return None


def has_passed(day: str, now: datetime) -> bool:
    """Tell whether a day is over, or the whole of a month or a year; what is no date never is."""
    return bool(_ISO.fullmatch(day)) and now.date().isoformat()[: len(day)] > day
