"""Files in the strict workspace: shared, described, downloaded, closed, deleted."""

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.driver import PersonDriver
from bot.playground.errors import NotPossible
from bot.playground.file_host import DOWNLOAD
from bot.playground.identity import APP_TOKEN, BOT_TOKEN, BOT_USER
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace

TIDES = b"%PDF-1.7 fictional tides"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_about: Any) -> None:
        """Follow nothing."""


def fetch(address: str, token: str = BOT_TOKEN) -> tuple[int, bytes]:
    """Download an address; return the status and the bytes."""
    headers = {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - a loopback address
    try:
        with urllib.request.build_opener(_NoRedirect).open(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, b""


def last_event(workspace: Workspace) -> dict[str, Any]:
    """Return the event that was sent last."""
    return dict(workspace.delivery.log[-1].payload["event"])


@pytest.fixture
def manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """The usual manifest with leave to read files."""
    manifest["oauth_config"]["scopes"]["bot"].append("files:read")
    return manifest


def test_a_shared_file_is_told_of_described_and_downloaded(
    server: WorkspaceServer, workspace: Workspace, ana: PersonDriver, client: WebClient
) -> None:
    """The way that every document through Slack takes."""
    message = ana.upload(ana.dm_channel, "tides at home.pdf", TIDES, "For the *library*")
    event = last_event(workspace)
    file = client.files_info(file=message.files[0])["file"]

    assert event["subtype"] == "file_share"
    assert event["text"] == "For the *library*"
    assert event["files"] == [file]
    assert (file["name"], file["size"], file["mimetype"], file["mode"]) == (
        "tides at home.pdf",
        len(TIDES),
        "application/pdf",
        "hosted",
    )
    assert fetch(file["url_private"]) == (200, TIDES)
    assert fetch(file["url_private_download"]) == (200, TIDES)
    assert file["url_private"].startswith(server.page_url)


def test_several_files_stand_in_one_message(workspace: Workspace, ana: PersonDriver) -> None:
    """People drop a handful at once."""
    ana.share("C0GENERAL", [("a.md", b"a"), ("b.md", b"b")])

    assert [one["name"] for one in last_event(workspace)["files"]] == ["a.md", "b.md"]


def test_without_a_right_to_the_file_the_sign_in_page_comes_instead(
    ana: PersonDriver, client: WebClient
) -> None:
    """Slack does not say no: it sends whoever asks to a page."""
    file_id = ana.upload(ana.dm_channel, "tides.pdf", TIDES).files[0]
    address = client.files_info(file=file_id)["file"]["url_private"]

    assert fetch(address, "xoxb-somebody-else") == (302, b"")
    assert fetch(address, APP_TOKEN) == (302, b"")


def test_a_remote_file_is_told_apart_and_not_served(
    workspace: Workspace, ana: PersonDriver, client: WebClient
) -> None:
    """Its bytes lie with somebody else, to whom the token must not go."""
    ana.share(ana.dm_channel, [("Tide table", "https://drive.example/tides")])
    file = client.files_info(file=last_event(workspace)["files"][0]["id"])["file"]

    assert (file["mode"], file["is_external"]) == ("external", True)
    assert file["url_private"] == "https://drive.example/tides"
    assert "url_private_download" not in file


def test_a_deleted_file_leaves_a_tombstone(
    workspace: Workspace, ana: PersonDriver, client: WebClient
) -> None:
    """The message stays, the bytes do not."""
    message = ana.upload(ana.dm_channel, "tides.pdf", TIDES)
    address = client.files_info(file=message.files[0])["file"]["url_private"]
    ana.delete_file(message.files[0])
    history = client.conversations_history(channel=ana.dm_channel)["messages"]

    assert history[0]["files"] == [{"id": message.files[0], "mode": "tombstone"}]
    assert fetch(address) == (404, b"")
    with pytest.raises(SlackApiError, match="file_deleted"):
        client.files_info(file=message.files[0])


def test_only_its_owner_deletes_a_file(workspace: Workspace, ana: PersonDriver) -> None:
    """As in Slack's client."""
    message = ana.upload("C0GENERAL", "tides.pdf", TIDES)

    with pytest.raises(NotPossible, match="has no file"):
        workspace.as_person("U0CHEMIST").delete_file(message.files[0])


def test_a_file_shared_without_the_bot_is_not_found(ana: PersonDriver, client: WebClient) -> None:
    """The bot sees what is shared where it is."""
    message = ana.upload("C0LONELY", "tides.pdf", TIDES)

    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file=message.files[0])
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_info(file="F0NOWHERE")


def test_without_the_scope_files_stay_closed(
    workspace: Workspace, server: WorkspaceServer, ana: PersonDriver, client: WebClient
) -> None:
    """The event says that there is a file, and nothing else."""
    message = ana.upload(ana.dm_channel, "tides.pdf", TIDES)
    address = client.files_info(file=message.files[0])["file"]["url_private"]
    scopes = workspace.manifest.scopes - {"files:read"}
    object.__setattr__(workspace.manifest, "scopes", scopes)
    message = ana.upload(ana.dm_channel, "secret name.pdf", TIDES)
    history = client.conversations_history(channel=ana.dm_channel)["messages"]
    closed = {"id": message.files[0], "mode": "file_access", "file_access": "access_denied"}

    assert last_event(workspace)["files"] == [closed]
    assert history[0]["files"] == [closed]
    assert fetch(address) == (302, b"")
    with pytest.raises(SlackApiError, match="missing_scope"):
        client.files_info(file=message.files[0])


@pytest.mark.parametrize(("fault", "status"), [("http_500", 500), ("ratelimited", 429)])
def test_a_download_fails_when_a_test_wants_it_to(
    workspace: Workspace, ana: PersonDriver, client: WebClient, fault: str, status: int
) -> None:
    """And the next one does not."""
    file_id = ana.upload(ana.dm_channel, "tides.pdf", TIDES).files[0]
    address = client.files_info(file=file_id)["file"]["url_private"]
    workspace.faults.add(DOWNLOAD, fault)

    assert fetch(address)[0] == status
    assert fetch(address) == (200, TIDES)


def test_files_survive_a_restart_of_the_workspace(
    make_workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    """Bytes that are no text, too."""
    path = tmp_path / "workspace.json"
    first = make_workspace(path=path)
    message = first.as_person("U0ANALYST").upload("C0GENERAL", "raw.bin", bytes(range(256)))
    first.tick()
    second = make_workspace(path=path)

    assert second.state.files[message.files[0]].content == bytes(range(256))
    assert BOT_USER in second.state.channels["C0GENERAL"].members


def test_too_many_files_at_once_are_refused(ana: PersonDriver) -> None:
    """Slack takes ten."""
    with pytest.raises(NotPossible, match="1 to 10 files"):
        ana.share("C0GENERAL", [(f"{n}.md", b"x") for n in range(11)])
