"""Starting: what is wrong is said in one line, with a remedy."""

import pytest
from slack_sdk import WebClient

from bot.doctor import check_slack
from bot.manifest import manifest
from bot.playground.identity import APP_TOKEN, BOT_TOKEN
from bot.playground.server import WorkspaceServer
from bot.running import connected
from bot.settings import BotSettings, SlackSettings
from knowledge.errors import KnowledgeError, SettingsError
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.slack.bot_world import MakeWorkspace, Serve


@pytest.fixture
def server(make_workspace: MakeWorkspace, serve: Serve) -> WorkspaceServer:
    """A workspace with the bot's own manifest."""
    return serve(make_workspace(manifest=manifest(harbour_pack())))


def start(client: WebClient) -> None:
    """Start a bot, and stop it again."""
    with connected(Shelf().services, BotSettings(), client, APP_TOKEN):
        pass


def test_a_token_that_slack_refuses_is_explained(server: WorkspaceServer) -> None:
    """With what to do about it."""
    with pytest.raises(SettingsError, match="refuses a token") as refused:
        start(WebClient(token="xoxb-of-another-app", base_url=server.api_url))  # noqa: S106

    assert "Install the app" in refused.value.remedy


def test_slack_out_of_reach_is_explained() -> None:
    """The network may be the reason."""
    nowhere = WebClient(token=BOT_TOKEN, base_url="http://127.0.0.1:9/api/")
    with pytest.raises(KnowledgeError, match="cannot be reached") as refused:
        start(nowhere)

    assert "network" in refused.value.remedy


def test_another_refusal_keeps_its_code(server: WorkspaceServer) -> None:
    """An administrator can look it up."""
    server.workspace.faults.add("auth.test", "error:team_access_not_granted", times=9)
    with pytest.raises(KnowledgeError, match="team_access_not_granted"):
        start(WebClient(token=BOT_TOKEN, base_url=server.api_url))

    assert not server.workspace.delivery.connections


def test_the_doctor_opens_the_workspace_with_both_tokens(server: WorkspaceServer) -> None:
    """And names it."""
    slack = SlackSettings.model_validate({"bot_token": BOT_TOKEN, "app_token": APP_TOKEN})
    words = check_slack(
        slack,
        frozenset({"chat:write"}),
        lambda token: WebClient(token=token, base_url=server.api_url),
    )

    assert words == "connected as science_guide in playground"


def test_the_doctor_finds_tokens_that_were_exchanged(server: WorkspaceServer) -> None:
    """They look alike at a glance."""
    slack = SlackSettings.model_validate({"bot_token": APP_TOKEN, "app_token": BOT_TOKEN})
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN does not begin with xoxb-"):
        check_slack(slack, frozenset(), lambda token: WebClient(token=token))
