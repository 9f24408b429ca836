"""What the bot's own rooms pass to each other about documents that people bring."""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.access import COMMUNITY, AccessScope
from knowledge.models.contributions import Contribution
from knowledge.models.documents import Kind


class Brought(BaseModel):
    """A document that somebody put before the bot: where it is, and never what is in it.

    Attributes:
        user: member id of who brought it.
        channel, ts: of the message that brought it.
        thread: timestamp of the thread to reply in.
        file: Slack's id of the file; empty for a link.
        url: of the link; empty for a file.
    """

    model_config = ConfigDict(frozen=True)

    user: str
    channel: str
    ts: str
    thread: str
    file: str = ""
    url: str = ""

    @property
    def id(self) -> str:
        """32 hexadecimal digits, the same for each delivery of the same document."""
        parts = (self.channel, self.ts, self.file, self.url)
        return sha256("\n".join(parts).encode()).hexdigest()[:32]

    @property
    def origin(self) -> str:
        """See `Contribution.origin`."""
        return f"upload:{self.id}"


class Details(BaseModel):
    """What somebody said of a document; see `Contribution` for the fields."""

    model_config = ConfigDict(frozen=True)

    title: Annotated[str, Field(min_length=1)]
    date: str = ""
    kind: Kind = Kind.EVIDENCE
    scope: AccessScope = COMMUNITY
    owner: str = ""
    licence: str = ""
    review_date: str = ""

    @property
    def typed(self) -> str:
        """All that was typed, a line each, so that it can be judged like a text."""
        return "\n".join(filter(None, (self.title, self.owner, self.licence)))

    def as_said_of(self, one: Contribution) -> Self:
        """Return what is said of a contribution now."""
        said = {name: getattr(one, name) for name in type(self).model_fields}
        return self.model_copy(update=said)

    def without_identifiers(self, cleaned: Callable[[str], str]) -> Self:
        """Return it as it may be stored.

        Args:
            cleaned: returns a text without what identifies anybody.
        """
        typed = {"title": self.title, "owner": self.owner, "licence": self.licence}
        return self.model_copy(update={name: cleaned(text) for name, text in typed.items()})


class Errand(BaseModel):
    """What is to be done about a brought document; erased when it has been done.

    Attributes:
        user: who asked for it.
        message: timestamp of the bot's message about the document.
        view: id of the modal that waits for it, or empty.
        proposes: whether a curator decides afterwards.
        details: as submitted, or None.
    """

    model_config = ConfigDict(frozen=True)

    brought: Brought
    user: str
    message: str
    view: str = ""
    proposes: bool = False
    details: Details | None = None
