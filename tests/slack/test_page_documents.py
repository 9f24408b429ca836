"""A document on the page, from the file to the kept row, with the mouse and in a narrow window."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from bot.manifest import manifest
from knowledge.models.contributions import ContributionState
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.slack.bot_world import MakeWorkspace, Serve, World, running
from tests.slack.document_world import CURATOR, TIDES, Desktop

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(
    make_workspace: MakeWorkspace, serve: Serve, browser_page: Page
) -> Iterator[tuple[World, Page]]:
    """The curator's direct messages with a running bot, as on a telephone."""
    workspace, shelf = make_workspace(manifest=manifest(harbour_pack())), Shelf()
    server = serve(workspace)
    with running(server, shelf) as bot:
        world = World(workspace, bot, shelf)
        browser_page.set_viewport_size({"width": 360, "height": 640})
        dm = workspace.as_person(CURATOR).dm_channel
        browser_page.goto(f"{server.page_url}as/{CURATOR}/{dm}")
        yield world, browser_page


def test_a_curator_adds_a_document_on_the_page(opened: tuple[World, Page]) -> None:
    """Attach, send, press, save, and see how it stands."""
    world, page = opened
    file = FilePayload(name="tides.md", mimeType="text/markdown", buffer=TIDES)
    page.get_by_label("Attach files").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name=re.compile("1 reply|Open the thread")).first.click()
    page.get_by_role("button", name="Add to knowledge…").click()
    dialog = page.get_by_role("dialog", name="Add to knowledge")
    expect(dialog.get_by_label("Title")).to_have_value("Tide trials")
    dialog.get_by_label("Date of the content").fill("2026-05")
    dialog.get_by_role("radio", name=re.compile("Everyone")).check()
    dialog.get_by_role("button", name="Save").click()

    thread = page.get_by_role("log", name="Thread")
    expect(thread.get_by_text("Accepted.")).to_be_visible()
    expect(thread.get_by_role("button", name="Reindex")).to_be_visible()
    (one,) = Desktop(world).held()
    assert (one.state, one.date, one.scope) == (ContributionState.ACCEPTED, "2026-05", "public")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_wrong_stands_under_its_field_and_nothing_is_lost(
    opened: tuple[World, Page],
) -> None:
    """The other fields keep what was typed."""
    world, page = opened
    reply = Desktop(world).drop()
    page.goto(f"{page.url}?thread={reply.thread_ts}")
    page.get_by_role("button", name="Add to knowledge…").click()
    dialog = page.get_by_role("dialog", name="Add to knowledge")
    dialog.get_by_label("Owner").fill("Harbour office")
    dialog.get_by_label("Date of the content").fill("17 May")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_text("Write a year, a month or a day")).to_be_visible()
    expect(dialog.get_by_label("Owner")).to_have_value("Harbour office")
