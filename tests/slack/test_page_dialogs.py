"""Modals, confirmations and the Home tab work with a mouse and with a keyboard."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.playground.driver import PersonDriver
from bot.playground.workspace import Workspace
from tests.slack.page_world import AB, ANSWER, BLOCKS, FORM, BusyApp, Json, entry, plain

pytestmark = pytest.mark.browser


def test_a_press_may_need_confirming(page: Page, client: WebClient, app: BusyApp) -> None:
    """Nothing happens on "no"; the app hears of a "yes"."""
    client.chat_postMessage(channel="C0GENERAL", text="x", blocks=ANSWER)
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("button", name="No, keep").click()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("button", name="Yes, do").click()

    assert app.hears()["actions"][0]["action_id"] == "drop"
    assert app.heard == []


def test_a_modal_is_filled_in_and_sent(page: Page, workspace: Workspace, app: BusyApp) -> None:
    """Every kind of input arrives in the submission, and the modal closes."""
    workspace.surfaces.open("U0ANALYST", FORM)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Glass")
    dialog.get_by_label("Open").first.check()
    dialog.get_by_label("Closed").last.check()
    dialog.get_by_label("Host").select_option("U0CHEMIST")
    dialog.get_by_label("Guests").select_option(["U0GUEST", "U0CURATOR"])
    dialog.get_by_label("Day").fill("2031-05-01")
    dialog.get_by_role("button", name="Plan it").click()
    values = app.hears()["view"]["state"]["values"]
    state = {name: one for held in values.values() for name, one in held.items()}

    expect(dialog).to_have_count(0)
    assert state["title"]["value"] == "Glass"
    assert state["kind"]["selected_option"]["value"] == "Open"
    assert [one["value"] for one in state["parts"]["selected_options"]] == ["Closed"]
    assert state["host"]["selected_user"] == "U0CHEMIST"
    assert set(state["guests"]["selected_users"]) == {"U0GUEST", "U0CURATOR"}
    assert state["day"]["selected_date"] == "2031-05-01"


def test_a_modal_says_what_is_missing_beside_the_field(page: Page, workspace: Workspace) -> None:
    """What was typed stays, and the first wrong field has the focus."""
    workspace.surfaces.open("U0ANALYST", FORM)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("About").fill("much")
    dialog.get_by_role("button", name="Plan it").click()

    expect(dialog.get_by_label("Title")).to_be_focused()
    expect(dialog.get_by_label("Title")).to_have_accessible_description(
        "Please complete this required field."
    )
    expect(dialog.get_by_label("About")).to_have_value("much")


def test_a_modal_takes_the_focus_and_escape_closes_it(
    page: Page, workspace: Workspace, ana: PersonDriver
) -> None:
    """The page behind cannot be reached meanwhile."""
    workspace.surfaces.open("U0ANALYST", FORM)
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    behind = page.locator("#layout").evaluate("one => one.inert")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (behind, ana.modal) == (True, None)


def test_after_a_modal_the_focus_is_back_where_it_was(page: Page, workspace: Workspace) -> None:
    """Whoever uses the keyboard goes on from there."""
    opener = page.get_by_role("link", name="Home")
    opener.focus()
    workspace.surfaces.open("U0ANALYST", FORM)
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_press_in_a_modal_keeps_what_was_typed(
    page: Page, workspace: Workspace, app: BusyApp
) -> None:
    """The app hears the values with the press."""
    workspace.surfaces.open("U0ANALYST", FORM)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Glass")
    dialog.get_by_role("button", name="Add a prompt").click()
    values = app.hears()["view"]["state"]["values"]

    assert values["b0"]["title"]["value"] == "Glass"


def test_the_home_tab_is_opened_drawn_and_pressed(
    page: Page, client: WebClient, app: BusyApp, workspace: Workspace
) -> None:
    """Opening tells the app, which publishes; a press there names the view."""
    page.get_by_role("link", name="Home").click()
    expect(page.get_by_text("has not put anything here yet")).to_be_visible()
    client.views_publish(user_id="U0ANALYST", view={"type": "home", "blocks": BLOCKS})
    page.get_by_role("button", name="Go on").click()

    assert app.hears()["container"]["type"] == "view"
    assert workspace.delivery.log[0].payload["event"]["tab"] == "home"


EVERY_FIELD: Json = {
    **FORM,
    "blocks": [
        entry("at", "Begins at", {"type": "timepicker"}, optional=True),
        entry("most", "At most", {"type": "number_input", "is_decimal_allowed": False}),
        entry("site", "Web page", {"type": "url_text_input"}, optional=True),
        entry("mail", "Address", {"type": "email_text_input"}, optional=True),
        entry("topics", "Topics", {"type": "multi_static_select", "options": AB}, optional=True),
        entry("open", "Shown", {"type": "radio_buttons", "options": AB}, hint=plain("To whom")),
    ],
}


def test_every_other_field_is_filled_in_with_the_keyboard(
    page: Page, workspace: Workspace, app: BusyApp
) -> None:
    """Times, numbers, addresses and several topics arrive; what is wrong is described."""
    workspace.surfaces.open("U0ANALYST", EVERY_FIELD)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Begins at").fill("09:30")
    dialog.get_by_label("At most").fill("many")
    dialog.get_by_label("Web page").fill("https://example.org")
    dialog.get_by_label("Address").fill("ada@example.org")
    dialog.get_by_label("Topics").select_option(["Open", "Closed"])
    group = dialog.get_by_role("group", name="Shown")
    expect(group).to_have_accessible_description("To whom")
    group.get_by_label("Closed").check()
    dialog.get_by_role("button", name="Plan it").focus()
    page.keyboard.press("Enter")
    number = dialog.get_by_label("At most")
    expect(number).to_have_accessible_description("Please enter a number.")
    number.fill("3")
    page.keyboard.press("Enter")
    values = app.hears()["view"]["state"]["values"]
    state = {name: one for held in values.values() for name, one in held.items()}

    assert state["at"]["selected_time"] == "09:30"
    assert (state["most"]["value"], state["mail"]["value"]) == ("3", "ada@example.org")
    assert state["site"]["value"] == "https://example.org"
    assert [one["value"] for one in state["topics"]["selected_options"]] == ["Open", "Closed"]
    assert state["open"]["selected_option"]["value"] == "Closed"
