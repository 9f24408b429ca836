"""The app hears of what happens where it is, and of nothing else."""

from collections.abc import Callable

import pytest

from bot.playground.identity import BOT_USER
from bot.playground.pulse import ManualClock
from bot.playground.records import Person
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import MENTION, Ear


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
