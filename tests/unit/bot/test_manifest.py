"""The manifest and the listeners are one thing."""

import ast
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

import bot
from bot.listeners import TRIGGERS, register
from bot.manifest import METHODS, manifest
from tests.fakes.bot_services import harbour_pack

SOURCES = sorted(
    path for path in Path(bot.__file__).parent.rglob("*.py") if "playground" not in path.parts
)


def scopes(document: dict[str, Any]) -> set[str]:
    """Return the bot scopes of a manifest."""
    return set(document["oauth_config"]["scopes"]["bot"])


def events(document: dict[str, Any]) -> set[str]:
    """Return the events of a manifest."""
    return set(document["settings"]["event_subscriptions"]["bot_events"])


def methods_used() -> set[str]:
    """Return every Web API method that the bot's source names."""
    names = {
        node.attr
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    return {name.replace("_", ".") for name in names if "_" in name and _is_method(name)}


def _is_method(name: str) -> bool:
    return not name.startswith("_") and name != "api_call" and hasattr(WebClient, name)


def test_every_event_in_the_manifest_has_a_listener_and_the_other_way_round() -> None:
    """An event without a listener is never acknowledged."""
    listed = {trigger.name for trigger in TRIGGERS if trigger.kind == "event"}

    assert events(manifest(harbour_pack(), private_channels=True)) == listed


def test_every_command_in_the_manifest_has_a_listener_and_the_other_way_round() -> None:
    """A command without a listener fails in front of the person."""
    document = manifest(harbour_pack())
    named = {command["command"] for command in document["features"]["slash_commands"]}

    assert named == {"/ask", "/experts", "/reindex", "/science"}
    assert len(named) == sum(trigger.kind == "command" for trigger in TRIGGERS)


def test_a_community_names_its_own_commands() -> None:
    """Nothing of one community is in the code."""
    pack = harbour_pack()
    own = pack.commands[0].model_copy(update={"name": "/hail"})
    document = manifest(pack.model_copy(update={"commands": (own,)}))
    named = [command["command"] for command in document["features"]["slash_commands"]]

    assert named == ["/hail"]


def test_every_trigger_is_registered() -> None:
    """The table is the table of contents."""
    app = App(client=WebClient(token="xoxb-harbour"), token_verification_enabled=False)  # noqa: S106
    register(app, harbour_pack())

    assert len(app._listeners) == len(TRIGGERS)


def test_every_method_that_is_used_is_in_the_table_and_the_other_way_round() -> None:
    """Only then does the next test say something."""
    assert methods_used() - {"apps.connections.open"} == set(METHODS)


@pytest.mark.parametrize("private_channels", [False, True])
def test_the_granted_scopes_allow_every_method_that_is_used(*, private_channels: bool) -> None:
    """Otherwise the first call in earnest fails."""
    granted = scopes(manifest(harbour_pack(), private_channels=private_channels))
    refused = [name for name, any_of in METHODS.items() if any_of and not granted & set(any_of)]

    assert refused == []


def test_no_scope_is_asked_for_that_nothing_needs() -> None:
    """An administrator grants as little as possible."""
    document = manifest(harbour_pack(), private_channels=True)
    needed = {scope for trigger in TRIGGERS for scope in trigger.scopes}
    needed |= {scope for any_of in METHODS.values() for scope in any_of}

    assert scopes(document) <= needed


def test_private_channels_are_followed_only_when_asked_for() -> None:
    """Their messages would reach the bot unmentioned."""
    plain, private = manifest(harbour_pack()), manifest(harbour_pack(), private_channels=True)

    assert scopes(private) - scopes(plain) == {"groups:history", "groups:read"}
    assert events(private) - events(plain) == {
        "message.groups",
        "group_archive",
        "group_deleted",
        "group_left",
        "group_unarchive",
    }
