"""What ends an introduction or lets it go on, worked on from the inbox so that nothing is lost."""

from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from knowledge.models.introductions import Decline, Introduction

KIND: Final = "introduction"


class What(StrEnum):
    """What is done.

    `accept`, `decline` and `pause` are pressed by a candidate; `expire` and `lose` come of time
    and of Slack; `taken_back`, `passed_on` and `forgotten` follow what was done already; `go_on`
    looks for what is due now.
    """

    ACCEPT = "accept"
    DECLINE = "decline"
    PAUSE = "pause"
    EXPIRE = "expire"
    LOSE = "lose"
    TAKEN_BACK = "taken_back"
    PASSED_ON = "passed_on"
    FORGOTTEN = "forgotten"
    GO_ON = "go_on"


class Deed(BaseModel):
    """Something that is to be done to an introduction, once.

    Attributes:
        by: member id of whoever pressed; the asker's where the clock or Slack does it.
        occasion: tells presses apart; the same when Slack delivers one again.
        question: for the asker, where the introduction will not hold it any more.
        trouble: why somebody could not be written to, as Slack says it.
        letters: keys of what `by` was written that quotes or names somebody who is forgotten.
        channel: of the conversation with them, or empty.
        places: channels and timestamps of what whoever is forgotten was written themselves.
    """

    model_config = ConfigDict(frozen=True)

    introduction: str
    what: What
    by: str
    occasion: str
    why: Decline = Decline.BUSY
    question: str = ""
    trouble: str = ""
    letters: tuple[str, ...] = ()
    channel: str = ""
    places: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """By which the inbox knows it."""
        return f"{KIND} {self.introduction} {self.what} {self.occasion}"


def of_clock(one: Introduction, what: What, occasion: str, trouble: str = "") -> Deed:
    """Return what is done to an introduction without anybody pressing."""
    return Deed(
        introduction=one.id,
        what=what,
        by=one.asker,
        occasion=occasion,
        question=one.question,
        trouble=trouble,
    )
