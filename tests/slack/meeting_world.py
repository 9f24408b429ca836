"""Asking, being asked and being brought together, as members do."""

from collections.abc import Callable

from bot.playground.inputs import Chosen
from bot.playground.records import Message
from bot.views.letters import HAPPY
from knowledge.models.introductions import Introduction, IntroductionState, WantedIntroduction
from knowledge.models.members import Member
from tests.fakes.experts import reason
from tests.slack.bot_world import World
from tests.slack.contributing import ANA, CHEN, modal
from tests.slack.experts_world import LAMPS, introductions
from tests.slack.waiting_world import go_round

DAY_S = 86_400.0


def dms(world: World, who: str) -> list[Message]:
    """Return the direct messages that somebody got, oldest first."""
    return world.workspace.messages(world.person(who).dm_channel)


def ask(
    world: World, candidate: str = CHEN, asker: str = ANA, question: str = LAMPS, **more: object
) -> Introduction:
    """Ask for an introduction, as the form does at its end."""
    told = {"asker": asker, "candidate": candidate, "question": question, "because": (reason(),)}
    return world.shelf.introducing.ask(WantedIntroduction(**{**told, **more}))


def asked(world: World, **more: object) -> Message:
    """Ask Chen for an introduction, and return the letter that he gets."""
    ask(world, **more)  # type: ignore[arg-type]
    go_round(world)
    return dms(world, CHEN)[-1]


def press(world: World, letter: Message, action: str, who: str = CHEN) -> None:
    """Press below a letter once the button is there, and wait until all of it is done."""
    # What a press before it changes is acknowledged first and shown soon after.
    world.until(lambda: action in str(letter.blocks))
    world.person(who).click(letter, action)
    world.settle()


def press_during_trouble(world: World, letter: Message, action: str, who: str = CHEN) -> None:
    """Press while Slack is in trouble, and let time pass until all is done or given up."""
    inbox = world.shelf.inbox
    world.person(who).click(letter, action)
    world.until(lambda: world.workspace.settled() and not inbox.waiting(), passing_s=1.0)


def brought_together(world: World, **more: object) -> Message:
    """Let Chen agree to talk to Ana, and return the one message of their conversation."""
    press(world, asked(world, **more), HAPPY)
    return group(world)[0]


def group(world: World, *people: str) -> list[Message]:
    """Return what stands in the conversation of two; nothing where there is none."""
    channel = world.workspace.state.group_message(list(people or (ANA, CHEN)))
    return world.workspace.messages(channel.id) if channel else []


def groups(world: World) -> int:
    """Count the conversations of several people."""
    return sum(one.is_mpim for one in world.workspace.state.channels.values())


def fill_in(world: World, who: str, has: str, **chosen: Chosen) -> None:
    """Fill in a window that shows these words."""
    modal(world, who, has)
    world.person(who).submit(None, **chosen)


def pass_days(world: World, days: float) -> None:
    """Let working days pass that begin on a Monday, and the bot go its round."""
    world.shelf.clock.advance(days * DAY_S)
    go_round(world)


def state(world: World) -> IntroductionState:
    """Return how the one introduction stands."""
    return introductions(world)[0].state


def change(world: World, who: str, changed: Callable[[Member], Member]) -> None:
    """Let a member change something of theirs."""
    world.shelf.members.change(who, changed, world.shelf.clock.now())


def contact(world: World, who: str, line: str) -> None:
    """Let a member choose the line that is handed on where no conversation can be opened."""

    def changed(one: Member) -> Member:
        return one.model_copy(update={"profile": one.profile.model_copy(update={"contact": line})})

    change(world, who, changed)


def buttons(message: Message) -> list[str]:
    """Return the ids of what can be pressed in a message."""
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row["elements"]]
