"""The consented contact between two members, from the asker's reason to its end."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from knowledge.models.experts import Because
from knowledge.models.waiting import digest_of

EXPIRY_DAYS: Final = 4
"""Working days after which a letter without an answer comes to its end."""

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""When the next step of an introduction is due that has none."""


class IntroductionState(StrEnum):
    """Life of an introduction; `knowledge.people.introductions.life` says what may follow what.

    `draft` waits for the candidate's hours and for its letter; `asked` for their answer.
    """

    DRAFT = "draft"
    ASKED = "asked"
    ACCEPTED = "accepted"
    INTRODUCED = "introduced"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class Decline(StrEnum):
    """Why a candidate said no; the asker never learns which."""

    BUSY = "busy"
    NOT_MY_AREA = "not_my_area"
    CONFLICT = "conflict"
    PREFER_NOT = "prefer_not"


class Outcome(StrEnum):
    """What one side says came of it."""

    HELPED = "helped"
    NOT_REALLY = "not_really"
    NOT_YET = "not_yet"


class WantedIntroduction(BaseModel):
    """What a member wants to ask another; see `Introduction`.

    Attributes:
        question, reason, needed: fit to be kept, as the asker agreed to have them read.
    """

    model_config = ConfigDict(frozen=True)

    asker: str
    candidate: str
    question: str
    reason: str = ""
    needed: str = ""
    anonymous: bool = False
    because: tuple[Because, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()


class Introduction(BaseModel):
    """A question of one member that another is asked to help with.

    Attributes:
        id: 12 hexadecimal digits.
        asker, candidate: member ids; empty once that member was forgotten.
        question, reason, needed: as the asker wrote them, fit to be kept; empty when withdrawn.
        anonymous: whether the candidate learns who asks only by accepting.
        because: why the candidate was suggested.
        sources: titles and addresses of what was found already, for both to read.
        answer: what the candidate wrote instead of a conversation, or empty; gone at the end.
        due_at: when the next step is due, whatever the state is waiting for; `NEVER` at the end,
            save where a candidate is still to be told that they are left in peace from now on.
        nudged: whether the candidate was reminded.
        channel: of the group conversation, or empty.
        passed_from: id of the introduction whose candidate passed the question on, or empty.
        asker_says, candidate_says: what came of it, or empty.
        asker_publishes, candidate_publishes: whether each agrees that the answer is published.
        trouble: why it failed, in words for a curator, naming nobody; or empty.
        version: grows with each change; a change that was made on an older one does not count.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    asker: str
    candidate: str
    question: str
    reason: str = ""
    needed: str = ""
    anonymous: bool = False
    because: tuple[Because, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    state: IntroductionState = IntroductionState.DRAFT
    decline: Decline | None = None
    answer: str = ""
    made_at: datetime
    asked_at: datetime | None = None
    due_at: datetime
    nudged: bool = False
    channel: str = ""
    passed_from: str = ""
    asker_says: Outcome | None = None
    candidate_says: Outcome | None = None
    asker_publishes: bool = False
    candidate_publishes: bool = False
    trouble: str = ""
    version: int = 0

    @property
    def digest(self) -> str:
        """What the same question has in common, however it is spelt."""
        return digest_of(self.question)

    @property
    def both_publish(self) -> bool:
        """Whether both agree that the answer is published."""
        return self.asker_publishes and self.candidate_publishes


class Errand(StrEnum):
    """What is to be done for an introduction now.

    `deliver` the letter to the candidate; `nudge` them; `expire` it, and tell the asker that
    somebody else may help; `introduce` the two, or hand the answer on; `follow_up` with both;
    `close` it, and publish what both agreed to; `rest`: tell the candidate that they are paused.
    """

    DELIVER = "deliver"
    NUDGE = "nudge"
    EXPIRE = "expire"
    INTRODUCE = "introduce"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    REST = "rest"


class Due(BaseModel):
    """An introduction for which something is to be done now."""

    model_config = ConfigDict(frozen=True)

    introduction: Introduction
    what: Errand


class Step(BaseModel):
    """A line in the log of an introduction; it names nobody.

    Attributes:
        by: `asker`, `candidate`, `clock`, `slack` or `curator`.
    """

    model_config = ConfigDict(frozen=True)

    introduction: str
    at: datetime
    before: IntroductionState
    after: IntroductionState
    by: str
