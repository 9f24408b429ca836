"""The Web API refuses what Slack refuses: tokens, scopes, membership, texts."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.identity import APP_TOKEN, BOT_TOKEN, BOT_USER
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace

Call = Callable[[WebClient], Any]


def refusal(call: Callable[[], Any]) -> Any:
    """Return the body of the refusal that a call meets."""
    with pytest.raises(SlackApiError) as caught:
        call()
    return caught.value.response.data


def test_the_bot_learns_who_it_is(client: WebClient) -> None:
    """`auth.test` names the bot's user."""
    answer = client.auth_test()

    assert answer["user_id"] == BOT_USER


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
    "five suggested prompts": (
        lambda c: c.assistant_threads_setSuggestedPrompts(
            channel_id="C0GENERAL", prompts=[{"title": "t", "message": "m"}] * 5
        ),
        "invalid_arguments",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_slack_refuses_is_refused(client: WebClient, what: str) -> None:
    """Each wrong call meets the code that Slack gives."""
    call, code = REFUSED[what]

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


def test_a_post_to_a_person_becomes_a_direct_message(
    client: WebClient, workspace: Workspace
) -> None:
    """A user id as channel opens the conversation of the two."""
    client.chat_postMessage(channel="U0ANALYST", text="hello")
    ana = workspace.as_person("U0ANALYST")

    assert [one.text for one in ana.sees(ana.dm_channel)] == ["hello"]


def test_an_ephemeral_is_seen_by_its_reader_only(client: WebClient, workspace: Workspace) -> None:
    """It is in nobody else's view and in no history."""
    client.chat_postEphemeral(channel="C0GENERAL", user="U0ANALYST", text="psst")

    seen = [len(workspace.as_person(one).sees("C0GENERAL")) for one in ("U0ANALYST", "U0CHEMIST")]

    assert (seen, client.conversations_history(channel="C0GENERAL")["messages"]) == ([1, 0], [])


def test_metadata_comes_back_only_when_asked_for(client: WebClient) -> None:
    """Histories leave metadata out unless `include_all_metadata` is set."""
    metadata = {"event_type": "answer", "event_payload": {"job_id": "j1"}}
    client.chat_postMessage(channel="C0GENERAL", text="x", metadata=metadata)

    plain = client.conversations_history(channel="C0GENERAL")["messages"][0]
    full = client.conversations_history(channel="C0GENERAL", include_all_metadata=True)

    assert ("metadata" in plain, full["messages"][0]["metadata"]) == (False, metadata)


def test_a_new_text_takes_the_blocks_away(client: WebClient) -> None:
    """`chat.update` with a text and no blocks leaves no block behind."""
    divider = [{"type": "divider"}]
    ts = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=divider)["ts"]
    client.chat_update(channel="C0GENERAL", ts=ts, text="y")

    message = client.conversations_history(channel="C0GENERAL")["messages"][0]

    assert [one["type"] for one in message["blocks"]] == ["rich_text"]


def test_a_deleted_parent_leaves_a_gravestone(client: WebClient, workspace: Workspace) -> None:
    """A thread with replies survives its first message."""
    ana = workspace.as_person("U0ANALYST")
    parent = ana.post("C0GENERAL", "first")
    ana.post("C0GENERAL", "second", parent.ts)
    ana.delete(parent)

    replies = client.conversations_replies(channel="C0GENERAL", ts=parent.ts)["messages"]

    assert [one.get("subtype") for one in replies] == ["tombstone", None]


def test_pages_follow_each_other_by_cursor(client: WebClient) -> None:
    """Two pages of three hold five people and the bot."""
    first = client.users_list(limit=3)
    second = client.users_list(limit=3, cursor=first["response_metadata"]["next_cursor"])

    people = {one["id"] for page in (first, second) for one in page["members"]}

    assert (len(people), second["response_metadata"]["next_cursor"]) == (6, "")


def test_a_history_keeps_to_its_bounds(client: WebClient, workspace: Workspace) -> None:
    """`oldest` and `latest` leave their own messages out unless inclusive."""
    ana = workspace.as_person("U0ANALYST")
    first, second, third = (ana.post("C0GENERAL", text) for text in ("one", "two", "three"))
    read = partial(
        client.conversations_history, channel="C0GENERAL", oldest=first.ts, latest=third.ts
    )

    inner, whole = read()["messages"], read(inclusive=True)["messages"]

    assert ([one["ts"] for one in inner], len(whole)) == ([second.ts], 3)


def test_guests_and_strangers_are_marked(client: WebClient) -> None:
    """What decides an audience stands in `users.info`, and in the channel's own facts."""
    guest, stranger = (client.users_info(user=one)["user"] for one in ("U0GUEST", "U0PARTNER"))
    shared = client.conversations_info(channel="C0SHARED")["channel"]

    assert (guest["is_restricted"], stranger["is_stranger"], shared["is_ext_shared"]) == (
        True,
        True,
        True,
    )


def test_only_channels_that_the_bot_may_see_are_listed(
    make_workspace: Callable[..., Workspace],
    serve: Callable[[Workspace], WorkspaceServer],
    manifest: dict[str, Any],
) -> None:
    """Private channels without the bot do not exist for it."""
    manifest["oauth_config"]["scopes"]["bot"].append("groups:read")
    server = serve(make_workspace(manifest=manifest))
    client = WebClient(token=BOT_TOKEN, base_url=server.api_url)

    listed = client.conversations_list(types="public_channel,private_channel")["channels"]

    assert {one["name"] for one in listed} == {
        "general",
        "no-bot-here",
        "closed",
        "with-partners",
    }


def test_a_reaction_is_added_once(client: WebClient, workspace: Workspace) -> None:
    """The second time is `already_reacted`."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", "look")
    place = {"channel": "C0GENERAL", "timestamp": message.ts, "name": "eyes"}
    client.reactions_add(**place)

    assert refusal(lambda: client.reactions_add(**place))["error"] == "already_reacted"


def test_an_uninstalled_app_can_do_nothing(client: WebClient, workspace: Workspace) -> None:
    """Its token opens nothing any more."""
    workspace.uninstall()

    assert refusal(client.auth_test)["error"] == "account_inactive"


def test_a_permalink_points_into_this_workspace(
    client: WebClient, workspace: Workspace, server: WorkspaceServer
) -> None:
    """A person can follow it in the browser."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", "look")

    link = client.chat_getPermalink(channel="C0GENERAL", message_ts=message.ts)["permalink"]

    assert link.startswith(f"{server.page_url}archives/C0GENERAL/p")


def test_the_bot_can_be_looked_up(client: WebClient) -> None:
    """`bots.info` names the bot's user."""
    assert client.bots_info()["bot"]["user_id"] == BOT_USER


def test_shared_conversations_of_a_person_are_listed(client: WebClient) -> None:
    """`users.conversations` leaves out where that person is not."""
    listed = client.users_conversations(user="U0GUEST")["channels"]

    assert [one["id"] for one in listed] == ["C0GENERAL"]


def test_direct_messages_are_opened_once(client: WebClient) -> None:
    """Opening again finds the same conversation."""
    first = client.conversations_open(users="U0ANALYST")
    second = client.conversations_open(users="U0ANALYST")

    assert (first["channel"]["id"], second["already_open"]) == (second["channel"]["id"], True)
