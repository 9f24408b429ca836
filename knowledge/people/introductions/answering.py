"""What a candidate may say to what they were asked: pure changes of one introduction."""

from datetime import datetime
from hashlib import sha256

from knowledge.errors import NotAllowedError, TransitionError
from knowledge.models.introductions import Decline, Introduction, IntroductionState
from knowledge.people.introductions.life import AGREED, moved

_S = IntroductionState
MOST_PASSES = 2
"""How often one question is passed on."""


def only(who: str, by: str) -> None:
    """Let nobody but one of the two do what is theirs.

    Raises:
        NotAllowedError: it is somebody else, or the one was forgotten.
    """
    if not who or by != who:
        raise NotAllowedError("This is between other members", "Look at your own introductions")


def asked(one: Introduction, now: datetime, due_at: datetime) -> Introduction:
    """Note that the letter was written; it is written once."""
    if one.asked_at is not None and one.state is not _S.WITHDRAWN:
        return one
    return moved(one, _S.ASKED, asked_at=now, due_at=due_at)


def taken_back(one: Introduction, by: str, now: datetime) -> Introduction:
    """Take one's question back; a letter that is due may be out already, and counts as an ask."""
    only(one.asker, by)
    if one.state is _S.DRAFT and one.due_at <= now:
        return moved(one, _S.WITHDRAWN, asked_at=now)
    return moved(one, _S.WITHDRAWN)


def accepted(one: Introduction, by: str, now: datetime) -> Introduction:
    """Agree to be introduced, now."""
    only(one.candidate, by)
    return one if one.state in AGREED else moved(one, _S.ACCEPTED, due_at=now)


def answered(one: Introduction, by: str, text: str, now: datetime) -> Introduction:
    """Agree to help, in writing; the first text counts.

    Raises:
        TransitionError: they agreed to a conversation already, or wrote nothing.
    """
    only(one.candidate, by)
    if one.state in AGREED and (one.answer or one.state is _S.CLOSED):
        return one
    if one.state in AGREED:
        raise TransitionError(
            "You agreed to a conversation already", "Write your answer in the conversation"
        )
    if not text.strip():
        raise TransitionError("There is no answer to hand on", "Write a line or two first")
    return moved(one, _S.ACCEPTED, answer=text, due_at=now)


def declined(one: Introduction, by: str, why: Decline) -> Introduction:
    """Say no; the asker never learns why."""
    only(one.candidate, by)
    return moved(one, _S.DECLINED, decline=why)


def passed_on(one: Introduction, by: str) -> Introduction:
    """Let somebody else be asked instead."""
    only(one.candidate, by)
    return moved(one, _S.PASSED_ON)


def id_after(introduction_id: str) -> str:
    """Return the id of the introduction that one is passed on as: there is only one."""
    return sha256(f"{introduction_id} passed on".encode()).hexdigest()[:12]
