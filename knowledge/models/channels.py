"""Channels that are followed, who agreed to it, and what they said there.

Moments are Slack's own timestamps, "seconds.microseconds" of one width, so that they order as
texts do and no other clock comes between.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from knowledge.models.access import COMMUNITY, AccessScope
from knowledge.models.contributions import Credit

FOR_GOOD: Final = "~"
"""A version after every other: what is gone with it never comes back."""


class FollowState(StrEnum):
    """Whether a channel is listened to; a closed one keeps what its people agreed to."""

    LIVE = "live"
    CLOSED = "closed"


class FollowedChannel(BaseModel):
    """A channel whose messages become knowledge, of those who agreed.

    Attributes:
        id: Slack's id.
        name: without `#`.
        url: the channel's address; a message's address begins with it.
        scope: who may read what is kept.
        since: moment of the announcement; nothing older is kept.
        followed_by: member id of the curator who asked for it.
        cursor: moment up to which the history was read, or empty.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    url: str = ""
    scope: AccessScope = COMMUNITY
    state: FollowState = FollowState.LIVE
    since: str
    followed_by: str = ""
    cursor: str = ""


class Consent(BaseModel):
    """One member's yes, for one channel.

    Attributes:
        credit_line: how citations name the member.
        since: moment of the yes; nothing older is kept.
        notice: version of the announcement that was agreed to.
    """

    model_config = ConfigDict(frozen=True)

    member: str
    channel: str
    credit: Credit
    credit_line: str
    since: str
    notice: str
    given_at: datetime


class Said(BaseModel):
    """A message as it stands now.

    Attributes:
        thread: timestamp of the message that opened the thread; its own when it opens one.
        version: moment of the last edit, else of the message: the newer one wins.
        held: whether a curator must look at it before it is knowledge.
        unattributed: whether a rule of the talk forbids to say whose words these are.
    """

    model_config = ConfigDict(frozen=True)

    channel: str
    ts: str
    thread: str
    member: str
    version: str
    text: str
    held: bool = False
    unattributed: bool = False

    @property
    def document_id(self) -> str:
        """Id of the document that the thread becomes."""
        return thread_id(self.channel, self.thread)


class KeptMessage(BaseModel):
    """A message that is knowledge, with how its author wants to be named."""

    model_config = ConfigDict(frozen=True)

    said: Said
    credit: Credit
    credit_line: str


class Keeping(StrEnum):
    """What became of a message that was to be kept."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


def thread_id(channel: str, thread: str) -> str:
    """Return the id of a thread's document."""
    return f"slack:{channel}/{thread}"
