"""Group messages on the page: found, read, answered and closed, with a keyboard alone too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.playground.driver import PersonDriver
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace

pytestmark = pytest.mark.browser
NAME = "Chen Alder, Science Guide"


@pytest.fixture
def group(page: Page, client: WebClient) -> str:
    """A group message in which the app has said something that Ana has not seen."""
    opened = client.conversations_open(users="U0ANALYST,U0CHEMIST")
    client.chat_postMessage(channel=opened["channel"]["id"], text="You two should talk.")
    return str(opened["channel"]["id"])


def test_a_new_group_appears_in_the_sidebar_and_is_answered_with_the_keyboard(
    page: Page, group: str, workspace: Workspace
) -> None:
    """It says in words that something is new there, until it was looked at."""
    link = page.get_by_role("navigation").get_by_role("link", name=NAME)
    expect(link).to_have_accessible_name(f"{NAME} 1 new")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("log", name="Messages")).to_contain_text("You two should talk.")
    expect(page.get_by_role("navigation").get_by_role("link", name=NAME)).to_have_accessible_name(
        NAME
    )
    page.get_by_role("textbox", name=f"Message {NAME}").press_sequentially("Gladly")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log", name="Messages")).to_contain_text("Gladly")

    assert [one.text for one in workspace.messages(group)][-1] == "Gladly"


def test_a_group_is_closed_and_comes_back(
    page: Page, server: WorkspaceServer, client: WebClient, group: str
) -> None:
    """Its link goes, and returns with the next message."""
    page.goto(f"{server.page_url}as/U0ANALYST/{group}")
    expect(page.get_by_role("banner").or_(page.locator(".top"))).to_contain_text("only the people")
    page.get_by_text("Commands, and how to mention").click()
    page.get_by_role("button", name="Close this conversation").click()
    expect(page.get_by_role("alert")).to_contain_text("It is back in your list as soon as")
    expect(page.get_by_role("navigation").get_by_role("link", name=NAME)).to_have_count(0)
    page.get_by_role("link", name="Home").click()
    client.chat_postMessage(channel=group, text="One more thing.")

    expect(page.get_by_role("navigation").get_by_role("link", name=NAME)).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_a_group(
    page: Page, server: WorkspaceServer, group: str, width: int
) -> None:
    """Nothing serious is found, and nothing sticks out sideways."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{server.page_url}as/U0ANALYST/{group}")
    found = Axe().run(page).response["violations"]
    sideways = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert sideways is False


def test_a_direct_message_is_marked_until_it_was_read(
    page: Page, client: WebClient, ana: PersonDriver
) -> None:
    """What the app whispers counts, what one said oneself does not."""
    ana.dm("hello")
    client.chat_postMessage(channel="U0ANALYST", text="one")
    messages = page.get_by_role("navigation").get_by_role("link", name="Messages")
    expect(messages).to_have_accessible_name("Messages 1 new")
    client.chat_postEphemeral(channel=ana.dm_channel, user=ana.id, text="two")
    expect(messages).to_have_accessible_name("Messages 2 new")
    messages.click()

    expect(messages).to_have_accessible_name("Messages")


def test_outsiders_are_named_as_such_wherever_they_are(
    page: Page, server: WorkspaceServer, workspace: Workspace, client: WebClient
) -> None:
    """In words: where one chooses who to be, over what they say, and in a group's name."""
    workspace.as_person("U0PARTNER").post("C0SHARED", "hello")
    workspace.as_person("U0GUEST").post("C0GENERAL", "hello")
    client.conversations_open(users="U0ANALYST,U0PARTNER")
    page.goto(server.page_url)
    expect(page.get_by_role("link", name="Petra Yew External partner")).to_be_visible()
    expect(page.get_by_role("link", name="Gus Elm Guest")).to_be_visible()
    page.goto(f"{server.page_url}as/U0ANALYST/C0SHARED")
    expect(page.get_by_role("article", name="Petra Yew, External partner")).to_be_visible()
    group = page.get_by_role("link", name="Petra Yew [External partner], Science Guide")
    expect(group).to_be_visible()
    page.goto(f"{server.page_url}as/U0ANALYST/C0GENERAL")

    expect(page.get_by_role("article", name="Gus Elm, Guest")).to_be_visible()
