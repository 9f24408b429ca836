"""Who may read what: access scopes and the audience of an output."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

PUBLIC = "public"
COMMUNITY = "community"
PEOPLE = "people"
"""Scope of what members say of themselves to be found by it: no audience ever holds it."""

_SCOPE = re.compile(r"public|community|channel:[A-Z0-9]+|owner:[A-Z0-9]+")


def checked_scope(scope: str) -> str:
    """Return the scope unchanged.

    Raises:
        ValueError: it is none of `public`, `community`, `channel:<id>`, `owner:<member>`.
    """
    if not _SCOPE.fullmatch(scope):
        msg = f"“{scope}” is no access scope: use public, community, channel:<id> or owner:<member>"
        raise ValueError(msg)
    return scope


def _held_scope(scope: str) -> str:
    return scope if scope == PEOPLE else checked_scope(scope)


AccessScope = Annotated[str, AfterValidator(checked_scope)]
"""What a source, a file or an audience may name."""

HeldScope = Annotated[str, AfterValidator(_held_scope)]
"""What a document may have: an access scope, or `people`."""


class Audience(BaseModel):
    """Everybody who will see an output, as the scopes that all of them may read.

    Attributes:
        scopes: always holds `public`.
    """

    model_config = ConfigDict(frozen=True)

    scopes: frozenset[AccessScope] = frozenset({PUBLIC})

    def may_read(self, scope: str) -> bool:
        """Tell whether every person in the audience may read text of this scope."""
        return scope in self.scopes

    def __and__(self, other: "Audience") -> "Audience":
        return Audience(scopes=self.scopes & other.scopes | {PUBLIC})

    @classmethod
    def of(cls, *, full_member: bool, member: str = "", channels: Iterable[str] = ()) -> "Audience":
        """Build the audience of one person.

        Args:
            full_member: False for guests and external partners, who read `public` and their
                channels only.
            member: the person's id; adds their own private texts.
            channels: ids of the channels that the person is in.
        """
        scopes = {PUBLIC, *(f"channel:{channel}" for channel in channels)}
        if full_member:
            scopes.add(COMMUNITY)
        if member:
            scopes.add(f"owner:{member}")
        return cls(scopes=frozenset(scopes))

    @classmethod
    def of_channel(cls, channel: str, *, all_full_members: bool) -> "Audience":
        """Build the audience of a channel: what every one of its readers may read."""
        scopes = {PUBLIC, f"channel:{channel}"}
        if all_full_members:
            scopes.add(COMMUNITY)
        return cls(scopes=frozenset(scopes))


FULL_MEMBER = Audience.of(full_member=True)
"""Somebody who reads what all members of the community read, and no more."""
