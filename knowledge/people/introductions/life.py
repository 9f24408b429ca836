"""What may follow what in the life of an introduction."""

from collections.abc import Mapping
from typing import Final

from knowledge.errors import TransitionError
from knowledge.models.introductions import NEVER, Introduction, IntroductionState

_S = IntroductionState
_BROKEN_OFF: Final = frozenset({_S.WITHDRAWN, _S.FAILED})
NEXT: Final[Mapping[IntroductionState, frozenset[IntroductionState]]] = {
    _S.DRAFT: _BROKEN_OFF | {_S.ASKED},
    _S.ASKED: _BROKEN_OFF | {_S.ACCEPTED, _S.DECLINED, _S.PASSED_ON, _S.EXPIRED},
    _S.ACCEPTED: _BROKEN_OFF | {_S.INTRODUCED},
    _S.INTRODUCED: _BROKEN_OFF | {_S.FOLLOWED_UP, _S.CLOSED},
    _S.FOLLOWED_UP: _BROKEN_OFF | {_S.CLOSED},
    _S.CLOSED: frozenset(),
    _S.DECLINED: frozenset(),
    _S.PASSED_ON: frozenset(),
    _S.EXPIRED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.FAILED: frozenset(),
}
"""Closed without a follow-up: when the two could not be written to in time."""

LIVING: Final = frozenset(state for state, after in NEXT.items() if after)
"""States that are not an end."""

AGREED: Final = frozenset({_S.ACCEPTED, _S.INTRODUCED, _S.FOLLOWED_UP, _S.CLOSED})
"""States that only a candidate's yes leads to."""

_TAKEN_BACK: Final = {"question": "", "reason": "", "needed": "", "because": (), "sources": ()}


def moved(one: Introduction, to: IntroductionState, **changes: object) -> Introduction:
    """Return the introduction in its next state; the same state again changes nothing.

    At its end it keeps no answer; withdrawn, it keeps nothing of what was asked.

    Args:
        one: as it stands.
        to: its next state.
        changes: other fields of `Introduction` that change along.

    Raises:
        TransitionError: the state cannot follow.
    """
    if to is one.state:
        return one
    if to not in NEXT[one.state]:
        raise TransitionError(
            f"An introduction that is {_words(one.state)} cannot become {_words(to)}",
            "Look at your introductions again to see how it stands now",
        )
    if to not in LIVING:
        changes = {"due_at": NEVER, "answer": ""} | changes
    if to is _S.WITHDRAWN:
        changes |= _TAKEN_BACK
    return one.model_copy(update={**changes, "state": to})


def _words(state: IntroductionState) -> str:
    return state.replace("_", " ")
