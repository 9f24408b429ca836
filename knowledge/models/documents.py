"""Documents and the passages that they are split into."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.access import COMMUNITY, HeldScope
from knowledge.models.trials import Trial


class Kind(StrEnum):
    """What sort of statement a document makes; an answer never mixes them unsaid."""

    POLICY = "policy"
    EVIDENCE = "evidence"
    PRACTICE = "practice"
    OPINION = "opinion"


class EvidenceLabel(StrEnum):
    """How well a document is supported, as its curators say; nobody guesses it."""

    EVALUATED = "evaluated"
    PEER_REVIEWED = "peer-reviewed"
    PRACTICE = "practice"
    OPINION = "opinion"


class Span(NamedTuple):
    """Half-open range of characters, `text[start:end]`."""

    start: int
    end: int


class Locator(NamedTuple):
    """Where in the original a stretch of text begins.

    Attributes:
        start: offset of its first character in the text that the locator belongs to.
        label: as a citation names it: `page 12`, `slide 3`, `at 0:14:05`.
        member: id of whose words begin there, where they agreed to be named; never shown.
    """

    start: int
    label: str
    member: str = ""


class Section(BaseModel):
    """A run of text under one heading.

    Attributes:
        heading: path of headings from the outermost to the innermost; empty before the first.
        text: plain text, paragraphs parted by a blank line, no markup.
        locators: ascending; each holds until the next one begins; none for a format without
            pages, slides or times.
        apart: never joined with a neighbour, however small: an answer belongs to its question.
    """

    model_config = ConfigDict(frozen=True)

    heading: tuple[str, ...] = ()
    text: str
    locators: tuple[Locator, ...] = ()
    apart: bool = False


PERSON = "person:"
"""What the ids of documents begin with that members are found by; their key follows."""

_OF_MEMBERS = ("slack:", "contribution:", "upload:")


class DocumentInfo(BaseModel):
    """What a citation says about a document.

    Attributes:
        id: stable name, unique in the store: the source's root and the path below it.
        name: the path below the source's root, as people see it (`cards/ari.md`).
        date: ISO date of the content, or empty when unknown.
        url: where the content comes from, or empty.
        summary_of: name of the source when the document is a library card about it, else empty.
        credit: how the contributor wants to be named, or empty.
        review_date: ISO date by which its owner wanted it looked at again, or empty.
        evidence: an `EvidenceLabel` that a curator gave, never guessed; or empty.
        superseded_by: id of the document that replaces this one, or empty. From a reader to the
            build it is what the file states: a path, a web address or a title.
        members: ids of the members whose words these are, so that they can be withdrawn; never
            shown.
        named: ids of those of `members` who agreed to be named with these words, so that the text
            may speak for what they know; never shown.
        trial: what its text tells of, where it is a trial, as its author stated it.
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
    evidence: str = ""
    superseded_by: str = ""
    members: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    trial: Trial | None = None
    scope: HeldScope = COMMUNITY

    @property
    def listed_as(self) -> str:
        """Its name in what outlives it and what others see: of what members gave, the bare id.

        What says something of a person is named by its sort alone.
        """
        if self.id.startswith(PERSON):
            return PERSON + self.id.split("/")[1]
        return self.id if self.id.startswith(_OF_MEMBERS) else self.name


class Document(BaseModel):
    """One text with its sections in reading order.

    Attributes:
        edges: lines that stood at the edges of pages or slides, each once: running heads and
            feet, which are left out of the text, and lines that may be one. Never quoted, but
            a security marking may stand there.
    """

    model_config = ConfigDict(frozen=True)

    info: DocumentInfo
    sections: tuple[Section, ...]
    edges: tuple[str, ...] = ()


class Passage(BaseModel):
    """The retrieved, citable unit.

    Attributes:
        heading: path of headings above the text.
        text: what is quoted; a verbatim slice of a section's text.
        sentences: spans of `text`, in order, not overlapping.
        locators: of `text`; see `Section`.
    """

    model_config = ConfigDict(frozen=True)

    heading: tuple[str, ...] = ()
    text: str
    sentences: tuple[Span, ...] = Field(default=())
    locators: tuple[Locator, ...] = ()

    def locator_at(self, offset: int) -> str:
        """Return the label of the place in the original that `text[offset]` comes from."""
        return next((one.label for one in reversed(self.locators) if one.start <= offset), "")

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
