"""What is to be done with a cue whose moment has come, or is past."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from knowledge.discussions.life import HALTED
from knowledge.discussions.timetable import GAP, NEVER, span, timetable
from knowledge.models.discussions import (
    Cue,
    CueKind,
    Discussion,
    DiscussionState,
    Prompt,
    PromptState,
)

TOLERANCE: Final = timedelta(minutes=5)
"""What is later is not made up for without a host."""

REMINDER_TOLERANCE: Final = timedelta(minutes=30)
ENOUGH_PEOPLE: Final = 3
"""From so many on, nobody has to be nudged."""

_K = CueKind
_S = DiscussionState
_P = PromptState

SILENT: Final = frozenset({_K.GRACE_OVER, _K.LATE_OVER})
"""Cues that change the discussion, and post nothing."""

WANTED: Final[Mapping[CueKind, frozenset[DiscussionState]]] = {
    _K.APPROVE: frozenset({_S.DRAFT}),
    _K.ANNOUNCE: frozenset({_S.SCHEDULED, _S.ANNOUNCED}),
    _K.REMIND: frozenset({_S.ANNOUNCED}),
    _K.READY: frozenset({_S.ANNOUNCED}),
    _K.NO_HOST: frozenset({_S.ANNOUNCED}),
    _K.WELCOME: frozenset({_S.ANNOUNCED, _S.LIVE}),
    _K.PROMPT: frozenset({_S.LIVE}),
    _K.NUDGE: frozenset({_S.LIVE}),
    _K.WARN: frozenset({_S.LIVE}),
    _K.GRACE_OVER: frozenset({_S.LIVE, _S.CLOSING}),
    _K.WRAP_UP: frozenset({_S.LIVE, _S.CLOSING}),
    _K.LATE_OVER: frozenset({_S.LATE}),
    _K.DRAFT_REPORT: frozenset({_S.CURATING}),
    _K.REMIND_HOST: frozenset({_S.CURATING}),
    _K.PUBLISH: frozenset({_S.PUBLISHED}),
    _K.TROUBLE: HALTED,
}
"""The states in which a cue has a sense."""

_ASKED_OF: Final[Mapping[CueKind, frozenset[PromptState]]] = {
    _K.PROMPT: frozenset({_P.PENDING}),
    _K.NUDGE: frozenset({_P.OPEN}),
    _K.WARN: frozenset({_P.OPEN}),
    _K.GRACE_OVER: frozenset({_P.GRACE}),
}
"""The states of its prompt in which a cue has a sense."""


class Judgement(StrEnum):
    """What is to be done with a cue."""

    DO = "do"
    WAIT = "wait"
    DROP = "drop"
    MISSED = "missed"


Verdict = tuple[Judgement, datetime]
"""With the moment until which it waits, or at which it was due."""


def judged(
    cue: Cue, one: Discussion, now: datetime, people: Callable[[], int], *, host_is_there: bool
) -> Verdict:
    """Return what is to be done with a cue.

    Args:
        cue: whose moment has come.
        one: the discussion as it stands.
        now: the present moment.
        people: tells how many people have answered the prompt so far.
        host_is_there: whether a host has checked in.
    """
    due_at = next((other.due_at for other in timetable(one) if other.key == cue.key), None)
    if due_at is None:
        return Judgement.DROP, now
    if one.state in HALTED and cue.kind is not _K.TROUBLE:
        return Judgement.WAIT, NEVER
    prompt = one.prompt(cue.prompt)
    if not _has_sense(cue.kind, one, prompt):
        return Judgement.DROP, now
    if due_at > now:
        return Judgement.WAIT, due_at
    if _is_needless(cue.kind, people, host_is_there=host_is_there):
        return Judgement.DROP, now
    return _by_the_clock(cue.kind, one, prompt, now, due_at)


def _by_the_clock(
    kind: CueKind, one: Discussion, prompt: Prompt | None, now: datetime, due_at: datetime
) -> Verdict:
    if _is_stale(kind, one, prompt, now, due_at):
        return Judgement.DROP, now
    if _is_missed(kind, one, now, due_at):
        return Judgement.MISSED, due_at
    free_at = _free_at(kind, one, now)
    return (Judgement.WAIT, free_at) if free_at > now else (Judgement.DO, due_at)


def _has_sense(kind: CueKind, one: Discussion, prompt: Prompt | None) -> bool:
    if one.state not in WANTED[kind]:
        return False
    return prompt is None or kind not in _ASKED_OF or prompt.state in _ASKED_OF[kind]


def _is_needless(kind: CueKind, people: Callable[[], int], *, host_is_there: bool) -> bool:
    if kind is _K.NUDGE:
        return people() >= ENOUGH_PEOPLE
    return kind is _K.NO_HOST and host_is_there


def _is_stale(
    kind: CueKind, one: Discussion, prompt: Prompt | None, now: datetime, due_at: datetime
) -> bool:
    """Tell whether nobody is served any more by what should have been posted before."""
    if kind is _K.REMIND:
        return now - due_at > REMINDER_TOLERANCE
    if kind in {_K.READY, _K.NO_HOST}:
        return now >= one.starts_at
    over = bool(prompt and prompt.closes_at and now >= prompt.closes_at)
    return kind in {_K.WARN, _K.NUDGE} and over


def _is_missed(kind: CueKind, one: Discussion, now: datetime, due_at: datetime) -> bool:
    if kind is _K.ANNOUNCE:
        return now > one.starts_at + TOLERANCE
    return kind in {_K.WELCOME, _K.PROMPT} and now - due_at > TOLERANCE


def _free_at(kind: CueKind, one: Discussion, now: datetime) -> datetime:
    """Return from when on it may be done although it is due."""
    asked = [other.opened_at for other in one.prompts if other.opened_at]
    return max(asked) + span(one, GAP) if kind is _K.PROMPT and asked else now
