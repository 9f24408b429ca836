"""What a member offers, and what a curator decides about it."""

from pydantic import BaseModel, ConfigDict

from knowledge.models.access import AccessScope
from knowledge.models.contributions import Credit
from knowledge.models.documents import Kind
from knowledge.models.trials import Trial


class Offer(BaseModel):
    """Something that its author agreed to have kept.

    Attributes:
        origin: where it comes from; what was withdrawn may be offered again.
        channel: key of the community's contribution kind.
        question: that it answers, as it was put to a channel, or empty.
        text: word for word.
        credit_line: how citations name the author.
        trial: what was tried, where it tells of a trial; its contact agreed to be asked.
    """

    model_config = ConfigDict(frozen=True)

    origin: str
    channel: str
    title: str
    question: str = ""
    text: str
    date: str = ""
    url: str = ""
    scope: AccessScope
    member: str
    credit: Credit
    credit_line: str
    licence: str = ""
    trial: Trial | None = None


class Decision(BaseModel):
    """What a curator adds when they accept.

    Attributes:
        evidence: label, or empty; never guessed.
        review_date, expires_on: ISO dates, or empty.
        replaces: id of the accepted contribution that this one replaces, or empty.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind = Kind.OPINION
    evidence: str = ""
    review_date: str = ""
    expires_on: str = ""
    replaces: str = ""
