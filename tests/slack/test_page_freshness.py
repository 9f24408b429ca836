"""How far an answer is to be relied on, as people see it on a desk and on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.manifest import manifest
from knowledge.models.answers import Answer, Citation, Successor
from tests.fakes.answers import citation, cited_answer
from tests.fakes.bot_services import Shelf, document_info, harbour_pack
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, World, running

NEW = Successor(
    title="Harbour lights policy, fourth edition, with the lessons of the winter trials",
    url="https://harbour.example/lights/4",
    document_id="docs/new.md",
)
CAUTION = "Every source cited here is past its review date or has been superseded."


def outdated() -> Citation:
    """A source with everything that can be said against it."""
    return citation(1, quote="Lamps stay lit until midnight.").model_copy(
        update={
            "title": "Harbour lights policy, third edition",
            "section": "Hours of lighting",
            "locator": "page 4",
            "kind": "policy",
            "evidence": "evaluated",
            "date": "2024-05-12",
            "owner": "Harbour Office",
            "review_date": "2026-01-31",
            "stale": True,
            "superseded_by": NEW,
        }
    )


@pytest.fixture
def world(
    make_workspace: MakeWorkspace, serve: Serve, browser_page: Page
) -> Iterator[tuple[World, Page]]:
    """A running bot whose only answer is outdated, and Ana's page."""
    said = cited_answer("Lamps stay lit until midnight.")
    reply: Answer = said.model_copy(update={"citations": (outdated(),), "caution": CAUTION})
    shelf = Shelf()
    shelf.answers.reply = lambda _question, _audience: reply
    shelf.documents.held["docs/new.md"] = document_info("docs/new.md")
    workspace = make_workspace(manifest=manifest(harbour_pack()))
    server = serve(workspace)
    browser_page.goto(f"{server.page_url}as/U0ANALYST/{GENERAL}")
    with running(server, shelf) as bot:
        yield World(workspace, bot, shelf), browser_page


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640)])
def test_age_label_and_successor_are_read_in_words(
    world: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """In the thread and in the quotes, and nothing runs out of the side of the screen."""
    running_bot, page = world
    page.set_viewport_size({"width": width, "height": height})
    asked = running_bot.mention("how long are the lamps lit?")
    running_bot.reply(asked)
    page.get_by_text("1 reply").click()
    thread = page.get_by_text("review was due Jan 2026").last

    expect(thread).to_be_visible()
    expect(thread).to_contain_text("page 4 · policy · evaluated · 12 May 2024 · review was due")
    expect(page.get_by_text(CAUTION).last).to_be_visible()
    expect(
        page.get_by_role("link", name="Harbour lights policy, fourth edition").last
    ).to_be_visible()
    page.screenshot(path=tmp_path / "thread.png")

    page.get_by_role("button", name="Show quotes").last.click()
    expect(page.get_by_text("Owner: Harbour Office · Review date: 31 Jan 2026")).to_be_visible()
    page.screenshot(path=tmp_path / "quotes.png")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
