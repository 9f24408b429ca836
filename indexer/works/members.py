"""A list of members, as CSV, to rows that wait unseen until the people themselves join."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from indexer.readers.origin import Origin, ReaderDefaults
from indexer.readers.raw import load
from indexer.readers.surveys.tables import MAX_ROWS, csv_table, rest_not_read
from knowledge.errors import RefusedFile
from knowledge.models.members import ExpectedMember
from knowledge.models.work import Refusal
from knowledge.text.orcids import orcid_of

COLUMNS: Final = (
    "member", "email", "kind", "organisation", "organisation_kind", "headline", "topics", "orcid",
)  # fmt: skip
MAX_CHARS: Final = 300
MAX_TOPICS: Final = 20
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class MembersRead(NamedTuple):
    """What a file brought."""

    rows: tuple[ExpectedMember, ...]
    refusals: tuple[Refusal, ...]


class Kinds(NamedTuple):
    """Keys that a row may state: of member kinds and of organisation kinds."""

    members: frozenset[str]
    organisations: frozenset[str]


def read_members(path: Path, kinds: Kinds) -> MembersRead:
    """Read one CSV file; a row that cannot be read is refused by its number.

    Args:
        path: of the file; its first row names the columns, `topics` are parted by semicolons.
        kinds: those that the community has.

    Raises:
        RefusedFile: it is no such list.
    """
    table = csv_table(load(path), COLUMNS)
    head = next(table.rows, None)
    names = _columns(head[1]) if head else []
    rows: dict[str, ExpectedMember] = {}
    refusals: list[Refusal] = []
    for number, cells in islice(table.rows, MAX_ROWS):
        try:
            _add(_row(names, cells, kinds), rows)
        except RefusedFile as refused:
            refusals.append(Refusal(name=f"{path.name} row {number}", reason=str(refused)))
    refusals += rest_not_read(table.rows, Origin(str(path), path.name, ReaderDefaults()))
    if not rows and not refusals:
        raise RefusedFile("it holds no members", f"Write a row for each, under {_expected()}")
    return MembersRead(tuple(rows.values()), tuple(refusals))


def _add(row: ExpectedMember, rows: dict[str, ExpectedMember]) -> None:
    key = row.member or row.email
    if key in rows:
        raise RefusedFile("the same person stands there twice", "Leave one row out")
    rows[key] = row


def _columns(cells: "list[str] | RefusedFile") -> list[str]:
    if isinstance(cells, RefusedFile):
        raise cells
    names = ["_".join(cell.strip().lower().split()) for cell in cells]
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        raise RefusedFile(f"there is no column “{unknown[0]}” in a list of members", _expected())
    if not {"member", "email"} & {*names}:
        raise RefusedFile("it has neither a column “member” nor “email”", _expected())
    return names


def _row(names: Sequence[str], cells: "list[str] | RefusedFile", kinds: Kinds) -> ExpectedMember:
    if isinstance(cells, RefusedFile):
        raise cells
    if len([cell for cell in cells[len(names) :] if cell.strip()]):
        raise RefusedFile("it has more cells than there are columns", "Quote cells with commas")
    stated = {name: " ".join(cell.split()) for name, cell in zip(names, cells, strict=False)}
    long = next((name for name, value in stated.items() if len(value) > MAX_CHARS), "")
    if long:
        raise RefusedFile(f"{long}: more than {MAX_CHARS} characters", "Shorten it")
    if not stated.get("member") and not stated.get("email"):
        raise RefusedFile("it states neither member nor email", "Say whose row it is")
    return ExpectedMember(
        member=_matching(stated, "member", _MEMBER, "a member id such as U012AB3CD"),
        email=_matching(stated, "email", _EMAIL, "an e-mail address").lower(),
        kind=_one_of(stated, "kind", kinds.members),
        organisation=stated.get("organisation", ""),
        organisation_kind=_one_of(stated, "organisation_kind", kinds.organisations),
        headline=stated.get("headline", ""),
        topics=_topics(stated.get("topics", "")),
        orcid=_orcid(stated.get("orcid", "")),
    )


def _matching(stated: Mapping[str, str], name: str, pattern: re.Pattern[str], what: str) -> str:
    value = stated.get(name, "")
    if value and not pattern.fullmatch(value):
        raise RefusedFile(f"{name}: “{value}” is not {what}", "Correct it, or leave it empty")
    return value


def _one_of(stated: Mapping[str, str], name: str, known: frozenset[str]) -> str:
    value = stated.get(name, "").lower()
    if value and value not in known:
        choices = ", ".join(sorted(known))
        raise RefusedFile(f"{name}: there is no “{value}”", f"Use one of {choices}")
    return value


def _topics(written: str) -> tuple[str, ...]:
    topics = tuple(dict.fromkeys(filter(None, (one.strip() for one in written.split(";")))))
    if len(topics) > MAX_TOPICS:
        raise RefusedFile(f"topics: more than {MAX_TOPICS}", "Keep the most telling ones")
    return topics


def _orcid(written: str) -> str:
    if written and not orcid_of(written):
        raise RefusedFile(f"orcid: “{written}” is no ORCID", "Check its digits")
    return orcid_of(written)


def _expected() -> str:
    return f"The first row names the columns: {', '.join(COLUMNS)}"
