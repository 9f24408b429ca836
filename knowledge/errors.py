"""Every error that a person may see, each with what to do next.

KnowledgeError
├── SettingsError        a setting is unknown, missing or malformed
├── PackError            a community pack cannot be read
├── SourceError          a path that was asked for cannot be indexed at all
├── RefusedFile          one file cannot be read; the run goes on without it
├── ModelError           the embedding model is missing, altered or fails its parity check
├── WriterError          the language model cannot be reached, refuses, or writes junk
├── StoreError           the database cannot be opened or written
│   └── BusyError            another build is running on the same home
├── SnapshotError        a snapshot is missing, damaged or belongs to another store
│   ├── NoSnapshotError      nothing has been published yet
│   └── ModelMismatchError   it was built with another model than the one that is loaded
├── DataError            what to evaluate on, or where to report, is not as it should be
├── CurationError        a mark cannot be set: the document is unknown, or one of several
├── TransitionError      something cannot go from the state in which it is to the wanted one
├── PlanError            what a host entered for a discussion cannot be kept as it stands
├── VenueError           what is due in a discussion could not be posted
=======
├── TransitionError      a contribution or introduction cannot go from its state to the wanted one
├── UnavailableError     a member cannot be asked for an introduction now
├── HeldError            a legal hold stands in the way, or makes no sense
├── RemarkError          what somebody wants to say in a discussion cannot be kept as it stands
├── NotFoundError        what was named is not held
└── NotAllowedError      the person lacks the role that the action needs
"""

import traceback
from pathlib import Path


class KnowledgeError(Exception):
    """An error with a one-line message and a remedy, both fit to show to a person.

    Attributes:
        message: what is wrong, naming the file, row, setting or action; no full stop at the end.
        remedy: what to do next, as one sentence without a full stop at the end.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}."


class SettingsError(KnowledgeError):
    """A setting is unknown, missing or malformed."""


class PackError(KnowledgeError):
    """A community pack cannot be read."""


class SourceError(KnowledgeError):
    """A path that was asked for cannot be indexed at all."""


class RefusedFile(KnowledgeError):  # noqa: N818 - a refusal is an outcome, not a failure
    """One file cannot be read; the run goes on without it."""


class ModelError(KnowledgeError):
    """The embedding model is missing, altered or fails its parity check."""


class WriterError(KnowledgeError):
    """The language model cannot be reached, refuses, is too slow, or writes junk."""


class StoreError(KnowledgeError):
    """The database cannot be opened or written."""


class BusyError(StoreError):
    """Another build is running on the same home."""


class SnapshotError(KnowledgeError):
    """A snapshot is missing, damaged or belongs to another store."""


class NoSnapshotError(SnapshotError):
    """Nothing has been published yet."""


class ModelMismatchError(SnapshotError):
    """A snapshot was built with another model than the one that is loaded."""


class DataError(KnowledgeError):
    """What to evaluate on, or where to report, is not as it should be."""


class CurationError(KnowledgeError):
    """A mark cannot be set: the document is unknown, or one of several."""


class TransitionError(KnowledgeError):
    """A contribution, introduction or discussion cannot go from its state to the wanted one."""


class PlanError(KnowledgeError):
    """What a host entered for a discussion cannot be kept as it stands.

    Attributes:
        field: key of the field that it is about.
    """

    def __init__(self, field: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.field = field


class VenueError(KnowledgeError):
    """What is due in a discussion could not be posted.

    Attributes:
        retry_s: seconds after which it may be tried again, or None when only a host can help.
    """

    def __init__(self, message: str, remedy: str, retry_s: float | None = None) -> None:
        super().__init__(message, remedy)
        self.retry_s = retry_s


class ProfileError(KnowledgeError):
    """What a member says of themselves cannot be kept as it stands."""


class UnavailableError(KnowledgeError):
    """A member cannot be asked for an introduction now; why stays with them."""


class HeldError(KnowledgeError):
    """A legal hold stands in the way, or makes no sense."""


class RemarkError(KnowledgeError):
    """What somebody wants to say in a discussion cannot be kept as it stands."""


class NotFoundError(KnowledgeError):
    """What was named is not held."""


class NotAllowedError(KnowledgeError):
    """The person lacks the role that the action needs."""


def places_of(error: BaseException) -> str:
    """Return where an error came about, innermost first, for a log.

    The error's own words stay out: they may quote what a person wrote.
    """
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return places or "no frame"
