"""A person's hands and eyes: what they can do and see in Slack's own client."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.playground.blocks import elements
from bot.playground.conversations import INVITE_ACTION
from bot.playground.delivery import Envelope
from bot.playground.errors import NotPossible
from bot.playground.file_sharing import delete_file, share
from bot.playground.identity import BOT_USER
from bot.playground.inputs import Chosen, action_of
from bot.playground.modal_form import fill
from bot.playground.records import Channel, Json, Message, Person, View
from bot.playground.sight import can_read, seen
from bot.playground.wire import view_json

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace


class PersonDriver:
    """Acts as one person; every method takes the workspace's lock for its own time.

    Texts are in Slack's wire form (`<@U…>`, `&lt;`); `composer.as_wire` makes it from what
    somebody types. What Slack's client does not offer raises `NotPossible`.
    """

    def __init__(self, workspace: "Workspace", person_id: str) -> None:
        self._workspace = workspace
        self._state = workspace.state
        self._lock = workspace.pulse.condition
        self.id = person_id

    @property
    def person(self) -> Person:
        """Who this is."""
        return self._state.person(self.id)

    @property
    def dm_channel(self) -> str:
        """The id of the direct messages with the bot."""
        with self._lock:
            return self._workspace.conversations.direct(self.id).id

    @property
    def modal(self) -> View | None:
        """The modal on top, if one is open."""
        stack = self._state.modals.get(self.id, [])
        return stack[-1] if stack else None

    @property
    def home(self) -> View | None:
        """The app's Home tab as it was last published for them."""
        return self._state.homes.get(self.id)

    def channels(self) -> list[Channel]:
        """Return the conversations in their sidebar, by name, direct messages last."""
        with self._lock:
            mine = [one for one in self._state.channels.values() if self.id in one.members]
            shown = [one for one in mine if self.id not in one.closed_by]
            return sorted(shown, key=lambda one: (one.is_direct, one.is_im, one.name))

    def sees(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """Return what they see of a channel or a thread, their own ephemerals included."""
        with self._lock:
            self._readable(channel)
            return seen(self._state, self.id, channel, thread_ts)

    def status(self, channel: str, thread_ts: str) -> str:
        """Return the status line of a thread, or an empty text."""
        status = self._state.statuses.get((channel, thread_ts))
        return status.text if status else ""

    def post(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Post a message to a channel they are in."""
        with self._lock:
            self._writable(channel)
            return self._said(channel, text, thread_ts, [])

    def _writable(self, channel: str) -> Channel:
        room = self._readable(channel)
        if self.id not in room.members:
            raise NotPossible(f"{self.id} is not in {channel}.")
        return room

    def _said(self, channel: str, text: str, thread_ts: str | None, files: list[str]) -> Message:
        if thread_ts and self._state.message(channel, thread_ts) is None:
            raise NotPossible(f"There is no thread {thread_ts}.")
        message = Message(channel, self._workspace.pulse.next_ts(), self.id, text)
        message.thread_ts, message.files = thread_ts, files
        message.subtype = "file_share" if files else None
        return self._workspace.conversations.post(message)

    def upload(self, channel: str, name: str, content: bytes, text: str = "") -> Message:
        """Share a file with a few words."""
        return self.share(channel, [(name, content)], text)

    def share(
        self,
        channel: str,
        files: Sequence[tuple[str, bytes | str]],
        text: str = "",
        thread_ts: str | None = None,
    ) -> Message:
        """Share files in one message, by name: their bytes, or the address of a remote one."""
        with self._lock:
            files_of = share(self._workspace, self.id, self._writable(channel).id, files)
            return self._said(channel, text, thread_ts, files_of)

    def delete_file(self, file_id: str) -> None:
        """Delete one of their own files; messages keep a tombstone of it."""
        with self._lock:
            delete_file(self._workspace, self.id, file_id)

    def dm(self, text: str, thread_ts: str | None = None) -> Message:
        """Write to the bot."""
        return self.post(self.dm_channel, text, thread_ts)

    def edit(self, message: Message, text: str) -> None:
        """Change one of their own messages."""
        with self._lock:
            self._own(message)
            self._workspace.conversations.edit(message, text, [])

    def delete(self, message: Message) -> None:
        """Delete one of their own messages."""
        with self._lock:
            self._own(message)
            self._workspace.conversations.delete(message)

    def react(self, message: Message, name: str, *, added: bool = True) -> None:
        """Add a reaction such as `eyes`, or take it back."""
        with self._lock:
            self._visible(message)
            self._workspace.conversations.react(message, name, self.id, added=added)

    def join(self, channel: str) -> None:
        """Join a public channel."""
        with self._lock:
            self._workspace.conversations.join(self._readable(channel), self.id)

    def invite(self, channel: str, person_id: str = BOT_USER) -> None:
        """Bring somebody into a channel, the bot unless told otherwise."""
        with self._lock:
            room = self._readable(channel)
            self._workspace.conversations.join(room, person_id, inviter=self.id)

    def leave(self, channel: str, person_id: str = "") -> None:
        """Leave a channel, or remove somebody else from it."""
        with self._lock:
            room = self._readable(channel)
            self._workspace.conversations.leave(room, person_id or self.id)

    def close(self, channel: str) -> None:
        """Take a group message out of their sidebar, until somebody says something in it."""
        with self._lock:
            self._workspace.conversations.close(self._readable(channel), self.id)

    def slash(self, command: str, text: str = "", channel: str = "") -> Envelope | None:
        """Give a slash command; none comes back when the app has no such command."""
        with self._lock:
            room = self._readable(channel or self.dm_channel)
            if self._workspace.manifest.command(command) is None:
                complaint = f"{command} is not a valid command."
                self._workspace.conversations.slackbot_says(room.id, self.id, complaint)
                return None
            return self._workspace.interactions.command(self.person, room, command, text)

    def click(
        self,
        where: Message | View,
        element_id: str | tuple[str, str],
        chosen: Chosen = None,
        **values: Chosen,
    ) -> Envelope | None:
        """Press a button or choose from a menu, in a message, a modal or the Home tab.

        Args:
            where: What holds it, as they see it.
            element_id: Its action id; with its block's id before it where several blocks hold
                the same action id.
            chosen: For a menu the option's value, for a picker an id, a date or a time, for
                feedback buttons the pressed one's value.
            values: For a message that holds inputs: what stands in them, by action id.
        """
        with self._lock:
            block, element = find_element(_blocks(where), element_id)
            action_id = element["action_id"]
            if element["type"] in ("button", "icon_button"):
                chosen = None
            stamp = self._workspace.pulse.next_ts()
            action = action_of(block, element, chosen, stamp)
            if isinstance(where, View):
                fill(where, {action_id: chosen} if block["type"] == "input" else {})
                return self._workspace.interactions.press_view(self.person, where, action)
            self._visible(where)
            if action_id == INVITE_ACTION:
                self.invite(where.channel)
                self._workspace.conversations.delete(where)
                return None
            return self._press(where, action, values)

    def _press(self, where: Message, action: Json, values: Mapping[str, Chosen]) -> Envelope:
        holder = View("", self.id, {"blocks": where.blocks}, "", "")
        fill(holder, dict(values))
        return self._workspace.interactions.press_message(self.person, where, action, holder.values)

    def keep_typed(self, view: View, values: Mapping[str, Chosen]) -> None:
        """Leave values in a view's inputs without submitting, by action id."""
        with self._lock:
            fill(view, values)

    def choose_overflow(self, message: Message, action_id: str, value: str) -> Envelope | None:
        """Choose from a message's overflow menu by the option's value."""
        return self.click(message, action_id, value)

    def submit(self, view: View | None = None, **values: Chosen) -> Envelope | None:
        """Submit a modal (the top one) with what stands in its inputs, by action id.

        None comes back when the client itself complains, such as about an empty required field;
        the complaints stand in the view's `errors`.
        """
        with self._lock:
            shown = view or self.modal
            if shown is None:
                raise NotPossible(f"{self.id} has no modal open.")
            if not fill(shown, values, check=True):
                self._workspace.pulse.changed()
                return None
            return self._workspace.interactions.submit(self.person, shown)

    def close_modal(self, *, everything: bool = False) -> Envelope | None:
        """Close the top modal, or all."""
        with self._lock:
            if self.modal is None:
                raise NotPossible(f"{self.id} has no modal open.")
            return self._workspace.interactions.close(
                self.person, self.modal, everything=everything
            )

    def shortcut(self, callback_id: str, message: Message | None = None) -> Envelope:
        """Choose a shortcut: a global one, or one of a message's menu."""
        with self._lock:
            kind = "global" if message is None else "message"
            if self._workspace.manifest.shortcut(callback_id, kind) is None:
                raise NotPossible(f"There is no {kind} shortcut {callback_id}.")
            if message is not None:
                self._visible(message)
            return self._workspace.interactions.shortcut(self.person, callback_id, message)

    def open_home(self) -> View | None:
        """Open the app's Home tab; what the app publishes comes a moment later."""
        return self._open("home")

    def open_messages(self) -> None:
        """Open the direct messages with the app."""
        self._open("messages")

    def _open(self, tab: str) -> View | None:
        with self._lock:
            event: Json = {"type": "app_home_opened", "user": self.id, "tab": tab}
            event["channel"] = self.dm_channel
            if self.home is not None:
                event["view"] = view_json(self.home)
            self._workspace.feed.tell(event)
            return self.home

    def _readable(self, channel: str) -> Channel:
        room = self._state.channel(channel)
        if not can_read(self._state, self.id, room):
            raise NotPossible(f"{self.id} cannot see {channel}.")
        return room

    def _visible(self, message: Message) -> None:
        self._readable(message.channel)
        if message not in seen(self._state, self.id, message.channel, message.thread_ts):
            raise NotPossible(f"{self.id} does not see that message.")

    def _own(self, message: Message) -> None:
        if message.user != self.id:
            raise NotPossible(f"{self.id} did not write that message.")


def _blocks(where: Message | View) -> list[Json]:
    return where.blocks if isinstance(where, Message) else list(where.payload["blocks"])


def find_element(blocks: list[Json], element_id: str | tuple[str, str]) -> tuple[Json, Json]:
    """Return an element, by its action id or by block and action id, with its block.

    Raises:
        NotPossible: there is no such element.
    """
    *within, action_id = [element_id] if isinstance(element_id, str) else element_id
    for block, element in elements(blocks):
        if element["action_id"] == action_id and within in ([], [block["block_id"]]):
            return block, element
    known = ", ".join(element["action_id"] for _, element in elements(blocks)) or "none"
    raise NotPossible(f"There is no {action_id} here; there are: {known}.")
