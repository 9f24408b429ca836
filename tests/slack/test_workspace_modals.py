"""Triggers, modals and Home tabs behave as in Slack's client."""

from collections.abc import Callable

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.errors import SlackRefusal
from bot.playground.pulse import ManualClock
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import FORM, BotEar, option, plain


@pytest.fixture
def app(make_workspace: Callable[..., Workspace], clock: ManualClock) -> BotEar:
    """A connected app in the small community, with time standing still."""
    return BotEar(make_workspace(clock=clock))


def test_a_trigger_opens_one_modal(app: BotEar) -> None:
    """The second use is `exchanged_trigger_id`."""
    app.workspace.as_person("U0ANALYST").slash("/ask")
    trigger = app.payload["trigger_id"]
    app.call("views.open", trigger_id=trigger, view=FORM)

    with pytest.raises(SlackRefusal, match="exchanged_trigger_id"):
        app.call("views.open", trigger_id=trigger, view=FORM)


def test_a_trigger_lives_three_seconds(app: BotEar, clock: ManualClock) -> None:
    """After that it is `expired_trigger_id`."""
    app.workspace.as_person("U0ANALYST").slash("/ask")
    clock.advance(3.1)

    with pytest.raises(SlackRefusal, match="expired_trigger_id"):
        app.call("views.open", trigger_id=app.payload["trigger_id"], view=FORM)


def test_an_invented_trigger_is_refused(client: WebClient) -> None:
    """Through the real client, with Slack's code."""
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        client.views_open(trigger_id="1.2", view=FORM)


def test_a_submission_carries_every_input(app: BotEar) -> None:
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
def test_the_client_itself_complains_of_a_text_that_does_not_fit(app: BotEar, text: str) -> None:
    """The app hears nothing of an empty required field or of too long a text."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    sent = ana.submit(say=text)

    assert ana.modal is not None
    assert (sent, list(ana.modal.errors)) == (None, ["say_b"])


def test_an_empty_acknowledgement_closes_the_modal(app: BotEar) -> None:
    """The submission is done."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    app.acknowledge()

    assert ana.modal is None


def test_errors_keep_the_modal_open(app: BotEar) -> None:
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


def test_errors_for_an_unknown_block_are_trouble(app: BotEar) -> None:
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


def test_an_update_replaces_the_modal(app: BotEar) -> None:
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


def test_modals_stack_three_high(app: BotEar) -> None:
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


def test_an_open_modal_is_changed_by_its_id(app: BotEar) -> None:
    """What was typed into a field that remains stays, and a press brings the next modal."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    assert ana.modal is not None
    ana.keep_typed(ana.modal, {"say": "hello"})
    app.call("views.update", view_id=ana.modal.id, view={**FORM, "title": plain("Again")})
    typed = ana.modal.values["say_b"]["say"]["value"]
    ana.submit(say="more")
    app.call("views.push", trigger_id=app.payload["trigger_id"], view=FORM)

    assert (typed, len(app.workspace.state.modals["U0ANALYST"])) == ("hello", 2)


def test_a_silent_app_leaves_the_modal_open_with_trouble(app: BotEar, clock: ManualClock) -> None:
    """After three seconds Slack offers to try again."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    clock.advance(3.1)
    app.workspace.tick()

    assert ana.modal is not None
    assert ana.modal.trouble == "We had some trouble connecting. Try again?"


def test_a_view_with_an_old_hash_is_not_updated(app: BotEar) -> None:
    """Two writers do not undo each other."""
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = app.call("views.publish", user_id="U0ANALYST", view=home)["view"]
    app.call("views.publish", user_id="U0ANALYST", view=home)

    with pytest.raises(SlackRefusal, match="hash_conflict"):
        app.call("views.publish", user_id="U0ANALYST", view=home, hash=first["hash"])


def test_a_closed_view_is_not_found(app: BotEar) -> None:
    """Updating what nobody sees is refused."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    view_id = ana.modal.id if ana.modal else ""
    ana.close_modal()

    with pytest.raises(SlackRefusal, match="not_found"):
        app.call("views.update", view_id=view_id, view=FORM)


def test_closing_is_told_when_the_view_asked_for_it(app: BotEar) -> None:
    """`notify_on_close` brings `view_closed`."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens({**FORM, "notify_on_close": True})
    ana.close_modal(everything=True)

    assert (app.payload["type"], app.payload["is_cleared"]) == ("view_closed", True)


def test_a_view_may_clear_all_below_it_when_it_is_closed(app: BotEar) -> None:
    """`clear_on_close`: what lies below is answered."""
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(FORM)
    ana.submit(say="hello")
    app.acknowledge({"response_action": "push", "view": {**FORM, "clear_on_close": True}})
    ana.close_modal()

    assert ana.modal is None
