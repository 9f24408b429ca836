"""What may follow what in the life of a contribution."""

from collections.abc import Mapping
from typing import Final

from knowledge.errors import TransitionError
from knowledge.models.access import COMMUNITY
from knowledge.models.contributions import Contribution, ContributionState

_S = ContributionState
NEXT: Final[Mapping[ContributionState, frozenset[ContributionState]]] = {
    _S.OFFERED: frozenset({_S.HELD, _S.ACCEPTED, _S.WITHDRAWN}),
    _S.HELD: frozenset({_S.ACCEPTED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset({_S.HELD, _S.INDEXED, _S.SUPERSEDED, _S.WITHDRAWN, _S.EXPIRED}),
    _S.INDEXED: frozenset({_S.HELD, _S.ACCEPTED, _S.SUPERSEDED, _S.WITHDRAWN, _S.EXPIRED}),
    _S.SUPERSEDED: frozenset({_S.WITHDRAWN}),
    _S.EXPIRED: frozenset({_S.ACCEPTED, _S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset(),
}
"""An edit takes an indexed contribution back to `accepted`, or to `held`; `withdrawn` is final."""

ANSWERING: Final = frozenset({_S.ACCEPTED, _S.INDEXED, _S.SUPERSEDED})
"""States in which a contribution is a document of the index."""

_FORGOTTEN: Final = (
    "text",
    "title",
    "question",
    "member",
    "credit_line",
    "url",
    "file",
    "owner",
    "licence",
)


def moved(contribution: Contribution, to: ContributionState, **changes: object) -> Contribution:
    """Return the contribution in its next state; the same state again changes nothing.

    A withdrawn contribution keeps nothing that says what it was, where it stood or whose it was.

    Args:
        changes: other fields of `Contribution` that change along.

    Raises:
        TransitionError: the state cannot follow.
    """
    if to is contribution.state:
        return contribution
    if to not in NEXT[contribution.state]:
        raise TransitionError(
            f"What is {contribution.state} cannot become {to}",
            "Open the list again to see how it stands now",
        )
    if to is ContributionState.WITHDRAWN:
        changes |= dict.fromkeys(_FORGOTTEN, "") | {
            "reasons": (),
            "scope": COMMUNITY,
            "trial": None,
        }
    return contribution.model_copy(update={**changes, "state": to})
