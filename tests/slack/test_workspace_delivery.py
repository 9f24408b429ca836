"""Events, commands and presses reach the app as Slack sends them, and again when unheard."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.identity import BOT_USER
from bot.playground.pulse import ManualClock
from bot.playground.records import Person
from bot.playground.workspace import Workspace

Json = dict[str, Any]
MENTION = f"<@{BOT_USER}> why?"


class Ear:
    """An app's end of a socket that notes what comes and acknowledges nothing by itself."""

    def __init__(self, workspace: Workspace) -> None:
        self.heard: list[Json] = []
        self.closed = False
        self._workspace = workspace
        workspace.delivery.connect(self)

    def send(self, message: Json) -> None:
        """Note a message."""
        self.heard.append(message)

    def close(self) -> None:
        """Note the end."""
        self.closed = True

    def acknowledge(self, payload: Json | None = None) -> None:
        """Acknowledge the latest message."""
        self._workspace.delivery.ack(self.heard[-1]["envelope_id"], payload or {})

    @property
    def events(self) -> list[Json]:
        """The events heard so far, in order."""
        return [one["payload"]["event"] for one in self.heard if one["type"] == "events_api"]

    def kinds(self) -> list[str]:
        """The kinds of events heard so far, in order."""
        return [one.get("subtype") or one["type"] for one in self.events]


@pytest.fixture
def still(make_workspace: Callable[..., Workspace], clock: ManualClock) -> Workspace:
    """The small community with time standing still."""
    return make_workspace(clock=clock)


def test_a_mention_comes_as_a_mention_and_as_a_message(still: Workspace) -> None:
    """Slack sends both for one message, with one timestamp."""
    ear = Ear(still)
    message = still.as_person("U0ANALYST").post("C0GENERAL", MENTION)

    assert {(one["type"], one["ts"]) for one in ear.events} == {
        ("app_mention", message.ts),
        ("message", message.ts),
    }


def test_a_direct_message_comes_once(still: Workspace) -> None:
    """Only `message.im` counts there, mention or not."""
    ear = Ear(still)
    still.as_person("U0ANALYST").dm(MENTION)

    assert [(one["type"], one["channel_type"]) for one in ear.events] == [("message", "im")]


def test_nothing_is_heard_from_channels_without_the_bot(still: Workspace) -> None:
    """The person is offered to invite it instead."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    ana.post("C0LONELY", MENTION)
    note = ana.sees("C0LONELY")[-1]

    assert (ear.events, note.user, note.visible_to) == ([], "USLACKBOT", "U0ANALYST")


def test_the_bot_can_be_invited_from_that_note(still: Workspace) -> None:
    """The button brings it in, and the app hears that it joined."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    ana.post("C0LONELY", MENTION)
    ana.click(ana.sees("C0LONELY")[-1], "playground_invite")

    assert ear.events[0] | {"event_ts": ""} == {
        "type": "member_joined_channel",
        "user": BOT_USER,
        "channel": "C0LONELY",
        "channel_type": "C",
        "team": "T0PLAYGROUND",
        "inviter": "U0ANALYST",
        "event_ts": "",
    }


def test_private_channels_are_not_heard_without_their_event(still: Workspace) -> None:
    """`message.groups` is not in the manifest, so a plain message there stays unheard."""
    ear = Ear(still)
    still.as_person("U0CURATOR").post("C0PRIVATE", "hello")

    assert ear.events == []


def test_an_edit_and_a_deletion_are_heard(still: Workspace) -> None:
    """Both are subtypes that carry what stood there before."""
    ear = Ear(still)
    ana = still.as_person("U0ANALYST")
    message = ana.post("C0GENERAL", "first")
    ana.edit(message, "second")
    ana.delete(message)

    assert [one.get("previous_message", {}).get("text") for one in ear.events] == [
        None,
        "first",
        "second",
    ]


def test_a_message_of_the_bot_comes_back_with_its_bot_id(still: Workspace) -> None:
    """Slack tells apps of their own messages too."""
    ear = Ear(still)
    still.deliver({"type": "message"})
    still.interactions.hooks.use(
        still.interactions.hooks.new("C0GENERAL", "U0ANALYST"),
        {"text": "said", "response_type": "in_channel"},
    )

    assert ear.events[-1]["bot_id"] == "B0SCIENCEGUIDE"


def test_joining_leaving_and_reacting_are_heard(still: Workspace) -> None:
    """Membership and reactions in the bot's channels come as events."""
    ear = Ear(still)
    partner = still.as_person("U0CHEMIST")
    message = partner.post("C0GENERAL", "look")
    partner.react(message, "eyes")
    partner.react(message, "eyes", added=False)
    partner.leave("C0GENERAL")
    partner.join("C0GENERAL")

    assert [one for one in ear.kinds() if one not in ("message", "channel_leave")] == [
        "reaction_added",
        "reaction_removed",
        "member_left_channel",
        "member_joined_channel",
        "channel_join",
    ]


def test_people_who_come_and_change_are_heard(still: Workspace) -> None:
    """`team_join` and `user_change` carry the whole person."""
    ear = Ear(still)
    still.add_person(Person("U0NEW", "nia", "Nia Ash"))
    still.change_person("U0NEW", is_restricted=True)

    assert [(one["type"], one["user"]["is_restricted"]) for one in ear.events] == [
        ("team_join", False),
        ("user_change", True),
    ]


@pytest.mark.parametrize(
    "event_type",
    ["channel_archive", "channel_unarchive", "channel_shared", "channel_deleted"],
)
def test_what_happens_to_a_channel_is_heard(still: Workspace, event_type: str) -> None:
    """Each comes under its own name."""
    ear = Ear(still)
    still.change_channel("C0GENERAL", event_type)

    assert ear.kinds() == [event_type]


def test_the_bot_hears_that_it_was_removed(still: Workspace) -> None:
    """`channel_left` comes although it is out already."""
    ear = Ear(still)
    still.as_person("U0CURATOR").leave("C0GENERAL", BOT_USER)

    assert ear.kinds()[-1] == "channel_left"


def test_opening_the_home_tab_is_heard(still: Workspace) -> None:
    """The event says which tab."""
    ear = Ear(still)
    still.as_person("U0ANALYST").open_home()
    still.as_person("U0ANALYST").open_messages()

    assert [one["tab"] for one in ear.events] == ["home", "messages"]


def test_an_event_carries_what_slack_wraps_around_it(still: Workspace) -> None:
    """Team, app, id, time and authorisation."""
    ear = Ear(still)
    still.as_person("U0ANALYST").dm("hello")
    payload = ear.heard[-1]["payload"]

    assert (payload["type"], payload["authorizations"][0]["user_id"], payload["event_id"][:2]) == (
        "event_callback",
        BOT_USER,
        "Ev",
    )


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
