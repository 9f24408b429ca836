"""What may follow what in the life of a discussion and of its prompts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from knowledge.errors import TransitionError
from knowledge.models.discussions import Discussion, DiscussionState, Prompt, PromptState

_S = DiscussionState
_P = PromptState

NEXT: Final[Mapping[DiscussionState, frozenset[DiscussionState]]] = {
    _S.DRAFT: frozenset({_S.SCHEDULED, _S.CANCELLED, _S.FAILED}),
    _S.SCHEDULED: frozenset({_S.ANNOUNCED, _S.PAUSED, _S.CANCELLED, _S.FAILED}),
    _S.ANNOUNCED: frozenset({_S.LIVE, _S.PAUSED, _S.CANCELLED, _S.FAILED}),
    _S.LIVE: frozenset({_S.CLOSING, _S.PAUSED, _S.CANCELLED, _S.FAILED}),
    _S.CLOSING: frozenset({_S.LATE, _S.PAUSED, _S.FAILED}),
    _S.LATE: frozenset({_S.CURATING, _S.FAILED}),
    _S.CURATING: frozenset({_S.PUBLISHED, _S.FAILED}),
    _S.PUBLISHED: frozenset({_S.INDEXED, _S.FAILED}),
    _S.INDEXED: frozenset(),
    _S.PAUSED: frozenset({_S.FAILED}),
    _S.FAILED: frozenset(),
    _S.CANCELLED: frozenset(),
}
"""What may follow; from `paused` and `failed` also the state that was left, see `after`."""

NEXT_PROMPT: Final[Mapping[PromptState, frozenset[PromptState]]] = {
    _P.PENDING: frozenset({_P.OPEN, _P.SKIPPED}),
    _P.OPEN: frozenset({_P.GRACE}),
    _P.GRACE: frozenset({_P.CLOSED}),
    _P.CLOSED: frozenset({_P.THEMED}),
    _P.THEMED: frozenset(),
    _P.SKIPPED: frozenset(),
}

HALTED: Final = frozenset({_S.PAUSED, _S.FAILED})
"""States in which nothing happens by itself."""

PAUSABLE: Final = frozenset(state for state, after in NEXT.items() if _S.PAUSED in after)
FALLIBLE: Final = frozenset(state for state, after in NEXT.items() if _S.FAILED in after)
CANCELLABLE: Final = frozenset(state for state, after in NEXT.items() if _S.CANCELLED in after)
LIVING: Final = frozenset(NEXT) - {_S.INDEXED, _S.CANCELLED}
"""States in which something may still be due."""


def standing(one: Discussion) -> DiscussionState:
    """Return the state of a discussion, or the one in which it was paused or failed."""
    return _S(one.held_from) if one.state in HALTED and one.held_from else one.state


def after(one: Discussion) -> frozenset[DiscussionState]:
    """Return the states that may follow."""
    if one.state not in HALTED:
        return NEXT[one.state]
    left = standing(one)
    return NEXT[one.state] | {left} | ({_S.CANCELLED} if left in CANCELLABLE else frozenset())


def moved(one: Discussion, to: DiscussionState, **changes: object) -> Discussion:
    """Return the discussion in its next state.

    Cancelled or published, it loses the secret by which anonymous authors could be found out.

    Args:
        one: as it stands.
        to: its next state.
        changes: other fields of `Discussion` that change along.

    Raises:
        TransitionError: the state cannot follow.
    """
    if to not in after(one):
        raise TransitionError(
            f"A discussion that is {one.state} cannot become {to}",
            "Look at the discussion again to see how it stands now",
        )
    held: dict[str, object] = {"held_from": "", "paused_at": None, "trouble": ""}
    if to in HALTED:
        held = {"held_from": standing(one).value}
    if to in {_S.CANCELLED, _S.PUBLISHED}:
        held["salt"] = ""
    return one.model_copy(update={**held, **changes, "state": to})


def halted(one: Discussion, now: datetime, trouble: str) -> Discussion:
    """Return the discussion paused, or failed where there is nothing to pause; why, in words.

    Raises:
        TransitionError: nothing goes on in it that could be held up.
    """
    to = _S.PAUSED if one.state in PAUSABLE else _S.FAILED
    return moved(one, to, paused_at=one.paused_at or now, trouble=trouble)


def moved_prompt(prompt: Prompt, to: PromptState, **changes: object) -> Prompt:
    """Return the prompt in its next state.

    Args:
        prompt: as it stands.
        to: its next state.
        changes: other fields of `Prompt` that change along.

    Raises:
        TransitionError: the state cannot follow.
    """
    if to not in NEXT_PROMPT[prompt.state]:
        raise TransitionError(
            f"Prompt {prompt.number} is {prompt.state} and cannot become {to}",
            "Look at the discussion again to see how it stands now",
        )
    return prompt.model_copy(update={**changes, "state": to})


def with_prompt(one: Discussion, prompt: Prompt) -> Discussion:
    """Return the discussion with a prompt in the place of the one of its number."""
    prompts = tuple(prompt if other.number == prompt.number else other for other in one.prompts)
    return one.model_copy(update={"prompts": prompts})


def open_prompt(one: Discussion) -> Prompt | None:
    """Return the prompt that is being discussed, or None."""
    return next((prompt for prompt in one.prompts if prompt.state is _P.OPEN), None)


def next_prompt(one: Discussion) -> Prompt | None:
    """Return the prompt that is asked next, or None."""
    return next((prompt for prompt in one.prompts if prompt.state is _P.PENDING), None)
