"""*Who may know*: by command, from a message's menu, and below an answer."""

from collections.abc import Iterator

import pytest

from bot.views.cards import (
    NOT_RIGHT,
    SHOWN_CARDS,
    TURN_DIAL,
)
from bot.views.gap import ASK_CHANNEL
from knowledge.models.community import Route
from knowledge.models.experts import Dial, FoundExperts, Free
from knowledge.models.pack_parts import patterns
from tests.fakes.bot_services import Shelf, harbour_pack, marked_harbour_pack
from tests.fakes.experts import FakeExperts, card, reason
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, GUEST, modal
from tests.slack.experts_world import (
    BEA,
    DOV,
    EVE,
    LAMPS,
    look,
    names,
    people,
    press_card,
    shelf_of,
    wave_away,
)
from tests.slack.waiting_world import called

PILOTS = Route(
    key="pilots",
    examples=("who pilots?",),
    patterns=patterns("pilot"),
    reply="Ask the harbour master.",
    show_closest=False,
)
BOATS = PILOTS.model_copy(
    update={"key": "boats", "examples": ("boats",), "patterns": patterns("boats"), "is_gap": True}
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    shelf = shelf_of(*people())
    with Start(make_workspace, serve, shelf).world(private_channels=True) as running:
        yield running


def test_a_subject_brings_three_cards_that_the_asker_alone_sees(world: World) -> None:
    """Searched for what the asker may read, and for nobody else."""
    shown = look(world, "lamps at sea")
    question, asker, audience, dial = world.shelf.experts.asked[-1]

    assert names(shown) == ["Chen Alder", "Bea Baker", "Dov Dover"]
    assert (question, asker, dial) == ("lamps at sea", ANA, Dial.SOON)
    assert audience.may_read("community")
    assert audience.may_read(f"owner:{ANA}")
    assert world.workspace.messages(GENERAL) == []


def test_nobody_is_shown_themselves(world: World) -> None:
    """Chen knows that Chen knows."""
    assert names(look(world, who=CHEN)) == ["Bea Baker", "Dov Dover", "Eve Evans"]


def test_who_left_the_workspace_gives_way(world: World) -> None:
    """By subject and by name."""
    assert "Bea Baker" in names(look(world))
    world.workspace.change_person(BEA, deleted=True)
    world.shelf.clock.advance(120)

    assert "Bea Baker" not in names(look(world))
    assert "Bea Baker" not in names(look(world, "Bea Baker"))


def test_somebody_is_found_by_name_before_all_others(world: World) -> None:
    """Once, and in front of those who know about their name."""
    assert names(look(world, "eve evans")) == ["Eve Evans", "Chen Alder", "Bea Baker"]


@pytest.mark.parametrize("typed", ["", "  ", "help", "?!"])
def test_without_a_subject_the_command_says_what_may_follow(world: World, typed: str) -> None:
    """And looks for nobody."""
    world.person(ANA).slash("/experts", typed, GENERAL)

    assert "Write what you would like to know" in world.whisper(ANA).text
    assert world.shelf.experts.asked == []


def test_an_endless_subject_is_refused_kindly(world: World) -> None:
    """As a question is."""
    assert "more than I can take in" in look(world, "lamps " * 500).text


def test_a_card_that_is_not_right_makes_room_for_the_next(world: World) -> None:
    """The others stay in their places; nothing of it is kept, and nobody learns of it."""
    shown = look(world)
    wave_away(world, shown, CHEN)
    after_one = names(shown)
    wave_away(world, shown, DOV)

    assert after_one == ["Bea Baker", "Dov Dover", "Eve Evans"]
    assert names(shown) == ["Bea Baker", "Eve Evans"]
    assert len(world.whispers(ANA)) == 1
    assert world.shelf.audit.entries() == ()


def test_when_all_were_waved_away_the_channel_is_offered(world: World) -> None:
    """Nobody else is no gap of knowledge: there were people."""
    shown = look(world)
    for member in (CHEN, BEA, DOV, EVE):
        wave_away(world, shown, member)

    assert "I find nobody else for this." in str(shown.blocks)
    assert ASK_CHANNEL in str(shown.blocks)
    assert world.shelf.gaps.asked == []


def test_the_dial_looks_for_depth_instead_and_back(world: World) -> None:
    """In the same message; who was waved away stays away."""
    world.shelf.experts.soon = ("Eve Evans",)
    shown = look(world)
    first = names(shown)
    wave_away(world, shown, CHEN)
    world.person(ANA).click(shown, TURN_DIAL)
    world.until(lambda: "replies soon" in str(shown.blocks))

    assert first[0] == "Eve Evans"
    assert names(shown) == ["Bea Baker", "Dov Dover", "Eve Evans"]
    assert world.shelf.experts.asked[-1][3] is Dial.DEEP


def test_pressing_twice_is_pressing_once(world: World) -> None:
    """The second press finds the same."""
    shown = look(world)
    press_card(world, shown, CHEN, NOT_RIGHT)
    press_card(world, shown, CHEN, NOT_RIGHT)
    world.until(lambda: len(world.shelf.experts.asked) == 3)
    world.until(lambda: names(shown) == ["Bea Baker", "Dov Dover", "Eve Evans"])


def test_nobody_fits_and_that_is_said_noted_and_asked_in_a_channel(world: World) -> None:
    """Curators see the question; the asker writes it anew for the channel."""
    world.shelf.experts.cards = []
    shown = look(world, "lamps for whales")
    world.person(ANA).click(shown, ASK_CHANNEL)
    modal(world, ANA, "Which channel")
    world.person(ANA).submit(None, question=LAMPS)
    modal(world, ANA, "I also tell you when I can answer it")

    assert "Nobody who agreed to be found fits this question." in shown.text
    assert [asked[0] for asked in world.shelf.gaps.asked] == ["lamps for whales"]
    assert called(world).text == f"<@{ANA}> asks: {LAMPS}"


def test_whoever_alone_knows_is_told_so(world: World) -> None:
    """And it is no gap."""
    world.shelf.experts.cards = [one for one in world.shelf.experts.cards if one.member == CHEN]
    shown = look(world, "lamps for whales", CHEN)

    assert "Nobody besides you has agreed to be found for this." in shown.text
    assert world.shelf.gaps.asked == []


def test_whom_somebody_looks_for_by_name_is_not_put_down(world: World) -> None:
    """A name is no gap in what is known."""
    world.shelf.experts.cards = []
    shown = look(world, "Gia Dummy")

    assert "Curators see" not in str(shown.blocks)
    assert world.shelf.gaps.asked == []


def test_curators_read_what_three_people_found_nobody_for(world: World) -> None:
    """From fewer, a question could be known by whoever asked it."""
    world.shelf.experts.cards = []
    subject = "lamps for whales"
    for who in (ANA, CHEN):
        look(world, subject, who)
    world.person(CURATOR).slash("/science", "people", GENERAL)
    world.until(lambda: len(world.whispers(CURATOR)) == 1)
    look(world, subject, CURATOR)
    world.person(CURATOR).slash("/science", "people", GENERAL)
    world.until(lambda: len(world.whispers(CURATOR)) == 3)
    first, _own, second = world.whispers(CURATOR)

    assert subject not in str(first.blocks)
    assert subject in str(second.blocks)


def test_what_must_not_be_kept_is_no_gap(world: World) -> None:
    """It is looked for, and forgotten."""
    world.shelf.experts.cards = []
    shown = look(world, "lamps for bob@quay.example")

    assert "Curators see" not in str(shown.blocks)
    assert world.shelf.gaps.asked == []


def test_marked_and_operational_subjects_are_refused_as_questions_are(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """Nothing of them is stored or looked for; the administrator knows of a marking."""
    shelf = Shelf(pack=marked_harbour_pack(), experts=FakeExperts(people()))
    with Start(make_workspace, serve, shelf).world() as world:
        blocked = look(world, "SECRET: the lamps")
        operational = look(world, "who knows the keeper of AB12 CDE?")
        world.settle()

    assert "must not be in this workspace" in blocked.text
    assert "holds a reference to a person, a vehicle or a case" in operational.text
    assert shelf.experts.asked == []


def test_the_pack_s_routes_are_honoured(make_workspace: MakeWorkspace, serve: Serve) -> None:
    """What it does not let be searched is answered in its words; a gap may be known by people."""
    pack = harbour_pack().model_copy(update={"routes": (PILOTS, BOATS)})
    shelf = Shelf(pack=pack, experts=FakeExperts(people()))
    with Start(make_workspace, serve, shelf).world() as world:
        refused = look(world, "who is a pilot?")
        searched = [asked[0] for asked in shelf.experts.asked]
        shown = look(world, "who has boats?")

    assert refused.text == "Ask the harbour master."
    assert (names(refused), searched) == ([], [])
    assert "Ask the harbour master." in str(shown.blocks)
    assert len(names(shown)) == SHOWN_CARDS


def test_a_guest_sees_only_who_is_shown_by_what_they_may_read(world: World) -> None:
    """Not by profiles, nor by what is for full members."""
    world.shelf.experts.cards.append(card("Fay Faye", BEA, reason("wrote “Wicks”", "public")))
    shown = look(world, who=GUEST)

    assert names(shown) == ["Fay Faye"]
    assert world.shelf.experts.asked[-1][2].scopes == {"public", f"owner:{GUEST}"}


class Withdrawn(FakeExperts):
    """What speaks for Chen is withdrawn between the search and the post."""

    def find(self, *asked: object, **more: object) -> FoundExperts:
        """Find, and be outdated at once."""
        found = super().find(*asked, **more)  # type: ignore[arg-type]
        self.gone.add(people()[0].because[0].document_id)
        return found


def test_reasons_are_looked_at_again_just_before_they_are_shown(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """A card without a reason is no card."""
    shelf = Shelf(experts=Withdrawn(people()))
    with Start(make_workspace, serve, shelf).world() as world:
        assert names(look(world)) == ["Bea Baker", "Dov Dover"]


def test_who_cannot_be_asked_is_shown_without_the_button(world: World) -> None:
    """They may answer in a channel."""
    world.shelf.experts.cards = [card("Bea Baker", BEA, free=Free.BUSY)]
    text = str(look(world).blocks)

    assert "Cannot be asked at the moment" in text
    assert "Ask for an introduction" not in text
