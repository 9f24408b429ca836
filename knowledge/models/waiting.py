"""Questions that nobody could answer yet: who waits for an answer, and where it was asked."""

import re
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

MAX_CHARS = 300
"""Of a question that is put to people: what is longer is read by few."""

_WORDS = re.compile(r"\w+")


class Wait(BaseModel):
    """A member's wish to be told when a question can be answered.

    Attributes:
        id: 12 hexadecimal digits.
        question: in the member's own words, as they agreed to have it kept.
        seen: contents of the snapshot in which it was looked for last, or empty.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    member: str
    question: str
    since: datetime
    seen: str = ""

    @property
    def digest(self) -> str:
        """What the same question has in common, however it is spelt."""
        return digest_of(self.question)


class CallState(StrEnum):
    """Life of a call: to be posted, posted, to be taken out of the channel, at its end.

    Attributes:
        UNSURE: it may stand in its channel, and nobody can see whether it does.
    """

    WANTED = "wanted"
    UNSURE = "unsure"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Call(BaseModel):
    """A question that is put to a channel for a member.

    Attributes:
        id: 12 hexadecimal digits.
        member: who asks; empty once they were forgotten.
        question: as they agreed to have it posted; empty when it is kept no longer.
        channel, ts: where it stands; `ts` is empty until it does.
        named: whether the channel is told who asks.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    member: str
    question: str
    channel: str
    named: bool
    asked_at: datetime
    ts: str = ""
    state: CallState = CallState.WANTED

    @property
    def digest(self) -> str:
        """What the same question has in common, however it is spelt."""
        return digest_of(self.question)


def digest_of(question: str) -> str:
    """Return what tells questions apart: the words, without case, spacing and punctuation."""
    return sha256(" ".join(_WORDS.findall(question.casefold())).encode()).hexdigest()[:32]
