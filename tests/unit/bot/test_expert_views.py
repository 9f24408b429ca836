"""Cards, requests and lists: limits are kept, nothing in them is alive, and nobody is rated."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.experts.carried import Request, Search
from bot.playground.blocks import check_view
from bot.views.answer import Handle, answer_message
from bot.views.cards import (
    SHOWN_CARDS,
    Shown,
    experts_help,
    people_form,
    people_message,
    people_modal,
)
from bot.views.introductions import Entry, mine_modal
from bot.views.reason import (
    elsewhere_modal,
    preview_form,
    reason_form,
    sent_modal,
    unavailable_modal,
)
from bot.views.withdrawn import Layout, corrected_message
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.experts import Card, Dial, Free
from knowledge.models.introductions import Introduction, IntroductionState
from tests.fakes.answers import cited_answer
from tests.fakes.bot_services import harbour_pack
from tests.fakes.clock import START
from tests.fakes.experts import card, reason
from tests.unit.bot.strict import HOSTILE, alive, check, linked

MEMBERS = tuple(f"U{number:010}" for number in range(30))
LONGEST = Search(question=HOSTILE, dial=Dial.DEEP, dropped=MEMBERS[:20], answer="a" * 100)
STATES = tuple(IntroductionState)
QUIET = "It did not come about. You can ask somebody else."


def hostile_card(number: int = 1, free: Free = Free.ASKABLE) -> Card:
    """Return a card on which everything is a stranger's text."""
    told = reason(HOSTILE).model_copy(update={"url": "https://a.example/" + "é" * 400})
    fields = dict.fromkeys(("name", "organisation", "headline", "interest"), HOSTILE)
    one = card("any", MEMBERS[number], told, told, told, free=free)
    return one.model_copy(update=fields)


def introduction(
    state: IntroductionState, question: str = HOSTILE, number: int = 1
) -> Introduction:
    """Return an introduction."""
    made = START + timedelta(days=number)
    asked = None if state is IntroductionState.DRAFT else made
    who = {"asker": "U1", "candidate": "U2", "made_at": made, "due_at": made, "asked_at": asked}
    return Introduction(id=f"i{number}", question=question, state=state, **who)


def check_modal(view: dict[str, Any]) -> None:
    """Put a view through the workspace's rules; nothing in it may be alive."""
    check_view(view)
    assert alive(view["blocks"], set()) == []
    assert linked(view["blocks"]) == []


def shown(*cards: Card, **changes: Any) -> Shown:
    """Return what came of a search."""
    return Shown(**{"search": LONGEST, "cards": cards, "where": "C1||", **changes})


@pytest.mark.parametrize("free", list(Free))
def test_cards_keep_the_limits_whatever_members_say_of_themselves(free: Free) -> None:
    """Names, headlines and titles are strangers' texts."""
    several = shown(*(hostile_card(number, free) for number in range(SHOWN_CARDS + 2)))
    check(people_message(several))
    check_modal(people_modal(several))


def test_nobody_and_refusals_keep_the_limits() -> None:
    """Packs write long sentences, too."""
    for one in (
        shown(nobody="Nobody. " * 400, noted=True),
        shown(lead="Ask the pilots. " * 400, where=""),
        shown(hostile_card(), lead="Ask the pilots."),
    ):
        check(people_message(one))
        check_modal(people_modal(one))
    check_modal(people_form(LONGEST, "Not kept. "))
    check(experts_help(harbour_pack()))


def test_requests_and_lists_keep_the_limits() -> None:
    """From the form to what came of it."""
    request = Request(candidate=MEMBERS[0], search=LONGEST, question=HOSTILE, reason=HOSTILE)
    one = hostile_card()
    made = introduction(IntroductionState.DRAFT)
    for view in (
        reason_form(one, request),
        preview_form(request, HOSTILE),
        sent_modal(one, made, "/science introductions"),
        elsewhere_modal(""),
        unavailable_modal(HOSTILE, one),
        mine_modal([], []),
    ):
        check_modal(view)
    entries = [Entry(introduction(state, number=n), HOSTILE) for n, state in enumerate(STATES * 4)]
    check_modal(mine_modal(entries, entries, "Taken back."))


def test_a_card_says_who_and_why_and_never_how_good() -> None:
    """No score, no rank, no adjective: a name, what they say of themselves, what they wrote."""
    one = card("Bea Baker", "U1", reason("wrote “Lamps at sea” (2024)"))
    declared = one.model_copy(update={"interest": "Sells lamp oil"})
    message = people_message(shown(declared, search=Search(question="lamps")))
    text = json.dumps(message.blocks, ensure_ascii=False)

    assert "*Bea Baker* · Keeper of lamps, Quillby College" in text
    assert "Lamps and their oil" in text
    assert "Declared commercial interest: Sells lamp oil" in text
    assert "<https://a.example/lamps|wrote “Lamps at sea” (2024)>" in text
    assert not re.search(
        r"score|rank|best|top|expert in|leading|excellent|%", _prose(message.blocks)
    )
    assert message.text == "People who may know: Bea Baker"


def _prose(part: Any) -> str:
    """Return all that is read, in lower case; not what buttons carry."""
    if isinstance(part, dict):
        kept = (value for key, value in part.items() if key not in {"value", "action_id", "type"})
        return " ".join(_prose(value) for value in kept)
    if isinstance(part, list | tuple):
        return " ".join(_prose(value) for value in part)
    return str(part).lower()


@pytest.mark.parametrize(
    ("free", "words", "may_ask"),
    [
        (Free.ASKABLE, "Can be asked", True),
        (Free.LATER_TODAY, "when their hours begin", True),
        (Free.BUSY, "Cannot be asked at the moment", False),
        (Free.NOT_ASKED, "Prefers not to be asked", False),
    ],
)
def test_who_cannot_be_asked_has_no_button_for_it(free: Free, words: str, *, may_ask: bool) -> None:
    """Why stays with them."""
    text = json.dumps(people_message(shown(card("Bea", "U1", free=free))).blocks)

    assert words in text
    assert ("Ask for an introduction" in text) is may_ask


def test_buttons_of_one_label_are_told_apart_when_they_are_read_aloud() -> None:
    """Each says whom it is about; what is seen stays short."""
    message = people_message(shown(card("Bea", "U1"), card("Chen", "U2")))
    rows = [block for block in message.blocks if block.get("block_id", "").startswith("card ")]
    heard = [one["accessibility_label"] for row in rows for one in row["elements"]]

    assert heard == [
        "Ask for an introduction: Bea",
        "Not right: Bea",
        "Ask for an introduction: Chen",
        "Not right: Chen",
    ]


def test_the_other_end_of_the_dial_is_offered_in_words() -> None:
    """Depth, or a reply soon."""
    soon, deep = (Search(question="lamps", dial=dial) for dial in (Dial.SOON, Dial.DEEP))
    one = card("Bea", "U1")

    assert "Look for depth instead" in str(people_message(shown(one, search=soon)).blocks)
    assert "Look for somebody who replies soon" in str(
        people_message(shown(one, search=deep)).blocks
    )
    assert soon.turned() == deep
    assert deep.turned() == soon


@given(
    st.builds(
        Search,
        question=st.text(max_size=1500),
        dial=st.sampled_from(Dial),
        dropped=st.lists(st.sampled_from(MEMBERS), max_size=20, unique=True).map(tuple),
        private=st.booleans(),
        answer=st.sampled_from(["", "0123456789abcdef"]),
    ),
    st.text(max_size=900),
)
@settings(max_examples=200, deadline=None)
def test_what_is_carried_comes_back_as_it_was(search: Search, typed: str) -> None:
    """Whatever is typed: a separator in it moves nothing."""
    request = Request(candidate="U1", search=search, question=typed, reason=typed, needed="hour")

    assert Search.of(search.carried) == search
    assert Request.of(request.carried) == request
    assert len(search.carried) <= 1500
    assert len(request.carried) <= 3000


def test_whoever_was_waved_away_longest_ago_may_come_back() -> None:
    """A button carries so much and no more; the same one twice counts once."""
    search = Search(question="lamps")
    for member in (*MEMBERS, MEMBERS[-1]):
        search = search.without(member)

    assert search.dropped == MEMBERS[10:]


def test_an_abstention_says_how_many_may_know_and_names_nobody() -> None:
    """A channel reads it."""
    nothing = Answer(state=AnswerState.NOT_HELD, message="The logbooks do not say.")
    handle = Handle("k1", gap="C1|1.0|1.0", knows=2)
    message = answer_message(nothing, handle)
    check(message)

    assert "2 people in the community may know." in str(message.blocks)
    assert "k1|C1|1.0|1.0" in str(message.blocks)
    assert "may know" not in str(answer_message(nothing, Handle("k1", gap="C1||")).blocks)
    assert "One person in the" in str(answer_message(nothing, Handle("k", gap="C1||", knows=1)))


def test_the_button_stands_below_every_answer_and_stays_when_one_is_corrected() -> None:
    """But not below what the pack refuses to search."""
    handle = Handle("k1", asked="C1|1.0|1.0", knows=0)
    answered = cited_answer()
    corrected = corrected_message(answered, "k1", Layout.of(answered, handle))
    routed = Answer(state=AnswerState.ROUTED, message="Ask the pilot.", route="pilots")

    assert "find_people" in str(answer_message(answered, handle).blocks)
    assert "find_people" in str(corrected.blocks)
    assert "find_people" not in str(answer_message(routed, handle).blocks)


def test_an_asker_cannot_tell_a_no_from_silence() -> None:
    """The same words; and nothing is listed of what was taken back."""
    said = {
        state: str(mine_modal([Entry(introduction(state, "Who tends them?"), "Bea")], []))
        for state in STATES
    }

    assert QUIET in said[IntroductionState.DECLINED]
    assert said[IntroductionState.DECLINED] == said[IntroductionState.EXPIRED]
    assert "Who tends them?" not in said[IntroductionState.WITHDRAWN]
    assert [state for state in STATES if "Take it back" in said[state]] == [
        IntroductionState.DRAFT,
        IntroductionState.ASKED,
        IntroductionState.ACCEPTED,
    ]


def test_a_candidate_sees_nothing_before_they_are_asked() -> None:
    """A draft waits for their hours."""
    draft = Entry(introduction(IntroductionState.DRAFT, "Who tends them?"), "Ana")
    asked = Entry(introduction(IntroductionState.ASKED, "Who tends them?"), "Ana")

    assert "Who tends them?" not in str(mine_modal([], [draft]))
    assert "Who tends them?" in str(mine_modal([], [asked]))
    assert "Take it back" not in str(mine_modal([], [asked]))


def test_the_letter_s_preview_names_its_writer_only_when_they_said_so() -> None:
    """Anonymous until it is accepted."""
    told = {"candidate": "U2", "search": Search(question="lamps"), "question": "Who tends them?"}
    named = preview_form(Request(**told), "Ana Larch")
    hidden = preview_form(Request(**told, anonymous=True, reason="A trial."), "Ana Larch")

    assert "From: Ana Larch" in str(named)
    assert "Ana Larch" not in str(hidden)
    assert "A member, who is named once you agree" in str(hidden)
    assert "A trial." in str(hidden)
