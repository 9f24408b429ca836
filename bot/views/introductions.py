"""A member's introductions: those they asked for, and those for which they were asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.mrkdwn import safe
from bot.views.parts import (
    Json,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    section,
    verbatim,
)
from knowledge.models.introductions import Introduction, IntroductionState

TAKE_BACK_INTRODUCTION = "introduction_take_back"
MINE_TITLE = "Introductions"
SHOWN = 15
TAKEN_BACK = "Taken back. What was kept of your question is gone."
NO_LONGER = "That one can no longer be taken back."
SOMEBODY, SOMEBODY_ELSE = "A member", "Somebody to whom it was passed on"
_NOTHING = (
    "You have asked for no introduction, and nobody has asked for one to you. *Find someone who "
    "knows* stands in the menu of every message."
)
_FAILED = (
    "Something went wrong on my side, and I could not bring you together. A curator sees that."
)
# Nobody learns from these words whether the other side said no, which no, or nothing at all.
_FOR_ASKER = {
    IntroductionState.DRAFT: "Not delivered yet: it waits for their hours.",
    IntroductionState.ASKED: "Asked. No reply yet.",
    IntroductionState.ACCEPTED: "They agreed. I bring you together.",
    IntroductionState.INTRODUCED: "You were introduced.",
    IntroductionState.FOLLOWED_UP: "You were introduced.",
    IntroductionState.CLOSED: "Over.",
    IntroductionState.DECLINED: "It did not come about. You can ask somebody else.",
    IntroductionState.EXPIRED: "It did not come about. You can ask somebody else.",
    IntroductionState.PASSED_ON: "It was passed on to somebody else.",
    IntroductionState.FAILED: _FAILED,
}
_FOR_CANDIDATE = {
    IntroductionState.ASKED: "It waits for you: my letter to you has the buttons.",
    IntroductionState.ACCEPTED: "You agreed. I bring you together.",
    IntroductionState.INTRODUCED: "You were introduced.",
    IntroductionState.FOLLOWED_UP: "You were introduced.",
    IntroductionState.CLOSED: "Over.",
    IntroductionState.DECLINED: "You said no. The other side was not told why.",
    IntroductionState.EXPIRED: "It is over: the time for a reply passed.",
    IntroductionState.PASSED_ON: "You passed it on.",
    IntroductionState.FAILED: _FAILED,
}
OPEN = frozenset({IntroductionState.DRAFT, IntroductionState.ASKED, IntroductionState.ACCEPTED})
"""States from which an asker may take a request back."""

REVEALED = frozenset(
    {
        IntroductionState.ACCEPTED,
        IntroductionState.INTRODUCED,
        IntroductionState.FOLLOWED_UP,
        IntroductionState.CLOSED,
    }
)
"""States in which both sides may know of each other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An introduction with the name of the other side, as the reader may know it."""

    made: Introduction
    other: str


def mine_modal(asked: Sequence[Entry], candidate: Sequence[Entry], news: str = "") -> Json:
    """Return a member's introductions, newest first.

    Args:
        asked: those for which they asked.
        candidate: those for which they were asked.
        news: stands above, in our own words; or empty.
    """
    blocks: list[Json] = [section(news)] if news else []
    mine = [row for one in _shown(asked, _FOR_ASKER) for row in _asked(one)]
    asked_already = [one for one in candidate if one.made.asked_at]
    theirs = [row for one in _shown(asked_already, _FOR_CANDIDATE) for row in _candidate(one)]
    if not mine and not theirs:
        blocks.append(section(_NOTHING))
    if mine:
        blocks += [header("You asked for"), *mine]
    if theirs:
        blocks += [*([divider()] if mine else []), header("You were asked"), *theirs]
    return modal(MINE_TITLE, blocks)


def _shown(entries: Sequence[Entry], words: dict[IntroductionState, str]) -> list[Entry]:
    """Return those of which anything is said, newest first."""
    told = [one for one in entries if one.made.state in words and one.made.question]
    return sorted(told, key=lambda one: one.made.made_at, reverse=True)[:SHOWN]


def _asked(one: Entry) -> list[Json]:
    made = one.made
    said = f"*{safe(one.other, 80)}* · {made.made_at:%-d %B %Y}\n{_FOR_ASKER[made.state]}"
    rows = [verbatim(made.question), section(said)]
    if made.state in OPEN:
        sure = ("Take it back?", "It is put to nobody any more.", "Take it back")
        pressed = button(
            "Take it back", TAKE_BACK_INTRODUCTION, made.id, danger=sure, of=made.question
        )
        rows.append(actions(f"introduction {made.id}", pressed))
    return rows


def _candidate(one: Entry) -> list[Json]:
    made = one.made
    who = f"{safe(one.other, 80)} · {made.made_at:%-d %B %Y}"
    return [verbatim(made.question), section(_FOR_CANDIDATE[made.state]), context(who)]
