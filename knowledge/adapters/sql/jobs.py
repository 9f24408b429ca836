"""Jobs in SQL."""

import json
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.inbox import moment
from knowledge.adapters.sql.tables import jobs
from knowledge.adapters.sql.upsert import insert_new
from knowledge.models.work import BuildReport, Job, JobProgress, JobState
from knowledge.ports import Clock
from knowledge.stewardship.withdrawal import REWRITE

_OPEN = (JobState.QUEUED, JobState.RUNNING)
_ENDED = (JobState.DONE, JobState.FAILED)


class SqlJobs:
    """A running job whose lease has ended is taken for one whose worker died."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def request(self, requested_by: str, source: str = "") -> tuple[Job, bool]:
        """Queue a build, or join one of the same source; see the port for who joins which."""
        joinable = _OPEN if requested_by else (JobState.QUEUED,)
        with self._database.begin() as connection:
            # Another process may insert between the look and the insert: then it is joined.
            row = self._open(connection, source, joinable)
            if row is None and self._insert(connection, requested_by, source):
                row = self._open(connection, source, (JobState.QUEUED,))
                return _job(_found(row)), False
            row = _found(row or self._open(connection, source, joinable))
            people = list(dict.fromkeys([*json.loads(row.requested_by), requested_by]))
            values = {"requested_by": json.dumps(people)}
            connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
            return _job(row, requested_by=tuple(people)), True

    def request_due(self, source: str, every_s: float) -> Job | None:
        """Queue a build unless one is under way or began less than `every_s` ago."""
        began = func.coalesce(jobs.c.started_at, jobs.c.requested_at)
        recent = or_(jobs.c.state.in_(_OPEN), began > self._now() - every_s)
        query = select(jobs.c.id).where(jobs.c.source.in_([source, ""]), recent).limit(1)
        # Workers ask every second, and hardly ever is there anything to write.
        with self._database.read() as connection:
            if connection.execute(query).first():
                return None
        with self._database.begin() as connection:
            if connection.execute(query).first() or not self._insert(connection, "", source):
                return None
            return _job(_found(self._open(connection, source, (JobState.QUEUED,))))

    def waiting(self) -> bool:
        """Tell whether a job is queued or running."""
        query = select(jobs.c.id).where(jobs.c.state.in_(_OPEN)).limit(1)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def release(self) -> None:
        """End the leases of the running jobs: the caller is alone, so their workers have died."""
        running = update(jobs).where(jobs.c.state == JobState.RUNNING)
        with self._database.begin() as connection:
            connection.execute(running.values(lease_until=0.0))

    def claim(self, lease_s: float) -> Job | None:
        """Take the oldest job that is queued or whose lease has ended; withdrawals come first."""
        now = self._now()
        with self._database.begin() as connection:
            row = connection.execute(self._claimable(now)).first()
            if row is None:
                return None
            progress = JobProgress()
            values = {
                "state": JobState.RUNNING,
                "lease_until": now + lease_s,
                "progress": progress.model_dump_json(),
                "started_at": now,
            }
            connection.execute(update(jobs).where(jobs.c.id == row.id).values(values))
        changes = {"state": JobState.RUNNING, "progress": progress, "started_at": moment(now)}
        return _job(row, **changes)

    def heartbeat(self, job_id: int, progress: JobProgress, lease_s: float) -> None:
        """Note progress and keep the claim for another `lease_s` seconds."""
        noted = progress.model_dump_json()
        self._set(job_id, progress=noted, lease_until=self._now() + lease_s)

    def finish(self, job_id: int, report: BuildReport) -> None:
        """Note success."""
        ended = {"state": JobState.DONE, "ended_at": self._now()}
        self._set(job_id, report=report.model_dump_json(), **ended)

    def fail(self, job_id: int, error: str) -> None:
        """Note failure, in words for a person."""
        self._set(job_id, state=JobState.FAILED, error=error, ended_at=self._now())

    def latest(self) -> Job | None:
        """Return the job that was requested last."""
        return self._first(select(jobs).order_by(jobs.c.id.desc()))

    def under_way(self) -> tuple[Job, ...]:
        """Return the jobs that are queued or running, oldest first."""
        query = select(jobs).where(jobs.c.state.in_(_OPEN)).order_by(jobs.c.id)
        with self._database.read() as connection:
            return tuple(_job(row) for row in connection.execute(query))

    def last_run(self, source: str) -> Job | None:
        """Return the job that ended last of those that read the source."""
        mine = jobs.c.source.in_([source, ""]), jobs.c.state.in_(_ENDED)
        latest = jobs.c.ended_at.desc(), jobs.c.id.desc()
        return self._first(select(jobs).where(*mine).order_by(*latest))

    def untold(self) -> tuple[Job, ...]:
        """Return ended jobs whose requesters have not been told."""
        query = select(jobs).where(jobs.c.state.in_(_ENDED), jobs.c.told == 0).order_by(jobs.c.id)
        with self._database.read() as connection:
            return tuple(_job(row) for row in connection.execute(query))

    def told(self, job_id: int) -> None:
        """Note that the requesters have been told."""
        self._set(job_id, told=1)

    def _claimable(self, now: float) -> Select[Any]:
        abandoned = and_(jobs.c.state == JobState.RUNNING, jobs.c.lease_until < now)
        query = select(jobs).where(or_(jobs.c.state == JobState.QUEUED, abandoned))
        first = (jobs.c.source != REWRITE, jobs.c.id)
        return query.order_by(*first).limit(1).with_for_update(skip_locked=True)

    def _open(
        self, connection: Connection, source: str, states: tuple[JobState, ...]
    ) -> Row[Any] | None:
        query = select(jobs).where(jobs.c.source == source, jobs.c.state.in_(states))
        return connection.execute(query.order_by(jobs.c.id.desc()).limit(1)).first()

    def _insert(self, connection: Connection, requested_by: str, source: str) -> bool:
        row = {
            "state": JobState.QUEUED,
            "source": source,
            "requested_by": json.dumps([requested_by]),
            "requested_at": self._now(),
            "lease_until": 0.0,
            "progress": JobProgress().model_dump_json(),
            "report": "",
            "error": "",
            "told": 0,
        }
        return bool(connection.execute(insert_new(self._database.engine, jobs), row).rowcount)

    def _first(self, query: Select[Any]) -> Job | None:
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).first()
        return None if row is None else _job(row)

    def _set(self, job_id: int, **values: Any) -> None:  # noqa: ANN401 - column values
        with self._database.begin() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(values))

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _found(row: Row[Any] | None) -> Row[Any]:
    if row is None:
        raise LookupError("a job was claimed between two looks")
    return row


def _job(row: Row[Any], **changes: Any) -> Job:  # noqa: ANN401 - the model's fields
    job = Job(
        id=row.id,
        state=JobState(row.state),
        source=row.source,
        requested_by=tuple(json.loads(row.requested_by)),
        progress=JobProgress.model_validate_json(row.progress) if row.progress else JobProgress(),
        report=BuildReport.model_validate_json(row.report) if row.report else None,
        error=row.error,
        requested_at=moment(row.requested_at),
        started_at=None if row.started_at is None else moment(row.started_at),
        ended_at=None if row.ended_at is None else moment(row.ended_at),
    )
    return job.model_copy(update=changes)
