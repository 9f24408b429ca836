"""All screens of finding people and being found, with a keyboard alone, as each who meets them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.manifest import manifest
from bot.playground.calendar import Calendar
from knowledge.models.introductions import IntroductionState, Outcome
from knowledge.models.members import Discoverable
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.fakes.clock import FakeMovableClock
from tests.fakes.experts import FakeExperts, card, reason
from tests.people_walk import CARDS, MINE, PeopleWalk
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, World, give_accounts, running
from tests.slack.contributing import ANA, CHEN, CURATOR, GUEST
from tests.slack.experts_world import LAMPS, introductions, listed, people
from tests.slack.meeting_world import ask, contact, dms, group
from tests.slack.waiting_world import go_round

pytestmark = pytest.mark.browser
BYSTANDER = CURATOR
HOUR, NEXT_DAY = "1 hour ahead", "To 09:00 on the next working day"
Walks = tuple[World, PeopleWalk]


@pytest.fixture
def walks(
    make_workspace: MakeWorkspace, serve: Serve, browser_page: Page
) -> Iterator[tuple[World, PeopleWalk]]:
    """A running bot in a community of four who know, a clock that is moved, and a keyboard."""
    clock = FakeMovableClock()
    shelf = Shelf(clock=clock, experts=FakeExperts(people()))
    for one in people():
        listed(shelf, one.member, one.name)
    workspace = make_workspace(manifest=manifest(harbour_pack()))
    server = serve(workspace)
    calendar = Calendar(clock, "Europe/London")
    troubles: list[str] = []
    browser_page.on("pageerror", lambda error: troubles.append(str(error)))
    give_accounts(workspace, shelf)
    with running(server, shelf) as bot:
        calendar.when_moved.append(bot.rounds.hurry)
        workspace.follow(calendar)
        yield World(workspace, bot, shelf), PeopleWalk(browser_page, server.page_url)
    assert troubles == []


def test_an_asker_finds_and_asks(walks: Walks) -> None:
    """From the command to the list of one's own; each window gives the focus back."""
    world, walk = walks
    walk.become(ANA)
    walk.find(LAMPS, "Bea Baker")
    walk.wave_away("Bea Baker")
    form = walk.open_request("Chen Alder")
    walk.send(walk.write(form, "We plan a trial next winter."))
    assert [one.candidate for one in introductions(world)] == [CHEN]
    expect(walk.keys.button("Ask for an introduction: Chen Alder")).to_be_focused()

    walk.say("/science introductions")
    mine = walk.keys.dialog(MINE, "Chen Alder")
    back = walk.keys.button(f"Take it back: {LAMPS}", mine)
    walk.keys.press(back)
    sure = walk.page.get_by_role("alertdialog", name="Take it back?")
    expect(sure.get_by_role("button", name="Keep it")).to_be_focused()
    walk.page.keyboard.press("Escape")
    expect(back).to_be_focused()
    walk.page.keyboard.press("Escape")
    expect(walk.page.get_by_role("textbox", name="Message ")).to_be_focused()


def test_an_asker_goes_on_to_the_next_person(walks: Walks) -> None:
    """The clock is moved until nobody is waited for any more; then others are shown."""
    world, walk = walks
    ask(world)
    go_round(world)
    walk.become(ANA)
    walk.wait(NEXT_DAY, 3)
    world.until(lambda: len(dms(world, CHEN)) == 2)
    walk.wait(NEXT_DAY, 2)
    world.until(lambda: introductions(world)[0].state is IntroductionState.EXPIRED)
    walk.follow("Messages")
    walk.keys.press(walk.keys.button("Ask the next person"))
    cards = walk.keys.dialog(CARDS, "Bea Baker")
    expect(cards.get_by_text("Chen Alder")).to_have_count(0)
    expect(cards.get_by_label("What would you like to know?")).to_be_focused()
    walk.open_request("Bea Baker", backwards=False)
    walk.page.keyboard.press("Escape")
    cards = walk.keys.dialog(CARDS, "Bea Baker")
    expect(walk.keys.button("Ask for an introduction: Bea Baker", cards)).to_be_focused()
    walk.page.keyboard.press("Escape")
    expect(walk.keys.button("Ask the next person")).to_be_focused()


def test_somebody_joins_from_home(walks: Walks) -> None:
    """Profile, switches and hours; each time the focus is back on the button that opened them."""
    world, walk = walks
    walk.become(CURATOR)
    walk.open_home()
    said = {"One line about you": "Lamps", "Subjects on which": "lamps and their oil"}
    walk.fill_profile({"What you are": "Any", **said})
    walk.choose_wishes()
    walk.choose_hours("5", "1000")
    held = world.shelf.membership.of(CURATOR)

    assert held is not None
    assert held.profile.kind == "any"
    assert (held.profile.headline, held.profile.topics) == ("Lamps", ("lamps and their oil",))
    assert held.wishes.discoverable is Discoverable.SUGGEST
    assert (held.wishes.contactable, held.wishes.use_contributions) == (True, True)
    assert (held.availability.most_asks, held.availability.opens.hour) == (5, 10)
    assert 5 in held.availability.days


def test_an_expert_agrees_meets_and_says_what_came_of_it(walks: Walks) -> None:
    """The letter, the conversation of two and the question afterwards; a bystander sees none."""
    world, walk = walks
    ask(world, reason="For a trial.")
    go_round(world)
    walk.become(CHEN, "home")
    walk.agree(LAMPS)
    walk.open_group("Ana Larch", LAMPS)
    walk.say("Gladly: ask away.")
    expect(walk.page.get_by_role("log", name="Messages")).to_contain_text("ask away")
    walk.wait(NEXT_DAY, 6)
    world.until(lambda: introductions(world)[0].state is IntroductionState.FOLLOWED_UP)
    walk.tell_outcome("I brought you together")
    assert introductions(world)[0].candidate_says is Outcome.HELPED

    walk.become(BYSTANDER)
    expect(walk.page.get_by_role("navigation")).to_be_visible()
    assert walk.page.get_by_role("link", name="Chen Alder").count() == 0
    for place in (GENERAL, world.person(BYSTANDER).dm_channel):
        walk.become(BYSTANDER, place)
        expect(walk.page.get_by_role("log", name="Messages")).not_to_contain_text(LAMPS)
    walk.become(BYSTANDER, group(world)[0].channel)
    expect(walk.page.get_by_text(LAMPS)).to_have_count(0)


def test_a_guest_finds_what_everybody_may_read_and_gets_a_line_to_write_to(walks: Walks) -> None:
    """Fewer are shown to them; where no conversation can be opened, each gets the other's line."""
    world, walk = walks
    world.shelf.experts.cards[1] = card("Chen Alder", CHEN, reason("wrote “Open”", "public"))
    world.workspace.state.channels[GENERAL].members.remove(CHEN)
    contact(world, CHEN, "chen at the quay")
    walk.become(GUEST)
    walk.find(LAMPS, "Chen Alder")
    expect(walk.page.get_by_text("Dov Dover")).to_have_count(0)
    form = walk.open_request("Chen Alder")
    walk.send(walk.write(form, "I study lamps."))
    walk.wait(HOUR)
    world.until(lambda: len(dms(world, CHEN)) == 1)
    walk.become(CHEN, "home")
    letter = walk.open_letter(LAMPS)
    walk.keys.press(walk.keys.button("Happy to", letter))
    said = walk.page.get_by_role("log", name="Messages")
    expect(said).to_contain_text("Slack does not let me open a conversation")
    expect(letter).to_be_focused()
    walk.become(GUEST, "home")
    walk.follow("Messages")
    expect(said).to_contain_text("They chose this line for it: chen at the quay")
    walk.become(GUEST, "home")
    walk.open_home()
    expect(walk.page.get_by_text("Only members of this community are listed")).to_be_visible()


def test_a_guest_is_told_that_nobody_suits(walks: Walks) -> None:
    """Nobody is shown by what members alone may read; what else can be done is reached."""
    _world, walk = walks
    walk.become(GUEST)
    walk.say(f"/experts {LAMPS}")
    walk.keys.reach(walk.keys.button("Ask the channel"), backwards=True)
    expect(walk.page.get_by_text("Other words may help")).to_be_visible()
    expect(walk.page.get_by_text("Bea Baker")).to_have_count(0)


def test_a_curator_sees_counts_and_no_names(walks: Walks) -> None:
    """How introductions go, and neither who asked nor who was asked."""
    world, walk = walks
    ask(world)
    go_round(world)
    walk.become(CURATOR)
    walk.say("/science people")
    report = walk.page.get_by_role("article").filter(has_text="Introductions in the last")
    expect(report).to_contain_text("One question put to one member")
    words = report.inner_text()
    assert not any(name in words for name in ("Ana", "Larch", "Chen", "Alder", LAMPS))


def test_the_sidebar_can_be_skipped(walks: Walks) -> None:
    """The first stop of the keyboard leads past the list of channels."""
    _world, walk = walks
    walk.become(ANA)
    skip = walk.page.get_by_role("link", name="Skip the sidebar")
    walk.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    walk.page.keyboard.press("Enter")
    walk.page.keyboard.press("Tab")
    expect(walk.page.get_by_role("log", name="Messages")).to_be_focused()
