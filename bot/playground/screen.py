"""What one person's screen shows, ready for the templates."""

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.playground.dates import moment
from bot.playground.emoji import glyph
from bot.playground.file_wire import PICTURES, described, mimetype
from bot.playground.identity import BOT_USER
from bot.playground.records import SLACKBOT, Channel, File, Json, Message, Person, View
from bot.playground.render import Renderer
from bot.playground.sight import can_read
from bot.playground.state import State
from bot.playground.unread import mark_read, unread

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

HUES = 8


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file under a message; a picture has an address, and perhaps words that stand for it."""

    name: str
    about: str
    picture: str = ""
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands on a screen; `rev` changes whenever anything of it does."""

    message: Message
    author: str
    standing: str
    initials: str
    hue: int
    when: str
    day: str
    iso: str
    html: Markup
    files: list[ShownFile]
    reactions: list[tuple[str, str, int]]
    replies: int
    last_reply: str
    own: bool
    app: bool
    rev: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on one person's screen.

    `names` says what this person sees group messages called, and `unread` how many messages of
    others they have not seen yet, both by conversation.
    """

    person: Person
    channels: list[Channel]
    groups: list[Channel]
    names: dict[str, str]
    unread: dict[str, int]
    joinable: list[Channel]
    dm: str
    path: str
    channel: Channel | None = None
    messages: list[Shown] = field(default_factory=list)
    thread: list[Shown] = field(default_factory=list)
    thread_ts: str = ""
    status: str = ""
    tab: str = ""
    home: View | None = None
    modal: View | None = None
    prompts: Json | None = None

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        if self.channel is None:
            return "Home" if self.tab else "Workspace"
        if self.channel.is_im:
            return "Messages"
        return self.names.get(self.channel.id, f"#{self.channel.name}")

    @property
    def modal_blocks(self) -> list[Json]:
        """The blocks of the modal on top; each press in it goes to the press form's address."""
        if self.modal is None:
            return []
        return press_to(self.modal.payload["blocks"], f"/as/{self.person.id}/press")

    @property
    def dialog_rev(self) -> str:
        """Changes whenever the modal does, so that what is being typed is left alone else."""
        if self.modal is None:
            return ""
        shown = (self.modal.id, self.modal.hash, self.modal.errors, self.modal.trouble)
        return str(zlib.crc32(repr(shown).encode()))

    @property
    def suggestions(self) -> Json | None:
        """The prompts that the app suggests until the person has written something."""
        return None if any(one.own for one in self.messages) else self.prompts


def press_to(blocks: list[Json], address: str) -> list[Json]:
    """Return blocks whose elements carry the address that a press on them goes to."""
    changed = []
    for block in blocks:
        copy = dict(block)
        for key in ("accessory", "element"):
            if isinstance(copy.get(key), dict):
                copy[key] = {**copy[key], "press_to": address}
        if copy["type"] in ("actions", "context_actions"):
            copy["elements"] = [{**one, "press_to": address} for one in copy["elements"]]
        changed.append(copy)
    return changed


class Painter:
    """Makes screens of a workspace.

    Args:
        workspace: What to show.
    """

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._state: State = workspace.state
        self.renderer = Renderer(self._name)

    def _name(self, sign: str, thing: str) -> str:
        if sign == "@" and thing in self._state.people:
            return self._state.people[thing].real_name
        if sign == "#" and thing in self._state.channels:
            return self._state.channels[thing].name
        return ""

    def screen(self, person_id: str, place: str = "", thread_ts: str = "") -> Screen:
        """Return somebody's screen.

        Args:
            person_id: Whose.
            place: A channel's id, `home`, or nothing for the list of channels alone.
            thread_ts: The open thread.
        """
        with self._workspace.pulse.condition:
            me = self._workspace.as_person(person_id)
            channel = self._state.channel(place) if place not in ("", "home") else None
            room = place if channel else ""
            shown = self._shown(person_id, room) if room else []
            if channel:
                mark_read(self._state, person_id, room)
            mine = me.channels()
            groups = [one for one in mine if one.is_mpim]
            return Screen(
                person=me.person,
                channels=[one for one in mine if not one.is_direct],
                groups=groups,
                names=self._names(person_id, [*groups, *([channel] if channel else [])]),
                unread={one.id: unread(self._state, person_id, one) for one in mine},
                joinable=self._joinable(person_id),
                dm=me.dm_channel,
                path=f"/as/{person_id}/{place}" + (f"?thread={thread_ts}" if thread_ts else ""),
                channel=channel,
                messages=shown,
                thread=self._shown(person_id, room, thread_ts) if thread_ts else [],
                thread_ts=thread_ts,
                status=self._status(room, thread_ts),
                tab="home" if place == "home" else "",
                home=me.home if place == "home" else None,
                modal=me.modal,
                prompts=self._prompts(room) if channel and channel.is_im else None,
            )

    def _names(self, person_id: str, rooms: list[Channel]) -> dict[str, str]:
        """Return the names of group messages: everybody else in them."""
        return {
            one.id: ", ".join(self._called(who) for who in one.members if who != person_id)
            for one in rooms
            if one.is_mpim
        }

    def _prompts(self, dm: str) -> Json | None:
        fixed = list(self._workspace.manifest.suggested_prompts)
        return self._state.prompts.get(dm) or ({"title": "", "prompts": fixed} if fixed else None)

    def _joinable(self, person_id: str) -> list[Channel]:
        rooms = self._state.channels.values()
        return [
            one
            for one in rooms
            if person_id not in one.members and can_read(self._state, person_id, one)
        ]

    def _status(self, channel: str, thread_ts: str) -> str:
        """Return the status of the thread, or of the newest message without an open thread."""
        if thread_ts:
            status = self._state.statuses.get((channel, thread_ts))
        else:
            here = [one for (room, _), one in self._state.statuses.items() if room == channel]
            status = here[-1] if here else None
        if status is None:
            return ""
        name = self._state.people[BOT_USER].real_name
        return f"{name} {(status.loading_messages or [status.text])[0]}"

    def _shown(self, person_id: str, channel: str, thread_ts: str = "") -> list[Shown]:
        me = self._workspace.as_person(person_id)
        messages = me.sees(channel, thread_ts or None)
        return [self._show(one, person_id, in_thread=bool(thread_ts)) for one in messages]

    def _show(self, message: Message, reader: str, *, in_thread: bool) -> Shown:
        when = moment(message.ts)
        name, writer = self._author(message.user), self._state.people.get(message.user)
        replies = [] if in_thread else self._state.replies(message.channel, message.ts)
        reactions = [(glyph(key), key, len(users)) for key, users in message.reactions.items()]
        files = [_shown_file(self._state.files[one], reader) for one in message.files]
        seen = (message.text, message.blocks, files, message.edited, reactions, len(replies))
        return Shown(
            message=message,
            author=name,
            standing=writer.standing if writer else "",
            initials="".join(word[0] for word in name.split()[:2]).upper(),
            hue=zlib.crc32(message.user.encode()) % HUES,
            when=when.strftime("%H:%M"),
            day=when.strftime("%A %-d %B"),
            iso=when.isoformat(timespec="seconds"),
            html=self.renderer.mrkdwn(message.text),
            files=files,
            reactions=reactions,
            replies=len(replies),
            last_reply=moment(replies[-1].ts).strftime("%H:%M") if replies else "",
            own=message.user == reader and message.subtype in (None, "file_share"),
            app=message.user in (BOT_USER, SLACKBOT),
            rev=str(zlib.crc32(repr(seen).encode())),
        )

    def _called(self, person_id: str) -> str:
        standing = self._state.person(person_id).standing
        return self._author(person_id) + (f" [{standing}]" if standing else "")

    def _author(self, person_id: str) -> str:
        if person_id == SLACKBOT:
            return "Slackbot"
        person = self._state.people.get(person_id)
        return person.real_name if person else "Somebody"


def _shown_file(file: File, reader: str) -> ShownFile:
    name, about = described(file)
    if file.deleted or file.external_url or mimetype(file) not in PICTURES:
        return ShownFile(name, about)
    return ShownFile(file.title or name, about, f"/as/{reader}/file/{file.id}", file.alt_text)
