"""Jobs in SQL."""

import json
from typing import Any

from sqlalchemy import Row, Select, and_, insert, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import jobs
from knowledge.models.work import BuildReport, Job, JobState
from knowledge.ports import Clock


class SqlJobs:
    """A running job whose lease has ended is taken for one whose worker died."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def request(self, requested_by: str) -> tuple[Job, bool]:
        """Queue a build, or join the one that is queued."""
        with self._database.begin() as connection:
            queued = select(jobs).where(jobs.c.state == JobState.QUEUED).with_for_update()
            row = connection.execute(queued.order_by(jobs.c.id).limit(1)).first()
            if row is not None:
                people = list(dict.fromkeys([*json.loads(row.requested_by), requested_by]))
                values = {"requested_by": json.dumps(people)}
                connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
                return _job(row, requested_by=tuple(people)), True
            new = {
                "state": JobState.QUEUED,
                "requested_by": json.dumps([requested_by]),
                "requested_at": self._now(),
                "lease_until": 0.0,
                "progress": 0.0,
                "report": "",
                "error": "",
                "told": 0,
            }
            row = connection.execute(insert(jobs).returning(jobs), new).one()
            return _job(row), False

    def claim(self, lease_s: float) -> Job | None:
        """Take the oldest job that is queued or whose worker died."""
        now = self._now()
        with self._database.begin() as connection:
            row = connection.execute(self._claimable(now)).first()
            if row is None:
                return None
            values = {"state": JobState.RUNNING, "lease_until": now + lease_s, "progress": 0.0}
            connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
        return _job(row, state=JobState.RUNNING, progress=0.0)

    def heartbeat(self, job_id: int, progress: float, lease_s: float) -> None:
        """Note progress (0..1) and keep the claim for another `lease_s` seconds."""
        self._set(job_id, progress=progress, lease_until=self._now() + lease_s)

    def finish(self, job_id: int, report: BuildReport) -> None:
        """Note success."""
        self._set(job_id, state=JobState.DONE, progress=1.0, report=report.model_dump_json())

    def fail(self, job_id: int, error: str) -> None:
        """Note failure, in words for a person."""
        self._set(job_id, state=JobState.FAILED, error=error)

    def latest(self) -> Job | None:
        """Return the job that was requested last."""
        with self._database.read() as connection:
            row = connection.execute(select(jobs).order_by(jobs.c.id.desc()).limit(1)).first()
        return None if row is None else _job(row)

    def untold(self) -> tuple[Job, ...]:
        """Return ended jobs whose requesters have not been told."""
        ended = jobs.c.state.in_([JobState.DONE, JobState.FAILED])
        query = select(jobs).where(ended, jobs.c.told == 0).order_by(jobs.c.id)
        with self._database.read() as connection:
            return tuple(_job(row) for row in connection.execute(query))

    def told(self, job_id: int) -> None:
        """Note that the requesters have been told."""
        self._set(job_id, told=1)

    def _claimable(self, now: float) -> Select[Any]:
        abandoned = and_(jobs.c.state == JobState.RUNNING, jobs.c.lease_until < now)
        query = select(jobs).where(or_(jobs.c.state == JobState.QUEUED, abandoned))
        return query.order_by(jobs.c.id).limit(1).with_for_update(skip_locked=True)

    def _set(self, job_id: int, **values: Any) -> None:  # noqa: ANN401 - column values
        with self._database.begin() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(values))

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _job(row: Row[Any], **changes: Any) -> Job:  # noqa: ANN401 - the model's fields
    job = Job(
        id=row.id,
        state=JobState(row.state),
        requested_by=tuple(json.loads(row.requested_by)),
        progress=row.progress,
        report=BuildReport.model_validate_json(row.report) if row.report else None,
        error=row.error,
        requested_at=moment(row.requested_at),
    )
    return job.model_copy(update=changes)
