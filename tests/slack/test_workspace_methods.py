"""The Web API answers as Slack's does."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_sdk import WebClient

from bot.playground.identity import BOT_TOKEN, BOT_USER
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace


def test_the_bot_learns_who_it_is(client: WebClient) -> None:
    """`auth.test` names the bot's user."""
    answer = client.auth_test()

    assert answer["user_id"] == BOT_USER


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
        "long-ago",
        "with-partners",
    }


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


def test_a_list_of_shared_conversations_tells_nothing_of_membership(client: WebClient) -> None:
    """`users.conversations` is less of a description than `conversations.list`."""
    (shared,) = client.users_conversations(user="U0GUEST")["channels"]
    everywhere = {one["id"]: one for one in client.conversations_list()["channels"]}

    assert set(everywhere[shared["id"]]) - set(shared) == {"is_member", "num_members"}


def test_direct_messages_are_opened_once(client: WebClient) -> None:
    """Opening again finds the same conversation."""
    first = client.conversations_open(users="U0ANALYST")
    second = client.conversations_open(users="U0ANALYST")

    assert (first["channel"]["id"], second["already_open"]) == (second["channel"]["id"], True)


def test_the_members_of_a_channel_are_listed(client: WebClient) -> None:
    """The bot among them; their number is told when asked for."""
    members = client.conversations_members(channel="C0GENERAL")["members"]
    counted = client.conversations_info(channel="C0GENERAL", include_num_members=True)

    assert (len(members), counted["channel"]["num_members"]) == (5, 5)


def test_a_thread_is_found_by_any_of_its_messages(client: WebClient, workspace: Workspace) -> None:
    """Asked for a reply, `conversations.replies` gives the whole thread."""
    ana = workspace.as_person("U0ANALYST")
    parent = ana.post("C0GENERAL", "first")
    reply = ana.post("C0GENERAL", "second", parent.ts)

    found = client.conversations_replies(channel="C0GENERAL", ts=reply.ts)["messages"]

    assert [one["ts"] for one in found] == [parent.ts, reply.ts]


def test_a_parent_says_how_many_answered(client: WebClient, workspace: Workspace) -> None:
    """`reply_count` and the latest reply stand in the history."""
    ana = workspace.as_person("U0ANALYST")
    parent = ana.post("C0GENERAL", "first")
    reply = ana.post("C0GENERAL", "second", parent.ts)

    shown = client.conversations_history(channel="C0GENERAL")["messages"][0]

    assert (shown["reply_count"], shown["latest_reply"]) == (1, reply.ts)


def test_a_deleted_message_of_the_bot_is_gone(client: WebClient, workspace: Workspace) -> None:
    """Nobody sees it any more."""
    posted = client.chat_postMessage(channel="C0GENERAL", text="x")
    client.chat_delete(channel="C0GENERAL", ts=posted["ts"])

    assert workspace.messages("C0GENERAL") == []


def test_an_empty_status_takes_the_status_away(client: WebClient, workspace: Workspace) -> None:
    """As Slack's documentation says."""
    ana = workspace.as_person("U0ANALYST")
    message = ana.dm("hello")
    for status in ("is thinking…", ""):
        client.assistant_threads_setStatus(
            channel_id=message.channel, thread_ts=message.ts, status=status
        )

    assert ana.status(message.channel, message.ts) == ""
