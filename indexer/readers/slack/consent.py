"""Who agreed that their Slack messages are used, and which channels opted in.

An export holds no consent of its own, so that somebody puts two tables into its folder:
`consent.csv` (member, consent, and where wanted credit, name, kind) and `opted_in.csv` (channel).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from indexer.readers.origin import Origin
from indexer.readers.surveys.tables import MAX_ROWS, csv_table
from knowledge.errors import RefusedFile
from knowledge.models.work import Refusal

CONSENT, OPTED_IN = "consent.csv", "opted_in.csv"

_CREDITS = {"name", "kind", "anonymous", ""}
_ANONYMOUS = "A member"


class Author(NamedTuple):
    """A member who consented.

    Attributes:
        credit: as they wish to be credited, or empty.
        named: whether that is their name.
    """

    credit: str = ""
    named: bool = False

    @property
    def shown(self) -> str:
        """What stands before their messages."""
        return self.credit or _ANONYMOUS


def consenting(
    data: bytes, names: Mapping[str, str], origin: Origin
) -> tuple[dict[str, Author], list[Refusal]]:
    """Return the members who consented by id, and the rows that cannot be followed.

    Args:
        data: a CSV file with the columns member and consent.
        names: real names by member id, for those who ask to be credited by name.

    Raises:
        RefusedFile: a column is missing.
    """
    authors: dict[str, Author] = {}
    refusals: list[Refusal] = []
    for number, row in _rows(data, CONSENT, ("member", "consent")):
        if row["consent"].lower() != "yes":
            authors.pop(row["member"], None)
            continue
        try:
            authors[row["member"]] = _author(row, names)
        except RefusedFile as refused:
            name = f"{origin.name} {CONSENT} row {number}"
            refusals.append(Refusal(name=name, reason=str(refused)))
    return authors, refusals


def opted_in(data: bytes) -> list[tuple[int, str]]:
    """Return row number and channel, an id or a name, of those that opted in.

    Raises:
        RefusedFile: the column is missing.
    """
    rows = _rows(data, OPTED_IN, ("channel",))
    return [(number, row["channel"].lstrip("#")) for number, row in rows if row["channel"]]


def _rows(
    data: bytes, name: str, required: tuple[str, ...]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    rows = csv_table(data, required).rows
    first = next(rows, (1, []))[1]
    header = [] if isinstance(first, RefusedFile) else [cell.strip().lower() for cell in first]
    missing = [column for column in required if column not in header]
    if missing:
        raise RefusedFile(
            f"its {name} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}",
            f"Name the columns in its first row: {', '.join(required)}",
        )
    for number, cells in rows:
        if isinstance(cells, RefusedFile) or number > MAX_ROWS:
            problem = cells if isinstance(cells, RefusedFile) else None
            raise RefusedFile(
                f"row {number} of its {name} cannot be read",
                problem.remedy if problem else f"Leave at most {MAX_ROWS:,} rows in it",
            )
        padded = [*cells, *[""] * len(header)]
        yield number, {column: cell.strip() for column, cell in zip(header, padded, strict=False)}


def _author(row: Mapping[str, str], names: Mapping[str, str]) -> Author:
    credit = row.get("credit", "").lower()
    if credit not in _CREDITS:
        raise RefusedFile("its credit is unknown", "Write name, kind or anonymous under credit")
    if credit == "name":
        return Author(row.get("name") or names.get(row["member"], ""), named=True)
    return Author(row.get("kind", "") if credit == "kind" else "")
