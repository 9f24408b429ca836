"""`/science`: one command, a word a subject."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners import stewardship
from bot.views.home import help_message, status_message

Subcommand = Callable[[Ack, dict[str, Any], WebClient, Desk], None]


def about(ack: Ack, command: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """`/science [word …]`: what the word names, or what the bot does."""
    words = str(command.get("text", "")).split(maxsplit=1)
    subcommand = SUBCOMMANDS.get(words[0].lower(), usage) if words else usage
    subcommand(ack, command, client, desk)


def usage(ack: Ack, _command: dict[str, Any], _client: WebClient, desk: Desk) -> None:
    """`/science help`: what the bot does, and how to use it."""
    message = help_message(desk.services.pack)
    ack(text=message.text, blocks=list(message.blocks))


def status(ack: Ack, command: dict[str, Any], _client: WebClient, desk: Desk) -> None:
    """`/science status`: how the bot is doing."""
    inbox, is_curator = desk.services.inbox, desk.roles.is_curator(command["user_id"])
    message = status_message(
        desk.index_line(), inbox.waiting(), inbox.dead(), for_curator=is_curator
    )
    ack(text=message.text, blocks=list(message.blocks))


SUBCOMMANDS: dict[str, Subcommand] = {
    "help": usage,
    "status": status,
    "roles": stewardship.roles,
    "export": stewardship.export,
    "forget": stewardship.forget,
}
