"""What an app's manifest lets it do: scopes, events, commands and shortcuts."""

from dataclasses import dataclass
from typing import Any

from bot.playground.records import Json


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry under a message's menu (`kind` = `message`) or in the composer (`global`)."""

    name: str
    kind: str
    callback_id: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command with what the composer says about it."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest that the workspace enforces."""

    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    interactive: bool
    suggested_prompts: tuple[Json, ...] = ()

    @classmethod
    def read(cls, document: Json) -> "Manifest":
        """Take what matters from a manifest as Slack's app configuration accepts it."""
        features, settings = document.get("features", {}), document.get("settings", {})
        name = document.get("display_information", {}).get("name", "Bot")
        agent = features.get("agent_view", {}) or features.get("assistant_view", {})
        return cls(
            name=features.get("bot_user", {}).get("display_name", name),
            scopes=frozenset(_at(document, "oauth_config", "scopes", "bot")),
            events=frozenset(_at(settings, "event_subscriptions", "bot_events")),
            commands=tuple(_command(entry) for entry in features.get("slash_commands", [])),
            shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", [])),
            interactive=bool(settings.get("interactivity", {}).get("is_enabled", False)),
            suggested_prompts=tuple(agent.get("suggested_prompts", [])),
        )

    def command(self, name: str) -> Command | None:
        """Find a slash command by its name with the slash."""
        return next((entry for entry in self.commands if entry.command == name), None)

    def shortcut(self, callback_id: str, kind: str) -> Shortcut | None:
        """Find a shortcut of a kind (`message` or `global`)."""
        wanted = (callback_id, kind)
        return next((one for one in self.shortcuts if (one.callback_id, one.kind) == wanted), None)


def _at(document: Json, *path: str) -> list[str]:
    found: Any = document
    for step in path:
        found = found.get(step) or {}
    return list(found)


def _command(entry: Json) -> Command:
    known = ("command", "description", "usage_hint", "should_escape")
    return Command(**{key: entry[key] for key in known if key in entry})


def _shortcut(entry: Json) -> Shortcut:
    return Shortcut(entry["name"], entry["type"], entry["callback_id"])
