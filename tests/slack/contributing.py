"""Doing and seeing what members and curators do and see of contributions."""

from bot.playground.inputs import Chosen
from bot.playground.records import Message, View
from bot.views.consents import WITH_NAME
from bot.views.offers import ADD
from knowledge.models.contributions import Contribution
from tests.slack.bot_world import GENERAL, World

ANA, CHEN, CURATOR, GUEST = "U0ANALYST", "U0CHEMIST", "U0CURATOR", "U0GUEST"


def command(world: World, text: str, who: str = CURATOR, channel: str = GENERAL) -> str:
    """Give a subcommand, and return what its giver alone is shown."""
    seen = len(world.whispers(who))
    world.person(who).slash("/science", text, channel)
    return world.whisper(who, seen + 1).text


def announcement(world: World, channel: str = GENERAL) -> Message:
    """Return the one message that asks who agrees."""
    asked = [m for m in world.workspace.messages(channel) if m.text.startswith("May I keep")]
    assert len(asked) == 1
    return asked[0]


def follow(world: World, *agreeing: str, channel: str = GENERAL) -> None:
    """Let the curator follow a channel, and members agree with their names."""
    command(world, "follow", channel=channel)
    for who in agreeing:
        press(world, who, WITH_NAME, channel)


def press(world: World, who: str, button: str, channel: str = GENERAL) -> str:
    """Press a button of the announcement, and return what the presser is told."""
    seen = len(world.whispers(who))
    world.person(who).click(announcement(world, channel), button)
    return world.whisper(who, seen + 1).text


def said(world: World, who: str) -> list[str]:
    """Return the texts that are kept of somebody, once all is settled."""
    world.settle()
    return [one.text for one in world.shelf.channels.said_by(who)]


def letters(world: World, who: str) -> list[str]:
    """Return the direct messages that somebody got."""
    return [m.text for m in world.workspace.messages(world.person(who).dm_channel)]


def modal(world: World, who: str, has: str = "") -> View:
    """Wait until somebody has a modal open that shows these words, and return it."""
    person = world.person(who)
    world.until(lambda: person.modal is not None and has in str(person.modal.payload))
    assert person.modal is not None
    return person.modal


def offer(world: World, text: str = "Glass works.", who: str = ANA, **chosen: Chosen) -> Message:
    """Let a member offer a message of their own."""
    message = world.person(who).post(GENERAL, text)
    world.person(who).shortcut(ADD, message)
    modal(world, who, "Who may read it")
    world.person(who).submit(None, **chosen)
    modal(world, who, "Thank you. It waits for a curator")
    world.person(who).close_modal()
    return message


def only(world: World) -> Contribution:
    """Return the one contribution."""
    (one,) = world.shelf.contributions.held.values()
    return one


def open_queue(world: World, who: str = CURATOR, has: str = "Accept") -> View:
    """Let a curator open the queue."""
    world.person(who).slash("/science", "queue", GENERAL)
    return modal(world, who, has)


def press_in(world: World, who: str, view: View, action: str, value: str) -> None:
    """Press the button with this value in a modal that lists several things."""
    person = world.person(who)
    (block,) = [
        block["block_id"]
        for block in view.payload["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == action and element["value"] == value
    ]
    person.click(view, (block, action))
