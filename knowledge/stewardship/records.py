"""What was answered, on record; the question with it only for as long as its asker agrees."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.errors import NotAllowedError
from knowledge.models.answers import Answer
from knowledge.models.records import AnswerRecord, Where
from knowledge.models.retention import Hold, Old
from knowledge.ports import AnswerRecords


@dataclass(frozen=True, slots=True)
class Records:
    """Records answers, and keeps questions by their askers' leave.

    Attributes:
        covering: returns a legal hold that covers something, or None.
        fit: returns a text as it may be kept, or nothing when it may not be kept.
        keep_days: for how many days a question is kept.
    """

    store: AnswerRecords
    covering: Callable[[Old], Hold | None]
    fit: Callable[[str], str]
    keep_days: int

    def note(self, key: str, member: str, where: Where, answer: Answer) -> None:
        """Record an answer that was given.

        Args:
            key: under which it was logged.
            member: id of who asked.
        """
        self.store.add(key, member, where, answer)

    def of(self, key: str) -> AnswerRecord | None:
        """Return the record of an answer, or None."""
        return self.store.of(key)

    def is_by(self, key: str, member: str) -> bool:
        """Tell whether a member asked what was answered so."""
        return self.store.is_by(key, member)

    def latest(self, most: int) -> tuple[AnswerRecord, ...]:
        """Return the newest records, newest first."""
        return self.store.latest(most)

    def keep(self, key: str, member: str, text: str) -> bool:
        """Keep a question with the record of its answer, in place of what was kept of it before.

        Returns:
            False when it may not be kept: it is marked, something in it identifies somebody, or
            a legal hold covers what was kept before in other words.

        Raises:
            NotAllowedError: somebody else asked it.
        """
        self._require_asker(key, member)
        fit = self.fit(text)
        if not fit:
            return False
        self._let_go(key, member)
        return self.store.keep(key, fit)

    def take_back(self, key: str, member: str) -> None:
        """Delete a question that was kept; under a legal hold it is hidden until that ends.

        Raises:
            NotAllowedError: somebody else asked it.
        """
        self._require_asker(key, member)
        self._let_go(key, member)

    def _let_go(self, key: str, member: str) -> None:
        record = self.store.of(key)
        text = record.question if record else ""
        kept = Old(key=key, text=text, members=(member,), reference=key)
        self.store.drop(key, aside=self.covering(kept) is not None)

    def _require_asker(self, key: str, member: str) -> None:
        if not self.store.is_by(key, member):
            raise NotAllowedError("Only who asked the question may decide on it", "Ask them")
