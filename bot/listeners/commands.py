"""Slash commands."""

from typing import Any

from slack_bolt import Ack

from bot.desk import Desk
from bot.views.home import help_message, status_message
from bot.views.parts import Message
from bot.views.reindex import index_line, requested


def ask(ack: Ack, desk: Desk) -> None:
    """`/ask question`: the gate has stored it; a worker replies to the asker alone."""
    ack()
    desk.workers.wake()


def reindex(ack: Ack, command: dict[str, Any], desk: Desk) -> None:
    """`/reindex [status]`: ask the worker process for a build; curators only."""
    if not desk.settings.is_curator(command["user_id"]):
        ack(text=desk.services.pack.notices.curators_only)
        return
    if _word(command) == "status":
        ack(text=_index_line(desk))
        return
    _, joined = desk.services.jobs.request(command["user_id"])
    ack(text=requested(joined=joined))


def about(ack: Ack, command: dict[str, Any], desk: Desk) -> None:
    """`/science [help | status]`: what the bot does, or how it is doing."""
    if _word(command) == "status":
        _reply(ack, status_message(_index_line(desk), *_backlog(desk)))
    else:
        _reply(ack, help_message(desk.services.pack))


def _word(command: dict[str, Any]) -> str:
    return str(command.get("text", "")).strip().lower()


def _index_line(desk: Desk) -> str:
    return index_line(desk.services.jobs.latest())


def _backlog(desk: Desk) -> tuple[int, int]:
    inbox = desk.services.inbox
    return inbox.waiting(), len(inbox.dead())


def _reply(ack: Ack, message: Message) -> None:
    ack(text=message.text, blocks=list(message.blocks))
