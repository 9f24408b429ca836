"""From a card to a request: what is written, what is kept, and what its writer sees of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.playground.inputs import Chosen
from bot.views.cards import FIND_PEOPLE
from bot.views.introductions import TAKE_BACK_INTRODUCTION
from knowledge.models.access import Audience
from knowledge.models.answers import Answer
from knowledge.models.experts import Free
from knowledge.models.introductions import Introduction, IntroductionState
from tests.fakes.answers import citation, cited_answer
from tests.fakes.bot_services import document_info
from tests.fakes.clock import START
from tests.fakes.experts import card
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, GUEST, modal, press_in
from tests.slack.experts_world import (
    BEA,
    DOV,
    LAMPS,
    introductions,
    listed,
    look,
    names,
    people,
    press_card,
    request,
    shelf_of,
    write,
)


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot in a community of four who know."""
    with Start(make_workspace, serve, shelf_of(*people())).world() as running:
        yield running


def introduction(number: int = 1, **changes: object) -> Introduction:
    """Return an introduction that Ana asked for, and Chen was asked for."""
    made = START + timedelta(days=number)
    told = {
        "id": f"{number:012x}",
        "asker": ANA,
        "candidate": CHEN,
        "question": f"{LAMPS} {number}",
        "state": IntroductionState.ASKED,
        "made_at": made,
        "asked_at": made,
        "due_at": made,
    }
    return Introduction(**{**told, **changes})


def stored(world: World, one: Introduction) -> Introduction:
    """Store an introduction as it stands."""
    world.shelf.introductions.held[one.id] = one
    return one


def mine(world: World, who: str = ANA) -> str:
    """Open somebody's own introductions, and return what stands there."""
    world.person(who).slash("/science", "introductions", GENERAL)
    person = world.person(who)

    def is_listed() -> bool:
        shown = str(person.modal.payload) if person.modal else "Looking"
        return "'Introductions'" in shown and "Looking" not in shown

    world.until(is_listed)
    return str(modal(world, who).payload)


def test_a_request_is_looked_over_before_it_is_kept(world: World) -> None:
    """The form has the question; the preview is what the other one reads; then it is kept."""
    press_card(world, look(world, LAMPS), CHEN)
    preview = str(write(world, reason="For a trial at sea.", needed="hour").payload)
    before = introductions(world)
    world.person(ANA).submit()
    said = str(modal(world, ANA, "I write to *Chen Alder*").payload)
    (made,) = introductions(world)

    assert before == []
    assert "From: Ana Larch · Time hoped for: About an hour" in preview
    assert "For a trial at sea." in preview
    assert (made.asker, made.candidate, made.question) == (ANA, CHEN, LAMPS)
    assert (made.reason, made.needed) == ("For a trial at sea.", "About an hour")
    assert made.because == people()[0].because
    assert not made.anonymous
    for words in ("remind them once", "After 4 working days", "A no is never explained"):
        assert words in said
    assert "`/science introductions` shows it, and takes it back." in said


def test_what_is_changed_in_the_form_is_what_is_sent(world: World) -> None:
    """The preview is closed, the form stands as it was, and is written anew."""
    press_card(world, look(world), CHEN)
    write(world, question="Which oil for lamps?")
    world.person(ANA).close_modal()
    write(world, question="Which wick for lamps?", named="unnamed")
    world.person(ANA).submit()
    modal(world, ANA, "I write to")
    (made,) = introductions(world)

    assert (made.question, made.anonymous) == ("Which wick for lamps?", True)


def test_an_anonymous_request_shows_no_name(world: World) -> None:
    """Not in the preview either."""
    press_card(world, look(world), CHEN)
    preview = str(write(world, named="unnamed").payload["blocks"])

    assert "Ana Larch" not in preview
    assert ANA not in preview


@pytest.mark.parametrize(
    ("chosen", "field", "why"),
    [
        ({"question": "Who is bob@quay.example?"}, "question", "must not be here"),
        ({"question": "? ? ? ? ?"}, "question", "Please write a question"),
        ({"reason": "Ask for bob@quay.example"}, "reason", "must not be here"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_kept(
    world: World, chosen: dict[str, Chosen], field: str, why: str
) -> None:
    """The writer may write it anew."""
    press_card(world, look(world), CHEN)
    view = modal(world, ANA, "How long would you need?")
    world.person(ANA).submit(None, **chosen)
    world.until(lambda: bool(view.errors))

    assert why in view.errors[field]
    assert introductions(world) == []


def test_sending_twice_asks_once(world: World) -> None:
    """Somebody presses twice, or Slack delivers twice."""
    request(world)
    shown = str(request(world).payload)

    assert len(introductions(world)) == 1
    assert "I write to *Chen Alder*" in shown


def test_a_question_waits_for_one_person_at_a_time(world: World) -> None:
    """The second is not asked while the first may still answer."""
    request(world)
    shown = str(request(world, DOV).payload)

    assert [one.candidate for one in introductions(world)] == [CHEN]
    assert "I put it to one person at a time" in shown


def test_a_refusal_is_shown_in_the_words_of_whoever_refused(world: World) -> None:
    """The same words whatever the reason is; the cards still stand below."""
    listed(world.shelf, CHEN, "Chen Alder", apart=ANA)
    shown = str(request(world).payload)

    assert "This member cannot be asked just now" in shown
    assert "Nothing of what you wrote was kept." in shown
    assert introductions(world) == []


def test_whoever_is_not_to_be_found_any_more_is_not_asked(world: World) -> None:
    """Not even from a card that was shown before."""
    shown = look(world)
    world.shelf.experts.cards = []
    press_card(world, shown, CHEN)

    assert "no longer be suggested" in str(modal(world, ANA, "Close this").payload)


def test_whoever_became_busy_between_form_and_sending_is_not_asked(world: World) -> None:
    """Nor is their name shown again."""
    press_card(world, look(world), CHEN)
    write(world)
    world.shelf.experts.cards = [card("Chen Alder", CHEN, free=Free.BUSY)]
    world.person(ANA).submit()

    assert "cannot be asked at the moment" in str(modal(world, ANA, "They cannot").payload)
    assert introductions(world) == []


def test_somebody_outside_their_hours_is_written_to_when_those_begin(world: World) -> None:
    """And so the asker is told."""
    world.shelf.experts.cards = [card("Bea Baker", BEA, free=Free.LATER_TODAY)]

    assert "when their hours begin" in str(request(world, BEA).payload)


def test_what_was_found_already_comes_along_as_far_as_both_may_read_it(world: World) -> None:
    """A guest is asked: of a note for full members they learn nothing."""
    sources = (citation(1), citation(2, document_id="docs/b.md"))
    named = [one.model_copy(update={"title": one.document_id}) for one in sources]
    world.shelf.documents.held["docs/b.md"] = document_info("docs/b.md", "public")

    def known(_question: str, _audience: Audience) -> Answer:
        return cited_answer().model_copy(update={"citations": tuple(named)})

    world.shelf.answers.reply = known
    world.shelf.experts.cards = [card("Gus Elm", GUEST)]
    listed(world.shelf, GUEST, "Gus Elm")
    world.person(ANA).click(world.reply(world.mention(LAMPS)), FIND_PEOPLE)
    press_card(world, modal(world, ANA, "Ask for an introduction"), GUEST)
    write(world)
    world.person(ANA).submit()
    modal(world, ANA, "I write to")

    assert introductions(world)[0].sources == (("docs/b.md", "https://harbour.example/a"),)


def test_from_a_window_the_cards_stand_below_the_form(world: World) -> None:
    """Closing the form shows them again."""
    message = world.person(CHEN).post(GENERAL, LAMPS)
    world.person(ANA).shortcut("find_someone", message)
    press_card(world, modal(world, ANA, "Ask for an introduction"), DOV)
    modal(world, ANA, "How long would you need?")
    world.person(ANA).close_modal()

    assert names(modal(world, ANA)) == ["Chen Alder", "Bea Baker", "Dov Dover"]


def test_a_member_sees_how_their_own_stand_and_takes_one_back(world: World) -> None:
    """What was kept of it goes."""
    request(world)
    before = mine(world)
    (made,) = introductions(world)
    press_in(world, ANA, modal(world, ANA), TAKE_BACK_INTRODUCTION, made.id)
    modal(world, ANA, "Taken back.")

    assert "*Chen Alder*" in before
    assert "Not delivered yet: it waits for their hours." in before
    assert introductions(world)[0].state is IntroductionState.WITHDRAWN
    assert introductions(world)[0].question == ""


def test_what_is_over_meanwhile_is_not_taken_back(world: World) -> None:
    """It is said, and stays."""
    one = stored(world, introduction())
    mine(world)
    stored(world, one.model_copy(update={"state": IntroductionState.EXPIRED}))
    press_in(world, ANA, modal(world, ANA), TAKE_BACK_INTRODUCTION, one.id)

    assert "It did not come about." in str(modal(world, ANA, "can no longer be taken").payload)


def test_nobody_takes_back_what_is_somebody_else_s(world: World) -> None:
    """However they came by the button."""
    one = stored(world, introduction())
    taken = world.shelf.services.introducing.get(one.id)
    mine(world)
    stored(world, one.model_copy(update={"asker": DOV}))
    press_in(world, ANA, modal(world, ANA), TAKE_BACK_INTRODUCTION, one.id)
    modal(world, ANA, "can no longer be taken")

    assert taken == one
    assert introductions(world)[0].state is IntroductionState.ASKED


def test_nobody_is_named_in_the_list_who_does_not_want_to_be_found(world: World) -> None:
    """From the next look on; nor whom somebody else chose, before that one agrees."""
    listed(world.shelf, CHEN, "Chen Alder", to_be_found=False)
    listed(world.shelf, DOV, "Dov Dover")
    stored(world, introduction())
    stored(world, introduction(2, candidate=DOV, passed_from="1"))
    shown = mine(world)

    assert "Chen Alder" not in shown
    assert "Dov Dover" not in shown
    assert "A member" in shown
    assert "Somebody to whom it was passed on" in shown


def test_a_candidate_sees_who_asks_unless_that_is_not_to_be_known_yet(world: World) -> None:
    """And nothing at all before they were written to."""
    stored(world, introduction(1))
    stored(world, introduction(2, anonymous=True))
    draft = {"state": IntroductionState.DRAFT, "asked_at": None}
    stored(world, introduction(3, **draft))
    shown = mine(world, CHEN)

    assert shown.count("Ana Larch") == 1
    assert "A member · 4 March 2026" in shown
    assert f"{LAMPS} 3" not in shown
    assert "Take it back" not in shown


def test_whoever_has_none_is_told_how_to_begin(world: World) -> None:
    """An empty list says nothing."""
    assert "You have asked for no introduction" in mine(world)
