"""What somebody tried, as facts that are stated and never guessed."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict


class TrialResult(StrEnum):
    """What came of it."""

    WORKED = "worked"
    MIXED = "mixed"
    FAILED = "failed"
    RUNNING = "running"
    UNKNOWN = "unknown"


RESULTS = {
    TrialResult.WORKED: "it worked",
    TrialResult.MIXED: "mixed result",
    TrialResult.FAILED: "it did not work",
    TrialResult.RUNNING: "still running",
    TrialResult.UNKNOWN: "result not stated",
}
"""Each result in words."""


class Trial(BaseModel):
    """One trial.

    Attributes:
        what: was tried, in a few words.
        where: organisation or place, or empty.
        stage: how far it had come, in the community's words, or empty.
        lesson: what others should know, word for word, or empty.
        contact: whom to ask, with their consent, or empty.
    """

    model_config = ConfigDict(frozen=True)

    what: str
    where: str = ""
    stage: str = ""
    result: TrialResult = TrialResult.UNKNOWN
    lesson: str = ""
    contact: str = ""

    @property
    def facts(self) -> str:
        """Where, how far and what came of it, in one line."""
        return " · ".join(filter(None, [self.where, self.stage, RESULTS[self.result]]))

    def texts(self) -> Iterator[str]:
        """Yield what was written freely, so that rules of sensitivity can look at it."""
        yield from (self.what, self.where, self.stage, self.lesson, self.contact)

    def of_nobody(self) -> Self:
        """Return it without what tells whose it was."""
        return self.model_copy(update={"where": "", "contact": ""})

    def rewritten(self, change: Callable[[str], str]) -> Self:
        """Return it with what was written freely changed; the contact agreed to be named."""
        return self.model_copy(
            update={
                name: change(getattr(self, name)) for name in ("what", "where", "stage", "lesson")
            }
        )
