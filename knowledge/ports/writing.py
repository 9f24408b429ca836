"""Passages to sentences, by a language model."""

from collections.abc import Callable
from typing import Protocol

from knowledge.models.writing import Brief, Draft, DraftSentence, NotInSources

Heard = Callable[[DraftSentence], None]


class Writer(Protocol):
    """A language model; what it writes is believed by nobody until it was checked."""

    @property
    def name(self) -> str:
        """The model's name as people see it."""
        ...

    @property
    def host(self) -> str:
        """Where texts are sent, as people see it."""
        ...

    def write(
        self, brief: Brief, timeout_s: float, heard: Heard | None = None
    ) -> Draft | NotInSources:
        """Write an answer.

        Args:
            brief: all that leaves the host.
            timeout_s: after which nothing more is waited for, in total.
            heard: is called with each sentence as soon as it is whole, in order; what it raises
                comes through.

        Raises:
            WriterError: there is no answer: no connection, a refusal, junk, or the time is over.
        """
        ...
