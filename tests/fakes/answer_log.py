"""Answers given, in memory."""

from dataclasses import dataclass, field

from knowledge.models.answers import Answer


@dataclass
class FakeAnswerLog:
    """Satisfies the port `AnswerLog`."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def save(self, key: str, answer: Answer) -> None:
        """Store an answer under a key."""
        self.answers[key] = answer

    def load(self, key: str) -> Answer | None:
        """Return the stored answer, or None."""
        return self.answers.get(key)
