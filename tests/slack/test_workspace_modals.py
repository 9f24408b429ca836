"""Triggers, modals, Home tabs and presses behave as in Slack's client."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.api.table import perform
from bot.playground.errors import NotPossible, SlackRefusal
from bot.playground.identity import BOT_ID, BOT_TOKEN, BOT_USER
from bot.playground.pulse import ManualClock
from bot.playground.records import Message
from bot.playground.workspace import Workspace

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    """Return an option."""
    return {"text": plain(value.title()), "value": value}


def entry(action_id: str, element: Json, **more: Any) -> Json:
    """Return an input block named after its element."""
    held = {**element, "action_id": action_id}
    return {
        "type": "input",
        "block_id": f"{action_id}_b",
        "label": plain("L"),
        "element": held,
    } | more


AB = [option("a"), option("b")]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Form"),
    "submit": plain("Send"),
    "blocks": [
        entry("say", {"type": "plain_text_input", "max_length": 10}),
        entry(
            "one", {"type": "static_select", "options": [option("a"), option("b")]}, optional=True
        ),
        entry("any", {"type": "checkboxes", "options": [option("c"), option("d")]}, optional=True),
        entry("who", {"type": "multi_users_select"}, optional=True),
        entry("day", {"type": "datepicker", "initial_date": "2031-05-01"}, optional=True),
    ],
}


class App:
    """An app's end of a socket, with the bot's own calls beside it."""

    def __init__(self, workspace: Workspace) -> None:
        self.heard: list[Json] = []
        self.workspace = workspace
        workspace.delivery.connect(self)

    def send(self, message: Json) -> None:
        """Note a message."""
        self.heard.append(message)

    def close(self) -> None:
        """Nothing to close."""

    def acknowledge(self, payload: Json | None = None) -> None:
        """Acknowledge the latest message."""
        self.workspace.delivery.ack(self.heard[-1]["envelope_id"], payload or {})

    @property
    def payload(self) -> Json:
        """What came last."""
        payload: Json = self.heard[-1]["payload"]
        return payload

    def call(self, method: str, **arguments: Any) -> Json:
        """Call a method as the bot."""
        return perform(self.workspace, method, BOT_TOKEN, arguments)

    def opens(self, view: Json) -> None:
        """Answer the latest command with a modal."""
        self.call("views.open", trigger_id=self.payload["trigger_id"], view=view)
        self.acknowledge()


@pytest.fixture
def app(make_workspace: Callable[..., Workspace], clock: ManualClock) -> App:
    """A connected app in the small community, with time standing still."""
    return App(make_workspace(clock=clock))


def test_a_trigger_opens_one_modal(app: App) -> None:
    """The second use is `exchanged_trigger_id`."""
    app.workspace.as_person("U0ANALYST").slash("/ask")
    trigger = app.payload["trigger_id"]
    app.call("views.open", trigger_id=trigger, view=FORM)

    with pytest.raises(SlackRefusal, match="exchanged_trigger_id"):
        app.call("views.open", trigger_id=trigger, view=FORM)


def test_a_trigger_lives_three_seconds(app: App, clock: ManualClock) -> None:
    """After that it is `expired_trigger_id`."""
    app.workspace.as_person("U0ANALYST").slash("/ask")
    clock.advance(3.1)

    with pytest.raises(SlackRefusal, match="expired_trigger_id"):
        app.call("views.open", trigger_id=app.payload["trigger_id"], view=FORM)


def test_an_invented_trigger_is_refused(client: WebClient) -> None:
    """Through the real client, with Slack's code."""
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        client.views_open(trigger_id="1.2", view=FORM)


def test_a_submission_carries_every_input(app: App) -> None:
    """Typed, chosen, ticked and picked values stand in `state.values` by block and action."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello", one="b", any=["d"], who=["U0CHEMIST"])
    values = app.payload["view"]["state"]["values"]

    assert values == {
        "say_b": {"say": {"type": "plain_text_input", "value": "hello"}},
        "one_b": {"one": {"type": "static_select", "selected_option": option("b")}},
        "any_b": {"any": {"type": "checkboxes", "selected_options": [option("d")]}},
        "who_b": {"who": {"type": "multi_users_select", "selected_users": ["U0CHEMIST"]}},
        "day_b": {"day": {"type": "datepicker", "selected_date": "2031-05-01"}},
    }


@pytest.mark.parametrize("text", ["", "far too long a text"])
def test_the_client_itself_complains_of_a_text_that_does_not_fit(app: App, text: str) -> None:
    """The app hears nothing of an empty required field or of too long a text."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    sent = ana.submit(say=text)

    assert ana.modal is not None
    assert (sent, list(ana.modal.errors)) == (None, ["say_b"])


def test_an_empty_acknowledgement_closes_the_modal(app: App) -> None:
    """The submission is done."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    app.acknowledge()

    assert ana.modal is None


def test_errors_keep_the_modal_open(app: App) -> None:
    """They stand beside their inputs, and what was typed stays."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    app.acknowledge({"response_action": "errors", "errors": {"say_b": "Not that."}})

    assert ana.modal is not None
    assert (ana.modal.errors, ana.modal.values["say_b"]["say"]["value"]) == (
        {"say_b": "Not that."},
        "hello",
    )


def test_errors_for_an_unknown_block_are_trouble(app: App) -> None:
    """The person sees trouble, and the test is told."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    app.acknowledge({"response_action": "errors", "errors": {"nowhere": "Not that."}})
    noted = list(app.workspace.violations)
    app.workspace.violations.clear()

    assert ana.modal is not None
    assert (ana.modal.trouble[:13], len(noted)) == ("We had some t", 1)


def test_an_update_replaces_the_modal(app: App) -> None:
    """The view keeps its id and gets a new hash."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    assert ana.modal is not None
    before = (ana.modal.id, ana.modal.hash)
    ana.submit(say="hello")
    fresh = {"type": "modal", "title": plain("Done"), "blocks": [{"type": "divider"}]}
    app.acknowledge({"response_action": "update", "view": fresh})

    assert ana.modal is not None
    assert (ana.modal.id, ana.modal.hash != before[1]) == (before[0], True)


def test_modals_stack_three_high(app: App) -> None:
    """The fourth is `push_limit_reached`, and `clear` closes all."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    for _ in range(2):
        ana.submit(say="more")
        app.acknowledge({"response_action": "push", "view": FORM})
    ana.submit(say="more")
    with pytest.raises(SlackRefusal, match="push_limit_reached"):
        app.call("views.push", trigger_id=app.payload["trigger_id"], view=FORM)
    app.acknowledge({"response_action": "clear"})

    assert ana.modal is None


def test_a_silent_app_leaves_the_modal_open_with_trouble(app: App, clock: ManualClock) -> None:
    """After three seconds Slack offers to try again."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    clock.advance(3.1)
    app.workspace.tick()

    assert ana.modal is not None
    assert ana.modal.trouble == "We had some trouble connecting. Try again?"


def test_a_view_with_an_old_hash_is_not_updated(app: App) -> None:
    """Two writers do not undo each other."""
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = app.call("views.publish", user_id="U0ANALYST", view=home)["view"]
    app.call("views.publish", user_id="U0ANALYST", view=home)

    with pytest.raises(SlackRefusal, match="hash_conflict"):
        app.call("views.publish", user_id="U0ANALYST", view=home, hash=first["hash"])


def test_a_closed_view_is_not_found(app: App) -> None:
    """Updating what nobody sees is refused."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    view_id = ana.modal.id if ana.modal else ""
    ana.close_modal()

    with pytest.raises(SlackRefusal, match="not_found"):
        app.call("views.update", view_id=view_id, view=FORM)


def test_closing_is_told_when_the_view_asked_for_it(app: App) -> None:
    """`notify_on_close` brings `view_closed`."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens({**FORM, "notify_on_close": True})
    ana.close_modal(everything=True)

    assert (app.payload["type"], app.payload["is_cleared"]) == ("view_closed", True)


MENU = {"type": "overflow", "action_id": "more", "options": [option("a"), option("b")]}
GO = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "7", "style": "primary"}
BLOCKS = [
    {"type": "actions", "block_id": "acts", "elements": [GO, MENU]},
    entry("say", {"type": "plain_text_input"}, dispatch_action=False),
]


def test_a_press_tells_the_app_what_and_where(app: App) -> None:
    """The payload names the button, its value, its message and a way back."""
    ts = app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=BLOCKS)["ts"]
    ana = app.workspace.as_person("U0ANALYST")
    ana.click(ana.sees("C0GENERAL")[-1], "go", say="typed")
    payload = app.payload
    action = payload["actions"][0]

    assert (action["value"], action["block_id"], payload["message"]["ts"]) == ("7", "acts", ts)
    assert payload["container"]["is_ephemeral"] is False
    assert payload["state"]["values"]["say_b"]["say"]["value"] == "typed"


def test_a_choice_from_a_menu_names_the_option(app: App) -> None:
    """`selected_option` is the whole option."""
    app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=BLOCKS)
    ana = app.workspace.as_person("U0ANALYST")
    ana.choose_overflow(ana.sees("C0GENERAL")[-1], "more", "b")

    assert app.payload["actions"][0]["selected_option"] == option("b")


def test_a_press_on_an_ephemeral_carries_no_message(app: App) -> None:
    """Slack keeps ephemerals nowhere, so the app gets a way back only."""
    app.call("chat.postEphemeral", channel="C0GENERAL", user="U0ANALYST", text="x", blocks=BLOCKS)
    ana = app.workspace.as_person("U0ANALYST")
    ana.click(ana.sees("C0GENERAL")[-1], "go")

    assert ("message" in app.payload, app.payload["container"]["is_ephemeral"]) == (False, True)


def test_feedback_names_the_pressed_value(app: App) -> None:
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


def test_what_is_not_there_cannot_be_pressed(app: App) -> None:
    """A test that presses a button that people do not have fails."""
    app.call("chat.postMessage", channel="C0GENERAL", text="x", blocks=BLOCKS)
    ana = app.workspace.as_person("U0ANALYST")

    with pytest.raises(NotPossible, match="there are: go, more"):
        ana.click(ana.sees("C0GENERAL")[-1], "stop")


def test_a_press_on_the_home_tab_names_its_view(app: App) -> None:
    """There is no channel in it."""
    home = {"type": "home", "blocks": BLOCKS[:1]}
    app.call("views.publish", user_id="U0ANALYST", view=home)
    ana = app.workspace.as_person("U0ANALYST")
    assert ana.home is not None
    ana.click(ana.home, "go")

    assert (app.payload["container"]["view_id"], "channel" in app.payload) == (ana.home.id, False)


def test_nobody_presses_what_they_cannot_see(app: App) -> None:
    """An ephemeral of another person is out of reach."""
    app.call("chat.postEphemeral", channel="C0GENERAL", user="U0ANALYST", text="x", blocks=BLOCKS)
    hidden = app.workspace.as_person("U0ANALYST").sees("C0GENERAL")[-1]

    with pytest.raises(NotPossible, match="does not see"):
        app.workspace.as_person("U0CHEMIST").click(hidden, "go")


def test_a_status_goes_when_the_bot_answers(app: App) -> None:
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


def test_a_status_goes_after_two_minutes(app: App, clock: ManualClock) -> None:
    """Slack takes it away when nothing was sent."""
    ana = app.workspace.as_person("U0ANALYST")
    message = ana.dm("hello")
    place = {"channel_id": message.channel, "thread_ts": message.ts}
    app.call("assistant.threads.setStatus", status="is thinking…", **place)
    clock.advance(120)
    app.workspace.tick()

    assert ana.status(message.channel, message.ts) == ""
