"""Who may know something: evidence, and the cards that an asker sees."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from knowledge.models.access import HeldScope
from knowledge.models.documents import DocumentInfo


class NamedText(NamedTuple):
    """A document that names a member, and the ids of its passages in reading order."""

    document: DocumentInfo
    passages: tuple[int, ...]


class EvidenceKind(StrEnum):
    """What sort of thing shows that a member knows something; questions stand in sets alone."""

    WORK = "work"
    DOCUMENT = "document"
    ANSWER = "answer"
    DISCUSSION = "discussion"
    CONTRIBUTION = "contribution"
    PROFILE = "profile"
    TOPIC = "topic"
    QUESTION = "question"


class Because(BaseModel):
    """One reason on a card: a template and quotations, never a judgement.

    Attributes:
        text: such as `wrote “X” (2024)`, plain, not escaped.
        url: of what it names, or empty.
        date: ISO date of what it names, or empty.
        document_id: of what it names; never shown.
        scope: access scope of what it names.
    """

    model_config = ConfigDict(frozen=True)

    kind: EvidenceKind
    text: str
    url: str = ""
    date: str = ""
    document_id: str
    scope: HeldScope


class Free(StrEnum):
    """Whether somebody may be asked for an introduction now."""

    ASKABLE = "askable"
    LATER_TODAY = "later"
    BUSY = "busy"
    NOT_ASKED = "not_asked"


class Card(BaseModel):
    """A member who may help, as the asker sees them.

    Attributes:
        because: 1 or 2 reasons.
        free: `later` outside their hours: the ask waits until those begin; `busy` while they are
            paused or were asked as often as they allow; `not_asked` when they want no asks.
    """

    model_config = ConfigDict(frozen=True)

    member: str
    name: str
    kind: str
    organisation: str
    headline: str
    interest: str
    because: tuple[Because, ...]
    free: Free


class Dial(StrEnum):
    """What an asker looks for first: depth on the subject, or a reply soon."""

    DEEP = "deep"
    SOON = "soon"


class FoundExperts(BaseModel):
    """What a search for people brought.

    Attributes:
        cards: best first, at most as many as were asked for; empty when nobody suits.
    """

    model_config = ConfigDict(frozen=True)

    question: str
    cards: tuple[Card, ...] = ()
