"""The control that moves the clock, with a keyboard and in words."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.playground.calendar import Calendar
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.fakes.clock import FakeMovableClock

pytestmark = pytest.mark.browser


@pytest.fixture
def calendar(workspace: Workspace, server: WorkspaceServer, page: Page) -> Calendar:
    """Ana's page with a clock that stands at nine on a Friday."""
    found = Calendar(FakeMovableClock(datetime(2026, 3, 6, 9, tzinfo=UTC)), "Europe/London")
    workspace.follow(found)
    page.goto(f"{server.page_url}as/U0ANALYST/C0GENERAL")
    return found


def test_the_clock_is_moved_with_the_keyboard(
    page: Page, workspace: Workspace, calendar: Calendar
) -> None:
    """It says where it stands, the move is announced and stays so, and the focus is kept."""
    control = page.get_by_role("region", name="Move the clock")
    expect(control).to_contain_text("It is Friday 6 March 2026, 09:00 (Europe/London) here.")
    control.get_by_role("button", name="1 hour ahead").focus()
    page.keyboard.press("Enter")
    expect(control).to_contain_text("10:00")
    expect(page.get_by_role("alert")).to_contain_text("It is now Friday 6 March 2026, 10:00")
    expect(control.get_by_role("button", name="1 hour ahead")).to_be_focused()
    workspace.as_person("U0CHEMIST").post("C0GENERAL", "something else")
    expect(page.get_by_role("log")).to_contain_text("something else")
    expect(page.get_by_role("alert")).to_contain_text("10:00")
    control.get_by_role("button", name="To 09:00 on the next working day").press("Enter")

    expect(control).to_contain_text("Monday 9 March 2026, 09:00")


def test_what_comes_after_a_move_shows_under_its_own_day(
    page: Page, workspace: Workspace, calendar: Calendar
) -> None:
    """A message of tomorrow is not dated today; the list beside the control is current."""
    chen = workspace.as_person("U0CHEMIST")
    today = chen.post("C0GENERAL", "today")
    control = page.get_by_role("region", name="Move the clock")
    control.get_by_role("button", name="1 day ahead").press("Enter")
    expect(control).to_contain_text("Saturday")
    tomorrow = chen.post("C0GENERAL", "tomorrow")
    expect(page.get_by_role("log")).to_contain_text("tomorrow")

    assert page.locator(".day").count() == 2
    assert float(tomorrow.ts) > float(today.ts)


def test_the_sidebar_stays_current_under_the_keyboard(
    page: Page, workspace: Workspace, calendar: Calendar
) -> None:
    """A link that has the focus keeps it while the list around it changes."""
    sidebar = page.get_by_role("navigation")
    sidebar.get_by_role("link", name="Home").focus()
    workspace.as_person("U0PARTNER").post("C0SHARED", "something new")
    expect(sidebar).to_contain_text("1 new")

    expect(sidebar.get_by_role("link", name="Home")).to_be_focused()


def test_a_workspace_without_a_calendar_has_no_control(page: Page) -> None:
    """Nothing is offered that cannot be done."""
    expect(page.get_by_role("navigation")).to_be_visible()

    assert page.get_by_role("region", name="Move the clock").count() == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_the_control(
    page: Page, server: WorkspaceServer, calendar: Calendar, width: int
) -> None:
    """Nothing serious is found, and nothing sticks out sideways."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{server.page_url}as/U0ANALYST")
    found = Axe().run(page).response["violations"]
    sideways = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert sideways is False
