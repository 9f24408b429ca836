"""Tables of contributions: one document a row, with the contributor's consent or not at all."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from indexer.readers.blocks import Block, build_document
from indexer.readers.dates import iso_date
from indexer.readers.origin import Origin, Reading
from indexer.readers.surveys.tables import MAX_ROWS, Cells, Row, csv_table, rest_not_read
from knowledge.errors import RefusedFile
from knowledge.models.access import checked_scope
from knowledge.models.documents import Document, EvidenceLabel, Kind
from knowledge.models.work import Refusal

REQUIRED = ("id", "text", "consent")
OPTIONAL = (
    "channel",
    "date",
    "as_of",
    "kind",
    "question",
    "contributor",
    "credit",
    "scope",
    "owner",
    "review_date",
    "evidence",
    "superseded_by",
)

_CREDITS = {"name", "kind", "anonymous", ""}
_KINDS = {kind.value: kind for kind in Kind}
_LABELS = {label.value for label in EvidenceLabel}

Fields = Mapping[str, str]


def read_contributions(data: bytes, origin: Origin) -> Reading:
    """Read a table with the columns `REQUIRED` and any of `OPTIONAL`.

    Raises:
        RefusedFile: it is no table of contributions.
    """
    return contributions_of(csv_table(data, {*REQUIRED, *OPTIONAL}).rows, origin)


def contributions_of(rows: Iterator[Row], origin: Origin) -> Reading:
    """Make a document of each row below the header.

    A row that is refused is named by its number as a spreadsheet shows it. Neither its text nor
    who wrote it is repeated, and of a contributor nothing is kept but the credit asked for.

    Raises:
        RefusedFile: it is no table of contributions.
    """
    header = _header(next(rows, (1, []))[1])
    documents: dict[str, Document] = {}
    refusals: list[Refusal] = []
    for number, cells in islice(rows, MAX_ROWS):
        try:
            document = _document(_named(header, cells), origin)
            _check_is_new(document, documents)
        except RefusedFile as refused:
            refusals.append(Refusal(name=f"{origin.name} row {number}", reason=str(refused)))
        else:
            documents[document.info.id] = document
    refusals.extend(rest_not_read(rows, origin))
    if not documents and not refusals:
        raise RefusedFile("the table has no rows", "Add some, or remove it")
    return tuple(documents.values()), tuple(refusals)


def _header(cells: Cells) -> list[str]:
    names = [] if isinstance(cells, RefusedFile) else [cell.strip().lower() for cell in cells]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        found = ", ".join(name for name in names if name) or "none"
        raise RefusedFile(
            f"it lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)} (found: {found})",
            f"Name the columns in the first row: {', '.join(REQUIRED)} and, where known, "
            f"{', '.join(OPTIONAL)}",
        )
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    if twice:
        raise RefusedFile(f"the column {twice[0]} stands there twice", "Remove one of them")
    return names


def _named(header: Sequence[str], cells: Cells) -> Fields:
    if isinstance(cells, RefusedFile):
        raise cells
    if any(cell.strip() for cell in cells[len(header) :]) or len(cells) < len(header):
        raise RefusedFile(
            f"it has {len(cells)} cells, not {len(header)}",
            "Put text that holds the delimiter in quotation marks",
        )
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def _check_is_new(document: Document, earlier: Collection[str]) -> None:
    if document.info.id in earlier:
        raise RefusedFile("its id stands in an earlier row", "Give each row an id of its own")


def _document(row: Fields, origin: Origin) -> Document:
    if row["consent"].lower() != "yes":
        raise RefusedFile("no consent was given", "Write yes under consent if it was")
    if not row["id"]:
        raise RefusedFile("its id is empty", "Give each row an id of its own")
    if not row["text"]:
        raise RefusedFile(
            "its text is empty", "Write the contribution under text, or remove the row"
        )
    kind = row.get("kind", "")
    facts: dict[str, Any] = {
        "title": f"{_channel(row)} {row['id']}".strip(),
        "date": _date(row, "as_of") or _date(row, "date"),
        "kind": _KINDS.get(kind.lower(), Kind.OPINION),
        "credit": _credit(row),
        "scope": _scope(row, origin),
        "owner": row.get("owner", ""),
        "review_date": _date(row, "review_date"),
        "evidence": _evidence(row),
        "superseded_by": row.get("superseded_by", ""),
    }
    place = Origin(f"{origin.id}#{row['id']}", f"{origin.name}#{row['id']}", origin.defaults)
    question = [Block(row["question"], 1)] if row.get("question") else []
    stated = {field: value for field, value in facts.items() if value}
    return build_document(place, [*question, Block(row["text"])], stated)


def _channel(row: Fields) -> str:
    """Return how a contribution came, for its title: `Survey contribution`."""
    channel = f"{row.get('channel', '')} contribution".strip()
    return channel[:1].upper() + channel[1:]


def _date(row: Fields, column: str) -> str:
    written = row.get(column, "")
    day = iso_date(written)
    if written and not day:
        name = column.replace("_", " ")
        raise RefusedFile(f"its {name} cannot be read", "Write it as 2026-05-17, or leave it empty")
    return day


def _evidence(row: Fields) -> str:
    label = row.get("evidence", "").lower()
    if label and label not in _LABELS:
        raise RefusedFile(
            "its evidence label is unknown",
            f"Write {', '.join(sorted(_LABELS))} under evidence, or leave it empty",
        )
    return label


def _credit(row: Fields) -> str:
    credit = row.get("credit", "").lower()
    if credit not in _CREDITS:
        raise RefusedFile("its credit is unknown", "Write name, kind or anonymous under credit")
    if credit == "name":
        return row.get("contributor", "")
    kind = row.get("kind", "")
    return kind if credit == "kind" and kind.lower() not in _KINDS else ""


def _scope(row: Fields, origin: Origin) -> str:
    scope = row.get("scope", "") or origin.defaults.scope
    try:
        return checked_scope(scope)
    except ValueError:
        raise RefusedFile(
            "its scope is unknown", "Write public, community, channel:<id> or owner:<member>"
        ) from None
