"""What people say in a discussion, and how they vote on it."""

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from knowledge.models.contributions import Credit


class RemarkSource(StrEnum):
    """By which way it came in."""

    THREAD = "thread"
    CHANNEL = "channel"
    MODAL = "modal"
    IMPORT = "import"


class RemarkState(StrEnum):
    """Whether it counts; only what is `in` is shown, themed, reported and indexed.

    `awaiting` waits for a host's yes; `approved` is an anonymous entry that is yet to be posted.
    """

    IN = "in"
    AWAITING = "awaiting"
    APPROVED = "approved"
    OPTED_OUT = "opted_out"
    WITHDRAWN = "withdrawn"
    MODERATED = "moderated"


class Remark(BaseModel):
    """What one person said under one prompt.

    Attributes:
        id: 16 hexadecimal digits.
        prompt: number of the prompt, or 0 while the host has not said which.
        channel, ts: of the message; together unique. Of an import: its own key in `ts`. The second
            prompt that one message answers has `#2` after its timestamp.
        thread: timestamp of the message whose thread it stands in; empty in the channel itself.
        version: moment of the edit as which it stands, else of the message; the newer one wins.
        author: member id, or empty when they must not or cannot be known.
        token: stands for the author of an anonymous entry in limits and head counts, or empty.
        kind: key of the author's kind of member at that moment, or empty.
        credit: how the author wants to be named.
        name: how a report names them when they agreed to that, or empty.
        text: as it stands now; empty once it is out.
        revisions: how often the text was changed.
        by_hand: a host said which prompt it belongs to; edits leave that alone.
        late, by_host, off_topic: what is known of it.
        duplicate_of: id of an earlier remark that says the same, or empty.
        guess: prompt number that is suggested to the host while `prompt` is 0, or 0.
        quotable: whether its words may be shown; of an import without consent they may not.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    discussion: str
    prompt: int = Field(default=0, ge=0, le=20)
    channel: str
    ts: str
    thread: str = ""
    version: str = ""
    author: str = ""
    token: str = ""
    kind: str = ""
    credit: Credit = Credit.ANONYMOUS
    name: str = ""
    text: str
    url: str = ""
    said_at: AwareDatetime
    source: RemarkSource = RemarkSource.THREAD
    state: RemarkState = RemarkState.IN
    revisions: int = 0
    by_hand: bool = False
    late: bool = False
    by_host: bool = False
    off_topic: bool = False
    duplicate_of: str = ""
    guess: int = 0
    quotable: bool = True

    @property
    def message_ts(self) -> str:
        """Timestamp of the message that it is, or is a part of; votes are joined by it."""
        return self.ts.partition("#")[0]

    @property
    def person(self) -> str:
        """Who counts as one person: the author, the token, or the remark itself."""
        return self.author or self.token or self.id

    @property
    def counts(self) -> bool:
        """Whether it is shown, themed, reported and indexed."""
        return self.state is RemarkState.IN and self.prompt > 0 and not self.off_topic


class Vote(BaseModel):
    """The latest reaction of one person on one remark.

    Attributes:
        channel, ts: of the message; the remark may not have arrived yet.
        voter: member id.
        value: 1 agrees, −1 disagrees, 0 is unsure.
        kind: key of the voter's kind of member at that moment, or empty.
    """

    model_config = ConfigDict(frozen=True)

    discussion: str
    channel: str
    ts: str
    voter: str
    value: int = Field(ge=-1, le=1)
    kind: str = ""
    at: AwareDatetime
