"""*Tell me when someone knows*: once, in private, from what that one person may read."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.corrections import Corrections
from bot.views.gap import TELL_ME
from bot.views.waits import OPEN_WAITING, STOP_WAITING
from knowledge.models.access import COMMUNITY, Audience
from knowledge.models.answers import Answer, AnswerSentence
from knowledge.models.records import Where
from tests.fakes.answers import citation, cited_answer
from tests.fakes.bot_services import document_info
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, GUEST, letters, modal, press_in
from tests.slack.waiting_world import (
    LAMPS,
    REPLY,
    accept_and_publish,
    agree,
    ask,
    called,
    go_round,
    helpful_reply,
    known,
    not_held,
    publish,
    unanswered,
    wait,
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def told(world: World, who: str = ANA) -> list[str]:
    """Return the answers that somebody was told later."""
    return [text for text in letters(world, who) if "asked me to tell you" in text]


def asked_again(world: World) -> int:
    """Count how often what somebody waits for was asked."""
    return sum(question == LAMPS for question, _, _ in world.shelf.answers.asked)


def test_whoever_waits_is_told_once_when_it_is_known(world: World) -> None:
    """With the answer and its sources; then they wait no longer."""
    wait(world, unanswered(world))
    go_round(world)
    before = told(world)
    known(world)
    for _ in range(2):
        go_round(world)
    (message,) = [m for m in world.workspace.messages(world.person(ANA).dm_channel) if m.blocks]

    assert before == []
    assert told(world)[0].endswith("Wardens tend the lamps. [1]")
    assert len(told(world)) == 1
    assert "Harbour trials" in str(message.blocks)
    assert world.shelf.waits.held == {}


def test_nothing_is_asked_again_until_something_is_published(world: World) -> None:
    """Nor more often than once after it."""
    wait(world, unanswered(world))
    asked = asked_again(world)
    for _ in range(3):
        go_round(world)
    once = asked_again(world)
    publish(world, "c2")
    for _ in range(3):
        go_round(world)

    assert once == asked + 1
    assert asked_again(world) == asked + 2


def test_each_person_is_told_what_they_may_read_themselves(world: World) -> None:
    """A guest is not told what is for members."""
    below = unanswered(world)
    wait(world, below)
    wait(world, below, GUEST)

    def reply(question: str, audience: Audience) -> Answer:
        return cited_answer() if audience.may_read(COMMUNITY) else not_held(question, audience)

    world.shelf.answers.reply = reply
    publish(world, "c2")
    go_round(world)

    assert len(told(world)) == 1
    assert told(world, GUEST) == []
    assert [one.member for one in world.shelf.waits.held.values()] == [GUEST]


def test_those_who_wait_are_told_a_reply_that_was_kept(world: World) -> None:
    """Its author agreed, a curator accepted, a build took it in; the search is not sure of it."""
    below = unanswered(world)
    ask(world, below)
    wait(world, below, GUEST, question="who tends the lamps")
    reply = helpful_reply(world)
    world.person(ANA).react(reply, "pray")
    world.until(lambda: len(letters(world, CHEN)) == 1)
    agree(world, audience="public", credit="anonymous")
    go_round(world)
    before = told(world), told(world, GUEST)
    accept_and_publish(world)
    for _ in range(2):
        go_round(world)

    assert before == ([], [])
    assert [text.endswith("They come at dusk. [1]") for text in told(world)] == [True]
    assert len(told(world, GUEST)) == 1
    assert REPLY.split(".")[0] in told(world, GUEST)[0]


def test_a_member_waits_for_a_question_once(world: World) -> None:
    """However often they press."""
    below = unanswered(world)
    wait(world, below)
    wait(world, below)
    known(world)
    go_round(world)

    assert len(told(world)) == 1


def test_a_question_that_identifies_somebody_is_not_kept(world: World) -> None:
    """They read why, and may write it anew."""
    world.person(ANA).click(unanswered(world), TELL_ME)
    view = modal(world, ANA, "Nobody else sees that you wait")
    world.person(ANA).submit(question="Who is bob@quay.example?")
    world.until(lambda: bool(view.errors))

    assert "must not be here" in str(view.errors)
    assert world.shelf.waits.held == {}


def test_a_member_stops_waiting(world: World) -> None:
    """In the list that a command and the Home tab open; the question is gone then."""
    wait(world, unanswered(world))
    world.person(ANA).slash("/science", "waiting", GENERAL)
    view = modal(world, ANA, "I tell you when I can answer")
    (kept,) = world.shelf.waits.held.values()
    press_in(world, ANA, view, STOP_WAITING, kept.id)
    modal(world, ANA, "You wait for nothing")
    known(world)
    go_round(world)

    assert told(world) == []
    assert LAMPS not in str(world.shelf.waits)


def test_the_list_shows_what_was_asked_in_channels_too(world: World) -> None:
    """And takes it back."""
    ask(world, unanswered(world))
    called(world)
    world.person(ANA).slash("/science", "waiting", GENERAL)
    shown = str(modal(world, ANA, "I asked in channels for you").payload)

    assert "Asked in #general" in shown
    assert "take_back_call" in shown


def test_the_home_tab_counts_what_somebody_waits_for(world: World) -> None:
    """And opens the list."""
    wait(world, unanswered(world))
    person = world.person(ANA)
    person.open_home()
    world.until(lambda: person.home is not None and "one question" in str(person.home.payload))
    assert person.home is not None
    person.click(person.home, OPEN_WAITING)
    modal(world, ANA, LAMPS)


def test_after_its_days_a_wait_is_over_and_its_member_told_so(world: World) -> None:
    """Once; what was kept of it is gone."""
    wait(world, unanswered(world))
    world.shelf.clock.advance(timedelta(days=91).total_seconds())
    for _ in range(2):
        go_round(world)

    assert len(letters(world, ANA)) == 1
    assert letters(world, ANA)[0].startswith("For 90 days I looked for an answer")
    assert world.shelf.waits.held == {}


def test_one_who_cannot_be_written_to_any_more_keeps_nobody_waiting(world: World) -> None:
    """What they waited for goes; the others are told."""
    below = unanswered(world)
    wait(world, below, CHEN)
    wait(world, below)
    world.workspace.faults.add("conversations.open", "error:user_disabled")
    known(world)
    go_round(world)

    assert len(told(world)) + len(told(world, CHEN)) == 1
    assert world.shelf.waits.held == {}


def test_whom_slack_does_not_describe_is_told_when_it_does(world: World) -> None:
    """An hour later at the latest; nobody is told by what a stranger may read."""
    wait(world, unanswered(world))
    known(world)
    world.shelf.clock.advance(61)
    world.workspace.faults.add("users.info", "error:fatal_error")
    go_round(world)
    before = told(world)
    world.shelf.clock.advance(3600)
    go_round(world)

    assert before == []
    assert len(told(world)) == 1


def test_an_answer_s_source_that_goes_meanwhile_is_not_told(world: World) -> None:
    """They go on waiting."""
    wait(world, unanswered(world))
    known(world)
    world.shelf.documents.withdraw("docs/a.md")
    go_round(world)

    assert told(world) == []
    assert len(world.shelf.waits.held) == 1


def test_what_was_told_later_is_on_record_and_corrected_too(world: World) -> None:
    """It still says what it is, without the question, which nobody keeps any more."""
    world.bot.corrections.stop()
    wait(world, unanswered(world))
    before = set(world.shelf.records.made)
    quotes = ("Wardens tend the lamps.", "Boys light them.")
    two = cited_answer().model_copy(
        update={
            "sentences": tuple(
                AnswerSentence(text=text, citations=(n,)) for n, text in enumerate(quotes, 1)
            ),
            "citations": tuple(
                citation(n, quote=text, document_id=f"d{n}") for n, text in enumerate(quotes, 1)
            ),
        }
    )
    for name in ("d1", "d2"):
        world.shelf.documents.held[name] = document_info(name)
    known(world)
    world.shelf.answers.reply = lambda _question, _audience: two
    go_round(world)
    (key,) = set(world.shelf.records.made) - before
    world.shelf.documents.withdraw("d1")
    world.shelf.quotes.take_back("d1")
    Corrections(world.bot.app.client, world.shelf.quotes, world.shelf.answer_log).edit_all()
    (message,) = [m for m in world.workspace.messages(world.person(ANA).dm_channel) if m.blocks]
    shown = message.text + str(message.blocks)

    assert world.shelf.records.made[key].where is Where.DIRECT
    assert world.shelf.records.asked[key] == ANA
    assert message.text.startswith("You asked me to tell you when someone knows.")
    assert "[withdrawn] [1]" in message.text
    assert "Boys light them. [2]" in message.text
    assert "You no longer wait for this." in str(message.blocks[-1])
    assert "Wardens" not in shown
    assert LAMPS not in shown
