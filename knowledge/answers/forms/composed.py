"""What a composer returns."""

from dataclasses import dataclass

from knowledge.models.answers import AnswerSentence, Citation


@dataclass(frozen=True, slots=True)
class Composed:
    """The body of an answer.

    Attributes:
        sentences: each with the numbers of its citations.
        citations: numbered from 1 in the order in which sentences name them.
        notes: plain sentences beside the answer.
    """

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
