"""What comes of an introduction: pure changes of one that was agreed to."""

from datetime import datetime

from knowledge.errors import TransitionError
from knowledge.models.introductions import Introduction, IntroductionState, Outcome
from knowledge.people.introductions.answering import only
from knowledge.people.introductions.life import moved

_S = IntroductionState
_TOGETHER = frozenset({_S.INTRODUCED, _S.FOLLOWED_UP})
_AFTERWARDS = _TOGETHER | {_S.CLOSED}


def introduced(one: Introduction, channel: str, due_at: datetime) -> Introduction:
    """Note that the two were brought together, or that the answer was handed on.

    Args:
        one: as it stands.
        channel: of their conversation, or empty.
        due_at: when both are asked what came of it.
    """
    if one.state in _AFTERWARDS:
        return one
    return moved(one, _S.INTRODUCED, channel=channel, due_at=due_at)


def failed(one: Introduction, trouble: str) -> Introduction:
    """Note that Slack did not let it happen, and why."""
    return moved(one, _S.FAILED, trouble=trouble)


def followed_up(one: Introduction, now: datetime, due_at: datetime) -> Introduction:
    """Note that both were asked what came of it; it is closed at `due_at` at the latest."""
    if one.state in _AFTERWARDS - {_S.INTRODUCED}:
        return one
    return _settled(moved(one, _S.FOLLOWED_UP, due_at=due_at), now)


def closed(one: Introduction) -> Introduction:
    """Note that nothing is left to do."""
    return moved(one, _S.CLOSED)


def said(one: Introduction, by: str, outcome: Outcome, now: datetime) -> Introduction:
    """Note what came of it for one of the two; they may change their mind until the end."""
    return _told(one, {f"{_side(one, by)}_says": outcome}, now)


def published(
    one: Introduction, by: str, now: datetime, *, agrees: bool, text: str
) -> Introduction:
    """Note whether one of the two agrees that the answer is published.

    Args:
        one: as it stands.
        by: member id of one of the two.
        now: the present moment.
        agrees: to publish.
        text: the answer as they would publish it, or empty for the one that is there; with
            another text, what the other side agreed to counts no longer.
    """
    side = _side(one, by)
    changes: dict[str, object] = {f"{side}_publishes": agrees}
    if agrees and text.strip() and text != one.answer and one.state in _TOGETHER:
        other = "candidate" if side == "asker" else "asker"
        changes |= {"answer": text, f"{other}_publishes": False}
    return _told(one, changes, now)


def _side(one: Introduction, by: str) -> str:
    if by == one.asker != "":
        return "asker"
    only(one.candidate, by)
    return "candidate"


def _told(one: Introduction, changes: dict[str, object], now: datetime) -> Introduction:
    after = one.model_copy(update=changes)
    if after == one:
        return one
    if one.state not in _TOGETHER:
        raise TransitionError(
            "Nothing more can be said of this introduction", "Ask again, if you still need help"
        )
    return _settled(after, now)


def _settled(one: Introduction, now: datetime) -> Introduction:
    """Let one be closed at once when neither has anything left to say."""
    heard = one.asker_says and one.candidate_says and one.both_publish
    if one.state is _S.FOLLOWED_UP and heard:
        return one.model_copy(update={"due_at": min(one.due_at, now)})
    return one
