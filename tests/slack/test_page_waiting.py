"""Asking people and waiting, as it is seen on a desk and on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.manifest import manifest
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, World, running
from tests.slack.contributing import ANA, CHEN, letters
from tests.slack.page_world import SIZES, goto, narrow_enough
from tests.slack.waiting_world import (
    REPLY,
    ask,
    called,
    go_round,
    helpful_reply,
    known,
    unanswered,
)

pytestmark = pytest.mark.browser

LONG = "Who tends the lamps on the long pier in winter, and what do they do when it freezes over?"


@pytest.fixture
def seen(
    make_workspace: MakeWorkspace, serve: Serve, browser_page: Page
) -> Iterator[tuple[World, Page]]:
    """A running bot, and a page."""
    shelf, workspace = Shelf(), make_workspace(manifest=manifest(harbour_pack()))
    server = serve(workspace)
    browser_page.goto(f"{server.page_url}as/{ANA}/{GENERAL}")
    with running(server, shelf) as bot:
        yield World(workspace, bot, shelf), browser_page


@SIZES
def test_a_question_goes_from_an_answer_that_is_none_to_its_channel(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """The form says what happens, in words; the channel sees what is asked, and how to reply."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    below = unanswered(world, LONG)
    goto(page, ANA, GENERAL, str(below.thread_ts))
    expect(page.get_by_role("button", name="Tell me when someone knows")).to_be_visible()
    page.screenshot(path=tmp_path / "1-answer.png")

    page.get_by_role("button", name="Ask the channel").click()
    dialog = page.get_by_role("dialog", name="Ask the channel")
    expect(dialog.get_by_label("The question")).to_have_value(LONG)
    expect(dialog.get_by_text("(white_check_mark)")).to_be_visible()
    assert narrow_enough(page)
    page.screenshot(path=tmp_path / "2-form.png")
    dialog.get_by_role("radio", name="Without my name").check()
    dialog.get_by_role("button", name="Ask it").click()
    expect(dialog.get_by_text("I ask it in #general now")).to_be_visible()
    page.screenshot(path=tmp_path / "3-asking.png")

    called(world)
    goto(page, CHEN, GENERAL)
    expect(page.get_by_text("A member asks").last).to_be_visible()
    expect(page.get_by_text("Please reply in this thread").last).to_be_visible()
    page.screenshot(path=tmp_path / "4-channel.png")
    assert narrow_enough(page)


@SIZES
def test_an_author_sees_what_would_be_kept_of_a_reply_that_helped(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """Asked in private; word for word, under the question."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    ask(world, unanswered(world, LONG))
    world.person(ANA).react(helpful_reply(world), "pray")
    world.until(lambda: bool(letters(world, CHEN)))
    goto(page, CHEN, world.person(CHEN).dm_channel)
    expect(page.get_by_text("helped. May it be kept").last).to_be_visible()
    page.screenshot(path=tmp_path / "1-author.png")

    page.get_by_role("button", name="Have a look").click()
    form = page.get_by_role("dialog", name="Add to knowledge")
    expect(form.get_by_label("Title: the question that it answers")).to_have_value(LONG)
    expect(form.get_by_text(REPLY)).to_be_visible()
    page.screenshot(path=tmp_path / "2-consent.png")
    assert narrow_enough(page)


@SIZES
def test_an_asker_takes_their_question_back(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """From the letter that says where it stands."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    ask(world, unanswered(world, LONG), named="unnamed")
    asked = called(world)
    world.until(lambda: bool(letters(world, ANA)))
    goto(page, ANA, world.person(ANA).dm_channel)
    expect(page.get_by_text("A reaction shows your name").last).to_be_visible()
    page.screenshot(path=tmp_path / "1-letter.png")

    page.get_by_role("button", name="Take the question back").click()
    page.get_by_role("button", name="Take it back", exact=True).click()
    expect(page.get_by_text("it is out of the channel within a minute")).to_be_visible()
    page.screenshot(path=tmp_path / "2-taken-back.png")
    world.until(lambda: "taken back" in str(world.workspace.state.message(GENERAL, asked.ts)))


@SIZES
def test_somebody_waits_and_is_told(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """What is kept stands in the form; the list shows it, and the answer comes with its source."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    below = unanswered(world, LONG)
    goto(page, ANA, GENERAL, str(below.thread_ts))
    page.get_by_role("button", name="Tell me when someone knows").click()
    dialog = page.get_by_role("dialog", name="Tell me")
    expect(dialog.get_by_label("The question")).to_have_value(LONG)
    expect(dialog.get_by_text("Nobody else sees that you wait")).to_be_visible()
    page.screenshot(path=tmp_path / "1-form.png")
    dialog.get_by_role("button", name="Tell me").click()
    expect(dialog.get_by_role("button", name="Stop waiting")).to_be_visible()
    page.screenshot(path=tmp_path / "2-waits.png")
    assert narrow_enough(page)

    world.person(ANA).close_modal()
    world.person(ANA).slash("/science", "waiting", GENERAL)
    listed = page.get_by_role("dialog", name="What you wait for")
    expect(listed.get_by_text(LONG)).to_be_visible()
    page.screenshot(path=tmp_path / "3-list.png")
    assert narrow_enough(page)
    world.person(ANA).close_modal()

    known(world)
    go_round(world)
    goto(page, ANA, world.person(ANA).dm_channel)
    expect(page.get_by_text("Wardens tend the lamps. [1]").last).to_be_visible()
    expect(page.get_by_text("You no longer wait for this").last).to_be_visible()
    page.screenshot(path=tmp_path / "4-told.png")
    assert narrow_enough(page)
