"""What stands above a transcript: whether everybody in it consented, and how to name them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.readers.dates import iso_date
from knowledge.errors import RefusedFile

CONSENT_LINE = "Consent: yes"
HEAD_LINES = 60
"""Lines from the top among which a statement is looked for."""

_FACTS = "consent|title|date|kind|named|left out|marking"
_STATED = re.compile(rf"({_FACTS})\s*[:;=]\s*(\S.*)", re.IGNORECASE)
_TABLE_ROW = re.compile(rf"({_FACTS}): ({_FACTS}); (\S.*?): (\S.*)", re.IGNORECASE)
"""A row of a table of facts whose first row was taken for its header."""


class Head(NamedTuple):
    """What a transcript's first lines state.

    Attributes:
        consent: everybody whose words stand below agreed that they are used.
        kind: what it was, as `interview` or `focus group`; or empty.
        named: speakers who asked to be credited by name, as they are labelled.
        left_out: speakers who did not consent; their turns are not read.
    """

    consent: bool = False
    title: str = ""
    date: str = ""
    kind: str = ""
    marking: str = ""
    named: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


def read_head(lines: Sequence[str]) -> tuple[Head, list[str]]:
    """Return what the first lines state, and all lines that state nothing."""
    stated: dict[str, str] = {}
    rest: list[str] = []
    for at, line in enumerate(lines):
        facts = _facts(line.strip().strip("*_")) if at < HEAD_LINES else {}
        stated = {**facts, **stated}
        if not facts:
            rest.append(line)
    head = Head(
        consent=stated.get("consent", "").rstrip(".").lower() == "yes",
        title=stated.get("title", ""),
        date=iso_date(stated.get("date", "")),
        kind=stated.get("kind", ""),
        marking=stated.get("marking", ""),
        named=_people(stated.get("named", "")),
        left_out=_people(stated.get("left out", "")),
    )
    return head, rest


def _facts(line: str) -> dict[str, str]:
    if found := _TABLE_ROW.fullmatch(line):
        first, second, of_first, of_second = found.groups()
        return {first.lower(): of_first.strip(), second.lower(): of_second.strip()}
    found = _STATED.fullmatch(line)
    return {found.group(1).lower(): found.group(2).strip()} if found else {}


def check_consent(head: Head, where: str) -> None:
    """Refuse a transcript whose speakers are not known to have consented.

    Args:
        where: the place for the statement, as in `above the first time`.
    """
    if not head.consent:
        raise RefusedFile(
            "it does not state that its speakers consented",
            f"If all of them did, write “{CONSENT_LINE}” {where}; "
            "“Left out: NAME” keeps the words of one who did not out",
        )


def same_person(label: str) -> str:
    """Return a label as two spellings of it are compared."""
    return " ".join(label.casefold().split())


def _people(written: str) -> frozenset[str]:
    names: Iterable[str] = re.split(r"[,;]", written)
    return frozenset(filter(None, map(same_person, names)))
