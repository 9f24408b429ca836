"""The record of an answer that was given: what it was and rested on, without the question."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.models.answers import AnswerForm, AnswerState


class Where(StrEnum):
    """To whom an answer was given; which channel it was is not recorded."""

    CHANNEL = "channel"
    PRIVATE_CHANNEL = "private channel"
    DIRECT = "direct message"
    ALONE = "the asker alone"


class AnswerRecord(BaseModel):
    """One answer that was given.

    Attributes:
        key: under which the answer was logged; empty once its asker was forgotten.
        asker: pseudonym; another one than in the audit log, whose acts are easily told to be
            somebody's.
        score, threshold: see `Answer`.
        passages: ids of the passages that were cited.
        documents: ids of their documents; empty for one that was withdrawn.
        question: its text, when the asker agreed that it is kept; else empty.
        kept_at: when they did, or None.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    at: datetime
    asker: str
    where: Where
    state: AnswerState
    form: AnswerForm
    route: str = ""
    score: float
    threshold: float
    index_version: str
    model: str
    writer: str = ""
    passages: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    question: str = ""
    kept_at: datetime | None = None
