"""What a person chose or typed, in the form of `view.state.values` and of `actions`."""

from bot.playground.blocks import elements
from bot.playground.errors import NotPossible
from bot.playground.options import options_of
from bot.playground.records import Json

Chosen = str | list[str] | None

_SINGLE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_PLURAL = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_OPTION = ("static_select", "radio_buttons", "overflow")
_OPTIONS = ("multi_static_select", "checkboxes")
_PRESSED = ("button", "icon_button", "feedback_buttons")


def value_of(element: Json, chosen: Chosen) -> Json:
    """Return the state of an element after somebody chose or typed.

    Args:
        element: The element as it stands in its block.
        chosen: Option values, ids, a date, a time, a text; a list where several may be chosen.

    Raises:
        NotPossible: When no option has that value.
    """
    kind = element["type"]
    several = [chosen] if isinstance(chosen, str) else list(chosen or [])
    if kind in _OPTION:
        return {"type": kind, "selected_option": _option(element, several)}
    if kind in _OPTIONS:
        found = [_option(element, [one]) for one in several]
        return {"type": kind, "selected_options": found}
    if kind in _PLURAL:
        return {"type": kind, _PLURAL[kind]: several}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(several[0]) if several else None}
    name = _SINGLE.get(kind, "value")
    return {"type": kind, name: several[0] if several and several[0] else None}


def _option(element: Json, several: list[str]) -> Json | None:
    if not several:
        return None
    for option in options_of(element):
        if option["value"] == several[0]:
            return option
    raise NotPossible(f"There is no choice {several[0]!r}.")


def _initial(element: Json) -> Json:
    state: Json = {"type": element["type"]}
    for name, value in element.items():
        if name == "initial_value":
            state["value"] = value
        elif name.startswith("initial_"):
            state["selected_" + name.removeprefix("initial_")] = value
    return {**value_of(element, None), **state}


def initial_values(blocks: list[Json]) -> Json:
    """Return the state of all inputs before anybody touched them."""
    values: Json = {}
    for block, element in elements(blocks):
        if element["type"] not in (*_PRESSED, "overflow"):
            values.setdefault(block["block_id"], {})[element["action_id"]] = _initial(element)
    return values


def is_empty(state: Json) -> bool:
    """Whether nothing was chosen or typed."""
    return not any(value for name, value in state.items() if name != "type")


def action_of(block: Json, element: Json, chosen: Chosen, action_ts: str) -> Json:
    """Return the entry of `actions` for a press or a choice."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    if element["type"] == "feedback_buttons":
        pressed = _feedback(element, chosen)
        return {**action, "text": pressed["text"], "value": pressed["value"]}
    if element["type"] in _PRESSED:
        kept = ("text", "value", "style", "url")
        return {**action, **{name: element[name] for name in kept if name in element}}
    return {**action, **value_of(element, chosen)}


def _feedback(element: Json, chosen: Chosen) -> Json:
    buttons: list[Json] = [element["positive_button"], element["negative_button"]]
    for button in buttons:
        if button["value"] == chosen:
            return button
    raise NotPossible(f"There is no feedback {chosen!r}.")
