"""Who may do what, and what was done."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Role(StrEnum):
    """What a member may do beyond asking: each role is given, never guessed."""

    ADMIN = "admin"
    CURATOR = "curator"
    HOST = "host"


class Mark(BaseModel):
    """What a curator says of a document; it outweighs what the file states.

    Attributes:
        superseded_by: id of the document that replaces it; empty to leave it to the file.
        evidence: an `EvidenceLabel`; empty to leave it to the file.
    """

    model_config = ConfigDict(frozen=True)

    superseded_by: str = ""
    evidence: str = ""


class AuditEntry(BaseModel):
    """One privileged or consequential act.

    Attributes:
        action: a dotted name, such as `contribution.accepted`.
        actor: pseudonym of who did it, or `system`.
        subject: id of what it was done to; never a text.
        details: further facts; never a text or a name.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    at: datetime
    action: str
    actor: str
    subject: str
    details: dict[str, str]
