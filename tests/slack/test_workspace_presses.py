"""Presses, choices and statuses behave as in Slack's client."""

from collections.abc import Callable

import pytest

from bot.playground.errors import NotPossible
from bot.playground.identity import BOT_ID, BOT_USER
from bot.playground.pulse import ManualClock
from bot.playground.records import Message
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import BotEar, entry, option, plain

MENU = {"type": "overflow", "action_id": "more", "options": [option("a"), option("b")]}


GO = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "7", "style": "primary"}


BLOCKS = [
    {"type": "actions", "block_id": "acts", "elements": [GO, MENU]},
    entry("say", {"type": "plain_text_input"}, dispatch_action=False),
]


@pytest.fixture
def app(make_workspace: Callable[..., Workspace], clock: ManualClock) -> BotEar:
    """A connected app in the small community, with time standing still."""
    return BotEar(make_workspace(clock=clock))


def test_a_press_tells_the_app_what_and_where(app: BotEar) -> None:
    """The payload names the button, its value, its message and a way back."""
    ts = app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=BLOCKS)["ts"]
    ana = app.workspace.as_person("U0ANALYST")
    ana.click(ana.sees("C0GENERAL")[-1], "go", say="typed")
    payload = app.payload
    action = payload["actions"][0]

    assert (action["value"], action["block_id"], payload["message"]["ts"]) == ("7", "acts", ts)
    assert payload["container"]["is_ephemeral"] is False
    assert payload["state"]["values"]["say_b"]["say"]["value"] == "typed"


def test_a_choice_from_a_menu_names_the_option(app: BotEar) -> None:
    """`selected_option` is the whole option."""
    app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=BLOCKS)
    ana = app.workspace.as_person("U0ANALYST")
    ana.choose_overflow(ana.sees("C0GENERAL")[-1], "more", "b")

    assert app.payload["actions"][0]["selected_option"] == option("b")


def test_a_press_on_an_ephemeral_carries_no_message(app: BotEar) -> None:
    """Slack keeps ephemerals nowhere, so the app gets a way back only."""
    app.call("chat.postEphemeral", channel="C0GENERAL", user="U0ANALYST", text="x", blocks=BLOCKS)
    ana = app.workspace.as_person("U0ANALYST")
    ana.click(ana.sees("C0GENERAL")[-1], "go")

    assert ("message" in app.payload, app.payload["container"]["is_ephemeral"]) == (False, True)


def test_feedback_names_the_pressed_value(app: BotEar) -> None:
    """One element, two values."""
    feedback = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    }
    blocks = [{"type": "context_actions", "elements": [feedback]}]
    app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=blocks)
    ana = app.workspace.as_person("U0ANALYST")
    ana.click(ana.sees("C0GENERAL")[-1], "feedback", "bad")

    assert app.payload["actions"][0]["value"] == "bad"


def test_what_is_not_there_cannot_be_pressed(app: BotEar) -> None:
    """A test that presses a button that people do not have fails."""
    app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=BLOCKS)
    ana = app.workspace.as_person("U0ANALYST")

    with pytest.raises(NotPossible, match="there are: go, more"):
        ana.click(ana.sees("C0GENERAL")[-1], "stop")


def test_a_press_on_the_home_tab_names_its_view(app: BotEar) -> None:
    """There is no channel in it."""
    home = {"type": "home", "blocks": BLOCKS[:1]}
    app.call("views.publish", user_id="U0ANALYST", view=home)
    ana = app.workspace.as_person("U0ANALYST")
    assert ana.home is not None
    ana.click(ana.home, "go")

    assert (app.payload["container"]["view_id"], "channel" in app.payload) == (ana.home.id, False)


def test_nobody_presses_what_they_cannot_see(app: BotEar) -> None:
    """An ephemeral of another person is out of reach."""
    app.call("chat.postEphemeral", channel="C0GENERAL", user="U0ANALYST", text="x", blocks=BLOCKS)
    hidden = app.workspace.as_person("U0ANALYST").sees("C0GENERAL")[-1]

    with pytest.raises(NotPossible, match="does not see"):
        app.workspace.as_person("U0CHEMIST").click(hidden, "go")


def test_a_status_goes_when_the_bot_answers(app: BotEar) -> None:
    """A reply in the thread takes it away."""
    ana = app.workspace.as_person("U0ANALYST")
    message = ana.dm("hello")
    place = {"channel_id": message.channel, "thread_ts": message.ts}
    app.call("assistant.threads.setStatus", status="is thinking…", **place)
    shown = ana.status(message.channel, message.ts)
    app.workspace.conversations.post(
        Message(
            message.channel,
            app.workspace.pulse.next_ts(),
            BOT_USER,
            "done",
            thread_ts=message.ts,
            bot_id=BOT_ID,
        )
    )

    assert (shown, ana.status(message.channel, message.ts)) == ("is thinking…", "")


def test_a_status_goes_after_two_minutes(app: BotEar, clock: ManualClock) -> None:
    """Slack takes it away when nothing was sent."""
    ana = app.workspace.as_person("U0ANALYST")
    message = ana.dm("hello")
    place = {"channel_id": message.channel, "thread_ts": message.ts}
    app.call("assistant.threads.setStatus", status="is thinking…", **place)
    clock.advance(120)
    app.workspace.tick()

    assert ana.status(message.channel, message.ts) == ""
