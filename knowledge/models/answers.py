"""What a question is answered with."""

from enum import StrEnum
from math import sqrt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.days import in_words
from knowledge.models.documents import Kind, StoredPassage
from knowledge.models.reasons import Basis, Considered
from knowledge.models.trials import Trial

DATE_UNKNOWN = "date unknown"

WITHDRAWN = "[withdrawn]"
"""What stands for words whose source is gone."""

KINDS_DIFFER = "These sources are of different kinds: "
"""What a note begins with that says which source is of which kind."""


class AnswerState(StrEnum):
    """The four things that can be said to a question."""

    ANSWER = "answer"
    CLOSEST = "closest"
    NOT_HELD = "not_held"
    ROUTED = "routed"


class AnswerForm(StrEnum):
    """What a question asks for, and so how its answer is laid out."""

    FACT = "fact"
    LIST = "list"
    TRIED = "tried"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    PEOPLE = "people"
    SUMMARY = "summary"


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
    """A sentence with the numbers of the citations that hold it.

    Attributes:
        text: verbatim from the source, unless a language model wrote the answer.
        heading: words that stand above it and those that follow, or empty for those before.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    citations: tuple[int, ...]
    heading: str = ""


class Successor(BaseModel):
    """The document that replaces a cited one; whoever sees the answer may read it.

    Attributes:
        document_id: the store's own name of it; kept out of the JSON that people see.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    url: str = ""
    document_id: str = Field(default="", exclude=True)


class Citation(BaseModel):
    """Where sentences come from, and how far that is to be relied on.

    Attributes:
        n: 1-based number in the answer.
        date: ISO date of the content, or empty when unknown; see `when`.
        evidence: label that a curator gave, or empty.
        stale: its review date had passed when the answer was given.
        locator: where in the original the quote stands, such as `page 12` or `pages 12–13`, or
            empty.
        quote: a verbatim slice of the stored passage.
        trial: that its document tells of, or None.
        scope: who may read it; kept out of the JSON that people see.
        document_id, passage_id: the store's own names; kept out likewise.
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
    owner: str = ""
    review_date: str = ""
    evidence: str = ""
    stale: bool = False
    superseded_by: Successor | None = None
    trial: Trial | None = None
    summary_of: str = Field(default="", exclude=True)
    scope: str = Field(default="community", exclude=True)
    document_id: str = Field(default="", exclude=True)
    passage_id: int = Field(default=0, exclude=True)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the source is gone, and nothing of it is left here."""
        return self.title == WITHDRAWN and not self.document_id

    @property
    def when(self) -> str:
        """The content's date in words, or that nobody knows it."""
        return in_words(self.date) or DATE_UNKNOWN

    @property
    def label(self) -> str:
        """The evidence label as it stands beside the kind; empty where it would say it again."""
        if self.evidence == self.kind:
            return ""
        # “evidence · opinion” would read as two kinds.
        return f"labelled {self.evidence}" if self.evidence in set(Kind) else self.evidence

    @property
    def review_note(self) -> str:
        """That a review is overdue, and since which month; empty when it is not."""
        return f"review was due {in_words(self.review_date[:7])}" if self.stale else ""

    @property
    def contact_line(self) -> str:
        """Whom to ask about a trial; empty when nobody agreed to be asked."""
        return f"contact: {self.trial.contact}" if self.trial and self.trial.contact else ""

    @property
    def is_outdated(self) -> bool:
        """Whether it should be looked at again before anybody relies on it."""
        return self.stale or self.superseded_by is not None


class Choice(BaseModel):
    """A reading of the question that the asker may mean; `question` says it in full."""

    model_config = ConfigDict(frozen=True)

    label: str
    question: str


class Usage(BaseModel):
    """What a language model was given and gave, in tokens; `cost` in the settings' currency."""

    model_config = ConfigDict(frozen=True)

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    @property
    def words(self) -> str:
        """What it took, in one plain sentence."""
        cost = "" if self.cost is None else f", at a cost of {self.cost:.4f}"
        return (
            f"The language model read {self.input_tokens:,} tokens and wrote "
            f"{self.output_tokens:,}{cost}."
        )


class Answer(BaseModel):
    """A complete reply.

    Attributes:
        form: what the question was taken to ask for.
        message: one or two plain sentences for the states other than `answer`, else empty.
        caution: one plain sentence when everything that is cited is stale or superseded, else
            empty.
        score: how probably the best sentences answer, 0..1; 0 when nothing was searched.
        threshold: score from which a question counts as answered in this index.
        route: key of the community pack's route for `routed`, else empty.
        notes: plain sentences beside the answer, such as the sense in which an acronym was taken.
        choices: other readings of the question, for the asker to choose from.
        considered: the passages that were looked at, best first.
        basis: what was searched; None when nothing was.
        writer: the language model that wrote the sentences; empty when they are verbatim.
        usage: what the language model took, or None.
    """

    model_config = ConfigDict(frozen=True)

    state: AnswerState
    form: AnswerForm = AnswerForm.FACT
    message: str = ""
    caution: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    people: tuple[dict[str, Any], ...] = ()
    index_version: str = ""
    model: str = ""
    route: str = ""
    score: float = 0.0
    threshold: float = 0.0
    considered: tuple[Considered, ...] = ()
    basis: Basis | None = None
    writer: str = ""
    usage: Usage | None = None

    @property
    def written_by(self) -> str:
        """Who wrote it, in one plain sentence; empty when it is quoted word for word."""
        if not self.writer:
            return ""
        return (
            f"Written by {self.writer} from the quoted passages; each sentence was checked "
            "against its quote."
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether it cited sources, and all of them are gone."""
        return bool(self.citations) and all(one.is_withdrawn for one in self.citations)
