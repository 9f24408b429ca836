"""What stands in a submitted modal."""

from typing import Any

from knowledge.models.sensitivity import SensitivityRules
from knowledge.stewardship.gatekeeping import is_barred
from knowledge.text.sensitivity import assess

Json = dict[str, Any]
NOT_TO_BE_SENT = "It looks like something that must not be here. Write it without that, please."


def values_of(view: Json) -> dict[str, str]:
    """Return field name → text, chosen value, date, time or member; empty for what was left out."""
    return {
        name: _value(element)
        for block in view["state"]["values"].values()
        for name, element in block.items()
    }


def several_of(view: Json) -> dict[str, tuple[str, ...]]:
    """Return field name → all that was chosen, values or members; empty where nothing was."""
    return {
        name: _several(element)
        for block in view["state"]["values"].values()
        for name, element in block.items()
    }


def may_not_be_kept(text: str, rules: SensitivityRules) -> bool:
    """Tell whether nothing of what was typed may be stored, not even until a worker comes."""
    return is_barred(assess(text, rules))


def _value(element: Json) -> str:
    chosen = element.get("selected_option") or {}
    pickers = ("selected_date", "selected_time", "selected_user")
    picked = next((element[name] for name in pickers if element.get(name)), "")
    return str(element.get("value") or chosen.get("value") or picked)


def _several(element: Json) -> tuple[str, ...]:
    options = element.get("selected_options") or ()
    return tuple(one["value"] for one in options) or tuple(element.get("selected_users") or ())
