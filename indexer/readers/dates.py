"""Dates as people write them to ISO dates."""

import re
from datetime import date, datetime

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:?\d{2}.*)?")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_MONTHS = ("%B %Y", "%b %Y")


def iso_date(written: str) -> str:
    """Return `2026`, `2026-05` or `2026-05-17`, or nothing where the words are no such date.

    Dates in figures only are read in ISO order alone: 03/04/2026 means two days.
    """
    text = " ".join(written.split())
    if found := _ISO.fullmatch(text):
        return _checked(*(part for part in found.groups() if part))
    for form in _WRITTEN:
        if moment := _parsed(text, form):
            return f"{moment:%Y-%m-%d}"
    for form in _MONTHS:
        if moment := _parsed(text, form):
            return f"{moment:%Y-%m}"
    return ""


def _checked(*parts: str) -> str:
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return ""
    return "-".join(parts)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
