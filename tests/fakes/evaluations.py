"""What evaluations found, in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.models.evaluation import Evaluation, Occasion


@dataclass
class FakeEvaluations:
    """Satisfies the port `Evaluations`."""

    runs: list[Evaluation] = field(default_factory=list)

    def add(self, evaluation: Evaluation) -> Evaluation:
        """Keep a run, and return it with its id."""
        self.runs.append(evaluation.model_copy(update={"id": len(self.runs) + 1}))
        return self.runs[-1]

    def last(self, digest: str, scopes: Iterable[str]) -> Evaluation | None:
        """Return the newest run of these questions over these scopes."""
        wanted = set(scopes)
        found = [one for one in self.runs if one.digest == digest and set(one.scopes) == wanted]
        return found[-1] if found else None

    def history(self, name: str, scopes: Iterable[str], most: int = 60) -> tuple[Evaluation, ...]:
        """Return the newest runs of a set by its name, oldest first, without their outcomes."""
        wanted = set(scopes)
        found = [one for one in self.runs if one.name == name and set(one.scopes) == wanted]
        return tuple(one.model_copy(update={"outcomes": ()}) for one in found[-most:])

    def is_noted(self, content: str) -> bool:
        """Tell whether the publishing of a snapshot with this content was noted."""
        return any(
            one.occasion is Occasion.PUBLISHED and one.content == content for one in self.runs
        )
