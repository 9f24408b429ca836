"""Runs of labelled questions, and notes of what was published."""

from collections.abc import Iterable
from typing import Protocol

from knowledge.models.evaluation import Evaluation


class Evaluations(Protocol):
    """What evaluations found; never a text, nor anything of a person."""

    def add(self, evaluation: Evaluation) -> Evaluation:
        """Store a run, and return it with its id."""
        ...

    def last(self, digest: str, scopes: Iterable[str]) -> Evaluation | None:
        """Return the newest run of these questions over these scopes, with its outcomes."""
        ...

    def history(self, name: str, scopes: Iterable[str], most: int = 60) -> tuple[Evaluation, ...]:
        """Return the newest runs of a set by its name, oldest first, without their outcomes.

        Their digests tell where the questions were changed.
        """
        ...

    def is_noted(self, content: str) -> bool:
        """Tell whether the publishing of a snapshot with this content was noted."""
        ...
