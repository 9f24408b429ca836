"""The options of menus, boxes and radio buttons."""

from bot.playground.records import Json


def options_of(element: Json) -> list[Json]:
    """Return every option of an element, those in groups too."""
    grouped = [one for group in element.get("option_groups", []) for one in group["options"]]
    return [*element.get("options", []), *grouped]
