"""The files of a Slack export: people, channels, and what was written on each day."""

import zipfile
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indexer.readers.foreign import parsed_json
from knowledge.errors import RefusedFile

MAX_FILE = 50_000_000
"""Bytes of one unpacked file."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Profile(_Part):
    real_name: str = ""
    display_name: str = ""


class User(_Part):
    """A person in the workspace."""

    id: str
    real_name: str = ""
    profile: _Profile = _Profile()

    @property
    def name(self) -> str:
        """How the person is called, or empty."""
        return self.real_name or self.profile.real_name or self.profile.display_name


class Channel(_Part):
    """A channel that stands in the export."""

    id: str = Field(pattern=r"^[A-Z0-9]{2,30}$")
    name: str
    private: bool = False


class Message(_Part):
    """A message as it was last edited."""

    ts: str = Field(pattern=r"^\d{1,10}\.\d{1,9}$")
    thread_ts: str = Field(default="", pattern=r"^(?:\d{1,10}\.\d{1,9})?$")
    user: str = ""
    text: str = ""
    subtype: str = ""
    bot_id: str = ""
    hidden: bool = False


class Day(NamedTuple):
    """One file of messages.

    Attributes:
        file: its name below the export's folder.
        malformed: how many of its messages cannot be read, or -1 when none can.
    """

    file: str
    messages: list[Message]
    malformed: int = 0


_Any = TypeVar("_Any", bound=_Part)


class SlackArchive:
    """A Slack export inside a zip file that was found to be safe to unpack."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Find the folder of the export.

        Raises:
            RefusedFile: the archive is no Slack export.
        """
        self._zip = archive
        self._names = archive.namelist()
        found = [name for name in self._names if name.rpartition("/")[2] == "users.json"]
        if not found or not any(name.endswith("channels.json") for name in self._names):
            raise RefusedFile(
                "this archive is no Slack export", "Unpack it, and index the files that it holds"
            )
        self._root = min(found, key=len).removesuffix("users.json")

    def table(self, name: str) -> bytes | None:
        """Return a file of the export's folder, or None where there is none."""
        return self._read(f"{self._root}{name}") if f"{self._root}{name}" in self._names else None

    def users(self) -> list[User]:
        """Return the people of the workspace."""
        return [user for user in _each(User, self._list("users.json")) if user]

    def channels(self) -> list[Channel]:
        """Return the channels, the private ones too; direct conversations are none."""
        public = _each(Channel, self._list("channels.json"))
        private = _each(Channel, self._list("groups.json"))
        closed = [one.model_copy(update={"private": True}) for one in private if one]
        return [*(one for one in public if one), *closed]

    def days(self, channel: Channel) -> Iterator[Day]:
        """Yield the files of a channel in the order of their days."""
        folders = tuple(f"{self._root}{name}/" for name in (channel.name, channel.id))
        for name in sorted(self._names):
            if name.startswith(folders) and name.endswith(".json"):
                yield self._day(name)

    def _day(self, name: str) -> Day:
        file = name.removeprefix(self._root)
        try:
            found = list(_each(Message, _parsed(self._read(name))))
        except RefusedFile:
            return Day(file, [], -1)
        messages = [message for message in found if message]
        return Day(file, messages, len(found) - len(messages))

    def _list(self, name: str) -> object:
        data = self.table(name)
        if data is None:
            return []
        try:
            return _parsed(data)
        except RefusedFile:
            raise RefusedFile(f"its {name} is damaged", "Export the workspace anew") from None

    def _read(self, name: str) -> bytes:
        if self._zip.getinfo(name).file_size > MAX_FILE:
            raise RefusedFile(
                f"one of its files has more than {MAX_FILE // 1_000_000} MB",
                "Export a shorter time",
            )
        return self._zip.read(name)


def _parsed(data: bytes) -> object:
    try:
        return parsed_json(data)
    except (ValueError, RecursionError):
        raise RefusedFile("it is malformed JSON", "Export the workspace anew") from None


def _each(model: type[_Any], items: object) -> Iterator[_Any | None]:
    """Yield each item of a list, or None in place of one that is not as Slack has it."""
    for item in items if isinstance(items, list) else []:
        stated = item if not isinstance(item, dict) else _stated(item)
        try:
            yield model.model_validate(stated)
        except ValidationError:
            yield None


def _stated(item: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in item.items() if value is not None}
