"""The labelled questions asked of the index in force, and what came of it stored."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from knowledge.errors import DataError, KnowledgeError, places_of
from knowledge.models.access import FULL_MEMBER, Audience
from knowledge.models.evaluation import Checked, Evaluation, Occasion
from knowledge.models.questions import QuestionSet
from knowledge.models.snapshot import Manifest
from knowledge.ports import Clock, Evaluations, Snapshots
from knowledge.text.questions import read_questions

# NumPy's statistics take half a second to import: not in a build that has nothing to measure.
if TYPE_CHECKING:
    from knowledge.evaluation.asking import Ask, Measured, Progress

_BROKEN = "The questions could not be asked; the log says where it stopped"
_log = logging.getLogger(__name__)


def note_of(
    manifest: Manifest, clock: Clock, occasion: Occasion, audience: Audience = FULL_MEMBER
) -> Evaluation:
    """Return the bare note of an index, before anything was asked of it."""
    return Evaluation(
        occasion=occasion,
        at=clock.now(),
        scopes=tuple(sorted(audience.scopes)),
        index_version=manifest.version,
        content=manifest.content,
        model=manifest.model,
        passages=manifest.passages,
        thresholds=manifest.thresholds,
    )


def stored(note: Evaluation, found: "Measured", runs: Evaluations) -> Checked:
    """Compare a run with the last one of the same questions, and store it.

    Args:
        note: says which questions were asked, by name and digest.
    """
    from knowledge.evaluation.comparison import compare

    measured = {"figures": found.figures, "outcomes": found.outcomes}
    before = runs.last(note.digest, note.scopes)
    now = runs.add(note.model_copy(update=measured))
    return Checked(
        evaluation=now,
        questions=len(found.outcomes),
        comparison=compare(before, now) if before else None,
    )


@dataclass(frozen=True, slots=True)
class Measuring:
    """Asks a community's own questions, whenever an index was published or somebody wants it.

    Attributes:
        path: of the questions; None where the community has none.
        manifest: returns the identity of the snapshot in force.
    """

    path: Path | None
    ask: "Ask"
    manifest: Callable[[], Manifest]
    runs: Evaluations
    clock: Clock

    def asked(
        self,
        questions: QuestionSet,
        progress: "Progress",
        *,
        audience: Audience = FULL_MEMBER,
        occasion: Occasion = Occasion.ASKED,
    ) -> Checked:
        """Ask questions, and store what came of it.

        Raises:
            KnowledgeError: there is no index, or the disk refused.
        """
        from knowledge.evaluation.asking import ask_all

        note = note_of(self.manifest(), self.clock, occasion, audience)
        asked = {"name": questions.name, "digest": questions.digest}
        found = ask_all(questions, self.ask, progress, audience)
        checked = stored(note.model_copy(update=asked), found, self.runs)
        return checked.model_copy(update={"answerable": questions.answerable})

    def on_request(self, progress: "Progress") -> Checked:
        """Ask the community's questions of the index in force.

        Raises:
            KnowledgeError: there are none, a line is wrong, or there is no index.
        """
        return self.asked(required(self.path), progress)

    def after_publishing(self, progress: "Progress") -> Checked | None:
        """Note what is in force, with figures where there are questions, once a snapshot.

        Whatever goes wrong, what was published stays published.

        Returns:
            None when nothing was published since the last note.
        """
        try:
            manifest = self.manifest()
            if self.runs.is_noted(manifest.content):
                return None
            return self._noted(note_of(manifest, self.clock, Occasion.PUBLISHED), progress)
        except Exception as error:  # noqa: BLE001 - it is no reason to call a build failed
            return Checked(trouble=_trouble(error))

    def _noted(self, note: Evaluation, progress: "Progress") -> Checked:
        if self.path is None:
            return Checked(evaluation=self.runs.add(note))
        try:
            questions = read_questions(self.path)
            return self.asked(questions, progress, occasion=Occasion.PUBLISHED)
        except Exception as error:  # noqa: BLE001 - the bare note is stored all the same
            trouble = _trouble(error)
        return Checked(evaluation=self.runs.add(note), trouble=trouble)


class MeasuringStores(Protocol):
    """What measuring takes of the opened stores."""

    @property
    def questions(self) -> Path | None:
        """The community's own questions, or None."""
        ...

    @property
    def snapshots(self) -> Snapshots:
        """Where the index in force is."""
        ...

    @property
    def evaluations(self) -> Evaluations:
        """Where runs are kept."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...


def measuring_of(stores: MeasuringStores, ask: "Ask") -> Measuring:
    """Bind the community's own questions to opened stores."""
    return Measuring(
        path=stores.questions,
        ask=ask,
        manifest=lambda: stores.snapshots.open().manifest,
        runs=stores.evaluations,
        clock=stores.clock,
    )


def required(path: Path | None) -> QuestionSet:
    """Read the community's questions.

    Raises:
        DataError: it has none, or a line is wrong.
    """
    if path is None:
        raise DataError(
            "No file of questions is set",
            "Name one in KNOWLEDGE_QUESTIONS, or put questions.jsonl into the community pack",
        )
    return read_questions(path)


def _trouble(error: Exception) -> str:
    """Log where it stopped, and return what a person may read; neither repeats a question."""
    if isinstance(error, KnowledgeError):
        _log.warning("not evaluated: %s", type(error).__name__)
        return str(error)
    _log.error("not evaluated: %s at %s", type(error).__name__, places_of(error))
    return f"{_BROKEN}."
