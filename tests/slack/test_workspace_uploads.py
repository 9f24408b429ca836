"""Files that an app uploads to the strict workspace, and pictures on its page."""

import urllib.error
import urllib.request
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.driver import PersonDriver
from bot.playground.file_host import UPLOAD
from bot.playground.identity import BOT_USER
from bot.playground.records import Message
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.fakes.pictures import DOT

GENERAL = "C0GENERAL"


@pytest.fixture
def manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """The usual manifest with leave to read and write files."""
    manifest["oauth_config"]["scopes"]["bot"] += ["files:read", "files:write"]
    return manifest


def send(address: str, content: bytes) -> int:
    """Post bytes to an address, and return the status."""
    request = urllib.request.Request(address, data=content)  # noqa: S310 - a loopback address
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def newest(workspace: Workspace, channel: str = GENERAL) -> Message:
    """Return the newest message of a channel."""
    return workspace.messages(channel)[-1]


def test_slack_s_own_client_uploads_in_three_steps(
    workspace: Workspace, client: WebClient, ana: PersonDriver
) -> None:
    """The file stands in a message of the bot's, with its title and its words."""
    client.files_upload_v2(
        content=DOT,
        filename="dot.png",
        title="A dot",
        alt_txt="One grey dot",
        channel=ana.dm_channel,
        initial_comment="Here it is",
    )
    message = newest(workspace, ana.dm_channel)
    file = client.files_info(file=message.files[0])["file"]

    assert (message.user, message.text, message.subtype) == (BOT_USER, "Here it is", "file_share")
    assert (file["name"], file["title"], file["alt_txt"]) == ("dot.png", "A dot", "One grey dot")
    assert (file["size"], file["mimetype"]) == (len(DOT), "image/png")


def test_nothing_is_shared_before_the_last_step(workspace: Workspace, client: WebClient) -> None:
    """And a file that never came cannot be."""
    told = client.files_getUploadURLExternal(filename="dot.png", length=len(DOT))
    before = len(workspace.messages(GENERAL))
    wanted = [{"id": told["file_id"]}]
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_completeUploadExternal(files=wanted, channel_id=GENERAL)

    assert send(told["upload_url"], DOT) == 200
    assert len(workspace.messages(GENERAL)) == before
    client.files_completeUploadExternal(files=wanted, channel_id=GENERAL)
    assert len(workspace.messages(GENERAL)) == before + 1
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_completeUploadExternal(files=wanted, channel_id=GENERAL)


def test_as_many_bytes_come_as_were_announced(client: WebClient, server: WorkspaceServer) -> None:
    """Neither more nor fewer, and only to an address that was given."""
    told = client.files_getUploadURLExternal(filename="dot.png", length=len(DOT) + 1)

    assert send(told["upload_url"], DOT) == 400
    assert send(f"{server.page_url}upload/v1/UPELSEWHERE", DOT) == 404


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ({"filename": "", "length": 3}, "invalid_arguments"),
        ({"filename": "a.png", "length": 0}, "invalid_arguments"),
        ({"filename": "a.png", "length": 3, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_an_upload_must_be_announced_in_full(
    client: WebClient, arguments: dict[str, Any], refusal: str
) -> None:
    """With a name, a length, and words of a length that can be read out."""
    with pytest.raises(SlackApiError, match=refusal):
        client.files_getUploadURLExternal(**arguments)


@pytest.mark.parametrize(
    ("channel", "refusal"), [("C0LONELY", "not_in_channel"), ("C0NOWHERE", "channel_not_found")]
)
def test_a_file_is_shared_only_where_the_bot_is(
    client: WebClient, channel: str, refusal: str
) -> None:
    """As with messages."""
    told = client.files_getUploadURLExternal(filename="dot.png", length=len(DOT))
    send(told["upload_url"], DOT)
    with pytest.raises(SlackApiError, match=refusal):
        client.files_completeUploadExternal(files=[{"id": told["file_id"]}], channel_id=channel)


def test_uploading_needs_its_scope(workspace: Workspace, client: WebClient) -> None:
    """Both calls; the reply says which one is missing."""
    granted = workspace.manifest.scopes - {"files:write"}
    workspace.manifest = replace(workspace.manifest, scopes=granted)
    with pytest.raises(SlackApiError) as first:
        client.files_getUploadURLExternal(filename="dot.png", length=3)
    with pytest.raises(SlackApiError, match="missing_scope"):
        client.files_completeUploadExternal(files=[{"id": "F1"}])

    assert first.value.response["needed"] == "files:write"


def test_an_upload_can_be_spoilt(workspace: Workspace, client: WebClient) -> None:
    """For tests of what an app does then."""
    told = client.files_getUploadURLExternal(filename="dot.png", length=len(DOT))
    workspace.faults.add(UPLOAD, "http_500")

    assert send(told["upload_url"], DOT) == 500
    assert send(told["upload_url"], DOT) == 200


@pytest.mark.browser
def test_a_picture_is_seen_and_has_words_for_who_cannot_see_it(
    client: WebClient, server: WorkspaceServer, page: Page
) -> None:
    """On the page of those who may read the conversation, and of nobody else."""
    client.files_upload_v2(
        content=DOT, filename="dot.png", alt_txt="One grey dot", channel="C0PRIVATE"
    )
    client.files_upload_v2(content=DOT, filename="dot.png", alt_txt="One grey dot", channel=GENERAL)
    picture = page.get_by_role("img", name="One grey dot")
    expect(picture).to_be_visible()
    width = picture.evaluate("image => image.naturalWidth")
    closed = next(
        one.id for one in server.workspace.state.files.values() if one.channel == "C0PRIVATE"
    )
    answer = page.request.get(f"{server.page_url}as/U0ANALYST/file/{closed}")

    assert width == 1
    assert answer.status == 404
    assert page.request.get(f"{server.page_url}as/U0CURATOR/file/{closed}").status == 200
