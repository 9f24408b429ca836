"""*Find someone who knows* below answers and in a message's menu: a window over any place."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.listeners.windows import filled
from bot.views.cards import FIND_PEOPLE, FIND_SHORTCUT, NOT_RIGHT, SHOWN_CARDS, TURN_DIAL
from bot.views.gap import ASK_CHANNEL
from bot.views.sources import loading_modal
from knowledge.errors import StoreError
from knowledge.models.access import Audience
from knowledge.models.experts import FoundExperts
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import Shelf, marked_harbour_pack
from tests.fakes.experts import FakeExperts, card, reason
from tests.slack.bot_world import GENERAL, PRIVATE, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, modal
from tests.slack.experts_world import BEA, LAMPS, names, people, press_card, shelf_of
from tests.slack.waiting_world import called, unanswered


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    shelf = shelf_of(*people())
    with Start(make_workspace, serve, shelf).world(private_channels=True) as running:
        yield running


class Broken(FakeExperts):
    """The store does not answer."""

    def find(self, *_asked: object, **_more: object) -> FoundExperts:
        """Fail."""
        raise StoreError("The database is locked", "Try again in a minute")


def test_an_answer_is_given_even_when_nobody_can_be_counted(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """People come second."""
    with Start(make_workspace, serve, Shelf(experts=Broken(people()))).world() as world:
        below = unanswered(world)

    assert "may know" not in str(below.blocks)
    assert FIND_PEOPLE in str(below.blocks)


def test_any_message_can_be_what_is_looked_for(world: World) -> None:
    """Its text is the question; a window stands over channels and threads alike."""
    message = world.person(CHEN).post(GENERAL, "Does anybody know <@U0GUEST> &amp; lamps?")
    world.person(ANA).shortcut(FIND_SHORTCUT, message)
    view = modal(world, ANA, "Ask for an introduction")

    assert names(view) == ["Chen Alder", "Bea Baker", "Dov Dover"]
    assert world.shelf.experts.asked[-1][0] == "Does anybody know & lamps?"


def test_a_message_without_words_is_asked_about(world: World) -> None:
    """A picture, or a smile."""
    message = world.person(CHEN).post(GENERAL, "...")
    world.person(ANA).shortcut(FIND_SHORTCUT, message)
    modal(world, ANA, "What would you like to know?")
    world.person(ANA).submit(question="lamps")

    assert len(names(modal(world, ANA, "Ask for an introduction"))) == SHOWN_CARDS


def test_a_marked_message_is_not_looked_for(make_workspace: MakeWorkspace, serve: Serve) -> None:
    """Nor what is typed in its place."""
    shelf = Shelf(pack=marked_harbour_pack(), experts=FakeExperts(people()))
    with Start(make_workspace, serve, shelf).world() as world:
        message = world.person(CHEN).post(GENERAL, "TOP SECRET\nThe lamps are out")
        world.person(ANA).shortcut(FIND_SHORTCUT, message)
        view = modal(world, ANA, "must not be in this workspace")
        world.person(ANA).submit(question="SECRET: who knows lamps?")
        world.until(lambda: "Looking" not in str(view.payload))
        again = modal(world, ANA, "must not be in this workspace")

        assert "lamps are out" not in str(view.payload)
        assert names(again) == []
        assert shelf.experts.asked == []


def test_the_button_below_an_answer_shows_people_to_whoever_presses(world: World) -> None:
    """By what that one may read; the channel sees nothing of it."""
    world.shelf.answers.reply = lambda _question, _audience: cited_answer()
    below = world.reply(world.mention(LAMPS))
    world.person(CHEN).click(below, FIND_PEOPLE)
    view = modal(world, CHEN, "Ask for an introduction")

    assert names(view) == ["Bea Baker", "Dov Dover", "Eve Evans"]
    assert world.shelf.experts.asked[-1][:2] == (LAMPS, CHEN)
    assert len(world.workspace.messages(GENERAL)) == 1


def test_a_command_s_question_is_written_anew(world: World) -> None:
    """Its text was never kept."""
    world.shelf.answers.reply = lambda _question, _audience: cited_answer()
    world.person(ANA).slash("/ask", LAMPS, GENERAL)
    below = world.whisper(ANA)
    world.person(ANA).click(below, FIND_PEOPLE)
    view = modal(world, ANA, "What would you like to know?")
    world.person(ANA).submit(question="? ?")
    world.until(lambda: bool(view.errors))

    assert LAMPS not in str(below.blocks)
    assert "Please write what you would like to know." in str(view.errors)


def test_an_abstention_says_how_many_may_know_and_names_nobody(world: World) -> None:
    """By what the whole channel may read: guests are in this one."""
    world.shelf.experts.cards.append(card("Fay Faye", BEA, reason("wrote “Wicks”", "public")))
    below = unanswered(world)
    audience = world.shelf.experts.asked[-1][2]
    said = f"{below.text}{below.blocks}"

    assert "One person in the community may know." in said
    assert not any(one.name in said or one.member in said for one in people())
    assert audience == Audience.of_channel(GENERAL, all_full_members=False)


def test_nobody_found_in_private_is_no_gap(world: World) -> None:
    """What was asked there stays there."""
    world.shelf.experts.cards = []
    below = unanswered(world, channel=PRIVATE)
    world.person(CURATOR).click(below, FIND_PEOPLE)
    view = modal(world, CURATOR, "Nobody who agreed to be found")

    assert "may know" not in str(below.blocks)
    assert "Curators see" not in str(view.payload)
    assert world.shelf.gaps.asked == []


def test_what_was_said_in_private_is_no_gap_when_it_is_sent_again_either(world: World) -> None:
    """The window stands over a message that curators may not be able to read."""
    world.shelf.experts.cards = []
    message = world.person(CURATOR).post(PRIVATE, "Who mends the keel of the grey boat?")
    world.person(CURATOR).shortcut(FIND_SHORTCUT, message)
    modal(world, CURATOR, "Nobody who agreed to be found")
    world.person(CURATOR).submit(question="Who mends the keel of the grey boat soon?")
    view = modal(world, CURATOR, "boat soon?")

    assert world.shelf.experts.asked[-1][0].endswith("boat soon?")
    assert "Curators see" not in str(view.payload)
    assert world.shelf.gaps.asked == []


def test_what_was_asked_of_the_bot_alone_is_no_gap(world: World) -> None:
    """A direct message is read by nobody else."""
    world.shelf.experts.cards = []
    message = world.person(ANA).dm("Who mends the keel of the grey boat?")
    world.reply(message)
    world.person(ANA).shortcut(FIND_SHORTCUT, message)
    modal(world, ANA, "Nobody who agreed to be found")

    assert world.shelf.gaps.asked == []


def test_from_a_window_a_channel_can_be_asked_too(world: World) -> None:
    """On top of it; the question stands where it was asked."""
    world.shelf.experts.cards = []
    below = unanswered(world)
    world.person(ANA).click(below, FIND_PEOPLE)
    world.person(ANA).click(modal(world, ANA, "Nobody who agreed to be found"), ASK_CHANNEL)
    modal(world, ANA, "Which channel")
    world.person(ANA).submit()
    modal(world, ANA, "I also tell you when I can answer it")

    assert called(world).text == f"<@{ANA}> asks: {LAMPS}"


def test_in_a_window_cards_are_waved_away_and_the_dial_is_turned(world: World) -> None:
    """It changes in place."""
    message = world.person(CHEN).post(GENERAL, LAMPS)
    world.person(ANA).shortcut(FIND_SHORTCUT, message)
    press_card(world, modal(world, ANA, "Ask for an introduction"), CHEN, NOT_RIGHT)
    view = modal(world, ANA, "Eve Evans")
    first = names(view)
    world.person(ANA).click(view, TURN_DIAL)
    turned = modal(world, ANA, "replies soon")

    assert first == names(turned) == ["Bea Baker", "Dov Dover", "Eve Evans"]


def test_a_window_that_is_closed_meanwhile_is_no_trouble(world: World) -> None:
    """Nobody is told of it; what else goes wrong is still an error."""
    client, window = world.bot.app.client, loading_modal("People")
    filled(client, "V0CLOSED", window)

    stranger = WebClient("xoxb-nobody", base_url=client.base_url)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        filled(stranger, "V0CLOSED", window)
