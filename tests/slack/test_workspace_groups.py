"""Group messages are opened, read and closed as in Slack."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.driver import PersonDriver
from bot.playground.errors import NotPossible
from bot.playground.identity import BOT_TOKEN, BOT_USER
from bot.playground.records import Channel, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import MENTION, Ear, refusal

PAIR = "U0ANALYST,U0CHEMIST"


@pytest.fixture
def group(client: WebClient) -> str:
    """The group message of two members and the bot."""
    return str(client.conversations_open(users=PAIR)["channel"]["id"])


@pytest.fixture
def granted(
    make_workspace: Callable[..., Workspace],
    serve: Callable[[Workspace], WorkspaceServer],
    manifest: dict[str, Any],
) -> Callable[..., WebClient]:
    """Return a client whose app has exactly these scopes, in a workspace of its own."""

    def connected(*scopes: str) -> WebClient:
        manifest["oauth_config"]["scopes"]["bot"] = list(scopes)
        server = serve(make_workspace(manifest=manifest))
        return WebClient(token=BOT_TOKEN, base_url=server.api_url)

    return connected


def test_the_same_people_are_always_in_the_same_group(client: WebClient, group: str) -> None:
    """In whatever order, however often."""
    again = client.conversations_open(users="U0CHEMIST,U0ANALYST,U0CHEMIST")
    others = client.conversations_open(users=f"{PAIR},U0CURATOR")

    assert (again["channel"]["id"], again["already_open"], again["no_op"]) == (group, True, True)
    assert (others["channel"]["id"] != group, others["already_open"]) == (True, False)


def test_a_group_can_be_resumed_by_its_id(client: WebClient, group: str) -> None:
    """`return_im` brings the whole conversation with it."""
    shown = client.conversations_open(channel=group, return_im=True)["channel"]

    assert shown["id"] == group
    assert [shown[flag] for flag in ("is_mpim", "is_private", "is_im", "is_group")] == [
        True,
        True,
        False,
        False,
    ]
    assert shown["name"] == "mpdm-ana--chen--science_guide-1"


def test_a_channel_is_not_opened(client: WebClient) -> None:
    """Only direct messages are."""
    answer = refusal(lambda: client.conversations_open(channel="C0GENERAL"))

    assert answer["error"] == "method_not_supported_for_channel_type"


@pytest.mark.parametrize(
    ("users", "code"),
    [
        ("", "users_list_not_supplied"),
        (" , ", "users_list_not_supplied"),
        (",".join(f"U0NUMBER{place}" for place in range(9)), "too_many_users"),
        ("U0ANALYST,U0NOBODY", "user_not_found"),
        (f"U0ANALYST,{BOT_USER}", "user_not_found"),
    ],
)
def test_what_names_no_group_is_refused(client: WebClient, users: str, code: str) -> None:
    """With Slack's own codes."""
    assert refusal(lambda: client.conversations_open(users=users))["error"] == code


def test_eight_people_and_the_bot_are_a_group(client: WebClient, workspace: Workspace) -> None:
    """More than Slack's limit is refused above; so many are not."""
    new = [Person(f"U0NEW{place}", f"new{place}", f"New {place}") for place in range(8)]
    for person in new:
        workspace.add_person(person)
    opened = client.conversations_open(users=",".join(one.id for one in new))

    assert len(workspace.state.channel(opened["channel"]["id"]).members) == 9


def test_nobody_is_brought_together_with_a_closed_account(
    client: WebClient, workspace: Workspace, group: str
) -> None:
    """Even where the group exists already."""
    workspace.change_person("U0CHEMIST", deleted=True)

    assert refusal(lambda: client.conversations_open(users=PAIR))["error"] == "user_disabled"


@pytest.mark.parametrize(
    ("users", "opens"),
    [
        ("U0ANALYST,U0PARTNER", True),
        ("U0CHEMIST,U0PARTNER", False),
        ("U0ANALYST,U0CHEMIST,U0PARTNER", False),
        ("U0CHEMIST,U0GUEST", True),
        ("U0GUEST,U0PARTNER", False),
    ],
)
def test_outsiders_only_meet_whom_they_share_a_channel_with(
    client: WebClient, users: str, *, opens: bool
) -> None:
    """All of them must be in one channel together already."""
    if opens:
        assert client.conversations_open(users=users)["already_open"] is False
    else:
        answer = refusal(lambda: client.conversations_open(users=users))
        assert answer["error"] == "invalid_user_combination"


def test_an_archived_channel_brings_nobody_together(
    client: WebClient, workspace: Workspace
) -> None:
    """What is over is not shared."""
    past = Channel("C0PAST", "past", members=["U0CHEMIST", "U0PARTNER"], is_archived=True)
    workspace.state.channels[past.id] = past
    answer = refusal(lambda: client.conversations_open(users="U0CHEMIST,U0PARTNER"))

    assert answer["error"] == "invalid_user_combination"


def test_a_group_with_a_partner_is_shared_outside(client: WebClient) -> None:
    """So that an audience can be told."""
    opened = client.conversations_open(users="U0ANALYST,U0PARTNER", return_im=True)

    assert opened["channel"]["is_ext_shared"] is True


def test_groups_need_a_scope_of_their_own(granted: Callable[..., WebClient]) -> None:
    """`im:write` opens messages of two, `mpim:write` those of a group."""
    client = granted("im:write")
    client.conversations_open(users="U0ANALYST")
    answer = refusal(lambda: client.conversations_open(users=PAIR))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "mpim:write")


def test_groups_are_described_listed_and_read_with_their_scopes(
    granted: Callable[..., WebClient],
) -> None:
    """`mpim:read` for what they are and who is in them, `mpim:history` for what is said."""
    client = granted("chat:write", "mpim:write", "mpim:read", "mpim:history")
    group = client.conversations_open(users=PAIR)["channel"]["id"]
    client.chat_postMessage(channel=group, text="You two should talk.")

    listed = client.conversations_list(types="mpim")["channels"]
    facts = client.conversations_info(channel=group)["channel"]
    said = client.conversations_history(channel=group)["messages"]

    assert [one["id"] for one in listed] == [group]
    assert facts["is_mpim"] is True
    assert client.conversations_members(channel=group)["members"] == [*PAIR.split(","), BOT_USER]
    assert [one["text"] for one in said] == ["You two should talk."]


@pytest.mark.parametrize(
    "method", ["conversations_info", "conversations_members", "conversations_history"]
)
def test_without_those_scopes_the_app_knows_nothing_of_a_group(
    client: WebClient, group: str, method: str
) -> None:
    """It can open one and write there, and no more."""
    client.chat_postMessage(channel=group, text="hello")

    assert refusal(lambda: getattr(client, method)(channel=group))["error"] == "missing_scope"


def test_the_app_does_not_hear_what_people_say_to_each_other(
    workspace: Workspace, group: str
) -> None:
    """Its manifest does not ask for `message.mpim`; a mention it hears."""
    ear = Ear(workspace)
    ana = workspace.as_person("U0ANALYST")
    ana.post(group, "just between us")
    ana.post(group, MENTION)

    assert [one["type"] for one in ear.events] == ["app_mention"]


@pytest.mark.parametrize("scopes", [[], ["mpim:history"]])
def test_messages_of_a_group_are_heard_only_with_event_and_scope(
    make_workspace: Callable[..., Workspace], manifest: dict[str, Any], scopes: list[str]
) -> None:
    """The subscription alone does nothing."""
    manifest["oauth_config"]["scopes"]["bot"] += scopes
    manifest["settings"]["event_subscriptions"]["bot_events"].append("message.mpim")
    workspace = make_workspace(manifest=manifest)
    ear = Ear(workspace)
    group = workspace.conversations.group(PAIR.split(","))
    workspace.as_person("U0ANALYST").post(group.id, "hello")

    assert [one["channel_type"] for one in ear.events] == ["mpim"] * len(scopes)


def test_only_its_people_read_a_group(workspace: Workspace, group: str) -> None:
    """Not even an admin of the workspace."""
    with pytest.raises(NotPossible):
        workspace.as_person("U0CURATOR").sees(group)


def shown_to(person: PersonDriver) -> list[str]:
    """Return the ids in a person's sidebar."""
    return [one.id for one in person.channels()]


def test_a_closed_group_comes_back_with_the_next_message(
    client: WebClient, workspace: Workspace, group: str
) -> None:
    """Closing hides it from one person, and ends nothing."""
    ana, chen = workspace.as_person("U0ANALYST"), workspace.as_person("U0CHEMIST")
    ana.close(group)
    hidden = (group in shown_to(ana), group in shown_to(chen))
    client.chat_postMessage(channel=group, text="hello")

    assert hidden == (False, True)
    assert group in shown_to(ana)


@pytest.mark.parametrize("doing", ["leave", "invite", "join"])
def test_nobody_joins_or_leaves_a_group(workspace: Workspace, group: str, doing: str) -> None:
    """It is made of its people."""
    with pytest.raises(NotPossible, match="close it"):
        getattr(workspace.as_person("U0ANALYST"), doing)(group)
