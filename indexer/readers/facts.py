"""What programs write into a file's properties, where it can be believed."""

import re
from datetime import date

from indexer.readers.furniture import is_fragment, is_furniture

FIRST_YEAR = 1990

_PROGRAMS = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|untitled|document\s?\d*|"
    r"presentation\s?\d*|slide \d+|title(?: of .*)?|new (?:document|presentation)|print|"
    r"layout \d+|normal(?:\.dotm?)?|template|no title|none|draft)\b[\s\d.]*(?:[-–:].*)?",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:docx?|dotx?|pptx?|xlsx?|pdf|indd|tex|dvi|odt|rtf|pub|qxd|ai|html?)\b", re.I
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def sane_title(written: str | None) -> str:
    """Return a title from a file's properties, or nothing where a program made it up."""
    title = " ".join((written or "").replace("\0", "").split())
    if _PROGRAMS.fullmatch(title) or _FILE.search(title) or "_" in title:
        return ""
    if is_furniture(title) or is_fragment(title) or not _WORD.search(title):
        return ""
    return title


def sane_date(year: int, month: int = 1, day: int = 1) -> str:
    """Return an ISO date, or nothing where there was no such day or no such file yet."""
    try:
        return date(year, month, day).isoformat() if year >= FIRST_YEAR else ""
    except ValueError:
        return ""
