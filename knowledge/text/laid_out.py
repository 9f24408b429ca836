"""A passage's terms in order."""

from dataclasses import dataclass
from functools import lru_cache

from knowledge.models.documents import Passage
from knowledge.text.terms import terms


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The terms of title, heading path and text.

    Attributes:
        terms: in order.
        title: how many of them are the title's.
    """

    terms: tuple[str, ...]
    title: int

    @property
    def body(self) -> tuple[str, ...]:
        """The terms of heading path and text."""
        return self.terms[self.title :]


def laid_out(title: str, passage: Passage) -> LaidOut:
    """Lay out a passage; those that are found again and again are remembered."""
    return _laid_out(title, passage.heading, passage.text)


@lru_cache(maxsize=4096)
def _laid_out(title: str, heading: tuple[str, ...], text: str) -> LaidOut:
    found = terms(title)
    titled = len(found)
    found += terms(" > ".join(heading))
    found += terms(text)
    return LaidOut(tuple(found), titled)
