"""Requests to rebuild the index, in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.models.work import BuildReport, Job, JobProgress, JobState
from knowledge.ports import Clock
from knowledge.stewardship.withdrawal import REWRITE

_OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})
_ENDED = frozenset({JobState.DONE, JobState.FAILED})


@dataclass
class FakeJobs:
    """Satisfies the port `Jobs`."""

    clock: Clock
    jobs: dict[int, Job] = field(default_factory=dict)
    leases: dict[int, datetime] = field(default_factory=dict)
    told_ids: set[int] = field(default_factory=set)

    def request(self, requested_by: str, source: str = "") -> tuple[Job, bool]:
        """Queue a build, or join one of the same source."""
        joinable = _OPEN if requested_by else {JobState.QUEUED}
        found = [j for j in self.jobs.values() if j.source == source and j.state in joinable]
        if not found:
            return self._make(requested_by, source), False
        people = tuple(dict.fromkeys((*found[-1].requested_by, requested_by)))
        return self._keep(found[-1].model_copy(update={"requested_by": people})), True

    def request_due(self, source: str, every_s: float) -> Job | None:
        """Queue a build unless one is under way or began less than `every_s` ago."""
        since = self.clock.now() - timedelta(seconds=every_s)
        mine = [job for job in self.jobs.values() if job.source in {source, ""}]
        if any(j.state in _OPEN or (j.started_at or j.requested_at) > since for j in mine):
            return None
        return self._make("", source)

    def waiting(self) -> bool:
        """Tell whether a job is queued or running."""
        return bool(self.under_way())

    def release(self) -> None:
        """End the leases of the running jobs."""
        self.leases.clear()

    def claim(self, lease_s: float) -> Job | None:
        """Take the oldest job that is queued or whose lease has ended; withdrawals come first."""
        now = self.clock.now()
        for job in sorted(self.under_way(), key=lambda one: (one.source != REWRITE, one.id)):
            if job.state is JobState.RUNNING and self.leases.get(job.id, now) > now:
                continue
            self.leases[job.id] = now + timedelta(seconds=lease_s)
            started = {"started_at": now, "progress": JobProgress()}
            return self._change(job.id, state=JobState.RUNNING, **started)
        return None

    def heartbeat(self, job_id: int, progress: JobProgress, lease_s: float) -> None:
        """Note progress and keep the claim."""
        self.leases[job_id] = self.clock.now() + timedelta(seconds=lease_s)
        self._change(job_id, progress=progress)

    def finish(self, job_id: int, report: BuildReport) -> None:
        """Note success."""
        self._change(job_id, state=JobState.DONE, report=report, ended_at=self.clock.now())

    def fail(self, job_id: int, error: str) -> None:
        """Note failure."""
        self._change(job_id, state=JobState.FAILED, error=error, ended_at=self.clock.now())

    def latest(self) -> Job | None:
        """Return the job that was requested last."""
        return self.jobs[max(self.jobs)] if self.jobs else None

    def under_way(self) -> tuple[Job, ...]:
        """Return the jobs that are queued or running, oldest first."""
        return tuple(job for job in self.jobs.values() if job.state in _OPEN)

    def last_run(self, source: str) -> Job | None:
        """Return the job that ended last of those that read the source."""
        mine = [job for job in self.jobs.values() if job.source in {source, ""}]
        ended = [(job.ended_at, job.id) for job in mine if job.ended_at is not None]
        return self.jobs[max(ended)[1]] if ended else None

    def untold(self) -> tuple[Job, ...]:
        """Return ended jobs whose requesters have not been told."""
        ended = (job for job in self.jobs.values() if job.state in _ENDED)
        return tuple(job for job in ended if job.id not in self.told_ids)

    def told(self, job_id: int) -> None:
        """Note that the requesters have been told."""
        self.told_ids.add(job_id)

    def _make(self, requested_by: str, source: str) -> Job:
        return self._keep(
            Job(
                id=len(self.jobs) + 1,
                state=JobState.QUEUED,
                source=source,
                requested_by=(requested_by,),
                requested_at=self.clock.now(),
            )
        )

    def _change(self, job_id: int, **update: object) -> Job:
        return self._keep(self.jobs[job_id].model_copy(update=update))

    def _keep(self, job: Job) -> Job:
        self.jobs[job.id] = job
        return job
