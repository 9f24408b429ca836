"""What must go after a while, and what must not go yet."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class HoldKind(StrEnum):
    """What a legal hold covers: all of a member, all on a topic, or one thing by its reference."""

    MEMBER = "member"
    TOPIC = "topic"
    REQUEST = "request"


class Hold(BaseModel):
    """A legal hold: what it covers is neither purged nor erased while it is active.

    Attributes:
        value: a member id, words that a text must all hold, or a reference.
        until: when it ends by itself.
        lifted_at: when somebody ended it, or None.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    kind: HoldKind
    value: str
    reason: str
    placed_at: datetime
    until: datetime
    lifted_at: datetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Tell whether it holds at a moment."""
        return self.lifted_at is None and now < self.until


class Old(BaseModel):
    """Something past its time, with all that a legal hold may go by.

    Attributes:
        key: what it is deleted by.
        reference: under which people know it, or empty.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    text: str = ""
    members: tuple[str, ...] = ()
    reference: str = ""


class Gap(BaseModel):
    """A question that was not answered, from how many people in its period.

    Attributes:
        month: `2026-03`.
        askers: distinct people; nobody can tell who they are.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    state: str
    month: str
    times: int
    askers: int
