"""Documents and the passages that they are split into."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.access import COMMUNITY, AccessScope


class Kind(StrEnum):
    """What sort of statement a document makes; an answer never mixes them unsaid."""

    POLICY = "policy"
    EVIDENCE = "evidence"
    PRACTICE = "practice"
    OPINION = "opinion"


class Span(NamedTuple):
    """Half-open range of characters, `text[start:end]`."""

    start: int
    end: int


class Section(BaseModel):
    """A run of text under one heading.

    Attributes:
        heading: path of headings from the outermost to the innermost; empty before the first.
        text: plain text, paragraphs parted by a blank line, no markup.
    """

    model_config = ConfigDict(frozen=True)

    heading: tuple[str, ...] = ()
    text: str


class DocumentInfo(BaseModel):
    """What a citation says about a document.

    Attributes:
        id: stable name, unique in the store: the source's root and the path below it.
        name: the path below the source's root, as people see it (`cards/ari.md`).
        date: ISO date of the content, or empty when unknown.
        url: where the content comes from, or empty.
        summary_of: name of the source when the document is a library card about it, else empty.
        credit: how the contributor wants to be named, or empty.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    title: str
    kind: Kind = Kind.EVIDENCE
    date: str = ""
    url: str = ""
    owner: str = ""
    marking: str = ""
    licence: str = ""
    review_date: str = ""
    summary_of: str = ""
    credit: str = ""
    scope: AccessScope = COMMUNITY


class Document(BaseModel):
    """One text with its sections in reading order."""

    model_config = ConfigDict(frozen=True)

    info: DocumentInfo
    sections: tuple[Section, ...]


class Passage(BaseModel):
    """The retrieved, citable unit.

    Attributes:
        heading: path of headings above the text.
        text: what is quoted; a verbatim slice of a section's text.
        sentences: spans of `text`, in order, not overlapping.
    """

    model_config = ConfigDict(frozen=True)

    heading: tuple[str, ...] = ()
    text: str
    sentences: tuple[Span, ...] = Field(default=())

    @property
    def indexed_text(self) -> str:
        """The text as embedded and searched: the heading path, then the passage."""
        return "\n".join([" > ".join(self.heading), self.text]) if self.heading else self.text


class StoredPassage(BaseModel):
    """A passage as the store holds it.

    Attributes:
        id: positive; never used again for another text.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    document: DocumentInfo
    passage: Passage

    @property
    def searched_text(self) -> str:
        """The text whose terms are searched: title, heading path, passage."""
        return f"{self.document.title}\n{self.passage.indexed_text}"
