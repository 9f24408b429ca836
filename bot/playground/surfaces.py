"""Modals, Home tabs, thread statuses, and the one-use triggers that open modals."""

from bot.playground.blocks import check_view, elements, with_ids
from bot.playground.errors import SlackRefusal
from bot.playground.inputs import initial_values
from bot.playground.pulse import Pulse, new_id
from bot.playground.records import Json, Status, Trigger, View
from bot.playground.state import State

TRIGGER_LIFE_S = 3.0
STATUS_LIFE_S = 120.0
MODAL_STACK = 3


class Surfaces:
    """What stands over and beside the conversations on people's screens."""

    def __init__(self, pulse: Pulse, state: State) -> None:
        self._pulse = pulse
        self._state = state

    def new_trigger(self, user: str) -> str:
        """Give leave to open one modal for somebody within 3 seconds."""
        trigger_id = f"{new_id('')}.{new_id('')}"
        self._state.triggers[trigger_id] = Trigger(user, self._pulse.now())
        return trigger_id

    def use_trigger(self, trigger_id: str) -> str:
        """Return whose trigger it is, and use it up.

        Raises:
            SlackRefusal: `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`.
        """
        trigger = self._state.triggers.get(trigger_id)
        if trigger is None:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.used:
            raise SlackRefusal("exchanged_trigger_id")
        if self._pulse.now() - trigger.since > TRIGGER_LIFE_S:
            raise SlackRefusal("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def open(self, user: str, payload: Json, channel: str | None = None) -> View:
        """Show a modal instead of those that are open."""
        view = self._new_view(user, payload)
        view.hook_channel = channel
        self._state.modals[user] = [view]
        self._pulse.changed()
        return view

    def push(self, user: str, payload: Json) -> View:
        """Show a modal on top of the open one.

        Raises:
            SlackRefusal: `push_limit_reached` at the fourth, `not_found` without a first.
        """
        stack = self._state.modals.get(user, [])
        if not stack:
            raise SlackRefusal("not_found")
        if len(stack) >= MODAL_STACK:
            raise SlackRefusal("push_limit_reached")
        view = self._new_view(user, payload)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        self._pulse.changed()
        return view

    def update(self, view: View, payload: Json, expected_hash: str | None = None) -> View:
        """Change an open view, keeping what was typed into fields that remain.

        Raises:
            SlackRefusal: `hash_conflict`, or what `check_view` raises.
        """
        if expected_hash and expected_hash != view.hash:
            raise SlackRefusal("hash_conflict")
        fresh = self._new_view(view.owner, payload)
        for block, element in elements(fresh.payload["blocks"]):
            typed = view.values.get(block["block_id"], {}).get(element["action_id"])
            if typed is not None and block["type"] == "input":
                fresh.values[block["block_id"]] = {element["action_id"]: typed}
        view.payload, view.values, view.hash = fresh.payload, fresh.values, fresh.hash
        view.errors, view.trouble = {}, ""
        self._pulse.changed()
        return view

    def publish(self, user: str, payload: Json, expected_hash: str | None = None) -> View:
        """Put up somebody's Home tab."""
        home = self._state.homes.get(user)
        if home is not None:
            return self.update(home, payload, expected_hash)
        self._state.homes[user] = self._new_view(user, payload)
        self._pulse.changed()
        return self._state.homes[user]

    def close(self, user: str, *, everything: bool = False) -> list[View]:
        """Close the top modal, or all of them; return what was closed."""
        stack = self._state.modals.get(user, [])
        closed = list(reversed(stack)) if everything else stack[-1:]
        self._state.modals[user] = [] if everything else stack[:-1]
        self._pulse.changed()
        return closed

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """Return an open modal or a Home tab; `not_found` when there is none."""
        shown = [view for stack in self._state.modals.values() for view in stack]
        for view in (*shown, *self._state.homes.values()):
            if view.id == view_id or (external_id and _external_id(view) == external_id):
                return view
        raise SlackRefusal("not_found")

    def _new_view(self, user: str, payload: Json) -> View:
        check_view(payload)
        named = {**payload, "blocks": with_ids(payload["blocks"])}
        view_id = new_id("V")
        stamp = f"{self._pulse.next_ts()}.{view_id[-6:]}"
        return View(view_id, user, named, stamp, view_id, values=initial_values(named["blocks"]))

    def set_status(self, channel: str, thread_ts: str, text: str, loading: list[str]) -> None:
        """Show a status in a thread; an empty text takes it away."""
        if text:
            status = Status(text, loading, self._pulse.now())
            self._state.statuses[channel, thread_ts] = status
        else:
            self._state.statuses.pop((channel, thread_ts), None)
        self._pulse.changed()

    def tick(self) -> None:
        """Take away statuses older than two minutes."""
        now = self._pulse.now()
        for place, status in list(self._state.statuses.items()):
            if now - status.since >= STATUS_LIFE_S:
                del self._state.statuses[place]
                self._pulse.changed()


def _external_id(view: View) -> str:
    return str(view.payload.get("external_id", ""))
