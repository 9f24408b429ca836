"""What Slack's own client complains of in an input, before the app hears anything."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from bot.playground.dates import is_date, is_time
from bot.playground.inputs import is_empty
from bot.playground.records import Json

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def complaint_of(block: Json, element: Json, state: Json) -> str:
    """Return what is wrong with what stands in an input block; nothing when all is well."""
    if is_empty(state):
        return "" if block.get("optional", False) else "Please complete this required field."
    return _CHECKS.get(element["type"], _several)(element, state)


def _length(element: Json, state: Json) -> str:
    low, high = element.get("min_length", 0), element.get("max_length", 3000)
    fits = low <= len(state["value"]) <= high
    return "" if fits else f"Please write {low} to {high} characters."


def _number(element: Json, state: Json) -> str:
    try:
        number = Decimal(state["value"])
    except InvalidOperation:
        return "Please enter a number."
    if not number.is_finite():
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and number < Decimal(low):
        return f"Please enter a number no smaller than {low}."
    if high is not None and number > Decimal(high):
        return f"Please enter a number no greater than {high}."
    return ""


def _address(_element: Json, state: Json) -> str:
    parts = urlsplit(state["value"])
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    return "" if is_web else "Please enter a full address, such as https://example.org."


def _email(_element: Json, state: Json) -> str:
    return "" if _EMAIL.fullmatch(state["value"]) else "Please enter an e-mail address."


def _date(_element: Json, state: Json) -> str:
    return "" if is_date(state["selected_date"]) else "Please choose a date."


def _time(_element: Json, state: Json) -> str:
    return "" if is_time(state["selected_time"]) else "Please choose a time."


def _several(element: Json, state: Json) -> str:
    most = element.get("max_selected_items")
    chosen = max((len(one) for one in state.values() if isinstance(one, list)), default=0)
    return f"Please choose at most {most}." if most is not None and chosen > most else ""


_CHECKS: dict[str, Callable[[Json, Json], str]] = {
    "plain_text_input": _length,
    "number_input": _number,
    "url_text_input": _address,
    "email_text_input": _email,
    "datepicker": _date,
    "timepicker": _time,
}
