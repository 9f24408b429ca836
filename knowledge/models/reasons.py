"""Why an answer is as it is: what was looked at, and what it was held against."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Considered(BaseModel):
    """A passage that was looked at for an answer, with what spoke for it; never its text.

    Attributes:
        passage_id, document_id: the store's own names; kept out of the JSON that people see.
        document: name of the document, while the answer is at hand: it is not stored.
        title, section: of the document and within it.
        n: number of the citation that quotes it; 0 when none does.
        score, passage_cosine, lexical, sentence_cosine, coverage, absolute: see `Hit`.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    section: str
    n: int = 0
    score: float
    passage_cosine: float
    lexical: float
    sentence_cosine: float
    coverage: float
    absolute: float
    passage_id: int = Field(default=0, exclude=True)
    document_id: str = Field(default="", exclude=True)
    document: str = Field(default="", exclude=True)


class Basis(BaseModel):
    """What a question was searched in, and held against.

    Attributes:
        built_at: when the index was built.
        closest: absolute score from which passages were shown as the closest.
        absolute: best absolute score among the passages, 0..1.
        origin: how both thresholds were found.
        follows: whether the question before it in the thread was taken with it.
    """

    model_config = ConfigDict(frozen=True)

    built_at: datetime
    closest: float
    absolute: float = 0.0
    origin: str
    follows: bool = False


class LookedAt(BaseModel):
    """A passage that was looked at, as one viewer may see it today.

    Attributes:
        title, section, date, url: as the store has them now.
        quote: what the answer quotes of it, else how it begins; empty when the passage is no
            longer held, because its document was changed.
        noted: its scores, and which citation quotes it.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    section: str = ""
    date: str = ""
    url: str = ""
    quote: str = ""
    noted: Considered
