"""What stands in a submitted modal."""

from typing import Any

Json = dict[str, Any]


def values_of(view: Json) -> dict[str, str]:
    """Return field name → text, chosen value or date; empty for what was left out."""
    return {
        name: _value(element)
        for block in view["state"]["values"].values()
        for name, element in block.items()
    }


def _value(element: Json) -> str:
    chosen = element.get("selected_option") or {}
    return str(element.get("value") or chosen.get("value") or element.get("selected_date") or "")
