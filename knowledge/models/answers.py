"""What a question is answered with."""

from enum import StrEnum
from math import sqrt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.documents import StoredPassage


class AnswerState(StrEnum):
    """The four things that can be said to a question."""

    ANSWER = "answer"
    CLOSEST = "closest"
    NOT_HELD = "not_held"
    ROUTED = "routed"


class Hit(BaseModel):
    """A passage that was found, with each signal that spoke for it.

    Attributes:
        score: fused; comparable only within one result list.
        passage_cosine: of question and passage, -1..1.
        lexical: BM25, 0 or more.
        sentence_cosine: of question and the passage's nearest sentence, -1..1.
        coverage: share of the question's idf mass whose terms heading and text hold, 0..1.
    """

    model_config = ConfigDict(frozen=True)

    stored: StoredPassage
    score: float
    passage_cosine: float
    lexical: float
    sentence_cosine: float
    coverage: float

    @property
    def absolute(self) -> float:
        """The signals that keep their meaning from one question to the next, as one number.

        Weights and root chosen on development questions (`docs/quality.md`).
        """
        # The root: a question that is half covered may be held, one that is hardly covered is not.
        return 0.4 * (self.passage_cosine + self.sentence_cosine) + 0.2 * sqrt(self.coverage)


class AnswerSentence(BaseModel):
    """A verbatim sentence with the numbers of the citations that hold it."""

    model_config = ConfigDict(frozen=True)

    text: str
    citations: tuple[int, ...]


class Citation(BaseModel):
    """Where sentences come from.

    Attributes:
        n: 1-based number in the answer.
        locator: where in the original the quote begins, such as `page 12`; or empty.
        quote: a verbatim slice of the stored passage.
        scope: who may read it; kept out of the JSON that people see.
        document_id: the store's own name of the document; kept out likewise.
    """

    model_config = ConfigDict(frozen=True)

    n: int
    document: str
    title: str
    section: str
    date: str
    url: str
    kind: str
    locator: str = ""
    quote: str
    summary_of: str = Field(default="", exclude=True)
    scope: str = Field(default="community", exclude=True)
    document_id: str = Field(default="", exclude=True)


class Answer(BaseModel):
    """A complete reply.

    Attributes:
        message: one or two plain sentences for the states other than `answer`, else empty.
        score: absolute score of the best passage, 0..1; 0 when nothing was searched.
        threshold: score from which a question counts as answered.
        route: key of the community pack's route for `routed`, else empty.
    """

    model_config = ConfigDict(frozen=True)

    state: AnswerState
    message: str = ""
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    people: tuple[dict[str, Any], ...] = ()
    index_version: str = ""
    model: str = ""
    route: str = ""
    score: float = 0.0
    threshold: float = 0.0
