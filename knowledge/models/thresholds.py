"""From which scores a question counts as answered."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field


class Thresholds(BaseModel):
    """From which scores (0..1) a question counts as answered.

    Attributes:
        answer: absolute score from which a passage speaks of what is asked.
        closest: absolute score from which passages are shown as the closest there are.
        sure: confidence from which sentences are given as the answer.
        origin: how they were found, and what to expect of them, in one sentence.
    """

    model_config = ConfigDict(frozen=True)

    answer: float = Field(ge=0, le=1)
    closest: float = Field(ge=0, le=1)
    sure: float = Field(0.4, ge=0, le=1)
    origin: str


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What calibrating an index brings.

    Attributes:
        keys: of the vectors that it needs again next time.
    """

    thresholds: Thresholds
    keys: frozenset[str] = frozenset()
