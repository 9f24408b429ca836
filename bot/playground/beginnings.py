"""Refuses inputs that would begin with what nobody could choose, as Slack does."""

from bot.playground.block_rules import Findings
from bot.playground.dates import is_date, is_time
from bot.playground.options import options_of
from bot.playground.records import Json


def check_beginnings(blocks: list[Json], pointer: str, findings: Findings) -> None:
    """Check what each element begins with.

    Args:
        blocks: They fit their shapes.
        pointer: JSON pointer of the blocks.
    """
    for place, block in enumerate(blocks):
        for key, element in _held(block):
            for complaint, field in _complaints(element):
                findings.complain(complaint, f"{pointer}/{place}/{key}/{field}")


def _held(block: Json) -> list[tuple[str, Json]]:
    if block["type"] not in ("section", "actions", "input"):
        return []
    named = [(key, block[key]) for key in ("accessory", "element") if key in block]
    return named + [
        (f"elements/{place}", one) for place, one in enumerate(block.get("elements", []))
    ]


def _complaints(element: Json) -> list[tuple[str, str]]:
    found = []
    options = options_of(element)
    begun = [element["initial_option"]] if "initial_option" in element else []
    begun += element.get("initial_options", [])
    if any(one not in options for one in begun):
        field = "initial_option" if "initial_option" in element else "initial_options"
        found.append(("initial options must be among the options", field))
    if "initial_date" in element and not is_date(element["initial_date"]):
        found.append(("must be a date of the form YYYY-MM-DD", "initial_date"))
    if "initial_time" in element and not is_time(element["initial_time"]):
        found.append(("must be a time of the form HH:mm", "initial_time"))
    return found + _too_many(element)


def _too_many(element: Json) -> list[tuple[str, str]]:
    most = element.get("max_selected_items")
    names = ("initial_options", "initial_users", "initial_channels", "initial_conversations")
    return [
        ("more than max_selected_items", name)
        for name in names
        if most is not None and len(element.get(name, [])) > most
    ]
