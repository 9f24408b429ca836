"""Looking for people and asking for introductions, as members do."""

from bot.playground.inputs import Chosen
from bot.playground.records import Message, View
from bot.views.cards import ASK_PERSON, NOT_RIGHT
from knowledge.models.experts import Card
from knowledge.models.introductions import Introduction
from knowledge.models.members import Discoverable, Member, Profile, Wishes
from tests.fakes.bot_services import Shelf
from tests.fakes.clock import START
from tests.fakes.experts import FakeExperts, card, reason
from tests.slack.bot_world import GENERAL, World
from tests.slack.contributing import ANA, CHEN, modal

BEA, DOV, EVE, FAY = "U0BAKER", "U0DOVER", "U0EVANS", "U0FAYE"
LAMPS = "Who tends the lamps?"


def people() -> list[Card]:
    """Return four who know, and whom all members may see; Chen is one of them."""
    return [
        card("Chen Alder", CHEN),
        card("Bea Baker", BEA, reason("wrote “Oil and wicks” (2023)")),
        card("Dov Dover", DOV, reason("answered “Which wick?” in #general")),
        card("Eve Evans", EVE, reason("says of herself: lamp keeper")),
    ]


def names(shown: Message | View) -> list[str]:
    """Return the names on the cards, from the top."""
    blocks = shown.blocks if isinstance(shown, Message) else shown.payload["blocks"]
    texts = [str(block.get("text", {}).get("text", "")) for block in blocks]
    return [text[1:].partition("*")[0] for text in texts if text.startswith("*") and "·" in text]


def look(world: World, text: str = "lamps", who: str = ANA, channel: str = GENERAL) -> Message:
    """Give the command, and return what its giver alone is shown."""
    seen = len(world.whispers(who))
    world.person(who).slash("/experts", text, channel)
    return world.whisper(who, seen + 1)


def press_card(
    world: World, shown: Message | View, member: str, action: str = ASK_PERSON, who: str = ANA
) -> None:
    """Press a button on somebody's card."""
    world.person(who).click(shown, (f"card {member}", action))


def wave_away(world: World, shown: Message, member: str) -> None:
    """Say of a card in a message that it is not right, and wait until it is gone."""
    before = names(shown)
    press_card(world, shown, member, NOT_RIGHT)
    world.until(lambda: names(shown) != before)


def write(world: World, who: str = ANA, **chosen: Chosen) -> View:
    """Fill in the form, and return what would be read."""
    modal(world, who, "How long would you need?")
    world.person(who).submit(None, **chosen)
    return modal(world, who, "It is not sent yet")


def request(world: World, member: str = CHEN, who: str = ANA, **chosen: Chosen) -> View:
    """Ask for an introduction from the command to the end, and return what is said then."""
    press_card(world, look(world, who=who), member, who=who)
    write(world, who, **chosen)
    world.person(who).submit()
    person = world.person(who)
    world.until(lambda: person.modal is not None and _is_over(person.modal))
    assert person.modal is not None
    return person.modal


def _is_over(view: View) -> bool:
    return view.payload["title"]["text"] == "Introduction" and "Looking" not in str(view.payload)


def introductions(world: World) -> list[Introduction]:
    """Return all introductions, oldest first."""
    return list(world.shelf.introductions.held.values())


def shelf_of(*cards: Card) -> Shelf:
    """Return services of a community in which these may be found, and asked."""
    shelf = Shelf(experts=FakeExperts(list(cards)))
    for one in cards:
        listed(shelf, one.member, one.name)
    return shelf


def listed(
    shelf: Shelf, member: str, name: str, *, to_be_found: bool = True, apart: str = ""
) -> None:
    """Let somebody be a member who may be found and asked, or may not.

    Args:
        shelf: has the members.
        member: their id.
        name: in their profile.
        to_be_found: what they agreed to.
        apart: id of somebody with whom they are never introduced, or empty.
    """
    wanted = Discoverable.SUGGEST if to_be_found else Discoverable.OFF
    shelf.members.held[member] = Member(
        id=member,
        key=member.lower().rjust(12, "0"),
        profile=Profile(name=name),
        wishes=Wishes(discoverable=wanted, contactable=to_be_found),
        never_pair=frozenset(filter(None, (apart,))),
        changed_at=START,
    )
