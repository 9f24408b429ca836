"""Records of the answers that were given."""

from typing import Protocol

from knowledge.models.answers import Answer
from knowledge.models.records import AnswerRecord, Where


class AnswerRecords(Protocol):
    """Append-only; askers stand in it under pseudonyms, and questions only by their leave."""

    def add(self, key: str, member: str, where: Where, answer: Answer) -> None:
        """Record an answer; one that has this key already stays as it is.

        Args:
            key: under which the answer was logged.
            member: id of who asked, stored as a pseudonym.
        """
        ...

    def of(self, key: str) -> AnswerRecord | None:
        """Return the record of an answer, or None."""
        ...

    def is_by(self, key: str, member: str) -> bool:
        """Tell whether a member asked what was answered so."""
        ...

    def latest(self, most: int) -> tuple[AnswerRecord, ...]:
        """Return the newest records, newest first."""
        ...

    def keep(self, key: str, text: str) -> bool:
        """Keep the question's text with a record.

        A text that lies there is never overwritten; when it is the same, it is shown again.

        Returns:
            False when there is no such record, or another text lies there.
        """
        ...

    def drop(self, key: str, *, aside: bool = False) -> None:
        """Delete the question's text, unless it was set aside: that goes when its hold ends.

        Args:
            aside: show it to nobody, but keep it: a legal hold covers it.
        """
        ...
