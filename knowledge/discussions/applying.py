"""What a discussion becomes once something due in it was done; a second time changes nothing."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from knowledge.discussions.life import moved, moved_prompt, standing, with_prompt
from knowledge.discussions.timetable import INTRODUCTIONS, span
from knowledge.models.discussions import (
    Cue,
    CueKind,
    Discussion,
    DiscussionState,
    Posted,
    PromptState,
)

_K = CueKind
_S = DiscussionState
_P = PromptState
_Apply = Callable[[Discussion, Cue, Posted], Discussion]


def applied(one: Discussion, cue: Cue, posted: Posted) -> Discussion:
    """Return the discussion after a cue, also when others have changed it in between."""
    change = _CHANGES.get(cue.kind)
    return change(one, cue, posted) if change else one


def resumed_then(one: Discussion, state: DiscussionState, then: DiscussionState) -> Discussion:
    """Return the discussion moved on from a state in which it may be held up now.

    The very same when it stands in another state.
    """
    if standing(one) is not state:
        return one
    return moved(one if one.state is state else moved(one, state), then)


def settled(one: Discussion) -> Discussion:
    """Return a closing discussion as late once all prompts are closed and it was wrapped up."""
    open_still = any(prompt.state in {_P.OPEN, _P.GRACE} for prompt in one.prompts)
    if one.state is not _S.CLOSING or one.closed_at is None or open_still:
        return one
    return moved(one, _S.LATE)


def _announced(one: Discussion, _cue: Cue, posted: Posted) -> Discussion:
    after = resumed_then(one, _S.SCHEDULED, _S.ANNOUNCED)
    return after.model_copy(update={"announced_ts": posted.ts})


def _welcomed(one: Discussion, _cue: Cue, posted: Posted) -> Discussion:
    if one.started_at:
        return one
    after = resumed_then(one, _S.ANNOUNCED, _S.LIVE)
    if after is one:
        return one
    first_at = posted.at + span(one, INTRODUCTIONS)
    return after.model_copy(update={"started_at": posted.at, "first_at": first_at})


def _asked(one: Discussion, cue: Cue, posted: Posted) -> Discussion:
    prompt = one.prompt(cue.prompt)
    if prompt is None or prompt.message_ts:
        return one
    if prompt.state is not _P.PENDING or standing(one) is not _S.LIVE:
        # Skipped or ended while it was being posted: the message stands, nothing comes of it.
        return with_prompt(one, prompt.model_copy(update={"message_ts": posted.ts}))
    one = over(one, posted)
    opened = moved_prompt(
        prompt,
        _P.OPEN,
        message_ts=posted.ts,
        opened_at=posted.at,
        closes_at=posted.at + span(one, timedelta(minutes=prompt.minutes)),
    )
    return with_prompt(one, opened)


def over(one: Discussion, posted: Posted) -> Discussion:
    """Return the discussion with the prompt that was open in its grace."""
    for prompt in one.prompts:
        if prompt.state is _P.OPEN:
            closes_at = min(prompt.closes_at or posted.at, posted.at)
            one = with_prompt(one, moved_prompt(prompt, _P.GRACE, closes_at=closes_at))
    return one


def _grace_over(one: Discussion, cue: Cue, _posted: Posted) -> Discussion:
    prompt = one.prompt(cue.prompt)
    if prompt is None or prompt.state is not _P.GRACE:
        return one
    return settled(with_prompt(one, moved_prompt(prompt, _P.CLOSED)))


def _wrapped_up(one: Discussion, _cue: Cue, posted: Posted) -> Discussion:
    if one.closed_at:
        return one
    after = resumed_then(one, _S.LIVE, _S.CLOSING)
    if _S.CLOSING is not standing(after):
        return one
    after = without_pending(over(after, posted))
    return settled(after.model_copy(update={"closed_at": posted.at}))


def without_pending(one: Discussion) -> Discussion:
    """Return the discussion with what was not asked skipped."""
    for prompt in one.prompts:
        if prompt.state is _P.PENDING:
            one = with_prompt(one, moved_prompt(prompt, _P.SKIPPED))
    return one


def _window_closed(one: Discussion, _cue: Cue, _posted: Posted) -> Discussion:
    return moved(one, _S.CURATING) if one.state is _S.LATE else one


_CHANGES: Final[Mapping[CueKind, _Apply]] = {
    _K.ANNOUNCE: _announced,
    _K.WELCOME: _welcomed,
    _K.PROMPT: _asked,
    _K.GRACE_OVER: _grace_over,
    _K.WRAP_UP: _wrapped_up,
    _K.LATE_OVER: _window_closed,
}
