"""One Web API call: its arguments, and what every method checks in the same way."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground.errors import SlackRefusal
from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Json, Person

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """A call with its arguments, from a form or from JSON."""

    workspace: "Workspace"
    arguments: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Return an argument that must be there; `invalid_arguments` when it is not."""
        value = self.text(name)
        if not value:
            complaint = f"[ERROR] missing required field: {name}"
            raise SlackRefusal("invalid_arguments", [complaint])
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a truth value, however it was written."""
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def whole(self, name: str, default: int, high: int) -> int:
        """Return a number from 1 to `high`; `invalid_limit` for another."""
        try:
            value = int(self.arguments.get(name) or default)
        except ValueError as wrong:
            raise SlackRefusal("invalid_limit") from wrong
        if not 1 <= value <= high:
            raise SlackRefusal("invalid_limit")
        return value

    def structure(self, name: str, refusal: str) -> Any:  # noqa: ANN401 - any JSON may come
        """Return a JSON argument, decoded when a form carried it as text; none when absent."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as wrong:
            raise SlackRefusal(refusal) from wrong

    def objects(self, name: str, refusal: str) -> list[Json] | None:
        """Return an array of objects; none when absent."""
        value = self.structure(name, refusal)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise SlackRefusal(refusal)
        return value

    def need_scope(self, *alternatives: str) -> None:
        """Refuse with `missing_scope` when the app was granted none of these."""
        granted = self.workspace.manifest.scopes
        if alternatives and granted.isdisjoint(alternatives):
            needed, provided = ",".join(alternatives), ",".join(sorted(granted))
            raise SlackRefusal("missing_scope", needed=needed, provided=provided)

    def channel(self, name: str = "channel", right: str = "") -> Channel:
        """Return the conversation that an argument names.

        Args:
            name: The argument.
            right: `read` or `history` to ask for the scope of that kind of conversation.

        Raises:
            SlackRefusal: `channel_not_found`, also for a private one without the bot.
        """
        channel = self.workspace.state.channels.get(self.required(name))
        if channel is None or (channel.is_private and BOT_USER not in channel.members):
            raise SlackRefusal("channel_not_found")
        if right:
            self.need_scope(f"{channel.scope_prefix}:{right}")
        return channel

    def own_channel(self, name: str = "channel", right: str = "") -> Channel:
        """Return a conversation that the bot must be in; `not_in_channel` when it is not."""
        channel = self.channel(name, right)
        if BOT_USER not in channel.members:
            raise SlackRefusal("not_in_channel")
        return channel

    def person(self, name: str = "user") -> Person:
        """Return the person that an argument names; `user_not_found` when there is none."""
        person = self.workspace.state.people.get(self.required(name))
        if person is None:
            raise SlackRefusal("user_not_found")
        return person

    def page(self, items: list[Any], default: int = 100, high: int = 1000) -> tuple[list[Any], str]:
        """Return the page that `limit` and `cursor` ask for, and the cursor of the next."""
        limit = self.whole("limit", default, high)
        cursor = self.text("cursor", "0") or "0"
        if not cursor.isdigit():
            raise SlackRefusal("invalid_cursor")
        start = int(cursor)
        following = str(start + limit) if start + limit < len(items) else ""
        return items[start : start + limit], following


@dataclass(frozen=True, slots=True)
class Method:
    """A method with what it asks for before it runs.

    `scopes` are alternatives; `tier` is Slack's rate tier, 1 to 5.
    """

    run: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    tier: int = 3
    app_token: bool = False
