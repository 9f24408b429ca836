"""Slash commands."""

from typing import Any

from slack_bolt import Ack

from bot.desk import Desk
from bot.views.reindex import requested
from bot.views.status import sources_status, unknown_source


def ask(ack: Ack, desk: Desk) -> None:
    """`/ask question`: the gate has stored it; a worker replies to the asker alone."""
    ack()
    desk.workers.wake()


def reindex(ack: Ack, command: dict[str, Any], desk: Desk) -> None:
    """`/reindex [status | source]`: ask the worker process for a build; curators only."""
    if not desk.roles.is_curator(command["user_id"]):
        ack(text=desk.services.pack.notices.curators_only)
        return
    word, known = _word(command), [one.key for one in desk.services.sources.known()]
    if word == "status":
        message = sources_status(desk.index_line(), desk.sources())
        ack(text=message.text, blocks=list(message.blocks))
    elif word and word not in known:
        ack(text=unknown_source(word, known))
    else:
        job, joined = desk.services.jobs.request(command["user_id"], word)
        desk.services.audit.record("index.requested", command["user_id"], f"job-{job.id}")
        ack(text=requested(job, joined=joined))


def _word(command: dict[str, Any]) -> str:
    return str(command.get("text", "")).strip().lower()
