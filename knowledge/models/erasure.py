"""What is taken back: posts to edit, and receipts of what was erased."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Correction(BaseModel):
    """A post of the bot that quotes what is gone.

    Attributes:
        answer_key: under which the answer was logged; it no longer holds what is gone.
        channel, ts: where the post stands.
        layout: what the bot noted of the post's form when it made it.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    answer_key: str
    channel: str
    ts: str
    layout: str


class Receipt(BaseModel):
    """Proof that everything of one member was erased; it names nobody.

    Attributes:
        id: what the member and the administrator can refer to, such as `R-1f3a9c02b7de`.
        subject: keyed digest of the member's id, by which a restored backup finds them again.
        done_at: None while the erasure is under way or was interrupted.
        erased: sort of thing → how many were erased.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    subject: str
    begun_at: datetime
    done_at: datetime | None = None
    erased: dict[str, int] = Field(default_factory=dict)
