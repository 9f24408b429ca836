"""Every Slack trigger, one line each: listeners and manifest are both made from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from slack_bolt import App

from bot.listeners import actions, commands, home, questions, science, stewardship
from bot.views.answer import ABOUT_ANSWER, ANSWER_MENU, SHOW_QUOTES
from bot.views.stewardship import FORGET_ME
from knowledge.models.community import Command, CommunityPack

ASK, REINDEX, HELP = "ask", "reindex", "help"
Listener = Callable[..., None]
_CHANNEL_TYPES = {"channels": "channel", "groups": "group", "im": "im"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something that Slack sends, and what it takes to get it.

    Attributes:
        name: of the event as a manifest lists it, of the action or of the modal; a command's key,
            because the community's pack names and describes it.
        scopes: bot scopes without which it is not sent.
        private_channels: whether only communities that opted in to private channels want it.
    """

    kind: Literal["event", "command", "action", "view"]
    name: str
    listener: Listener
    scopes: tuple[str, ...] = ()
    private_channels: bool = False


# fmt: off
TRIGGERS = (
    Trigger("event", "app_mention", questions.asked, ("app_mentions:read",)),
    Trigger("event", "message.channels", questions.asked, ("channels:history",)),
    Trigger("event", "message.groups", questions.asked, ("groups:history", "groups:read"), private_channels=True),  # noqa: E501
    Trigger("event", "message.im", questions.asked, ("im:history",)),
    Trigger("event", "app_home_opened", home.opened),
    Trigger("command", ASK, commands.ask, ("commands",)),
    Trigger("command", REINDEX, commands.reindex, ("commands",)),
    Trigger("command", HELP, science.about, ("commands",)),
    Trigger("action", SHOW_QUOTES, actions.show_quotes),
    Trigger("action", ABOUT_ANSWER, actions.about_answer),
    Trigger("action", ANSWER_MENU, actions.answer_menu),
    Trigger("view", FORGET_ME, stewardship.forget_confirmed),
)
# fmt: on


def register(app: App, pack: CommunityPack) -> None:
    """Bind every trigger to its listener; a command that the pack does not name has none."""
    for trigger in TRIGGERS:
        if trigger.kind == "command":
            command = command_of(pack, trigger.name)
            if command:
                app.command(command.name)(trigger.listener)
        elif trigger.kind == "action":
            app.action(trigger.name)(trigger.listener)
        elif trigger.kind == "view":
            app.view(trigger.name)(trigger.listener)
        else:
            _register_event(app, trigger)


def command_of(pack: CommunityPack, key: str) -> Command | None:
    """Return what the community calls the command with this key."""
    return next((command for command in pack.commands if command.key == key), None)


def _register_event(app: App, trigger: Trigger) -> None:
    event, _, place = trigger.name.partition(".")
    matchers = [_in_conversation(_CHANNEL_TYPES[place])] if place else []
    app.event(event, matchers=matchers)(trigger.listener)


def _in_conversation(channel_type: str) -> Callable[..., bool]:
    def is_there(event: dict[str, Any]) -> bool:
        return bool(event.get("channel_type") == channel_type)

    return is_there
