"""What a member offered, and how far it has come."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.models.access import COMMUNITY, AccessScope
from knowledge.models.documents import Kind
from knowledge.models.trials import Trial


class ContributionState(StrEnum):
    """Life of a contribution; `knowledge.stewardship.life` says what may follow what."""

    OFFERED = "offered"
    HELD = "held"
    ACCEPTED = "accepted"
    INDEXED = "indexed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Credit(StrEnum):
    """How a contributor wants to be named."""

    NAME = "name"
    KIND = "kind"
    ANONYMOUS = "anonymous"


class Contribution(BaseModel):
    """Something that a member offered as knowledge.

    Attributes:
        id: 32 hexadecimal digits.
        origin: where it comes from, unique: `slack:<channel>/<ts>`, `upload:<id>`,
            `file:<document id>`, so that nothing is offered twice.
        channel: key of the community pack's contribution kind, such as `slack_message`.
        question: that it answers, as it was put to a channel, or empty.
        text: what is indexed; empty for a file, which lies elsewhere, and once it is withdrawn.
        file: path below `KNOWLEDGE_HOME/uploads` of an offered file, or empty.
        digest: of the exact version that a curator looked at, or empty.
        member: id of the contributor, or empty when it must not or cannot be known.
        credit_line: how the citation names the contributor, or empty.
        trial: what was tried, where it tells of a trial, or None.
        label: security marking that was found, or `none`.
        reasons: why it is held, in words for a curator; never its text.
        superseded_by: id of the contribution that replaced it, or empty.
        expires_on: ISO date from which it is no longer knowledge, or empty.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    state: ContributionState = ContributionState.OFFERED
    origin: str
    channel: str
    title: str
    question: str = ""
    text: str = ""
    file: str = ""
    digest: str = ""
    date: str = ""
    url: str = ""
    kind: Kind = Kind.OPINION
    scope: AccessScope = COMMUNITY
    member: str = ""
    credit: Credit = Credit.ANONYMOUS
    credit_line: str = ""
    licence: str = ""
    owner: str = ""
    evidence: str = ""
    review_date: str = ""
    trial: Trial | None = None
    label: str = "none"
    reasons: tuple[str, ...] = ()
    superseded_by: str = ""
    expires_on: str = ""
    offered_at: datetime

    @property
    def named(self) -> tuple[str, ...]:
        """Who agreed to be named with it: the contributor, or nobody."""
        return (self.member,) if self.member and self.credit is Credit.NAME else ()

    @property
    def document_id(self) -> str:
        """Id of the document that it becomes; of a file with several, their common beginning."""
        return f"{'upload' if self.file else 'contribution'}:{self.id}"
