"""The page is safe, and everybody can use it: on a desk, on a phone, with a screen reader."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.slack.page_world import ANSWER, BLOCKS, FORM, Json, button, plain

pytestmark = pytest.mark.browser


def screens(page: Page, server: WorkspaceServer, workspace: Workspace, client: WebClient) -> None:
    """Fill the workspace with everything that a screen can show."""
    ana = workspace.as_person("U0ANALYST")
    asked = ana.post("C0GENERAL", "*why* `so` <https://x.test|late>?\n&gt; quoted")
    for thread_ts in (None, asked.ts):
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks=ANSWER, thread_ts=thread_ts)
    client.chat_postEphemeral(channel="C0GENERAL", user=ana.id, text="only for you")
    client.views_publish(user_id=ana.id, view={"type": "home", "blocks": BLOCKS})
    client.assistant_threads_setStatus(
        channel_id="C0GENERAL", thread_ts=asked.ts, status="is thinking…"
    )
    ana.react(asked, "eyes")


PLACES = ("", "as/U0ANALYST", "as/U0ANALYST/C0GENERAL", "as/U0ANALYST/home", "thread", "modal")


def visit(page: Page, server: WorkspaceServer, workspace: Workspace, place: str) -> None:
    """Open one of the places."""
    path = place
    if place in ("thread", "modal"):
        ts = workspace.messages("C0GENERAL")[0].ts
        path = f"as/U0ANALYST/C0GENERAL?thread={ts}"
    if place == "modal":
        workspace.surfaces.open("U0ANALYST", FORM)
    page.goto(server.page_url + path)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("place", PLACES)
def test_everybody_can_use_every_screen(
    page: Page,
    server: WorkspaceServer,
    workspace: Workspace,
    client: WebClient,
    place: str,
    width: int,
) -> None:
    """Nothing serious is found, and nothing sticks out sideways, on a desk or on a phone."""
    screens(page, server, workspace, client)
    page.set_viewport_size({"width": width, "height": 640})
    visit(page, server, workspace, place)
    found = Axe().run(page).response["violations"]
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    sideways = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    assert (serious, sideways) == ([], False)


def test_a_phone_shows_one_pane_at_a_time(
    page: Page, server: WorkspaceServer, workspace: Workspace, client: WebClient
) -> None:
    """The list, then the channel, then the thread, each with a way back."""
    screens(page, server, workspace, client)
    page.set_viewport_size({"width": 360, "height": 640})
    panes = page.locator(".sidebar:visible, .place:visible, .thread:visible")
    page.goto(f"{server.page_url}as/U0ANALYST")
    expect(panes).to_have_count(1)
    page.get_by_role("link", name="general").click()
    expect(panes).to_have_count(1)
    page.get_by_role("link", name="Open the thread of Ana Larch").click()
    expect(panes).to_have_count(1)
    page.get_by_role("link", name="Close the thread").click()
    page.get_by_role("link", name="Channels").click()

    expect(page.get_by_role("navigation")).to_be_visible()


def test_hostile_text_runs_no_script(page: Page, client: WebClient, workspace: Workspace) -> None:
    """Neither from a person nor from any kind of block."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    said = {"type": "mrkdwn", "text": evil}
    blocks: list[Json] = [
        {"type": "section", "text": said, "fields": [said]},
        {"type": "header", "text": plain(evil)},
        {"type": "context", "elements": [said]},
        {"type": "markdown", "text": evil},
        {"type": "actions", "elements": [button("go", evil, value='"><b>')]},
    ]
    workspace.as_person("U0CHEMIST").post("C0GENERAL", evil)
    client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)

    expect(page.get_by_role("heading", name=evil)).to_be_visible()
    assert page.locator(".messages script, .messages img, .messages b").count() == 0
