"""Joining as it is seen on a desk and on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.manifest import manifest
from knowledge.adapters.community_pack import load_community
from knowledge.models.members import Discoverable, Profile, Wishes
from tests.fakes.bot_services import Shelf
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, World, running
from tests.slack.contributing import ANA, CHEN, GUEST, letters
from tests.slack.page_world import SIZES, goto, narrow_enough
from tests.slack.profile_world import HEADLINE, SHARED_LINE, WORK, member
from tests.slack.waiting_world import ask, called, unanswered

pytestmark = pytest.mark.browser

PROFILE = Profile(name="Ana Larch", kind="researcher", headline=HEADLINE, topics=("lamps",))


@pytest.fixture
def seen(
    make_workspace: MakeWorkspace, serve: Serve, browser_page: Page
) -> Iterator[tuple[World, Page]]:
    """A running bot with the words of the community that is shipped, and a page."""
    pack = load_community("police_science")
    shelf, workspace = Shelf(pack=pack), make_workspace(manifest=manifest(pack))
    shelf.own_evidence += [WORK, SHARED_LINE]
    server = serve(workspace)
    browser_page.goto(f"{server.page_url}as/{ANA}/{GENERAL}")
    with running(server, shelf) as bot:
        yield World(workspace, bot, shelf), browser_page


def pressed(page: Page, button: str, title: str) -> Locator:
    """Press a button of the Home tab, and return the window that opens."""
    page.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog.get_by_text("Looking it up")).to_have_count(0)
    return dialog


@SIZES
def test_a_member_joins_from_their_home_tab(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """They say who they are, and see how others would see them; nobody does before they agree."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    goto(page, ANA, "home")
    expect(page.get_by_text("You are not listed.")).to_be_visible()
    page.screenshot(path=tmp_path / "1-home.png", full_page=True)

    form = pressed(page, "Edit my profile", "My profile")
    expect(form.get_by_label("One line about you")).to_have_value("Crime analyst, Fenmoor Police")
    form.get_by_label("What you are").select_option(label="Researcher")
    form.get_by_label("One line about you").fill(HEADLINE)
    form.get_by_label("ORCID").fill("12")
    page.screenshot(path=tmp_path / "2-profile.png", full_page=True)
    assert narrow_enough(page)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("This is no ORCID")).to_be_visible()
    page.screenshot(path=tmp_path / "3-wrong.png", full_page=True)
    form.get_by_label("ORCID").fill("")
    form.get_by_role("button", name="Save").click()
    saved = page.get_by_role("dialog", name="Be findable")
    expect(saved.get_by_text("How others would see you")).to_be_visible()
    page.screenshot(path=tmp_path / "4-saved.png", full_page=True)
    assert not member(world).is_listed


@SIZES
def test_a_member_agrees_to_be_found_and_takes_a_line_out(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """Everything is off before they choose."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    world.shelf.membership.save_profile(ANA, PROFILE, "n1")
    goto(page, ANA, "home")
    form = pressed(page, "Who may find me", "Who may find me")
    expect(form.get_by_role("radio", name="Nobody")).to_be_checked()
    page.screenshot(path=tmp_path / "1-wishes.png", full_page=True)
    form.get_by_role("radio", name="Members who ask about my subjects").check()
    form.get_by_role("radio", name="Yes; I am written to first").check()
    form.get_by_role("radio", name="Yes, where the asker").check()
    form.get_by_role("button", name="Save").click()
    joined = page.get_by_role("dialog", name="Be findable")
    expect(joined.get_by_text("How others see you")).to_be_visible()
    page.screenshot(path=tmp_path / "2-joined.png", full_page=True)
    assert narrow_enough(page)
    assert member(world).wishes.discoverable is Discoverable.SUGGEST

    joined.get_by_role("button", name="What speaks for me").click()
    lines = page.get_by_role("dialog", name="What speaks for me")
    lines.get_by_role("button", name="Do not use this").first.click()
    expect(lines.get_by_role("button", name="Use it again")).to_be_visible()
    page.screenshot(path=tmp_path / "3-evidence.png", full_page=True)
    assert narrow_enough(page)


@SIZES
def test_a_member_says_when_they_may_be_asked(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """Hours, limits, and a pause with one press out of it."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    join(world)
    goto(page, ANA, "home")
    expect(page.get_by_text("How others see you")).to_be_visible()
    page.screenshot(path=tmp_path / "1-home.png", full_page=True)

    form = pressed(page, "When I may be asked", "When I may be asked")
    expect(form.get_by_label("Time zone")).to_have_value("Europe/London")
    page.screenshot(path=tmp_path / "2-hours.png", full_page=True)
    assert narrow_enough(page)
    form.get_by_role("button", name="Save").click()
    saved = page.get_by_role("dialog", name="Be findable")
    expect(saved.get_by_text("Your hours and limits are saved")).to_be_visible()

    saved.get_by_role("button", name="Pause").click()
    form = page.get_by_role("dialog", name="Pause")
    expect(form.get_by_label("Until when?")).to_be_visible()
    page.screenshot(path=tmp_path / "3-pause.png", full_page=True)
    form.get_by_role("button", name="Pause me").click()
    paused = page.get_by_role("dialog", name="Be findable")
    expect(paused.get_by_text("You are paused until")).to_be_visible()
    page.screenshot(path=tmp_path / "4-paused.png", full_page=True)
    paused.get_by_role("button", name="I am back").click()
    expect(paused.get_by_text("Welcome back")).to_be_visible()
    assert member(world).availability.paused_until is None


@SIZES
def test_guests_read_why_they_are_not_listed_and_helpers_are_asked(
    seen: tuple[World, Page], tmp_path: Path, width: int, height: int
) -> None:
    """Once, in private."""
    world, page = seen
    page.set_viewport_size({"width": width, "height": height})
    goto(page, GUEST, "home")
    expect(page.get_by_text("Only members of this community are listed")).to_be_visible()
    page.screenshot(path=tmp_path / "1-guest.png", full_page=True)

    ask(world, unanswered(world))
    reply = world.person(CHEN).post(GENERAL, "The wardens do.", called(world).ts)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: len(letters(world, CHEN)) == 2)
    goto(page, CHEN, world.person(CHEN).dm_channel)
    expect(page.get_by_role("button", name="List me for this")).to_be_visible()
    page.screenshot(path=tmp_path / "2-letter.png", full_page=True)
    form = pressed(page, "List me for this", "Who may find me")
    expect(form.get_by_role("radio", name="Members who ask about my subjects")).to_be_checked()
    page.screenshot(path=tmp_path / "3-list-me.png", full_page=True)
    assert narrow_enough(page)


def join(world: World) -> None:
    """Let the person whose page is open have joined."""
    world.shelf.membership.save_profile(ANA, PROFILE, "n1")
    world.shelf.membership.wish(
        ANA, Wishes(discoverable=Discoverable.SUGGEST, contactable=True, use_contributions=True)
    )
