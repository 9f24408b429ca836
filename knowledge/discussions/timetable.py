"""When something is due in a discussion: a function of how the discussion stands, and no more.

So a cue never has to be put right by hand: whatever was written before a crash, what is due
after it follows from the discussion alone.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from knowledge.discussions.life import HALTED
from knowledge.models.discussions import Cue, CueKind, Discussion, DiscussionState, PromptState

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)

APPROVE_BEFORE: Final = timedelta(days=14)
ANNOUNCE_BEFORE: Final = timedelta(days=7)
REMIND_BEFORE: Final = {"24h": timedelta(hours=24), "60m": timedelta(minutes=60)}
READY_BEFORE: Final = timedelta(minutes=15)
NO_HOST_BEFORE: Final = timedelta(minutes=5)
INTRODUCTIONS: Final = timedelta(minutes=7)
GAP: Final = timedelta(seconds=60)
"""Two prompts are never closer."""

WARN_BEFORE: Final = timedelta(minutes=1)
GRACE: Final = timedelta(minutes=5)
LATE: Final = timedelta(hours=24)
DRAFT_AFTER: Final = timedelta(hours=48)
REMIND_HOST_AFTER: Final = (timedelta(hours=60), timedelta(hours=72))

REHEARSAL_PACE: Final = 20
"""How many times faster a rehearsal goes."""

REHEARSAL_LATE: Final = timedelta(seconds=15)
REHEARSAL_DRAFT: Final = timedelta(seconds=30)

_K = CueKind
_S = DiscussionState
_P = PromptState


class Slot(NamedTuple):
    """When a prompt that is not skipped is open: in fact, or as it looks now."""

    number: int
    opens: datetime
    closes: datetime
    in_grace: bool


def span(one: Discussion, time: timedelta) -> timedelta:
    """Return how long something lasts in a discussion; a rehearsal is over sooner."""
    return time / REHEARSAL_PACE if one.rehearsal else time


def introductions_end(one: Discussion) -> datetime:
    """Return when the introductions are over."""
    start = one.started_at or not_before(one, one.starts_at)
    return one.first_at or start + span(one, INTRODUCTIONS)


def slots(one: Discussion) -> tuple[Slot, ...]:
    """Return when each prompt is open, in order."""
    found = []
    at = introductions_end(one)
    for prompt in one.prompts:
        if prompt.state is _P.SKIPPED:
            continue
        opens = prompt.opened_at or not_before(one, at)
        closes = prompt.closes_at or opens + span(one, timedelta(minutes=prompt.minutes))
        found.append(Slot(prompt.number, opens, closes, prompt.state is _P.GRACE))
        at = max(closes, opens + span(one, GAP))
    return tuple(found)


def ends_at(one: Discussion) -> datetime:
    """Return when it is wrapped up."""
    return max((slot.closes for slot in slots(one)), default=introductions_end(one))


def not_before(one: Discussion, moment: datetime) -> datetime:
    """Return a moment, or when the discussion went on if that was later."""
    return max(moment, one.resumed_at) if one.resumed_at else moment


def timetable(one: Discussion) -> tuple[Cue, ...]:
    """Return all cues of a discussion as it stands, whether they are done or not.

    While it is paused or failed nothing is due but telling its hosts why.

    Returns:
        By moment and key; none when the discussion was cancelled.
    """
    if one.state is _S.CANCELLED:
        return ()
    cues = [_cue(one, *due) for due in _dues(one)]
    if one.state in HALTED:
        cues = [cue.model_copy(update={"due_at": NEVER}) for cue in cues]
        cues.extend(_trouble(one))
    return tuple(sorted(cues, key=lambda cue: (cue.due_at, cue.key)))


_Due = tuple[CueKind, str, datetime, int]


def _dues(one: Discussion) -> Iterator[_Due]:
    if one.state is _S.DRAFT:
        if not one.rehearsal:
            yield _K.APPROVE, "approve", max(one.starts_at - APPROVE_BEFORE, one.created_at), 0
        return
    yield from _before(one)
    yield _K.WELCOME, f"welcome{_times(one)}", one.started_at or one.starts_at, 0
    for slot in slots(one):
        yield from _of_prompt(one, slot)
    closing = one.state is _S.CLOSING and one.closed_at is None
    yield _K.WRAP_UP, "wrap-up", _ended(one) if closing else ends_at(one), 0
    yield from _afterwards(one)


def _before(one: Discussion) -> Iterator[_Due]:
    start, times = one.starts_at, _times(one)
    early = start - ANNOUNCE_BEFORE
    yield _K.ANNOUNCE, f"announce{times}", max(early, one.created_at), 0
    if one.rehearsal:
        return
    known = not_before(one, one.created_at)
    for name, before in REMIND_BEFORE.items():
        if start - before >= known:
            yield _K.REMIND, f"remind-{name}{times}", start - before, 0
    yield _K.READY, f"ready{times}", start - READY_BEFORE, 0
    yield _K.NO_HOST, f"no-host{times}", start - NO_HOST_BEFORE, 0


def _of_prompt(one: Discussion, slot: Slot) -> Iterator[_Due]:
    number = slot.number
    yield _K.PROMPT, f"prompt-{number}", slot.opens, number
    yield _K.NUDGE, f"nudge-{number}", slot.opens + (slot.closes - slot.opens) / 2, number
    yield _K.WARN, f"warn-{number}", slot.closes - span(one, WARN_BEFORE), number
    if slot.in_grace:
        yield _K.GRACE_OVER, f"grace-{number}", slot.closes + span(one, GRACE), number


def _afterwards(one: Discussion) -> Iterator[_Due]:
    if one.closed_at is None:
        return
    late = REHEARSAL_LATE if one.rehearsal else LATE
    draft = REHEARSAL_DRAFT if one.rehearsal else DRAFT_AFTER
    yield _K.LATE_OVER, "late-over", one.closed_at + late, 0
    yield _K.DRAFT_REPORT, "draft-report", one.draft_at or one.closed_at + draft, 0
    if one.rehearsal:
        return
    for count, wait in enumerate(REMIND_HOST_AFTER, start=1):
        yield _K.REMIND_HOST, f"remind-host-{count}", one.closed_at + wait, 0
    if one.published_at:
        yield _K.PUBLISH, "publish", one.published_at, 0


def _trouble(one: Discussion) -> Iterator[Cue]:
    if one.trouble and one.paused_at:
        key = f"trouble-{one.paused_at:%Y%m%dT%H%M%S}"
        yield Cue(discussion=one.id, key=key, kind=_K.TROUBLE, due_at=one.paused_at)


def _ended(one: Discussion) -> datetime:
    """Return when a host ended it: as soon as what was open had been closed."""
    closed = [prompt.closes_at for prompt in one.prompts if prompt.closes_at]
    return max(closed, default=introductions_end(one))


def _times(one: Discussion) -> str:
    return f"-{one.moves}" if one.moves else ""


def _cue(one: Discussion, kind: CueKind, key: str, due_at: datetime, prompt: int) -> Cue:
    moment = not_before(one, due_at)
    return Cue(discussion=one.id, key=key, kind=kind, prompt=prompt, due_at=moment)
