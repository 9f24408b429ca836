"""What came of an introduction, and how an answer becomes knowledge that both agreed to."""

from collections.abc import Iterator

import pytest

from bot.playground.records import Message
from bot.views.letters import NO_TIME
from bot.views.outcomes import (
    HELPED,
    NOT_REALLY,
    NOT_YET,
    READ_ANSWER,
    THANK,
    WRITE_UP,
)
from knowledge.models.contributions import ContributionState, Credit
from knowledge.models.introductions import IntroductionState, Outcome
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, CURATOR, letters, modal, only
from tests.slack.experts_world import LAMPS, introductions, listed, people, shelf_of
from tests.slack.meeting_world import (
    ask,
    asked,
    brought_together,
    buttons,
    dms,
    fill_in,
    pass_days,
    press,
    state,
)
from tests.slack.waiting_world import go_round

S = IntroductionState
ANSWER = "The wardens do.\nThey come at dusk."


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    with Start(make_workspace, serve, shelf_of(*people())).world() as running:
        yield running


def followed_up(world: World) -> tuple[Message, Message]:
    """Let the two talk for a week; return what Ana and Chen are asked then."""
    brought_together(world)
    pass_days(world, 7)
    return dms(world, ANA)[-1], dms(world, CHEN)[-1]


def write_up(world: World, letter: Message, who: str, **chosen: str) -> None:
    """Let one side write the answer up."""
    press(world, letter, HELPED, who)
    press(world, letter, WRITE_UP, who)
    fill_in(world, who, "as others may read it", answer=ANSWER, **chosen)
    modal(world, who, "only when both of you agree")
    world.person(who).close_modal()


def agree(world: World, who: str, **chosen: str) -> str:
    """Let the other side have a look, and agree; return what was shown."""
    world.until(lambda: READ_ANSWER in str(dms(world, who)[-1].blocks))
    press(world, dms(world, who)[-1], READ_ANSWER, who)
    shown = str(modal(world, who, "The answer").payload)
    world.person(who).submit(None, **chosen)
    modal(world, who, "Thank you both")
    world.settle()
    return shown


def test_both_are_asked_once_after_five_working_days(world: World) -> None:
    """Each for themselves; not before."""
    brought_together(world)
    pass_days(world, 4)
    before = len(letters(world, ANA)) + len(letters(world, CHEN))
    pass_days(world, 3)
    go_round(world)
    go_round(world)

    assert before == 1
    for who, other, count in ((ANA, "Chen Alder", 1), (CHEN, "Ana Larch", 2)):
        asking = dms(world, who)[-1]
        assert len(letters(world, who)) == count
        assert f"I brought you together with {other}" in asking.text
        assert LAMPS in str(asking.blocks)
        assert buttons(asking) == [HELPED, NOT_REALLY, NOT_YET, THANK]
    assert state(world) is S.FOLLOWED_UP


@pytest.mark.parametrize(
    ("button", "outcome", "words"),
    [
        (HELPED, Outcome.HELPED, "You said: it helped."),
        (NOT_REALLY, Outcome.NOT_REALLY, "You said: not really."),
        (NOT_YET, Outcome.NOT_YET, "you have not talked yet"),
    ],
)
def test_what_one_side_says_is_counted_and_shown_to_nobody_else(
    world: World, button: str, outcome: Outcome, words: str
) -> None:
    """They may change their mind."""
    mine, theirs = followed_up(world)
    before = str(theirs.blocks)
    press(world, mine, NOT_REALLY, ANA)
    press(world, mine, button, ANA)
    one = introductions(world)[0]

    assert (one.asker_says, one.candidate_says) == (outcome, None)
    assert words in str(mine.blocks)
    assert str(theirs.blocks) == before


def test_thanks_are_sent_once(world: World) -> None:
    """By whichever side, and however often pressed."""
    mine, _theirs = followed_up(world)
    world.person(ANA).click(mine, THANK)
    world.person(ANA).click(mine, THANK)
    world.until(lambda: THANK not in buttons(mine))
    world.settle()
    press(world, mine, HELPED, ANA)

    assert sum("Ana Larch thanks you" in text for text in letters(world, CHEN)) == 1
    assert THANK not in buttons(mine)


def test_the_author_writes_and_the_asker_agrees(world: World) -> None:
    """The very words, under the author's name, wait for a curator like any other offer."""
    _mine, theirs = followed_up(world)
    write_up(world, theirs, CHEN, credit="name")
    before = dict(world.shelf.contributions.held)
    shown = agree(world, ANA)
    one = only(world)

    assert before == {}
    assert ANSWER.replace("\n", "\\n") in shown
    assert "How I am named" not in shown
    assert (one.state, one.question, one.text) == (ContributionState.OFFERED, LAMPS, ANSWER)
    assert (one.member, one.credit, one.credit_line) == (CHEN, Credit.NAME, "Chen Alder")
    assert one.named == (CHEN,)
    assert "Ana" not in one.model_dump_json()
    assert introductions(world)[0].both_publish
    world.until(lambda: any("waits for a curator" in one for one in letters(world, CURATOR)))


def test_the_asker_writes_and_the_author_chooses_how_to_be_named(world: World) -> None:
    """Whoever helped is the author, whoever wrote it down."""
    mine, _theirs = followed_up(world)
    write_up(world, mine, ANA)
    shown = agree(world, CHEN, credit="anonymous")
    one = only(world)

    assert "How I am named" in shown
    assert (one.member, one.credit_line, one.named) == (CHEN, "a member", ())


def test_nothing_is_published_that_only_one_agreed_to(world: World) -> None:
    """The other never looked; at the end the words are gone."""
    _mine, theirs = followed_up(world)
    write_up(world, theirs, CHEN)
    for _ in range(8):
        pass_days(world, 1)

    assert world.shelf.contributions.held == {}
    assert state(world) is S.CLOSED
    assert introductions(world)[0].answer == ""


def test_only_the_very_words_that_were_looked_at_are_agreed_to(world: World) -> None:
    """They were written anew while the other side had the window open."""
    _mine, theirs = followed_up(world)
    write_up(world, theirs, CHEN)
    world.until(lambda: READ_ANSWER in str(dms(world, ANA)[-1].blocks))
    press(world, dms(world, ANA)[-1], READ_ANSWER, ANA)
    modal(world, ANA, "The answer")
    one = introductions(world)[0]
    world.shelf.introducing.publishes(one.id, CHEN, agrees=True, text="Nobody does.")
    world.person(ANA).submit()
    modal(world, ANA, "changed since you opened it")

    assert world.shelf.contributions.held == {}
    assert not introductions(world)[0].asker_publishes


@pytest.mark.parametrize("typed", ["Ask bob@quay.example about it", "? ? ? ?"])
def test_what_is_written_passes_the_gate_first(world: World, typed: str) -> None:
    """It is said beside the field."""
    mine, _theirs = followed_up(world)
    press(world, mine, HELPED, ANA)
    press(world, mine, WRITE_UP, ANA)
    view = modal(world, ANA, "as others may read it")
    world.person(ANA).submit(None, answer=typed)
    world.until(lambda: bool(view.errors))

    assert introductions(world)[0].answer == ""


def test_of_partners_nothing_is_kept(world: World) -> None:
    """They belong to another organisation."""
    listed(world.shelf, "U0PARTNER", "Petra Yew")
    one = ask(world, candidate="U0PARTNER")
    world.shelf.introducing.accept(one.id, "U0PARTNER")
    go_round(world)
    pass_days(world, 7)
    mine = dms(world, ANA)[-1]
    press(world, mine, HELPED, ANA)
    press(world, mine, WRITE_UP, ANA)

    assert "another organisation" in str(modal(world, ANA, "One of you").payload)


def test_after_the_end_nothing_is_left_to_press(world: World) -> None:
    """Five working days later."""
    mine, theirs = followed_up(world)
    press(world, mine, HELPED, ANA)
    for _ in range(8):
        pass_days(world, 1)

    assert state(world) is S.CLOSED
    assert (buttons(mine), buttons(theirs)) == ([], [])
    assert "it helped" in mine.text


def test_a_press_that_comes_too_late_says_so(world: World) -> None:
    """The letter shows it, and nothing breaks."""
    mine, _theirs = followed_up(world)
    world.shelf.introducing.closed(introductions(world)[0].id)
    press(world, mine, HELPED, ANA)

    assert "It is closed now" in mine.text
    assert introductions(world)[0].asker_says is None


def test_one_side_that_was_forgotten_is_written_nothing(world: World) -> None:
    """The other is not asked either: it just ends."""
    brought_together(world)
    one = introductions(world)[0]
    gone = one.model_copy(update={"candidate": "", "version": one.version})
    world.shelf.introductions.held[one.id] = gone
    pass_days(world, 7)

    assert state(world) is S.CLOSED
    assert letters(world, ANA) == []


def test_curators_see_counts_and_nobody(world: World) -> None:
    """And a member who is none sees nothing."""
    followed_up(world)
    press(world, asked(world, asker=CURATOR, question="Which oil?"), NO_TIME)
    world.person(CURATOR).slash("/science", "people", GENERAL)
    report = world.whisper(CURATOR)
    world.person(ANA).slash("/science", "people", GENERAL)
    refused = world.whisper(ANA).text

    for words in ("2 questions put to one member", "1 accepted, 1 declined", "1 brought together"):
        assert words in str(report.blocks)
    for name in ("Ana", "Chen", "Cora", LAMPS):
        assert name not in str(report.blocks)
    assert "asked, of" not in refused
