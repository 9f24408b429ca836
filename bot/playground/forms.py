"""What a browser's form says, in the terms of the driver."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.playground.blocks import elements
from bot.playground.dates import ZONE
from bot.playground.errors import NotPossible
from bot.playground.inputs import Chosen
from bot.playground.records import Json

_SEVERAL = ("checkboxes",)
FIELD = "v:"


class Form:
    """The fields of a posted form; a name may come several times. `files` are names and bytes."""

    def __init__(
        self, pairs: list[tuple[str, str]], files: Sequence[tuple[str, bytes]] = ()
    ) -> None:
        self._pairs = pairs
        self.files = files

    def one(self, name: str, default: str = "") -> str:
        """Return the last value of a field."""
        values = self.all(name)
        return values[-1] if values else default

    def all(self, name: str) -> list[str]:
        """Return every value of a field, in order."""
        return [value.replace("\r\n", "\n") for key, value in self._pairs if key == name]

    def back(self) -> str:
        """Return where the person was; only paths of this page are taken."""
        path = self.one("back", "/")
        return path if path.startswith("/as/") else "/"

    def values(self, blocks: list[Json]) -> dict[str, Chosen]:
        """Return what stands in the inputs of these blocks, by action id."""
        found: dict[str, Chosen] = {}
        for block, element in elements(blocks):
            if block["type"] == "input" or FIELD + element["action_id"] in self._names():
                found[element["action_id"]] = self._value(element)
        return found

    def _names(self) -> set[str]:
        return {key for key, _ in self._pairs}

    def _value(self, element: Json) -> Chosen:
        values = [one for one in self.all(FIELD + element["action_id"]) if one]
        kind = str(element["type"])
        if kind in _SEVERAL or kind.startswith("multi_"):
            return values
        if not values:
            return None
        return _seconds(values[-1]) if kind == "datetimepicker" else values[-1]


def _seconds(local: str) -> str:
    try:
        when = datetime.fromisoformat(local).replace(tzinfo=ZONE)
    except ValueError as wrong:
        raise NotPossible(f"{local!r} is not a date and time.") from wrong
    return str(int(when.timestamp()))


async def read_form(request: Request) -> Form:
    """Read a form as a browser sends it, with files or without."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await _with_files(request)
    body = (await request.body()).decode("utf-8")
    return Form(parse_qsl(body, keep_blank_values=True))


async def _with_files(request: Request) -> Form:
    pairs: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    async with request.form() as posted:
        for name, value in posted.multi_items():
            if isinstance(value, str):
                pairs.append((name, value))
            elif value.filename:  # a browser sends an empty part when no file was chosen
                files.append((value.filename, await value.read()))
    return Form(pairs, files)
