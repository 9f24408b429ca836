"""How introductions go, in counts: for curators, and telling of nobody."""

from typing import Final

from pydantic import BaseModel, ConfigDict

NOBODY_SUITED: Final = "nobody"
"""State under which a question is noted as a gap when no member who agreed to be found suits it."""

FEWEST_ASKERS: Final = 3
"""Fewer than these could be known by their question."""

BUSIEST: Final = 5


class OpenTopic(BaseModel):
    """A question that nobody suited, from how many people in a month."""

    model_config = ConfigDict(frozen=True)

    text: str
    askers: int


class Failure(BaseModel):
    """An introduction that Slack did not let happen.

    Attributes:
        introduction: its id.
        trouble: why, in words that name nobody.
    """

    model_config = ConfigDict(frozen=True)

    introduction: str
    trouble: str


class LoadReport(BaseModel):
    """What became of the questions that were put to members in the last days.

    Attributes:
        days: that it looks back.
        asked: letters that were written.
        waiting: of these, still without an answer.
        accepted: whatever came after the yes.
        declined: passed on included: the candidate did not help themselves.
        withdrawn: taken back by the asker before there was an answer.
        introduced: brought together, or an answer handed on.
        failed: Slack did not let it happen.
        median_hours: from the letter to the answer, nights and weekends included; None without one.
        members: how many were asked.
        busiest_share: of the asks, how many went to the five who were asked most, 0 to 1; None
            where no more than these five were asked at all.
        failures: what Slack did not let happen, those before a letter included; oldest first.
        topics: that nobody suited, most askers first.
    """

    model_config = ConfigDict(frozen=True)

    days: int
    asked: int
    waiting: int
    accepted: int
    declined: int
    expired: int
    withdrawn: int
    introduced: int
    failed: int
    median_hours: float | None
    members: int
    busiest_share: float | None
    failures: tuple[Failure, ...] = ()
    topics: tuple[OpenTopic, ...] = ()
