"""`response_url`, faults, rate limits, and what survives a restart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient, WebhookClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.playground.errors import NotPossible, SlackRefusal
from bot.playground.identity import BOT_TOKEN
from bot.playground.pulse import ManualClock
from bot.playground.records import Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace


def hook(workspace: Workspace, server: WorkspaceServer) -> WebhookClient:
    """Return a client for a fresh response address of Ana's in the general channel."""
    token = workspace.interactions.hooks.new("C0GENERAL", "U0ANALYST")
    return WebhookClient(f"{server.page_url}response/{token}")


def test_an_answer_is_ephemeral_unless_it_says_otherwise(
    workspace: Workspace, server: WorkspaceServer
) -> None:
    """Only `in_channel` is for everybody."""
    way_back = hook(workspace, server)
    way_back.send(text="psst")
    way_back.send(text="hear", response_type="in_channel")
    ana = workspace.as_person("U0ANALYST")

    assert [(one.text, one.visible_to) for one in ana.sees("C0GENERAL")] == [
        ("psst", "U0ANALYST"),
        ("hear", None),
    ]


def test_an_address_is_good_for_five_answers(workspace: Workspace, server: WorkspaceServer) -> None:
    """The sixth is refused."""
    way_back = hook(workspace, server)
    answers = [way_back.send(text=str(number)) for number in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [404]


def test_an_address_is_good_for_half_an_hour(
    make_workspace: Callable[..., Workspace], clock: ManualClock
) -> None:
    """Later it is `expired_url`."""
    workspace = make_workspace(clock=clock)
    token = workspace.interactions.hooks.new("C0GENERAL", "U0ANALYST")
    clock.advance(1801)

    with pytest.raises(SlackRefusal, match="expired_url"):
        workspace.interactions.hooks.use(token, {"text": "late"})


def test_an_answer_may_replace_or_delete_its_original(workspace: Workspace) -> None:
    """An ephemeral can be changed this way only."""
    ana = workspace.as_person("U0ANALYST")
    original = workspace.conversations.slackbot_says("C0GENERAL", ana.id, "first")
    token = workspace.interactions.hooks.new("C0GENERAL", ana.id, original)
    workspace.interactions.hooks.use(token, {"text": "second", "replace_original": True})
    replaced = [one.text for one in ana.sees("C0GENERAL")]
    workspace.interactions.hooks.use(token, {"delete_original": True})

    assert (replaced, ana.sees("C0GENERAL")) == (["second"], [])


def test_a_lost_response_leaves_its_message_behind(
    workspace: Workspace, server: WorkspaceServer
) -> None:
    """The effect happens, and then the connection breaks."""
    client = WebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])
    workspace.faults.add("chat.postMessage", kind="lost_response")

    with pytest.raises(ConnectionError):
        client.chat_postMessage(channel="C0GENERAL", text="once")

    assert [one.text for one in workspace.messages("C0GENERAL")] == ["once"]


def test_slacks_client_posts_twice_when_a_response_is_lost(
    workspace: Workspace, client: WebClient
) -> None:
    """Its default handler tries again; the bot must look for what it posted."""
    workspace.faults.add("chat.postMessage", kind="lost_response")
    client.chat_postMessage(channel="C0GENERAL", text="twice")

    assert [one.text for one in workspace.messages("C0GENERAL")] == ["twice", "twice"]


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [("ratelimited", 429, "ratelimited"), ("error:fatal_error", 200, "fatal_error")],
)
def test_a_planned_fault_happens_as_often_as_planned(
    workspace: Workspace, client: WebClient, kind: str, status: int, code: str
) -> None:
    """Once spoiled, then well."""
    workspace.faults.add("chat.postMessage", kind=kind)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0GENERAL", text="x")
    client.chat_postMessage(channel="C0GENERAL", text="y")

    assert (caught.value.response.status_code, caught.value.response["error"]) == (status, code)
    assert [one.text for one in workspace.messages("C0GENERAL")] == ["y"]


def test_a_server_error_has_no_effect(workspace: Workspace, client: WebClient) -> None:
    """Status 500, and nothing posted."""
    workspace.faults.add("chat.postMessage", kind="http_500")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0GENERAL", text="x")

    assert (caught.value.response.status_code, workspace.messages("C0GENERAL")) == (500, [])


def test_an_unknown_fault_cannot_be_planned(workspace: Workspace) -> None:
    """A typing error in a test shows."""
    with pytest.raises(ValueError, match="unknown kind of fault"):
        workspace.faults.add("chat.postMessage", kind="explode")


@pytest.fixture
def limited(
    make_workspace: Callable[..., Workspace],
    serve: Callable[[Workspace], WorkspaceServer],
    clock: ManualClock,
) -> WebClient:
    """A client in a community with rate limits and with time standing still."""
    server = serve(make_workspace(clock=clock, rate_limits=True))
    return WebClient(token=BOT_TOKEN, base_url=server.api_url)


def test_messages_to_one_channel_are_one_a_second(limited: WebClient, clock: ManualClock) -> None:
    """After a burst of five, each second brings one more."""
    for number in range(5):
        limited.chat_postMessage(channel="C0GENERAL", text=str(number))
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            limited.chat_postMessage(channel="C0GENERAL", text="too soon")
        clock.advance(1)
        limited.chat_postMessage(channel="C0GENERAL", text="later")

    assert caught.value.response.headers["Retry-After"] == "1"


def test_a_full_channel_does_not_hold_up_another(limited: WebClient) -> None:
    """The limit is each channel's own."""
    for number in range(5):
        limited.chat_postMessage(channel="C0GENERAL", text=str(number))

    assert limited.chat_postMessage(channel="C0SHARED", text="elsewhere")["ok"] is True


def test_a_method_of_tier_two_is_called_twenty_times_a_minute(limited: WebClient) -> None:
    """The twenty-first call waits three seconds."""
    for _ in range(20):
        limited.users_list()
    with pytest.raises(SlackApiError) as caught:
        limited.users_list()

    assert caught.value.response.headers["Retry-After"] == "3"


def test_slacks_retry_handler_waits_and_succeeds(workspace: Workspace, client: WebClient) -> None:
    """It reads `Retry-After`."""
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    workspace.faults.add("auth.test", kind="ratelimited")

    assert client.auth_test()["ok"] is True


def test_conversations_survive_a_restart(
    make_workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    """Messages, members and timestamps go on from the file."""
    path = tmp_path / "workspace.json"
    first = make_workspace(path=path)
    message = first.as_person("U0ANALYST").post("C0GENERAL", "still here")
    first.tick()
    second = make_workspace(path=path, people=[], channels=[])
    later = second.as_person("U0ANALYST").post("C0GENERAL", "and on", message.ts)

    assert [one.text for one in second.messages("C0GENERAL", message.ts)] == [
        "still here",
        "and on",
    ]
    assert later.ts > message.ts


LIMITS: dict[str, Callable[[Workspace], Any]] = {
    "post where they are not": lambda w: w.as_person("U0GUEST").post("C0LONELY", "x"),
    "read a private channel": lambda w: w.as_person("U0ANALYST").sees("C0HIDDEN"),
    "read beyond a guest's channels": lambda w: w.as_person("U0GUEST").sees("C0LONELY"),
    "reply to what is not there": lambda w: w.as_person("U0ANALYST").post("C0GENERAL", "x", "1.0"),
    "submit without a modal": lambda w: w.as_person("U0ANALYST").submit(),
    "close without a modal": lambda w: w.as_person("U0ANALYST").close_modal(),
    "choose an unknown shortcut": lambda w: w.as_person("U0ANALYST").shortcut("dance"),
    "be somebody unknown": lambda w: w.as_person("U0NOBODY"),
    "edit another's message": lambda w: w.as_person("U0CHEMIST").edit(
        w.as_person("U0ANALYST").post("C0GENERAL", "x"), "y"
    ),
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_person_can_do_what_slacks_client_lets_them(workspace: Workspace, what: str) -> None:
    """Anything else is an error of the test that tries."""
    with pytest.raises(NotPossible):
        LIMITS[what](workspace)


def test_a_full_member_may_look_into_a_public_channel(workspace: Workspace) -> None:
    """Without joining it."""
    workspace.add_person(Person("U0NEW", "nia", "Nia Ash"))
    workspace.as_person("U0ANALYST").post("C0LONELY", "hello")

    assert len(workspace.as_person("U0NEW").sees("C0LONELY")) == 1
