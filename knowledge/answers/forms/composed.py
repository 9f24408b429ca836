"""What a composer returns."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answers.citations import Citing
from knowledge.answers.extractive import Candidate
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


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences that stand under one heading; without a heading they come first."""

    heading: str
    chosen: Sequence[Candidate]


def composed(citing: Citing, parts: Sequence[Part], notes: Sequence[str] = ()) -> Composed:
    """Cite the sentences of parts, in order."""
    headed = [(part.heading, one) for part in parts for one in part.chosen]
    sentences, citations = citing.answer([one for _, one in headed])
    marked = tuple(
        sentence.model_copy(update={"heading": heading})
        for (heading, _), sentence in zip(headed, sentences, strict=True)
    )
    return Composed(marked, citations, tuple(notes))
