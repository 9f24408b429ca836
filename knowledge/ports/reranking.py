"""Question and text, read together."""

from collections.abc import Sequence
from typing import Protocol


class Reranker(Protocol):
    """Tells how well texts answer a question, reading both at once."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score a text, in their order; comparable for this question alone."""
        ...
