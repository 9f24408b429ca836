"""What somebody types into the composer, in the form that goes over the wire."""

import re

from bot.playground.records import SLACKBOT
from bot.playground.state import State

_URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
_BROADCASTS = ("channel", "here", "everyone")


def escaped(text: str) -> str:
    """Escape the three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_wire(state: State, typed: str) -> str:
    """Return typed text with names as mentions, channels as references and addresses as links."""
    wire = _URL.sub(lambda match: f"<{match.group()}>", escaped(typed.strip()))
    for name, person_id in _people(state):
        wire = re.sub(rf"@{re.escape(escaped(name))}\b", f"<@{person_id}>", wire, flags=re.I)
    for channel in state.channels.values():
        if channel.name:
            token = f"<#{channel.id}|{channel.name}>"
            wire = re.sub(rf"(?<!\S)#{re.escape(channel.name)}\b(?!-)", token, wire)
    for name in _BROADCASTS:
        wire = re.sub(rf"(?<!\S)@{name}\b", f"<!{name}>", wire)
    return wire


def _people(state: State) -> list[tuple[str, str]]:
    names = [(one.real_name, one.id) for one in state.people.values()]
    names += [(one.name, one.id) for one in state.people.values()]
    kept = [(name, person_id) for name, person_id in names if name and person_id != SLACKBOT]
    return sorted(kept, key=lambda one: -len(one[0]))


def command_of(typed: str) -> tuple[str, str] | None:
    """Split a slash command from its text; none when it is an ordinary message."""
    if not re.match(r"/\S", typed):
        return None
    command, _, rest = typed.strip().partition(" ")
    return command, rest.strip()
