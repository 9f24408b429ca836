"""Requests to rebuild the index, in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.models.work import BuildReport, Job, JobState
from knowledge.ports import Clock

_ENDED = frozenset({JobState.DONE, JobState.FAILED})


@dataclass
class FakeJobs:
    """Satisfies the port `Jobs`."""

    clock: Clock
    jobs: dict[int, Job] = field(default_factory=dict)
    leases: dict[int, datetime] = field(default_factory=dict)
    told_ids: set[int] = field(default_factory=set)

    def request(self, requested_by: str) -> tuple[Job, bool]:
        """Queue a build, or join the one that is queued."""
        queued = next((job for job in self.jobs.values() if job.state is JobState.QUEUED), None)
        if queued is None:
            job = Job(
                id=len(self.jobs) + 1,
                state=JobState.QUEUED,
                requested_by=(requested_by,),
                requested_at=self.clock.now(),
            )
            return self._keep(job), False
        people = tuple(dict.fromkeys((*queued.requested_by, requested_by)))
        return self._keep(queued.model_copy(update={"requested_by": people})), True

    def claim(self, lease_s: float) -> Job | None:
        """Take the oldest job that is queued or whose worker died."""
        now = self.clock.now()
        for job in self.jobs.values():
            lost = job.state is JobState.RUNNING and self.leases[job.id] <= now
            if job.state is JobState.QUEUED or lost:
                self.leases[job.id] = now + timedelta(seconds=lease_s)
                return self._change(job.id, state=JobState.RUNNING)
        return None

    def heartbeat(self, job_id: int, progress: float, lease_s: float) -> None:
        """Note progress and keep the claim."""
        self.leases[job_id] = self.clock.now() + timedelta(seconds=lease_s)
        self._change(job_id, progress=progress)

    def finish(self, job_id: int, report: BuildReport) -> None:
        """Note success."""
        self._change(job_id, state=JobState.DONE, progress=1.0, report=report)

    def fail(self, job_id: int, error: str) -> None:
        """Note failure."""
        self._change(job_id, state=JobState.FAILED, error=error)

    def latest(self) -> Job | None:
        """Return the job that was requested last."""
        return self.jobs[max(self.jobs)] if self.jobs else None

    def untold(self) -> tuple[Job, ...]:
        """Return ended jobs whose requesters have not been told."""
        ended = (job for job in self.jobs.values() if job.state in _ENDED)
        return tuple(job for job in ended if job.id not in self.told_ids)

    def told(self, job_id: int) -> None:
        """Note that the requesters have been told."""
        self.told_ids.add(job_id)

    def _change(self, job_id: int, **update: object) -> Job:
        return self._keep(self.jobs[job_id].model_copy(update=update))

    def _keep(self, job: Job) -> Job:
        self.jobs[job.id] = job
        return job
