"""The consented contact between two members, from the asker's reason to its end."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.models.experts import Because
from knowledge.models.waiting import digest_of


class IntroductionState(StrEnum):
    """Life of an introduction; `knowledge.people.life` says what may follow what.

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


class Introduction(BaseModel):
    """A question of one member that another is asked to help with.

    Attributes:
        id: 12 hexadecimal digits.
        asker, candidate: member ids; empty once that member was forgotten.
        question, reason, needed: as the asker wrote them, fit to be kept; empty when withdrawn.
        anonymous: whether the candidate learns who asks only by accepting.
        because: why the candidate was suggested.
        sources: titles and addresses of what was found already, for both to read.
        answer: what the candidate wrote instead of a conversation, or empty.
        due_at: when the next step is due, whatever the state is waiting for.
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
