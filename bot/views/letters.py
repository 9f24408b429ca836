"""The letter that asks a candidate, as it stands at each moment; and what else they read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.mrkdwn import link, safe
from bot.views.cards import reason_rows
from bot.views.parts import (
    FALLBACK_CHARS,
    Json,
    Message,
    actions,
    button,
    context,
    divider,
    header,
    overflow,
    quotation,
    section,
)
from bot.views.reason import UNNAMED, told_rows
from knowledge.models.experts import Because
from knowledge.models.introductions import EXPIRY_DAYS, Decline, Introduction, IntroductionState

HAPPY, ANSWER_HERE, NO_TIME = "letter_happy", "letter_answer", "letter_not_now"
NOT_MY_AREA, PASS_ON, PAUSE_ME = "letter_not_my_area", "letter_pass", "letter_pause"
ANOTHER_REASON, I_AM_BACK = "letter_another_reason", "letter_back"
PAUSE_DAYS = 14
BACK = "Welcome back. You may be asked again from now on, as you have set it."
_S = IntroductionState
_TITLE = "A question for you"
_LEAD = (
    "Somebody in the community would like to ask you something. Nobody else is asked it while it "
    "waits for you."
)
_STEPS = (
    "*Happy to*: I open a conversation for the two of you, and write no more in it than who you "
    "are and what was asked.",
    "*Answer here in one message*: I hand your answer on under your name, and no conversation "
    "follows.",
    "*Not now*, *Not my area*, or another reason: they learn that it did not come about, and "
    "never why.",
    "*Pass to…*: you name somebody who may know better. I ask them by their own rules, and do not "
    "say who named them.",
    f"*Pause me*: as *Not now*, and no question is put to you for {PAUSE_DAYS} days.",
    f"You need not reply: I remind you once, and it ends after {EXPIRY_DAYS} working days. The "
    "other side reads the same words then as after a no.",
)
_MINE = "My letter"
_BRINGING = "You agreed. I bring you together now."
_HANDING = "You answered. I hand your answer on now."
_BROUGHT = "You agreed, and I brought you together. Your conversation is among your messages."
_HANDED = "You answered, and I handed your answer on. Thank you."
_OVER = {
    _S.DECLINED: "You said no. The other side learns that it did not come about, and never why.",
    _S.PASSED_ON: "You passed it on. I ask them by their own rules; nothing is left to do for you.",
    _S.EXPIRED: "It is over: the time for a reply passed. Nothing is held against you.",
    _S.WITHDRAWN: "It was taken back, or could not go on. Nothing is left to do for you.",
    _S.FAILED: "You agreed, but Slack did not let me bring you together. Curators see that it "
    "failed, without names.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a candidate may read of a request.

    Attributes:
        asker: as Slack names them; empty while they are not to be named.
        because: why the candidate was suggested, as it holds now.
    """

    made: Introduction
    asker: str
    because: Sequence[Because] = ()


def letter(told: Told) -> Message:
    """Return the letter as it stands now: with buttons while it waits for its candidate."""
    if told.made.state in {_S.DRAFT, _S.ASKED}:
        blocks = [*_asked(told), *_choices(told.made.id)]
    else:
        rows = _request(told) if told.made.question else []
        blocks = [header(_TITLE), *rows, section(_said(told.made))]
    who = told.asker or UNNAMED
    text = f"{_TITLE}, from {who}: {told.made.question}" if told.made.question else _TITLE
    return Message(text=safe(text, FALLBACK_CHARS), blocks=tuple(blocks))


def _asked(told: Told) -> list[Json]:
    why = (
        [section("*Why you*: what stands below your name"), *reason_rows(told.because)]
        if told.because
        else []
    )
    passed = told.made.passed_from != ""
    named = [context("Somebody whom I asked before thought of you.")] if passed else []
    return [header(_TITLE), section(_LEAD), *_request(told), *why, *named, divider()]


def _request(told: Told) -> list[Json]:
    return told_rows(told.made, told.asker, told.made.needed)


def _choices(introduction_id: str) -> list[Json]:
    more = {
        "I have a conflict of interest": f"{introduction_id}|{Decline.CONFLICT}",
        "I would rather not": f"{introduction_id}|{Decline.PREFER_NOT}",
    }
    row = (
        button("Happy to", HAPPY, introduction_id),
        button("Answer here in one message", ANSWER_HERE, introduction_id),
        button("Not now", NO_TIME, introduction_id),
        button("Not my area", NOT_MY_AREA, introduction_id),
        button("Pass to…", PASS_ON, introduction_id),
        button("Pause me", PAUSE_ME, introduction_id),
        overflow(ANOTHER_REASON, more),
    )
    steps = "\n".join(f"• {step}" for step in _STEPS)
    return [actions("letter", *row), section(steps)]


def _said(made: Introduction) -> str:
    if made.state is _S.ACCEPTED:
        return _HANDING if made.answer else _BRINGING
    if made.state in _OVER:
        return _OVER[made.state]
    return _BROUGHT if made.channel else _HANDED


def reminder(made: Introduction, address: str) -> Message:
    """Return the one reminder.

    Args:
        made: the introduction.
        address: of the letter, or empty when it cannot be found.
    """
    said = (
        "A question still waits for you. {where} has what you can do: a no is as welcome as a "
        "yes, and nobody learns why. If you do nothing, it ends by itself in two working days."
    )
    linked = section(said.format(where=link(address, _MINE, 40) if address else _MINE))
    blocks = (linked, quotation(made.question, 300))
    return Message(text=said.format(where=_MINE), blocks=blocks)


def resting(command: str) -> Message:
    """Return what a candidate reads who left three asks in a row without an answer.

    Args:
        command: that opens their own profile, or empty.
    """
    more = f" `{command}` has when and how often you may be asked." if command else ""
    text = (
        "Three questions in a row found you busy, so I put no more to you for now. That is quite "
        "all right: nobody was told, and nothing is held against you. You are still found as you "
        f"wished. One press, and you may be asked again.{more}"
    )
    return Message(text=text, blocks=(section(text), actions("resting", _back())))


def _back() -> Json:
    return button("I am back", I_AM_BACK, "back")
