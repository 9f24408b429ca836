"""People who may know, as they are seen on a desk and on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.manifest import manifest
from tests.fakes.bot_services import harbour_pack
from tests.fakes.experts import card, reason
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, World, give_accounts, running
from tests.slack.contributing import ANA, GUEST
from tests.slack.experts_world import BEA, introductions, people, shelf_of
from tests.slack.page_world import SIZES, goto, narrow_enough
from tests.slack.waiting_world import unanswered

pytestmark = pytest.mark.browser

LONG = "Who tends the lamps on the long pier in winter, and what do they do when it freezes over?"


@pytest.fixture
def seen(
    make_workspace: MakeWorkspace, serve: Serve, browser_page: Page
) -> Iterator[tuple[World, Page]]:
    """A running bot in a community of four who know, and a page."""
    sells = card("Bea Baker", BEA, reason("wrote “Oil and wicks” (2023)", "public"))
    sold = sells.model_copy(update={"interest": "Sells lamp oil to harbours"})
    others = [one for one in people() if one.member != BEA]
    shelf = shelf_of(sold, *others)
    workspace = make_workspace(manifest=manifest(harbour_pack()))
    give_accounts(workspace, shelf)
    server = serve(workspace)
    browser_page.goto(f"{server.page_url}as/{ANA}/{GENERAL}")
    with running(server, shelf) as bot:
        yield World(workspace, bot, shelf), browser_page


@SIZES
def test_an_answer_that_is_none_leads_to_people_who_may_know(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """A line below it says how many; the window shows whom."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    below = unanswered(world, LONG)
    goto(page, ANA, GENERAL, str(below.thread_ts))
    expect(page.get_by_text("One person in the community may know.").last).to_be_visible()
    page.screenshot(path=tmp_path / "1-answer.png")
    assert narrow_enough(page)

    page.get_by_role("button", name="Find someone who knows").click()
    dialog = page.get_by_role("dialog", name="People who may know")
    expect(dialog.get_by_label("What would you like to know?")).to_have_value(LONG)
    expect(dialog.get_by_text("Declared commercial interest")).to_be_visible()
    expect(dialog.get_by_role("link", name="wrote “Oil and wicks” (2023)")).to_be_visible()
    page.screenshot(path=tmp_path / "2-cards.png")
    assert narrow_enough(page)


@SIZES
def test_somebody_is_asked_and_what_was_asked_is_listed(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """The form, the preview, what comes next, and the list of one's own."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    world.person(ANA).slash("/experts", LONG, GENERAL)
    page.get_by_role("button", name="Ask for an introduction").first.click()
    form = page.get_by_role("dialog", name="Ask for introduction")
    form.get_by_label("Why do you ask?").fill("We plan a trial next winter.")
    page.screenshot(path=tmp_path / "3-form.png")
    assert narrow_enough(page)
    form.get_by_role("button", name="Show me the letter").click()
    preview = page.get_by_role("dialog", name="What they will see")
    expect(preview.get_by_text("From: Ana Larch")).to_be_visible()
    page.screenshot(path=tmp_path / "4-preview.png")
    preview.get_by_role("button", name="Send it").click()
    sent = page.get_by_role("dialog", name="Introduction")
    expect(sent.get_by_text("A no is never explained")).to_be_visible()
    page.screenshot(path=tmp_path / "5-sent.png")
    assert narrow_enough(page)
    world.person(ANA).close_modal()
    assert world.person(ANA).modal is None

    world.person(ANA).slash("/science", "introductions", GENERAL)
    mine = page.get_by_role("dialog", name="Introductions")
    expect(mine.get_by_role("button", name="Take it back")).to_be_visible()
    page.screenshot(path=tmp_path / "6-mine.png")
    assert narrow_enough(page)
    assert [one.candidate for one in introductions(world)] == [BEA]


@SIZES
def test_the_command_shows_cards_to_its_giver_alone(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """A guest sees fewer, and others none."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    world.person(ANA).slash("/experts", "lamps on long piers", GENERAL)
    goto(page, ANA)
    expect(page.get_by_role("button", name="Look for depth instead")).to_be_visible()
    expect(page.get_by_text("Chen Alder").last).to_be_visible()
    page.screenshot(path=tmp_path / "1-message.png", full_page=True)
    assert narrow_enough(page)

    world.shelf.experts.cards = []
    world.person(GUEST).slash("/experts", "lamps on long piers", GENERAL)
    goto(page, GUEST)
    expect(page.get_by_role("button", name="Ask the channel")).to_be_visible()
    expect(page.get_by_text("Bea Baker")).to_have_count(0)
    page.screenshot(path=tmp_path / "2-nobody.png")
