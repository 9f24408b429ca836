"""Joining, leaving and being away, as members do it."""

from typing import Any

from bot.playground.inputs import Chosen
from bot.playground.records import View
from bot.views.findable import OPEN_WISHES
from knowledge.models.experts import Because, EvidenceKind
from knowledge.models.members import Member
from tests.slack.bot_world import GENERAL, World
from tests.slack.contributing import ANA, modal

Json = dict[str, Any]
HEADLINE = "Lamps, and the oil in them"
ORCID = "0000-0002-1825-0097"
WORK = Because(
    kind=EvidenceKind.WORK,
    text="wrote “Lamps at sea” (2024)",
    url="https://a.example/lamps",
    date="2024-03-01",
    document_id="person:0a1b2c3d4e5f/works/1",
    scope="people",
)
SHARED_LINE = Because(
    kind=EvidenceKind.ANSWER,
    text="answered “Who tends the lamps?”",
    date="2026-02-01",
    document_id="contribution:1",
    scope="community",
)
YES: dict[str, Chosen] = {"discoverable": "suggest", "contactable": "yes", "contributions": "yes"}


def home(world: World, has: str, who: str = ANA) -> View:
    """Wait until the Home tab shows these words; once open, the bot keeps it up to date."""
    person = world.person(who)
    if person.home is None:
        person.open_home()
    world.until(lambda: person.home is not None and has in str(person.home.payload))
    assert person.home is not None
    return person.home


def open_profile(world: World, who: str = ANA, command: str = "profile") -> View:
    """Open the form of the profile by command."""
    world.person(who).slash("/science", command, GENERAL)
    return modal(world, who, "Subjects on which you can help")


def save_profile(world: World, who: str = ANA, **said: Chosen) -> View:
    """Fill the form in, save it, and return what its window says then."""
    open_profile(world, who)
    world.person(who).submit(None, **{"headline": HEADLINE, **said})
    return modal(world, who, "Your profile is saved")


def refused(world: World, said: dict[str, Chosen], who: str = ANA) -> dict[str, str]:
    """Submit what will not be taken, and return what stands at the fields."""
    person = world.person(who)
    assert person.modal is not None
    before = person.modal.errors
    person.submit(None, **said)
    world.until(lambda: person.modal is not None and person.modal.errors not in ({}, before))
    assert person.modal is not None
    return person.modal.errors


def wish(world: World, said: dict[str, Chosen], who: str = ANA) -> View:
    """Open the switches from the Home tab, and save them."""
    person = world.person(who)
    person.click(home(world, "Be findable", who), OPEN_WISHES)
    modal(world, who, "These words are version")
    person.submit(None, **said)
    shown = modal(world, who, "Saved. ")
    person.close_modal()
    return shown


def member(world: World, who: str = ANA) -> Member:
    """Return what is held of somebody."""
    found = world.shelf.membership.of(who)
    assert found is not None
    return found


def beginnings(view: View) -> dict[str, str]:
    """Return field → what it begins with."""
    begun: dict[str, str] = {}
    for block in view.payload["blocks"]:
        element: Json = block.get("element") or {}
        option = element.get("initial_option") or {}
        begins = element.get("initial_value") or option.get("value")
        if begins:
            begun[block["block_id"]] = begins
    return begun
