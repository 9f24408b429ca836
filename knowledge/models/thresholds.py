"""From which scores a question counts as answered."""

from pydantic import BaseModel, ConfigDict, Field


class Thresholds(BaseModel):
    """Absolute scores (0..1) from which a question counts as answered.

    Attributes:
        answer: at or above it, sentences are given as the answer.
        closest: at or above it, passages are shown as the closest there are.
        origin: how the two were found.
    """

    model_config = ConfigDict(frozen=True)

    answer: float = Field(ge=0, le=1)
    closest: float = Field(ge=0, le=1)
    origin: str
