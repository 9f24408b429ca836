"""The app manifest, made from the same table as the listeners."""

from typing import Any

from bot.listeners import HELP, TRIGGERS, Trigger, command_of
from bot.mrkdwn import plain
from knowledge.models.community import Command, CommunityPack

Json = dict[str, Any]

# Every Web API method that the bot calls, with the bot scopes of which it needs one.
METHODS: dict[str, tuple[str, ...]] = {
    "assistant.threads.setStatus": ("chat:write", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "auth.test": (),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.appendStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("im:history", "channels:history", "groups:history"),
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.open": ("im:write", "mpim:write"),
    "conversations.replies": ("channels:history", "im:history", "groups:history"),
    "users.conversations": ("channels:read", "groups:read"),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}
# Without these the bot works, and says what is missing where it would need them.
OPTIONAL_SCOPES = frozenset({"files:read", "files:write"})
_METHOD_SCOPES = frozenset(
    {"assistant:write", "channels:history", "channels:read", "chat:write"}
    | {"im:history", "im:write", "mpim:write", "users:read"}
)


def manifest(pack: CommunityPack, *, private_channels: bool = False) -> Json:
    """Return the manifest of the community's own app.

    Args:
        private_channels: whether the bot follows threads in private channels too.
    """
    wanted = [t for t in TRIGGERS if private_channels or not t.private_channels]
    return {
        "display_information": {
            "name": plain(pack.bot_name, 35),
            "description": plain(pack.description, 140),
            "background_color": "#1f3a5f",
        },
        "features": _features(pack, wanted),
        "oauth_config": {
            "scopes": {
                "bot": sorted(scopes_of(wanted) | OPTIONAL_SCOPES),
                "bot_optional": sorted(OPTIONAL_SCOPES),
            }
        },
        "settings": {
            "event_subscriptions": {
                "bot_events": sorted(t.name for t in wanted if t.kind == "event")
            },
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def scopes_of(triggers: list[Trigger]) -> frozenset[str]:
    """Return the bot scopes that the triggers and the bot's own calls cannot do without."""
    return _METHOD_SCOPES.union(*(trigger.scopes for trigger in triggers))


def _features(pack: CommunityPack, triggers: list[Trigger]) -> Json:
    commands = [command_of(pack, t.name) for t in triggers if t.kind == "command"]
    prompts = [
        {"title": plain(p.title, 75), "message": plain(p.question, 300)}
        for p in pack.suggested_prompts
    ]
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": plain(pack.bot_name, 80), "always_online": True},
        "slash_commands": [_command(command) for command in commands if command],
        "shortcuts": [_shortcut(t) for t in triggers if t.kind == "shortcut"],
        "agent_view": {
            "agent_description": plain(pack.description, 300),
            "suggested_prompts": prompts,
        },
    }


def _shortcut(trigger: Trigger) -> Json:
    return {
        "name": plain(trigger.label, 24),
        "type": "message",
        "callback_id": trigger.name,
        "description": plain(trigger.says, 150),
    }


def _command(command: Command) -> Json:
    return {
        "command": command.name,
        "description": command.description,
        **({"usage_hint": command.usage} if command.usage else {}),
        # Escaped, a member's name comes with their id; a question is better left as it was typed.
        "should_escape": command.key == HELP,
    }
