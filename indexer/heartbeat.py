"""Tells the queue of jobs that a build goes on, and how far it is."""

import logging
import threading
from typing import ClassVar, Self

from knowledge.errors import KnowledgeError
from knowledge.models.work import JobProgress
from knowledge.ports import Jobs

log = logging.getLogger(__name__)


class Heartbeat:
    """Keeps a claim alive from a thread while a build keeps the process busy."""

    LEASE_S: ClassVar = 60.0
    _LOOK_S: ClassVar = 1.0
    _BEAT_S: ClassVar = LEASE_S / 3

    def __init__(self, jobs: Jobs, job_id: int) -> None:
        self._jobs = jobs
        self._job_id = job_id
        self._progress = JobProgress()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def note(self, progress: JobProgress) -> None:
        """Say how far the build is; it is written down soon, by the thread."""
        self._progress = progress

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        written, silent_s = JobProgress(), 0.0
        while not self._stop.wait(self._LOOK_S):
            progress = self._progress
            silent_s += self._LOOK_S
            is_due = progress != written or silent_s >= self._BEAT_S
            if is_due and self._beat(progress):
                written, silent_s = progress, 0.0

    def _beat(self, progress: JobProgress) -> bool:
        try:
            self._jobs.heartbeat(self._job_id, progress, self.LEASE_S)
        except KnowledgeError as error:
            log.warning("no heartbeat: %s", type(error).__name__)
            return False
        return True
