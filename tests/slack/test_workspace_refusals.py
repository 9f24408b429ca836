"""The Web API refuses what Slack refuses: tokens, scopes, membership, texts."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.identity import APP_TOKEN, BOT_TOKEN
from bot.playground.records import Message
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import refusal

Call = Callable[[WebClient], Any]


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "not_authed"), ("xoxb-wrong", "invalid_auth"), (APP_TOKEN, "not_allowed_token_type")],
)
def test_a_token_that_does_not_fit_is_refused(
    server: WorkspaceServer, token: str, code: str
) -> None:
    """Nothing, an unknown token and the app's own token all fail for a bot's method."""
    stranger = WebClient(token=token, base_url=server.api_url)

    assert refusal(stranger.auth_test)["error"] == code


def test_a_socket_is_opened_with_the_app_token_only(client: WebClient) -> None:
    """The bot's token opens no socket."""
    answer = refusal(lambda: client.apps_connections_open(app_token=BOT_TOKEN))

    assert answer["error"] == "not_allowed_token_type"


def test_a_scope_that_was_not_granted_is_named(
    make_workspace: Callable[..., Workspace],
    serve: Callable[[Workspace], WorkspaceServer],
    manifest: dict[str, Any],
) -> None:
    """`missing_scope` says what is needed and what was given."""
    manifest["oauth_config"]["scopes"]["bot"] = ["users:read"]
    server = serve(make_workspace(manifest=manifest))
    client = WebClient(token=BOT_TOKEN, base_url=server.api_url)

    answer = refusal(lambda: client.chat_postMessage(channel="C0GENERAL", text="hello"))

    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "chat:write",
        "users:read",
    )


def test_the_scope_depends_on_the_kind_of_conversation(client: WebClient) -> None:
    """Reading a private channel asks for `groups:history`."""
    answer = refusal(lambda: client.conversations_history(channel="C0PRIVATE"))

    assert answer["needed"] == "groups:history"


REFUSED: dict[str, tuple[Call, str]] = {
    "posting where no channel is": (
        lambda c: c.chat_postMessage(channel="C0NOWHERE", text="x"),
        "channel_not_found",
    ),
    "posting into a private channel without the bot": (
        lambda c: c.chat_postMessage(channel="C0HIDDEN", text="x"),
        "channel_not_found",
    ),
    "posting into a public channel without the bot": (
        lambda c: c.chat_postMessage(channel="C0LONELY", text="x"),
        "not_in_channel",
    ),
    "posting nothing": (
        lambda c: c.api_call("chat.postMessage", json={"channel": "C0GENERAL"}),
        "no_text",
    ),
    "posting a text beyond the limit": (
        lambda c: c.chat_postMessage(channel="C0GENERAL", text="x" * 40_001),
        "msg_too_long",
    ),
    "replying to what is not there": (
        lambda c: c.chat_postMessage(channel="C0GENERAL", text="x", thread_ts="1.000001"),
        "thread_not_found",
    ),
    "whispering to somebody outside the channel": (
        lambda c: c.chat_postEphemeral(channel="C0GENERAL", user="U0PARTNER", text="x"),
        "user_not_in_channel",
    ),
    "whispering where the bot is not": (
        lambda c: c.chat_postEphemeral(channel="C0LONELY", user="U0ANALYST", text="x"),
        "not_in_channel",
    ),
    "changing what is not there": (
        lambda c: c.chat_update(channel="C0GENERAL", ts="1.000001", text="x"),
        "message_not_found",
    ),
    "deleting what is not there": (
        lambda c: c.chat_delete(channel="C0GENERAL", ts="1.000001"),
        "message_not_found",
    ),
    "linking to what is not there": (
        lambda c: c.chat_getPermalink(channel="C0GENERAL", message_ts="1.000001"),
        "message_not_found",
    ),
    "reading the history of a channel without the bot": (
        lambda c: c.conversations_history(channel="C0LONELY"),
        "not_in_channel",
    ),
    "reading a thread that is not there": (
        lambda c: c.conversations_replies(channel="C0GENERAL", ts="1.000001"),
        "thread_not_found",
    ),
    "asking about somebody unknown": (lambda c: c.users_info(user="U0NOBODY"), "user_not_found"),
    "opening messages with somebody unknown": (
        lambda c: c.conversations_open(users="U0NOBODY"),
        "user_not_found",
    ),
    "listing an unknown kind of channel": (
        lambda c: c.conversations_list(types="public_channel,rooms"),
        "invalid_types",
    ),
    "asking for too long a page": (lambda c: c.users_list(limit=1001), "invalid_limit"),
    "metadata without a payload": (
        lambda c: c.chat_postMessage(
            channel="C0GENERAL", text="x", metadata={"event_type": "answer"}
        ),
        "invalid_metadata_schema",
    ),
    "a status in a thread that is not there": (
        lambda c: c.assistant_threads_setStatus(
            channel_id="C0GENERAL", thread_ts="1.000001", status="is thinking…"
        ),
        "invalid_thread_ts",
    ),
    "a post into an archived channel": (
        lambda c: c.chat_postMessage(channel="C0ARCHIVED", text="x"),
        "is_archived",
    ),
    "blocks that are no array": (
        lambda c: c.chat_postMessage(channel="C0GENERAL", text="x", blocks="{"),
        "invalid_blocks_format",
    ),
    "metadata beyond the limit": (
        lambda c: c.chat_postMessage(
            channel="C0GENERAL",
            text="x",
            metadata={"event_type": "answer", "event_payload": {"x": "y" * 16_000}},
        ),
        "metadata_too_large",
    ),
    "a page from nowhere": (lambda c: c.users_list(cursor="elsewhere"), "invalid_cursor"),
    "a page of words": (lambda c: c.api_call("users.list", json={"limit": "x"}), "invalid_limit"),
    "a call without its argument": (
        lambda c: c.api_call("chat.postMessage", json={"text": "x"}),
        "invalid_arguments",
    ),
    "opening messages with eight others too many": (
        lambda c: c.conversations_open(users=",".join(f"U0{one}" for one in range(9))),
        "too_many_users",
    ),
    "opening messages with nobody": (
        lambda c: c.api_call("conversations.open", json={}),
        "users_list_not_supplied",
    ),
    "asking about another bot": (lambda c: c.bots_info(bot="B0OTHER"), "bot_not_found"),
    "reacting to what is not there": (
        lambda c: c.reactions_add(channel="C0GENERAL", timestamp="1.000001", name="eyes"),
        "message_not_found",
    ),
    "publishing a Home tab as a modal": (
        lambda c: c.views_publish(user_id="U0ANALYST", view={"type": "modal", "blocks": []}),
        "invalid_arguments",
    ),
    "eleven loading messages": (
        lambda c: c.assistant_threads_setStatus(
            channel_id="C0GENERAL", thread_ts="0.000001", status="x", loading_messages=["y"] * 11
        ),
        "invalid_arguments",
    ),
    "five suggested prompts": (
        lambda c: c.assistant_threads_setSuggestedPrompts(
            channel_id="C0GENERAL", prompts=[{"title": "t", "message": "m"}] * 5
        ),
        "invalid_arguments",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_slack_refuses_is_refused(client: WebClient, workspace: Workspace, what: str) -> None:
    """Each wrong call meets the code that Slack gives."""
    call, code = REFUSED[what]
    old = Message("C0GENERAL", "0.000001", "U0ANALYST", "long ago")
    workspace.state.messages["C0GENERAL"] = {old.ts: old}

    assert refusal(lambda: call(client))["error"] == code


def test_somebody_elses_message_cannot_be_changed(client: WebClient, workspace: Workspace) -> None:
    """A bot changes its own messages only."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", "mine")

    answer = refusal(lambda: client.chat_update(channel="C0GENERAL", ts=message.ts, text="yours"))

    assert answer["error"] == "cant_update_message"


def test_a_reply_cannot_be_replied_to(client: WebClient, workspace: Workspace) -> None:
    """A thread hangs on its first message."""
    ana = workspace.as_person("U0ANALYST")
    parent = ana.post("C0GENERAL", "first")
    reply = ana.post("C0GENERAL", "second", parent.ts)

    answer = refusal(
        lambda: client.chat_postMessage(channel="C0GENERAL", text="x", thread_ts=reply.ts)
    )

    assert answer["error"] == "cannot_reply_to_message"


def test_an_unknown_method_is_refused_and_remembered(
    client: WebClient, workspace: Workspace
) -> None:
    """A test that calls what Slack does not have fails at its end."""
    answer = refusal(lambda: client.api_call("chat.postTelegram"))
    noted = list(workspace.violations)
    workspace.violations.clear()

    assert (answer["error"], noted) == ("unknown_method", ["unknown method: chat.postTelegram"])


def test_prompts_for_a_thread_fail_silently_but_are_remembered(
    client: WebClient, workspace: Workspace
) -> None:
    """Slack answers "ok" and shows nothing; the workspace says so at the test's end."""
    dm = workspace.as_person("U0ANALYST").dm("hello")
    client.assistant_threads_setSuggestedPrompts(
        channel_id=dm.channel, thread_ts=dm.ts, prompts=[{"title": "t", "message": "m"}]
    )
    noted = list(workspace.violations)
    workspace.violations.clear()

    assert (workspace.state.prompts, len(noted)) == ({}, 1)


def test_an_uninstalled_app_can_do_nothing(client: WebClient, workspace: Workspace) -> None:
    """Its token opens nothing any more."""
    workspace.uninstall()

    assert refusal(client.auth_test)["error"] == "account_inactive"


def test_a_reaction_is_added_once(client: WebClient, workspace: Workspace) -> None:
    """The second time is `already_reacted`."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", "look")
    place = {"channel": "C0GENERAL", "timestamp": message.ts, "name": "eyes"}
    client.reactions_add(**place)

    assert refusal(lambda: client.reactions_add(**place))["error"] == "already_reacted"
