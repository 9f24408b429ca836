"""Events, commands and presses reach the app as Slack sends them, and again when unheard."""

from collections.abc import Callable

import pytest

from bot.playground.pulse import ManualClock
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import Ear


@pytest.fixture
def still(make_workspace: Callable[..., Workspace], clock: ManualClock) -> Workspace:
    """The small community with time standing still."""
    return make_workspace(clock=clock)


def test_an_unacknowledged_event_comes_again_three_times(
    still: Workspace, clock: ManualClock
) -> None:
    """At once, after a minute and after five, under one id; then Slack gives up."""
    ear = Ear(still)
    still.as_person("U0ANALYST").dm("hello")
    for wait_s in (3.1, 3.1, 60, 3.1, 300, 3.1, 300):
        clock.advance(wait_s)
        still.tick()

    assert [(one["retry_attempt"], one["payload"]["event_id"]) for one in ear.heard] == [
        (attempt, ear.heard[0]["payload"]["event_id"]) for attempt in range(4)
    ]


def test_an_acknowledged_event_does_not_come_again(still: Workspace, clock: ManualClock) -> None:
    """One acknowledgement is enough."""
    ear = Ear(still)
    still.as_person("U0ANALYST").dm("hello")
    ear.acknowledge()
    clock.advance(400)
    still.tick()

    assert len(ear.heard) == 1


def test_what_a_lost_socket_left_open_goes_to_the_next(still: Workspace) -> None:
    """A crash between receiving and acknowledging loses nothing."""
    first = Ear(still)
    still.as_person("U0ANALYST").dm("hello")
    still.delivery.disconnect(first)
    second = Ear(still)

    assert second.events == first.events


def test_events_wait_for_the_first_socket(still: Workspace) -> None:
    """What happened before the app came up is told when it does."""
    still.as_person("U0ANALYST").dm("hello")
    ear = Ear(still)

    assert [one["text"] for one in ear.events] == ["hello"]


def test_each_event_goes_to_one_of_several_sockets(still: Workspace) -> None:
    """Two sockets share ten messages."""
    one, two = Ear(still), Ear(still)
    for number in range(10):
        still.as_person("U0ANALYST").dm(str(number))

    assert (len(one.heard), len(two.heard)) == (5, 5)


def test_an_event_can_be_delivered_several_times(still: Workspace) -> None:
    """Four times the same id."""
    ear = Ear(still)
    event_id = still.deliver({"type": "message", "text": "x"}, times=4)

    assert [one["payload"]["event_id"] for one in ear.heard] == [event_id] * 4


def test_events_can_come_late_and_in_the_wrong_order(still: Workspace) -> None:
    """What is held back comes out the other way round."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    with still.holding_events(newest_first=True):
        for text in ("one", "two", "three"):
            ana.dm(text)
        held = list(ear.events)

    assert (held, [one["text"] for one in ear.events]) == ([], ["three", "two", "one"])


def test_a_past_event_can_be_sent_again(still: Workspace) -> None:
    """`redeliver` keeps the id."""
    ear = Ear(still)
    still.as_person("U0ANALYST").dm("hello")
    still.redeliver(still.delivery.log[-1], times=2)

    assert len({one["payload"]["event_id"] for one in ear.heard}) == 1


def test_a_silent_app_is_reported_to_whoever_gave_the_command(
    still: Workspace, clock: ManualClock
) -> None:
    """After three seconds Slack says so, to that person only."""
    Ear(still)
    ana = still.as_person("U0ANALYST")
    ana.slash("/ask", "why", "C0GENERAL")
    clock.advance(3.1)
    still.tick()

    assert ana.sees("C0GENERAL")[-1].text == "/ask failed because the app did not respond."


def test_an_acknowledgement_after_three_seconds_counts_for_nothing(
    still: Workspace, clock: ManualClock
) -> None:
    """Its text is not shown."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    ana.slash("/ask", "why", "C0GENERAL")
    clock.advance(3.1)
    ear.acknowledge({"text": "too late"})

    assert ana.sees("C0GENERAL") == []


def test_a_command_without_any_socket_fails_at_once(still: Workspace) -> None:
    """There is nobody to wait for."""
    ana = still.as_person("U0ANALYST")
    envelope = ana.slash("/ask", "why", "C0GENERAL")

    assert envelope is not None
    assert (envelope.lost, len(ana.sees("C0GENERAL"))) == (True, 1)


def test_a_command_that_the_app_does_not_have_is_refused(still: Workspace) -> None:
    """The app hears nothing of it."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    ana.slash("/dance", "", "C0GENERAL")

    assert (ear.heard, ana.sees("C0GENERAL")[-1].text) == (
        [],
        "/dance is not a valid command.",
    )


def test_a_command_tells_the_app_who_where_and_what(still: Workspace) -> None:
    """The payload has Slack's fields."""
    ear = Ear(still)
    still.as_person("U0ANALYST").slash("/ask", "why", "C0LONELY")
    payload = ear.heard[-1]["payload"]

    assert {
        key: payload[key] for key in ("command", "text", "user_id", "channel_id", "channel_name")
    } == {
        "command": "/ask",
        "text": "why",
        "user_id": "U0ANALYST",
        "channel_id": "C0LONELY",
        "channel_name": "no-bot-here",
    }


def test_the_text_of_an_acknowledgement_is_shown_to_the_person(still: Workspace) -> None:
    """It is ephemeral unless it says otherwise."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    ana.slash("/ask", "why", "C0GENERAL")
    ear.acknowledge({"text": "working on it"})

    assert (ana.sees("C0GENERAL")[-1].text, still.messages("C0GENERAL")) == ("working on it", [])


def test_every_socket_is_told_to_reconnect(still: Workspace) -> None:
    """Slack refreshes connections with a `disconnect` message."""
    ear = Ear(still)
    still.disconnect()
    still.as_person("U0ANALYST").dm("hello")

    assert [one["type"] for one in ear.heard] == ["disconnect"]


def test_shortcuts_carry_their_callback_id(still: Workspace) -> None:
    """A message shortcut brings its message along, a global one does not."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    message = ana.post("C0GENERAL", "worth keeping")
    ana.shortcut("add", message)
    ana.shortcut("plan")
    first, second = (one["payload"] for one in ear.heard[-2:])

    assert (first["type"], first["message"]["text"], second["type"], "message" in second) == (
        "message_action",
        "worth keeping",
        "shortcut",
        False,
    )
