"""What both sides of an introduction read: limits are kept, and nothing in it is alive."""

from typing import Any

import pytest

from bot.playground.blocks import check_message_blocks, check_view
from bot.views.letters import Told, letter, reminder, resting
from bot.views.load import load_message
from bot.views.meetings import (
    Party,
    answer_letter,
    contact_letter,
    group_message,
    over_letter,
    passed_letter,
    pointer,
)
from bot.views.outcomes import (
    Asking,
    agree_form,
    look_letter,
    outcome_message,
    over_message,
    thanks_letter,
    write_form,
)
from bot.views.parts import Message
from bot.views.replies import answer_form, pass_form
from knowledge.models.community import Term
from knowledge.models.introductions import Introduction, IntroductionState, Outcome
from knowledge.models.load import Failure, LoadReport, OpenTopic
from tests.fakes.clock import START
from tests.fakes.experts import reason
from tests.unit.bot.strict import HOSTILE, alive, check, linked

S = IntroductionState
KINDS = (Term(key="keeper", name="Keeper of lamps", description="Tends them"),)
PEOPLE = {"@U1", "@U2"}
REQUEST = HOSTILE[:300]


def made(**changes: object) -> Introduction:
    """Return an introduction whose words are as bad as they can be."""
    told: dict[str, object] = {
        "id": "a" * 12,
        "asker": "U1",
        "candidate": "U2",
        "question": REQUEST,
        "reason": HOSTILE[:500],
        "needed": "About an hour",
        "state": S.ASKED,
        "made_at": START,
        "asked_at": START,
        "due_at": START,
        "sources": ((HOSTILE, "https://a.example/x"), ("y", "javascript:alert(1)")),
    }
    return Introduction.model_validate({**told, **changes})


def party(member: str = "U1") -> Party:
    """Return somebody who writes as badly."""
    return Party(member, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)


def check_modal(view: dict[str, Any]) -> None:
    """Put a view through the workspace's rules; nothing in it may be alive."""
    check_view(view)
    assert alive(view["blocks"], set()) == []
    assert linked(view["blocks"]) == []


def check_between_them(message: Message) -> None:
    """As `check`, for what may mention the two themselves and nobody else."""
    assert message.text
    check_message_blocks(list(message.blocks))
    assert alive(message.blocks, PEOPLE) == []
    assert linked(message.blocks) == []


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("channel", ["", "G1"])
def test_a_letter_stands_in_every_state(state: S, channel: str) -> None:
    """And only while it waits there is something to press."""
    one = made(state=state, channel=channel, passed_from="b" * 12)
    said = letter(Told(one, HOSTILE, (reason(HOSTILE), reason(), reason())))
    check(said)

    waits = state in {S.DRAFT, S.ASKED}
    assert any(block["type"] == "actions" for block in said.blocks) is waits


def test_a_letter_of_somebody_unnamed_says_so() -> None:
    """In the notification too."""
    said = letter(Told(made(question="Which wick?"), ""))

    assert said.text.startswith("A question for you, from A member, who is named once you agree")


def test_a_letter_that_was_taken_back_holds_nothing_of_it() -> None:
    """Its words are gone from the introduction already."""
    said = letter(Told(made(state=S.WITHDRAWN, question="", reason=""), "Ana Larch"))
    check(said)

    assert "Ana" not in said.text + str(said.blocks)


@pytest.mark.parametrize(
    "message",
    [
        reminder(made(), "https://a.example/letter"),
        reminder(made(), ""),
        resting("/science profile"),
        over_letter("a" * 12, REQUEST),
        passed_letter(REQUEST),
        pointer(party(), "https://a.example/group"),
        look_letter(HOSTILE, "x|y|name|"),
        thanks_letter(HOSTILE),
        over_message(None),
        *(over_message(one) for one in Outcome),
        outcome_message(Asking(made(), HOSTILE, None)),
        *(outcome_message(Asking(made(), HOSTILE, one, thanked=True)) for one in Outcome),
    ],
)
def test_a_letter_of_hostile_words_is_harmless(message: Message) -> None:
    """Whatever somebody is called, and asks."""
    check(message)


@pytest.mark.parametrize(
    "message",
    [
        group_message(made(), party(), party("U2")),
        answer_letter(made(answer=HOSTILE[:2400]), party("U2")),
        contact_letter(made(), party("U2")),
        contact_letter(made(), Party("U2", "Bo")),
    ],
)
def test_what_the_two_read_of_each_other_mentions_nobody_else(message: Message) -> None:
    """Nor does it link anything but sources."""
    check_between_them(message)


def test_sources_are_not_handed_on_to_somebody_for_whom_nobody_checked_them() -> None:
    """The asker's first candidate might read them; the next one may not."""
    found = {"sources": (("A note", "https://a.example/n"),)}
    first = group_message(made(**found), party(), party("U2"))
    passed = group_message(made(**found, passed_from="b" * 12), party(), party("U2"))

    assert "A note" in str(first.blocks)
    assert "A note" not in str(passed.blocks)


@pytest.mark.parametrize("is_author", [True, False])
def test_forms_keep_their_limits(*, is_author: bool) -> None:
    """With the longest that may be written."""
    one = made(answer=HOSTILE[:2400])
    check_modal(answer_form(one))
    check_modal(pass_form(one))
    check_modal(write_form(one, KINDS, is_author=is_author))
    check_modal(agree_form(one, KINDS, "x" * 500, is_author=is_author))


def test_only_who_helped_writes_it_up_once_it_helped() -> None:
    """The button comes with *It helped*."""
    words = [
        "Write the answer up" in str(outcome_message(Asking(made(), "Bo", says)).blocks)
        for says in (None, Outcome.HELPED, Outcome.NOT_REALLY, Outcome.NOT_YET)
    ]

    assert words == [False, True, False, False]


def report(**changes: object) -> LoadReport:
    """Return how introductions went."""
    told: dict[str, object] = {
        "days": 90, "asked": 8, "waiting": 1, "accepted": 3, "declined": 2, "expired": 1,
        "withdrawn": 1, "introduced": 2, "failed": 1, "median_hours": 5.4, "members": 6,
        "busiest_share": 0.875,
    }  # fmt: skip
    return LoadReport.model_validate({**told, **changes})


def test_curators_read_counts_in_words() -> None:
    """With a reference for each failure, and questions that nobody suited."""
    failures = tuple(Failure(introduction=f"{n:012x}", trouble=HOSTILE) for n in range(30))
    topics = tuple(OpenTopic(text=HOSTILE, askers=3) for _ in range(30))
    said = load_message(report(failures=failures, topics=topics))
    shown = str(said.blocks)
    check(said)

    for words in ("8 questions put to 6 members", "within 5 hours", "88% of the questions", "SG-"):
        assert words in shown


def test_few_members_are_not_told_apart() -> None:
    """No share is shown, and no median where nobody replied."""
    said = load_message(report(median_hours=None, busiest_share=None, members=1))

    assert "put to one member" in str(said.blocks)
    assert "within" not in str(said.blocks)
    assert "asked most" not in str(said.blocks)


@pytest.mark.parametrize(
    ("hours", "words"), [(0.0, "within an hour"), (1.4, "within an hour"), (1.6, "within 2 hours")]
)
def test_a_quick_reply_came_within_an_hour(hours: float, words: str) -> None:
    """Never within none."""
    assert words in str(load_message(report(median_hours=hours, asked=1)).blocks)


def test_nothing_at_all_is_said_as_such() -> None:
    """Rather than a row of zeroes."""
    said = load_message(report(asked=0))

    assert "nobody was asked for one yet" in said.text
