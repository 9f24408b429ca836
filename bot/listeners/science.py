"""`/science …`: every subcommand, one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners import (
    curation,
    evaluating,
    following,
    introductions,
    profile,
    stewardship,
    trials,
    waiting,
    why,
)
from bot.listeners.asked import Asked, asked_of
from bot.views.home import help_message, status_message
from bot.views.parts import Message, note, preceded


@dataclass(frozen=True, slots=True)
class Subcommand:
    """What a word after `/science` does.

    Attributes:
        run: returns what only the giver sees, or None when it opened a modal.
        curators: whether it takes a curator.
    """

    run: Callable[[Asked, Desk], Message | None]
    curators: bool = False


def about(_asked: Asked, desk: Desk) -> Message:
    """`/science help`: what the bot does."""
    return help_message(desk.services.pack, desk.services.leaving)


def status(asked: Asked, desk: Desk) -> Message:
    """`/science status`: how it is doing."""
    inbox, is_curator = desk.services.inbox, desk.roles.is_curator(asked.user)
    lines = (desk.index_line(), desk.calibration_line())
    return status_message(lines, inbox.waiting(), inbox.dead(), for_curator=is_curator)


# fmt: off
SUBCOMMANDS = {
    "help": Subcommand(about),
    "status": Subcommand(status),
    "consent": Subcommand(following.consent),
    "tried": Subcommand(trials.tried),
    "mine": Subcommand(curation.mine),
    "waiting": Subcommand(waiting.waiting),
    "introductions": Subcommand(introductions.mine),
    "profile": Subcommand(profile.my_profile),
    "people": Subcommand(introductions.people, curators=True),
    "queue": Subcommand(curation.queue, curators=True),
    "follow": Subcommand(following.follow, curators=True),
    "unfollow": Subcommand(following.unfollow, curators=True),
    "evaluate": Subcommand(evaluating.evaluate, curators=True),
    "questions": Subcommand(evaluating.questions, curators=True),
    "roles": Subcommand(stewardship.roles),
    "answers": Subcommand(why.answers, curators=True),
    "export": Subcommand(stewardship.export),
    "forget": Subcommand(stewardship.forget),
}
# fmt: on


def science(
    ack: Ack, command: dict[str, Any], respond: Respond, client: WebClient, desk: Desk
) -> None:
    """Run a subcommand; a word that is none shows the help."""
    ack()
    word = str(command.get("text", "")).strip().partition(" ")[0]
    asked = asked_of(command, client)
    subcommand = SUBCOMMANDS.get(word.lower(), SUBCOMMANDS["help"])
    if subcommand.curators and not desk.roles.is_curator(asked.user):
        message: Message | None = note(desk.services.pack.notices.curators_only)
    else:
        message = subcommand.run(asked, desk)
    if message and word and word.lower() not in SUBCOMMANDS:
        lead = f"I do not know “{word}”. Here is what I can do."
        message = preceded(message, lead)
    if message:
        respond(text=message.text, blocks=list(message.blocks), response_type="ephemeral")
