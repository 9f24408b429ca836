"""What a report consists of when it is read, whatever it is read on."""

from dataclasses import dataclass
from enum import StrEnum


class Picture(StrEnum):
    """A chart of a report; its value is its file's name without the suffix."""

    TIME = "participation"
    KINDS = "kinds"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of ours, or of the host.

    Attributes:
        small: a note that may stand back.
    """

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a participant.

    Attributes:
        label: of the entry, such as `2-07`.
        by: who said it, as far as they want that known, and what is known of it; or empty.
        url: of the message, or empty.
    """

    text: str
    label: str
    by: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list without order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, with the text that stands for it."""

    picture: Picture
    alt: str


Block = Heading | Paragraph | Quoted | Items | Table | Chart
