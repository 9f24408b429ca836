"""Streams have states, a recipient, limits and an end, as Slack's have."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.identity import BOT_TOKEN, TEAM_ID
from bot.playground.pulse import ManualClock
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace

GENERAL = "C0GENERAL"


@pytest.fixture
def root(workspace: Workspace) -> str:
    """The timestamp of a message to reply to."""
    return workspace.as_person("U0ANALYST").post(GENERAL, "did trials end?").ts


def begin(client: WebClient, root: str, **changes: Any) -> str:
    """Begin a stream for the analyst, and return its timestamp."""
    asked: dict[str, Any] = {
        "channel": GENERAL,
        "thread_ts": root,
        "recipient_user_id": "U0ANALYST",
        "recipient_team_id": TEAM_ID,
        **changes,
    }
    return str(client.chat_startStream(**asked)["ts"])


def refusal(call: Callable[[], object]) -> str:
    """Return the code with which a call is refused."""
    with pytest.raises(SlackApiError) as refused:
        call()
    return str(refused.value.response["error"])


def test_a_stream_grows_and_ends_with_blocks_and_metadata(
    client: WebClient, workspace: Workspace, root: str
) -> None:
    """Only its end carries metadata."""
    ts = begin(client, root)
    client.chat_appendStream(channel=GENERAL, ts=ts, markdown_text="Trials ")
    client.chat_appendStream(channel=GENERAL, ts=ts, markdown_text="ended.")
    grown = workspace.messages(GENERAL, root)[1].text
    metadata = {"event_type": "answer", "event_payload": {"job_id": "j1"}}
    divider = {"type": "divider"}
    client.chat_stopStream(channel=GENERAL, ts=ts, blocks=[divider], metadata=metadata)
    message = workspace.messages(GENERAL, root)[1]

    assert grown == message.text == "Trials ended."
    assert [one["type"] for one in message.blocks] == ["markdown", "divider"]
    assert message.metadata == metadata


def test_slacks_own_helper_speaks_to_it(client: WebClient, workspace: Workspace, root: str) -> None:
    """It sends chunks."""
    stream = client.chat_stream(
        channel=GENERAL,
        thread_ts=root,
        recipient_user_id="U0ANALYST",
        recipient_team_id=TEAM_ID,
        buffer_size=4,
    )
    stream.append(markdown_text="Trials ended.")
    stream.stop()

    assert workspace.messages(GENERAL, root)[1].text == "Trials ended."


def test_an_open_stream_refuses_edits_and_deletion(client: WebClient, root: str) -> None:
    """It must be stopped first."""
    ts = begin(client, root)

    assert refusal(lambda: client.chat_update(channel=GENERAL, ts=ts, text="x")) == (
        "streaming_state_conflict"
    )
    assert refusal(lambda: client.chat_delete(channel=GENERAL, ts=ts)) == "cant_delete_message"
    client.chat_stopStream(channel=GENERAL, ts=ts)
    client.chat_update(channel=GENERAL, ts=ts, text="x")


def test_what_is_no_open_stream_does_not_grow(client: WebClient, root: str) -> None:
    """One that was stopped, and a plain message."""
    ended = begin(client, root)
    client.chat_stopStream(channel=GENERAL, ts=ended)
    plain = str(client.chat_postMessage(channel=GENERAL, text="x")["ts"])

    def codes(ts: str) -> set[str]:
        return {
            refusal(lambda: client.chat_appendStream(channel=GENERAL, ts=ts, markdown_text="more")),
            refusal(lambda: client.chat_stopStream(channel=GENERAL, ts=ts)),
        }

    assert codes(ended) == codes(plain) == {"message_not_in_streaming_state"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"recipient_user_id": None}, "missing_recipient_user_id"),
        ({"recipient_team_id": None}, "missing_recipient_team_id"),
        ({"recipient_user_id": "U0PARTNER"}, "user_not_in_channel"),
        ({"metadata": {}}, "invalid_arguments"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0LONELY"}, "not_in_channel"),
        ({"channel": "C0ARCHIVED"}, "is_archived"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
    ],
)
def test_a_stream_that_slack_would_not_begin_is_refused(
    client: WebClient, root: str, changes: dict[str, Any], code: str
) -> None:
    """With Slack's code."""
    assert refusal(lambda: begin(client, root, **changes)) == code


def test_a_direct_message_needs_no_recipient(client: WebClient, workspace: Workspace) -> None:
    """There is one person in it."""
    ana = workspace.as_person("U0ANALYST")
    asked = ana.post(ana.dm_channel, "did trials end?")

    assert client.chat_startStream(channel=ana.dm_channel, thread_ts=asked.ts)["ok"]


def test_too_much_or_nothing_is_not_appended(client: WebClient, root: str) -> None:
    """12,000 characters a call and a message."""
    ts = begin(client, root)

    def append(text: str) -> str:
        return refusal(lambda: client.chat_appendStream(channel=GENERAL, ts=ts, markdown_text=text))

    assert append("x" * 12_001) == "msg_too_long"
    assert append("") == "no_text"


def test_after_five_minutes_the_stream_is_closed_and_may_be_repaired(
    make_workspace: Callable[..., Workspace],
    serve: Callable[[Workspace], WorkspaceServer],
    clock: ManualClock,
) -> None:
    """What was said so far stays."""
    workspace = make_workspace(clock=clock)
    client = WebClient(token=BOT_TOKEN, base_url=serve(workspace).api_url)
    root = workspace.as_person("U0ANALYST").post(GENERAL, "did trials end?").ts
    ts = begin(client, root, markdown_text="Trials ")
    clock.advance(299)
    workspace.tick()
    client.chat_appendStream(channel=GENERAL, ts=ts, markdown_text="en")
    clock.advance(1)
    workspace.tick()
    refused = refusal(lambda: client.chat_stopStream(channel=GENERAL, ts=ts))
    client.chat_update(channel=GENERAL, ts=ts, text="Trials ended.")

    assert refused == "message_not_in_streaming_state"
    assert workspace.messages(GENERAL, root)[1].text == "Trials ended."
