"""Reads the fictional community that a newcomer meets in the playground."""

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Json, Person

SAMPLE = Path(__file__).with_name("sample")


def sample_people(folder: Path = SAMPLE) -> list[Person]:
    """Return the people of `people.json`, in its order."""
    document = json.loads((folder / "people.json").read_text("utf-8"))
    names = {one.name for one in fields(Person)}
    return [Person(**_known(entry, names)) for entry in document["people"]]


def sample_channels(folder: Path = SAMPLE) -> list[Channel]:
    """Return the channels of `channels.json`; the bot is in all but those that say otherwise."""
    document = json.loads((folder / "channels.json").read_text("utf-8"))
    names = {one.name for one in fields(Channel)}
    return [_channel(entry, names) for entry in document["channels"]]


def _channel(entry: Json, names: Iterable[str]) -> Channel:
    channel = Channel(**_known(entry, names))
    if entry.get("bot_is_member", True) and BOT_USER not in channel.members:
        channel.members.append(BOT_USER)
    return channel


def _known(entry: Json, names: Iterable[str]) -> Json:
    return {name: entry[name] for name in names if name in entry}
