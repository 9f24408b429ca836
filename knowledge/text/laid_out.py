"""A passage's terms in order, with the place where each sentence begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.models.documents import Passage, Span
from knowledge.text.terms import terms


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The terms of title, heading path and text.

    Attributes:
        terms: in order.
        title: how many of them are the title's.
        starts: place in `terms` of each sentence's first term, ascending; what stands before the
            first one is title and heading path.
    """

    terms: tuple[str, ...]
    title: int
    starts: tuple[int, ...]

    @property
    def body(self) -> tuple[str, ...]:
        """The terms of heading path and text."""
        return self.terms[self.title :]


def laid_out(title: str, passage: Passage) -> LaidOut:
    """Lay out a passage; those that are found again and again are remembered."""
    return _laid_out(title, passage.heading, passage.text, passage.sentences)


@lru_cache(maxsize=4096)
def _laid_out(
    title: str, heading: tuple[str, ...], text: str, sentences: Sequence[Span]
) -> LaidOut:
    found = terms(title)
    titled = len(found)
    found += terms(" > ".join(heading))
    starts: list[int] = []
    for span in sentences or (Span(0, len(text)),):
        starts.append(len(found))
        found += terms(text[span.start : span.end])
    return LaidOut(tuple(found), titled, tuple(starts))
