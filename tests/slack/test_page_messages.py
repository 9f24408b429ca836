"""People post, reply, press and choose on the page as they do in Slack."""

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect
from slack_sdk import WebClient

from bot.playground.driver import PersonDriver
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.slack.page_world import ANSWER, BusyApp, button

pytestmark = pytest.mark.browser


def test_a_newcomer_chooses_a_person_and_posts(
    page: Page, server: WorkspaceServer, ana: PersonDriver
) -> None:
    """From the list of people to a message in a channel."""
    page.goto(server.page_url)
    page.get_by_role("link", name="Ana Larch").click()
    page.get_by_role("link", name="general").click()
    page.get_by_label("Message #general").fill("Hello *all*")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("log").locator("strong", has_text="all")).to_be_visible()
    assert [one.text for one in ana.sees("C0GENERAL")] == ["Hello *all*"]


def test_enter_sends_and_the_box_is_empty_again(page: Page, workspace: Workspace) -> None:
    """As in Slack; with Shift it makes a new line."""
    box = page.get_by_label("Message #general")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")

    assert workspace.wait_for(lambda: bool(workspace.messages("C0GENERAL")))
    assert workspace.messages("C0GENERAL")[0].text == "one\ntwo"
    expect(box).to_have_value("")


def test_a_new_message_appears_while_somebody_types(page: Page, workspace: Workspace) -> None:
    """What stands in the box stays there."""
    box = page.get_by_label("Message #general")
    box.fill("half a sen")
    workspace.as_person("U0CHEMIST").post("C0GENERAL", "news from elsewhere")

    expect(page.get_by_text("news from elsewhere")).to_be_visible()
    expect(box).to_have_value("half a sen")


def test_an_edit_and_a_deletion_are_shown(page: Page, workspace: Workspace) -> None:
    """The page follows what happens to messages."""
    chen = workspace.as_person("U0CHEMIST")
    first, second = chen.post("C0GENERAL", "first"), chen.post("C0GENERAL", "second")
    expect(page.get_by_text("second")).to_be_visible()
    chen.edit(first, "third")
    chen.delete(second)

    expect(page.get_by_text("third")).to_be_visible()
    expect(page.get_by_text("second")).to_have_count(0)


def test_a_reply_goes_into_its_thread(page: Page, workspace: Workspace, ana: PersonDriver) -> None:
    """The thread opens beside the channel."""
    parent = workspace.as_person("U0CHEMIST").post("C0GENERAL", "who knows?")
    page.get_by_role("link", name="Start the thread of Chen Alder").click()
    page.get_by_label("Reply in the thread").fill("I do")
    page.get_by_role("complementary").get_by_role("button", name="Send").click()

    expect(page.get_by_role("log", name="Thread").get_by_text("I do")).to_be_visible()
    assert [one.text for one in ana.sees("C0GENERAL", parent.ts)] == ["who knows?", "I do"]


def test_a_command_is_answered_to_its_giver_only(page: Page, app: BusyApp) -> None:
    """The acknowledgement stands there as an ephemeral."""
    app.answer = {"text": "looking for glass"}
    page.get_by_label("Message #general").fill("/ask glass")
    page.get_by_role("button", name="Send").click()
    heard = app.hears()

    expect(page.get_by_text("Only visible to you")).to_be_visible()
    assert (heard["command"], heard["text"]) == ("/ask", "glass")


def test_a_button_a_menu_and_a_choice_reach_the_app(
    page: Page, client: WebClient, app: BusyApp
) -> None:
    """Each says what was pressed or chosen."""
    client.chat_postMessage(channel="C0GENERAL", text="x", blocks=ANSWER)
    page.get_by_role("button", name="Go on").click()
    pressed = app.hears()["actions"][0]
    page.locator("summary[aria-label='More choices']").click()
    page.get_by_role("button", name="Report").click()
    chosen = app.hears()["actions"][0]
    page.get_by_label("A topic").select_option("Soil")
    page.get_by_role("button", name="Choose").click()
    picked = app.hears()["actions"][0]
    page.get_by_role("button", name="Not helpful").click()
    judged = app.hears()["actions"][0]

    assert pressed["action_id"] == "go"
    assert [one["selected_option"]["value"] for one in (chosen, picked)] == ["Report", "Soil"]
    assert judged["value"] == "bad"


def test_of_two_buttons_with_one_action_the_pressed_one_counts(
    page: Page, client: WebClient, app: BusyApp
) -> None:
    """As in a list in which each row has the same button."""
    rows = [
        {"type": "actions", "block_id": one, "elements": [button("drop", one, value=one)]}
        for one in ("Glass", "Soil")
    ]
    client.chat_postMessage(channel="C0GENERAL", text="x", blocks=rows)
    page.get_by_role("button", name="Soil").click()
    pressed = app.hears()["actions"][0]

    assert (pressed["block_id"], pressed["value"]) == ("Soil", "Soil")


def test_a_status_is_shown_while_the_bot_thinks(
    page: Page, client: WebClient, workspace: Workspace
) -> None:
    """It goes when the answer comes."""
    message = workspace.as_person("U0ANALYST").post("C0GENERAL", "why?")
    client.assistant_threads_setStatus(
        channel_id="C0GENERAL", thread_ts=message.ts, status="is thinking…"
    )
    expect(page.get_by_role("status")).to_have_text("Science Guide is thinking…")
    client.chat_postMessage(channel="C0GENERAL", thread_ts=message.ts, text="because")

    expect(page.get_by_role("status")).to_have_text("")


def test_suggested_prompts_can_be_sent(
    page: Page, client: WebClient, ana: PersonDriver, server: WorkspaceServer
) -> None:
    """An empty conversation with the bot offers them."""
    client.assistant_threads_setSuggestedPrompts(
        channel_id=ana.dm_channel, prompts=[{"title": "About glass", "message": "What of glass?"}]
    )
    page.goto(f"{server.page_url}as/U0ANALYST/{ana.dm_channel}")
    page.get_by_role("button", name="About glass").click()

    expect(page.get_by_role("log").get_by_text("What of glass?")).to_be_visible()


def test_a_menu_edits_reacts_and_keeps(page: Page, ana: PersonDriver, app: BusyApp) -> None:
    """The app's message shortcuts stand there too."""
    message = ana.post("C0GENERAL", "worth kepping")
    menu = page.locator("summary[aria-label^='More about the message of Ana Larch']")
    menu.click()
    page.get_by_role("button", name="React with eyes").click()
    expect(page.get_by_role("button", name="eyes, 1")).to_be_visible()
    menu.click()
    page.get_by_label("New text").fill("worth keeping")
    page.get_by_role("button", name="Save the edit").click()
    expect(page.get_by_text("worth keeping (edited)")).to_be_visible()
    menu.click()
    page.get_by_role("button", name="Add to knowledge").click()

    assert app.hears()["callback_id"] == "add"
    assert message.reactions == {"eyes": ["U0ANALYST"]}


def test_a_channel_is_joined_and_left(page: Page, ana: PersonDriver, workspace: Workspace) -> None:
    """Somebody who only looks in may join; a member may leave and may invite the bot."""
    ana.leave("C0LONELY")
    page.get_by_role("link", name="no-bot-here").click()
    page.get_by_role("button", name="Join the channel").click()
    page.get_by_text("Commands, and how to mention").click()
    page.get_by_role("button", name="Invite Science Guide").click()
    workspace.wait_for(lambda: "U0SCIENCEGUIDE" in workspace.state.channels["C0LONELY"].members)
    page.get_by_role("button", name="Leave this channel").click()

    assert workspace.wait_for(
        lambda: (
            workspace.state.channels["C0LONELY"].members
            == ["U0CHEMIST", "U0CURATOR", "U0SCIENCEGUIDE"]
        )
    )


def test_a_file_is_attached_and_sent_with_the_keyboard_alone(
    page: Page, workspace: Workspace, ana: PersonDriver
) -> None:
    """The composer's file input has a name that a screen reader says."""
    file = FilePayload(name="tides.pdf", mimeType="application/pdf", buffer=b"%PDF fiction")
    page.get_by_label("Attach files").set_input_files(file)
    page.get_by_label("Message #general").fill("For everybody")
    page.keyboard.press("Enter")
    shown = page.get_by_role("list", name="Files")

    expect(shown).to_contain_text("tides.pdf PDF 12 bytes")
    message = workspace.messages("C0GENERAL")[-1]
    assert message.text == "For everybody"
    assert workspace.state.files[message.files[0]].content == b"%PDF fiction"
    assert page.get_by_label("Attach files").input_value() == ""


def test_a_file_alone_is_a_message(page: Page, workspace: Workspace) -> None:
    """Nothing has to be typed beside it."""
    file = FilePayload(name="a.md", mimeType="text/markdown", buffer=b"# A")
    page.get_by_label("Attach files").set_input_files(file)
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("list", name="Files")).to_contain_text("a.md")
    assert workspace.messages("C0GENERAL")[-1].text == ""


def test_a_key_pressed_early_is_heard(page: Page) -> None:
    """However long the page's script takes to come, Enter sends."""

    def late(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/page.js", late)
    page.goto(page.url, wait_until="commit")
    box = page.get_by_label("Message #general")
    box.press_sequentially("Early bird")
    box.press("Enter")

    expect(page.get_by_role("log", name="Messages")).to_contain_text("Early bird")


def test_what_could_not_be_sent_stays_in_the_box(page: Page) -> None:
    """A message is not lost with the connection."""
    page.route("**/post", lambda route: route.abort())
    box = page.get_by_label("Message #general")
    box.fill("Not yet")
    box.press("Enter")
    expect(box).to_have_value("Not yet")

    page.unroute("**/post")
    box.press("Enter")

    expect(page.get_by_role("log", name="Messages")).to_contain_text("Not yet")
    expect(box).to_have_value("")
