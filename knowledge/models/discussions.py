"""A hosted, timed discussion, its prompts and what the bot has to do in it when."""

from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class DiscussionState(StrEnum):
    """Life of a discussion; `knowledge.discussions.life` says what may follow what."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    ANNOUNCED = "announced"
    LIVE = "live"
    PAUSED = "paused"
    CLOSING = "closing"
    LATE = "late"
    CURATING = "curating"
    PUBLISHED = "published"
    INDEXED = "indexed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class PromptState(StrEnum):
    """Life of a prompt. In `grace` its time is over, and what is said still counts as in time."""

    PENDING = "pending"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"
    THEMED = "themed"
    SKIPPED = "skipped"


class Options(BaseModel):
    """What a host may switch on for one discussion.

    Attributes:
        votes: reactions count as agreement.
        board: one message a prompt shows what was said so far.
        anonymous: people may ask the bot to post for them; the host approves each.
        priorities: themes may be linked to the community's priorities.
    """

    model_config = ConfigDict(frozen=True)

    votes: bool = False
    board: bool = False
    anonymous: bool = False
    priorities: bool = False


class Prompt(BaseModel):
    """One question of a discussion.

    Attributes:
        number: from 1, as in `Q1`.
        background: titles and addresses of what to read before.
        minutes: how long it is open.
        message_ts: of the message that asks it, or empty.
        opened_at, closes_at: None until it is open.
    """

    model_config = ConfigDict(frozen=True)

    number: int = Field(ge=1, le=20)
    text: str
    background: tuple[tuple[str, str], ...] = ()
    minutes: int = Field(default=9, ge=1, le=20_160)
    state: PromptState = PromptState.PENDING
    message_ts: str = ""
    opened_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None


class Discussion(BaseModel):
    """A discussion that somebody hosts in one channel.

    Attributes:
        id: 12 hexadecimal digits.
        topic: what it is about, in a few words.
        host, cohosts: member ids; `host` is empty once that member was forgotten.
        template: key of the community pack's template.
        local_start: wall time of the community, `2026-11-25T21:00`; `zone` names its clock.
        starts_at: the same moment in UTC.
        version: rises with every change, so that a stale press is noticed.
        held_from: the state that `paused` or `failed` came from, or empty.
        paused_at: since when it is `paused` or `failed`, or None.
        trouble: why it is `failed` or was paused by the bot, in words for its host, or empty.
        previous: id of the discussion that it is compared with, or empty.
        attributed: the report names those who agreed to be named; otherwise nobody.
        notice: version of the notice on how data is used that was announced.
        salt: secret of this discussion for the tokens of anonymous authors; empty from
            publication on.
        announced_ts: of the announcement in the channel, or empty.
        console_ts: of the host's console, by host, in their direct messages.
        moves: how often its start was moved; reminders are due anew after each.
        resumed_at: when it went on, or was moved, the last time; nothing is due before.
        first_at: when the introductions end and the first prompt is due, or None until it began.
        draft_at: when a host asked for the draft of the report ahead of its time, or None.
        started_at, closed_at, published_at: None until then.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    topic: str = ""
    channel: str
    host: str
    cohosts: tuple[str, ...] = ()
    sponsor: str = ""
    template: str = ""
    prompts: tuple[Prompt, ...] = Field(min_length=1)
    options: Options = Options()
    local_start: str
    zone: str
    starts_at: AwareDatetime
    state: DiscussionState = DiscussionState.DRAFT
    version: int = 1
    held_from: str = ""
    paused_at: AwareDatetime | None = None
    trouble: str = ""
    previous: str = ""
    attributed: bool = True
    licence: str = ""
    notice: str = ""
    salt: str = ""
    rehearsal: bool = False
    announced_ts: str = ""
    console_ts: dict[str, str] = Field(default_factory=dict)
    created_at: AwareDatetime
    moves: int = 0
    resumed_at: AwareDatetime | None = None
    first_at: AwareDatetime | None = None
    draft_at: AwareDatetime | None = None
    started_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    published_at: AwareDatetime | None = None

    @property
    def hosts(self) -> tuple[str, ...]:
        """Who may steer it."""
        return tuple(one for one in (self.host, *self.cohosts) if one)

    def prompt(self, number: int) -> Prompt | None:
        """Return a prompt by its number, or None."""
        return next((one for one in self.prompts if one.number == number), None)


class CueKind(StrEnum):
    """What the bot does at a moment of a discussion."""

    APPROVE = "approve"
    ANNOUNCE = "announce"
    REMIND = "remind"
    READY = "ready"
    NO_HOST = "no_host"
    WELCOME = "welcome"
    PROMPT = "prompt"
    NUDGE = "nudge"
    WARN = "warn"
    GRACE_OVER = "grace_over"
    WRAP_UP = "wrap_up"
    LATE_OVER = "late_over"
    DRAFT_REPORT = "draft_report"
    REMIND_HOST = "remind_host"
    PUBLISH = "publish"
    TROUBLE = "trouble"


class CueState(StrEnum):
    """Life of a cue. A cue in `posting` is looked up in the channel before it is posted again."""

    WAITING = "waiting"
    POSTING = "posting"
    DONE = "done"
    DROPPED = "dropped"


class Cue(BaseModel):
    """Something that is due in a discussion, done once.

    Attributes:
        key: unique in the discussion, such as `prompt-2`; goes with the post as metadata.
        prompt: number of the prompt that it is about, or 0.
        due_at: when; moves with pauses and extensions while it is waiting.
        ts: of what was posted for it, or empty.
    """

    model_config = ConfigDict(frozen=True)

    discussion: str
    key: str
    kind: CueKind
    prompt: int = 0
    due_at: AwareDatetime
    state: CueState = CueState.WAITING
    ts: str = ""


class Task(BaseModel):
    """A cue that is to be carried out now, and the discussion as it stands."""

    model_config = ConfigDict(frozen=True)

    cue: Cue
    discussion: Discussion


class Posted(BaseModel):
    """What came of a cue.

    Attributes:
        ts: of the message, or empty when nothing had to be posted.
        at: when it was posted, by the clock that cues go by.
    """

    model_config = ConfigDict(frozen=True)

    ts: str = ""
    at: AwareDatetime


class DiscussionEvent(BaseModel):
    """One line of a discussion's log, which only grows.

    Attributes:
        what: a key such as `paused` or `theme_renamed`; never what somebody said.
        by: member id of who did it, or empty for the bot and for those who were forgotten.
        detail: keys and numbers, such as `prompt=2`.
    """

    model_config = ConfigDict(frozen=True)

    discussion: str
    at: datetime
    what: str
    by: str = ""
    detail: str = ""
