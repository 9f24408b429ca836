"""What the bot's own rooms pass to each other."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

MAX_QUESTION_CHARS = 2000


class Place(StrEnum):
    """Where a question was asked, which decides who sees the reply."""

    CHANNEL = "channel"
    DIRECT = "direct"
    PRIVATE = "private"


class Question(BaseModel):
    """A question as it waits in the inbox; erased when it has been dealt with.

    Attributes:
        key: deduplication key of what arrived.
        place: `private` is a reply that only the asker sees: a command or a button.
        ts: timestamp of the message that asks; empty for a command.
        thread: timestamp of the thread to reply in; empty for a command.
        is_reply: whether the message stood inside a thread rather than opening one.
        own_thread: whether the thread began with a question to the bot, so that later messages
            in it need no mention.
        text: without the bot's mention; empty when nothing else was written, or when the text is
            read from Slack when it is worked on.
        response_url: where a command is replied to; empty for a message.
        reread: whether the text is to be read from the message at `ts`.
        chosen: whether it is a reading that was chosen under an answer: `ts` is the answer's then,
            and no message of the asker says this.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    place: Place
    user: str
    channel: str
    ts: str = ""
    thread: str = ""
    is_reply: bool = False
    own_thread: bool = True
    text: str = ""
    response_url: str = ""
    reread: bool = False
    chosen: bool = False

    @property
    def is_too_long(self) -> bool:
        """Whether there are more characters than an answer can do justice to."""
        return len(self.text) > MAX_QUESTION_CHARS


class WithheldFor(StrEnum):
    """Why a text was not kept."""

    BLOCKED = "blocked"
    HELD = "held"
    OPERATIONAL = "operational"


class Withheld(BaseModel):
    """What is kept of a message whose text must not be.

    Attributes:
        question: where it came from; without its text.
        label: of its marking, or the name of the identifier; `none` when only that it is
            operational matters.
    """

    model_config = ConfigDict(frozen=True)

    question: Question
    label: str
    why: WithheldFor
