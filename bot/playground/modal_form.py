"""Filling in the inputs of a view, with the complaints of Slack's own client."""

from collections.abc import Mapping

from bot.playground.blocks import elements
from bot.playground.complaints import complaint_of
from bot.playground.errors import NotPossible
from bot.playground.inputs import Chosen, initial_values, value_of
from bot.playground.records import View


def fill(view: View, values: Mapping[str, Chosen], *, check: bool = False) -> bool:
    """Put values into a view's inputs.

    Args:
        view: The modal or Home tab.
        values: What to put in, by action id.
        check: Whether to complain of what Slack's client would not submit.

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
            if complaint := complaint_of(block, element, state):
                complaints[block["block_id"]] = complaint
    if left:
        raise NotPossible(f"There is no input {', '.join(left)} here.")
    view.errors = complaints if check else view.errors
    return not complaints
