"""Which texts may leave the host for a language model, decided by access scope alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.models.access import COMMUNITY, PUBLIC

EVERY = "*"
CHANNEL, OWNER = "channel:", "owner:"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave.

    Attributes:
        writer: the language model's name.
        host: where it is.
        scopes: access scopes; `channel:*` and `owner:*` stand for all of their sort.
    """

    writer: str
    host: str
    scopes: frozenset[str]

    def may(self, scope: str) -> bool:
        """Tell whether a text of an access scope may be sent."""
        sort, parted, _ = scope.partition(":")
        return scope in self.scopes or f"{sort}{parted}{EVERY}" in self.scopes

    def may_all(self, scopes: Iterable[str]) -> bool:
        """Tell whether texts of all these scopes may be sent."""
        return all(self.may(scope) for scope in scopes)

    @property
    def notice(self) -> str:
        """What people are told, in plain sentences."""
        named = [
            words
            for scope, words in (
                (PUBLIC, "texts that are public"),
                (COMMUNITY, "texts that every full member may read"),
                (CHANNEL, "texts of private or followed channels that an administrator named"),
                (OWNER, "personal texts that an administrator named"),
            )
            if any(one.startswith(scope) for one in self.scopes)
        ]
        kept = [
            words
            for scope, words in ((CHANNEL, "from channels"), (OWNER, "of single members"))
            if not any(one.startswith(scope) for one in self.scopes)
        ]
        stays = f" Texts {' and '.join(kept)} stay here." if kept else ""
        return (
            f"Some answers are written by the language model {self.writer} at {self.host}. "
            "Your question, and up to four before it in the same thread, are sent there with "
            f"the passages that answer it: {_listed(named) or 'none'}.{stays} "
            "Your name is not sent."
        )


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
