"""Everything that a workspace remembers, and how it is kept in a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from bot.playground.errors import NotPossible
from bot.playground.identity import BOT_USER
from bot.playground.records import (
    Channel,
    File,
    Hook,
    Json,
    Message,
    Person,
    Status,
    Trigger,
    View,
)


@dataclass(slots=True)
class State:
    """People, channels and files by id, messages by channel and then `ts`, and what is on screens.

    Only the first five survive a restart, as only they would be on Slack's servers for good.
    `base_url` is where this workspace answers; the server sets it. `read` holds, by person and
    channel, the `ts` of the last message that was on their screen.
    """

    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    base_url: str = "http://127.0.0.1"
    ephemerals: list[Message] = field(default_factory=list)
    modals: dict[str, list[View]] = field(default_factory=dict)
    statuses: dict[tuple[str, str], Status] = field(default_factory=dict)
    prompts: dict[str, Json] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    read: dict[tuple[str, str], str] = field(default_factory=dict)

    def person(self, person_id: str) -> Person:
        """Return somebody; raises `NotPossible` when there is no such person."""
        try:
            return self.people[person_id]
        except KeyError as missing:
            raise NotPossible(f"There is no person {person_id}.") from missing

    def channel(self, channel_id: str) -> Channel:
        """Return a channel or direct message; raises `NotPossible` when there is none."""
        try:
            return self.channels[channel_id]
        except KeyError as missing:
            raise NotPossible(f"There is no channel {channel_id}.") from missing

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Return a message that is not ephemeral, if it is (still) there."""
        return self.messages.get(channel_id, {}).get(ts)

    def history(self, channel_id: str) -> list[Message]:
        """Return a channel's messages from first to last, replies included."""
        return [one for _, one in sorted(self.messages.get(channel_id, {}).items())]

    def replies(self, channel_id: str, thread_ts: str) -> list[Message]:
        """Return a thread's replies from first to last, without its parent."""
        history = self.history(channel_id)
        return [one for one in history if one.thread_ts == thread_ts and one.is_reply]

    def direct_message(self, person_id: str) -> Channel | None:
        """Return the conversation between a person and the bot, if it was ever opened."""
        pair = {person_id, BOT_USER}
        return next((one for one in self.channels.values() if _joins(one, pair)), None)

    def group_message(self, people: Iterable[str]) -> Channel | None:
        """Return the group message of exactly these people and the bot, if it was ever opened."""
        wanted = {*people, BOT_USER}
        groups = (one for one in self.channels.values() if one.is_mpim)
        return next((one for one in groups if set(one.members) == wanted), None)


def _joins(channel: Channel, pair: set[str]) -> bool:
    return channel.is_im and set(channel.members) == pair


@dataclass(slots=True)
class _Kept:
    people: dict[str, Person]
    channels: dict[str, Channel]
    messages: dict[str, dict[str, Message]]
    homes: dict[str, View]
    files: dict[str, File] = field(default_factory=dict)


_ADAPTER = TypeAdapter(_Kept)


def save(state: State, path: Path) -> None:
    """Write what must survive a restart, all or nothing."""
    kept = _Kept(state.people, state.channels, state.messages, state.homes, state.files)
    fresh = path.with_suffix(".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_bytes(_ADAPTER.dump_json(kept))
    fresh.replace(path)


def load(path: Path) -> State | None:
    """Read an earlier state; none when there is no file."""
    if not path.exists():
        return None
    kept = _ADAPTER.validate_json(path.read_bytes())
    return State(kept.people, kept.channels, kept.messages, kept.homes, kept.files)
