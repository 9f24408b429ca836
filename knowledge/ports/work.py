"""Work that outlives a process."""

from collections.abc import Mapping
from typing import Any, Protocol

from knowledge.models.answers import Answer
from knowledge.models.work import BuildReport, DeadLetter, InboxItem, Job, JobProgress


class Inbox(Protocol):
    """Durable queue of what people did in Slack; each key is worked on once."""

    def put(self, key: str, kind: str, payload: Mapping[str, Any]) -> bool:
        """Store an item; return False, storing nothing, when the key was seen before."""
        ...

    def claim(self, lease_s: float) -> InboxItem | None:
        """Take the oldest item that is due, hidden from others for `lease_s` seconds."""
        ...

    def complete(self, item_id: int) -> None:
        """Erase the payload; keep the key, so that a redelivery is known."""
        ...

    def retry(self, item_id: int, error: str, delay_s: float) -> None:
        """Put a claimed item back, due in `delay_s` seconds."""
        ...

    def bury(self, item_id: int, error: str, reference: str) -> None:
        """Give an item up, and erase its payload; curators see its kind, time and reference."""
        ...

    def dead(self) -> tuple[DeadLetter, ...]:
        """Return the items given up, oldest first."""
        ...

    def waiting(self) -> int:
        """Count the items that are not done."""
        ...


class Jobs(Protocol):
    """Requests to rebuild the index, claimed by a worker process."""

    def request(self, requested_by: str, source: str = "") -> tuple[Job, bool]:
        """Queue a build, or join one of the same source.

        A person joins one that is queued or running. The system, which knows that something has
        changed, joins a queued one only: a running one may have read already.

        Args:
            requested_by: member id; empty for the system itself.
            source: key of a source; empty for all that are enabled.

        Returns:
            The job, and whether it was joined rather than made.
        """
        ...

    def request_due(self, source: str, every_s: float) -> Job | None:
        """Queue a build of a source unless one is under way or began less than `every_s` ago.

        However many workers ask at the same time, one of them is given the job.
        """
        ...

    def waiting(self) -> bool:
        """Tell whether a job is queued or running."""
        ...

    def release(self) -> None:
        """Queue the running jobs again: the caller is alone, so that their workers have died."""
        ...

    def claim(self, lease_s: float) -> Job | None:
        """Take the oldest job that is queued or whose lease has ended; withdrawals come first."""
        ...

    def heartbeat(self, job_id: int, progress: JobProgress, lease_s: float) -> None:
        """Note progress and keep the claim for another `lease_s` seconds."""
        ...

    def finish(self, job_id: int, report: BuildReport) -> None:
        """Note success."""
        ...

    def fail(self, job_id: int, error: str) -> None:
        """Note failure, in words for a person."""
        ...

    def latest(self) -> Job | None:
        """Return the job that was requested last."""
        ...

    def under_way(self) -> tuple[Job, ...]:
        """Return the jobs that are queued or running, oldest first."""
        ...

    def last_run(self, source: str) -> Job | None:
        """Return the job that ended last of those that read the source, alone or with all."""
        ...

    def untold(self) -> tuple[Job, ...]:
        """Return ended jobs whose requesters have not been told."""
        ...

    def told(self, job_id: int) -> None:
        """Note that the requesters have been told."""
        ...


class Posts(Protocol):
    """Ledger of what the bot posted, so that nothing is posted twice."""

    def begin(self, key: str, channel: str, thread: str) -> str | None:
        """Note that the post `key` is about to be made.

        Returns:
            None when the key is new; the message's `ts` when it was posted; `""` when an
            earlier attempt began and its outcome is unknown, so that the caller looks it up.
        """
        ...

    def done(self, key: str, ts: str) -> None:
        """Note the timestamp that Slack gave to the post."""
        ...

    def find(self, key: str) -> str | None:
        """Return what `begin` would, and note nothing."""
        ...

    def is_known(self, channel: str, ts: str) -> bool:
        """Tell whether a message is one that is noted here."""
        ...

    def is_own_thread(self, channel: str, thread: str) -> bool:
        """Tell whether the bot has posted in this thread."""
        ...


class AnswerLog(Protocol):
    """Answers given, so that their quotes can be opened later; never the question's text."""

    def save(self, key: str, answer: Answer) -> None:
        """Store an answer under a key; the same key again replaces it."""
        ...

    def load(self, key: str) -> Answer | None:
        """Return the stored answer, or None when it was purged."""
        ...
