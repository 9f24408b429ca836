"""Asking, waiting and thanking as people do."""

from bot.playground.inputs import Chosen
from bot.playground.records import Message
from bot.views.gap import ASK_CHANNEL, TELL_ME
from bot.views.offers import LOOK
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.contributions import Contribution
from knowledge.models.offers import Decision
from knowledge.stewardship.offering import handle_of
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import document_info
from tests.slack.bot_world import GENERAL, World
from tests.slack.contributing import ANA, CHEN, CURATOR, modal, only

LAMPS = "Who tends the lamps?"
REPLY = "The wardens do. They come at dusk."


def not_held(_question: str, _audience: Audience) -> Answer:
    """Know nothing."""
    return Answer(state=AnswerState.NOT_HELD, message="The logbooks do not say.")


def unanswered(world: World, text: str = LAMPS, channel: str = GENERAL) -> Message:
    """Ask what nobody can answer, and return what the bot replies."""
    world.shelf.answers.reply = not_held
    return world.reply(world.mention(text, channel))


def ask(
    world: World, below: Message, who: str = ANA, *, settle: bool = True, **chosen: Chosen
) -> None:
    """Let somebody have the channel asked."""
    person = world.person(who)
    person.click(below, ASK_CHANNEL)
    modal(world, who, "Which channel")
    person.submit(None, **chosen)
    modal(world, who, "I also tell you when I can answer it")
    person.close_modal()
    if settle:
        world.settle()


def wait(world: World, below: Message, who: str = ANA, **chosen: Chosen) -> None:
    """Let somebody be told later."""
    person = world.person(who)
    person.click(below, TELL_ME)
    modal(world, who, "Nobody else sees that you wait")
    person.submit(None, **chosen)
    modal(world, who, "I write to you once")
    person.close_modal()


def calls(world: World, channel: str = GENERAL) -> list[Message]:
    """Return the questions that the bot asked in a channel."""
    return [m for m in world.workspace.messages(channel) if " asks: " in m.text]


def called(world: World, channel: str = GENERAL) -> Message:
    """Wait for the one question that the bot asked in a channel, and return it."""
    world.until(lambda: len(calls(world, channel)) == 1)
    return calls(world, channel)[0]


def helpful_reply(world: World, text: str = REPLY, who: str = CHEN) -> Message:
    """Let somebody reply to the one question who was asked long ago whether to be found."""
    world.shelf.membership.invited(who)
    asked = called(world)
    return world.person(who).post(asked.channel, text, asked.ts)


def agree(world: World, who: str = CHEN, **chosen: Chosen) -> None:
    """Let the author of a thanked reply have a look, and agree."""
    person = world.person(who)
    letter = world.workspace.messages(person.dm_channel)[-1]
    person.click(letter, LOOK)
    modal(world, who, "Who may read it")
    person.submit(None, **chosen)
    modal(world, who, "Thank you. It waits for a curator")
    person.close_modal()


def accept_and_publish(world: World) -> Contribution:
    """Let a curator accept the one contribution, and a build take it in."""
    one = only(world)
    accepted = world.shelf.offering.accept(handle_of(one), CURATOR, Decision())
    world.shelf.documents.held[one.document_id] = document_info(one.document_id, one.scope)
    publish(world, "c2")
    return accepted


def publish(world: World, contents: str) -> None:
    """Let a build publish something."""
    shown = world.shelf.snapshots.manifest
    assert shown is not None
    world.shelf.snapshots.manifest = shown.model_copy(update={"content": contents})


def go_round(world: World) -> None:
    """Let the bot go a round."""
    world.bot.rounds.go(read_channels=False)
    world.settle()


def known(world: World, text: str = "Wardens tend the lamps.") -> None:
    """Let the index answer everything from now on."""
    world.shelf.answers.reply = lambda _question, _audience: cited_answer(text)
    publish(world, f"c {text}")
