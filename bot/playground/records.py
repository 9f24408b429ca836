"""What a workspace is made of: people, channels, messages, modals and the app's Home tab."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import ConfigDict

Json = dict[str, Any]

SLACKBOT = "USLACKBOT"


@dataclass(slots=True)
class Person:
    """Somebody (or some bot) in the workspace; ids begin with `U`."""

    id: str
    name: str
    real_name: str
    title: str = ""
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    updated: int = 0

    @property
    def standing(self) -> str:
        """What to call an outsider in words; an empty text for full members."""
        if self.is_stranger:
            return "External partner"
        if self.is_ultra_restricted:
            return "Single-channel guest"
        return "Guest" if self.is_restricted else ""


@dataclass(slots=True)
class Channel:
    """A channel, a group message (both `C…`) or a conversation of two (`D…`).

    `members` stand in order of joining; `closed_by` names those whose sidebar shows a group
    message no more, until somebody says something in it.
    """

    id: str
    name: str
    is_private: bool = False
    topic: str = ""
    members: list[str] = field(default_factory=list)
    is_im: bool = False
    is_ext_shared: bool = False
    is_archived: bool = False
    created: int = 0
    is_mpim: bool = False
    closed_by: list[str] = field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        """Whether it is no channel, but a direct message of two or of a group."""
        return self.is_im or self.is_mpim

    @property
    def kind(self) -> str:
        """Slack's `channel_type`: `channel`, `group`, `im` or `mpim`."""
        if self.is_direct:
            return "im" if self.is_im else "mpim"
        return "group" if self.is_private else "channel"

    @property
    def scope_prefix(self) -> str:
        """First half of the scopes that this conversation asks for, as in `groups:history`."""
        plural = {"group": "groups", "channel": "channels"}
        return plural.get(self.kind, self.kind)


@dataclass(slots=True)
class File:
    """A file that somebody shared, or (with an `external_url`) one that lies elsewhere.

    `deleted` leaves a tombstone: the id is known, and nothing else. `title` and `alt_text` are
    given by an app that uploads one.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: str
    name: str
    user: str
    channel: str
    content: bytes = b""
    created: int = 0
    external_url: str = ""
    deleted: bool = False
    title: str = ""
    alt_text: str = ""


@dataclass(slots=True)
class Message:
    """A message; `visible_to` names the one reader of an ephemeral one.

    `ts` is Slack's "seconds.microseconds" string, unique and increasing in the workspace;
    `streaming_since` (seconds) is set while the message grows.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    subtype: str | None = None
    visible_to: str | None = None
    reply_broadcast: bool = False
    unfurl_links: bool = True
    files: list[str] = field(default_factory=list)
    streaming_since: float | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it stands inside a thread rather than opening one."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(slots=True)
class View:
    """An open modal or a published Home tab, as its owner sees it.

    `errors` maps a block_id to the complaint under it; `trouble` is Slack's own sentence when
    the app did not answer.
    """

    id: str
    owner: str
    payload: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    hook_channel: str | None = None


@dataclass(slots=True)
class Status:
    """The line "… is thinking" in a thread, set at `since` (seconds)."""

    text: str
    loading_messages: list[str]
    since: float


@dataclass(slots=True)
class Hook:
    """Where a `response_url` leads: at most 5 uses within 30 minutes of `since`."""

    channel: str
    user: str
    since: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Trigger:
    """Leave to open one modal for `user` within 3 seconds of `since`."""

    user: str
    since: float
    used: bool = False
