"""Who may do what, and what was done."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Role(StrEnum):
    """What a member may do beyond asking: each role is given, never guessed."""

    ADMIN = "admin"
    CURATOR = "curator"
    HOST = "host"


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
