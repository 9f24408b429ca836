"""What people do on the page: each form's way to the driver."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.playground.blocks import elements
from bot.playground.composer import as_wire, command_of
from bot.playground.driver import PersonDriver, find_element
from bot.playground.errors import NotPossible
from bot.playground.forms import Form
from bot.playground.inputs import Chosen
from bot.playground.records import Json, Message, View

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

MAX_TYPED = 12_000
CLOSED = "Closed. It is back in your list as soon as somebody writes in it."


@dataclass(slots=True)
class Pending:
    """A press that waits for the person's confirmation."""

    where: Message | View
    element_id: str | tuple[str, str]
    chosen: Chosen
    values: dict[str, Chosen]
    confirm: Json


class Note(NamedTuple):
    """A line over the page: what could not be done, or what was."""

    text: str
    complains: bool = False


class PageActions:
    """Does what a form asks for, as the person whose page it is.

    `notes` holds what each person is told next, shown once; `pending` their open confirmations.
    """

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self.notes: dict[str, Note] = {}
        self.pending: dict[str, Pending] = {}

    def perform(self, person_id: str, action: str, form: Form) -> None:
        """Do one thing; a complaint becomes the person's note."""
        actions: dict[str, Callable[[PersonDriver, Form], None]] = {
            "post": self._post,
            "press": self._press,
            "confirm": self._confirm,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "message": self._message_menu,
            "member": self._member,
            "clock": self._clock,
        }
        try:
            actions.get(action, _unknown)(self._workspace.as_person(person_id), form)
        except NotPossible as complaint:
            self.notes[person_id] = Note(str(complaint), complains=True)

    def _post(self, me: PersonDriver, form: Form) -> None:
        typed, channel, thread_ts = form.one("text"), form.one("channel"), form.one("thread_ts")
        if not typed.strip() and not form.files:
            return
        if len(typed) > MAX_TYPED:
            raise NotPossible(f"A message has at most {MAX_TYPED:,} characters.")
        command = command_of(typed)
        if form.files:
            wire = as_wire(self._workspace.state, typed)
            me.share(channel, form.files, wire, thread_ts or None)
        elif command is None:
            me.post(channel, as_wire(self._workspace.state, typed), thread_ts or None)
        elif thread_ts:
            raise NotPossible("Slash commands do not work in threads. Use one in the channel.")
        else:
            me.slash(command[0], self._said(*command), channel)

    def _said(self, command: str, typed: str) -> str:
        known = self._workspace.manifest.command(command)
        escapes = known is not None and known.should_escape
        return as_wire(self._workspace.state, typed) if escapes else typed

    def _message(self, me: PersonDriver, form: Form) -> Message:
        channel, ts = form.one("channel"), form.one("ts")
        for one in (*me.sees(channel), *me.sees(channel, form.one("thread_ts") or ts)):
            if one.ts == ts:
                return one
        raise NotPossible("That message is no longer there.")

    def _view(self, me: PersonDriver, form: Form) -> View:
        for view in (me.modal, me.home):
            if view is not None and view.id == form.one("view"):
                return view
        raise NotPossible("That is no longer open.")

    def _press(self, me: PersonDriver, form: Form) -> None:
        in_view = bool(form.one("view"))
        where: Message | View = self._view(me, form) if in_view else self._message(me, form)
        blocks = where.payload["blocks"] if isinstance(where, View) else where.blocks
        values = form.values(blocks)
        block_id, action_id, picked = f"{form.one('press')}\t\t".split("\t")[:3]
        block, element = find_element(blocks, (block_id, action_id))
        chosen: Chosen = picked or values.get(action_id)
        confirm = dict(element.get("confirm") or {})
        pending = Pending(where, (block["block_id"], action_id), chosen, values, confirm)
        if pending.confirm:
            self.pending[me.id] = pending
            self._workspace.pulse.changed()
        else:
            self._go(me, pending)

    def _go(self, me: PersonDriver, pending: Pending) -> None:
        where = pending.where
        if isinstance(where, View):
            me.keep_typed(where, pending.values)
            me.click(where, pending.element_id, pending.chosen)
            return
        inputs = _input_ids(where.blocks)
        typed = {name: value for name, value in pending.values.items() if name in inputs}
        me.click(where, pending.element_id, pending.chosen, **typed)

    def _confirm(self, me: PersonDriver, form: Form) -> None:
        pending = self.pending.pop(me.id, None)
        self._workspace.pulse.changed()
        if pending is not None and form.one("answer") == "yes":
            self._go(me, pending)

    def _submit(self, me: PersonDriver, form: Form) -> None:
        view = self._view(me, form)
        me.submit(view, **form.values(view.payload["blocks"]))

    def _close(self, me: PersonDriver, _form: Form) -> None:
        me.close_modal(everything=False)

    def _shortcut(self, me: PersonDriver, form: Form) -> None:
        message = self._message(me, form) if form.one("ts") else None
        me.shortcut(form.one("callback_id"), message)

    def _message_menu(self, me: PersonDriver, form: Form) -> None:
        message = self._message(me, form)
        doing = form.one("doing")
        if doing == "delete":
            me.delete(message)
        elif doing == "edit":
            me.edit(message, as_wire(self._workspace.state, form.one("text")))
        else:
            added = me.id not in message.reactions.get(doing, [])
            me.react(message, doing, added=added)

    def _member(self, me: PersonDriver, form: Form) -> None:
        channel, doing = form.one("channel"), form.one("doing")
        if doing == "join":
            me.join(channel)
        elif doing == "leave":
            me.leave(channel)
        elif doing == "close":
            me.close(channel)
            self.notes[me.id] = Note(CLOSED)
        else:
            me.invite(channel)

    def _clock(self, me: PersonDriver, form: Form) -> None:
        calendar = self._workspace.calendar
        if calendar is None:
            raise NotPossible("The clock of this workspace cannot be moved.")
        calendar.move(form.one("step"))
        self._workspace.pulse.changed()
        told = f"The clock was moved for everybody. It is now {calendar.in_words()}."
        self.notes[me.id] = Note(told)


def _unknown(_me: PersonDriver, _form: Form) -> None:
    raise NotPossible("This page cannot do that.")


def _input_ids(blocks: list[Json]) -> set[str]:
    return {one["action_id"] for block, one in elements(blocks) if block["type"] == "input"}


def chosen_values(state: Json) -> set[str]:
    """Return which option values, ids or texts an element's state holds, for the template."""
    several = state.get("selected_options") or []
    one = state.get("selected_option")
    found = {str(option["value"]) for option in [*several, *([one] if one else [])]}
    for name, value in state.items():
        if name.startswith("selected_") and isinstance(value, str):
            found.add(value)
        elif name.startswith("selected_") and isinstance(value, list):
            found.update(str(item) for item in value if isinstance(item, str))
    return found
