"""Filling in the inputs of a view, with the complaints of Slack's own client."""

from collections.abc import Mapping

from bot.playground.blocks import elements
from bot.playground.errors import NotPossible
from bot.playground.inputs import Chosen, initial_values, is_empty, value_of
from bot.playground.records import Json, View


def fill(view: View, values: Mapping[str, Chosen], *, check: bool = False) -> bool:
    """Put values into a view's inputs.

    Args:
        view: The modal or Home tab.
        values: What to put in, by action id.
        check: Whether to complain of required fields left empty and of texts too long.

    Returns:
        Whether nothing was complained of; complaints stand in `view.errors`.

    Raises:
        NotPossible: When there is no input of that action id.
    """
    blocks = view.payload["blocks"]
    view.values = view.values or initial_values(blocks)
    left = dict(values)
    complaints: dict[str, str] = {}
    for block, element in elements(blocks):
        action_id = element["action_id"]
        if action_id in left:
            state = value_of(element, left.pop(action_id))
            view.values.setdefault(block["block_id"], {})[action_id] = state
        if check and block["type"] == "input":
            state = view.values[block["block_id"]][action_id]
            complaints.update(_complaint(block, element, state))
    if left:
        raise NotPossible(f"There is no input {', '.join(left)} here.")
    view.errors = complaints if check else view.errors
    return not complaints


def _complaint(block: Json, element: Json, state: Json) -> dict[str, str]:
    if is_empty(state):
        required = not block.get("optional", False)
        return {block["block_id"]: "Please complete this required field."} if required else {}
    text = state.get("value")
    if isinstance(text, str):
        low, high = element.get("min_length", 0), element.get("max_length", 3000)
        if not low <= len(text) <= high:
            return {block["block_id"]: f"Please write {low} to {high} characters."}
    return {}
