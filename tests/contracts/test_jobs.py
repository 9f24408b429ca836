"""What every queue of builds does."""

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.models.work import BuildReport, JobState
from knowledge.ports import Jobs
from tests.fakes.clock import FakeClock
from tests.fakes.jobs import FakeJobs


@pytest.fixture(params=["sqlite", "fake"])
def jobs(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Jobs:
    """Each implementation in turn."""
    return SqlJobs(database, clock) if request.param == "sqlite" else FakeJobs(clock)


def test_a_second_request_joins_the_one_that_waits(jobs: Jobs) -> None:
    """Both people are told of the one build."""
    first, joined_first = jobs.request("U1")
    second, joined_second = jobs.request("U2")

    assert first.id == second.id
    assert (joined_first, joined_second) == (False, True)
    assert second.requested_by == ("U1", "U2")


def test_the_same_person_is_noted_once(jobs: Jobs) -> None:
    """Asking twice does not bring two messages."""
    jobs.request("U1")

    assert jobs.request("U1")[0].requested_by == ("U1",)


def test_a_request_during_a_build_starts_another(jobs: Jobs) -> None:
    """What changed since the running build began must be indexed too."""
    running, _ = jobs.request("U1")
    jobs.claim(60)
    later, joined = jobs.request("U2")

    assert later.id != running.id
    assert not joined


def test_a_job_is_claimed_once_while_its_worker_lives(jobs: Jobs, clock: FakeClock) -> None:
    """Heartbeats keep the claim; silence gives it up."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    clock.advance(50)
    jobs.heartbeat(job.id, 0.5, 60)
    clock.advance(50)
    while_alive = jobs.claim(60)
    clock.advance(11)
    after_death = jobs.claim(60)

    assert while_alive is None
    assert after_death is not None
    assert after_death.id == job.id


def test_an_ended_job_is_told_until_it_was_told(jobs: Jobs) -> None:
    """A bot that was restarted still tells."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    before = jobs.untold()
    jobs.finish(job.id, BuildReport(added=("a.md",), seconds=1.5))
    (ended,) = jobs.untold()
    jobs.told(job.id)

    assert before == ()
    assert ended.state is JobState.DONE
    assert ended.report is not None
    assert ended.report.added == ("a.md",)
    assert jobs.untold() == ()


def test_a_failed_job_says_why(jobs: Jobs) -> None:
    """The reason is kept in words for a person."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    jobs.fail(job.id, "notes/ does not exist. Correct the path.")
    latest = jobs.latest()

    assert latest is not None
    assert latest.state is JobState.FAILED
    assert latest.error == "notes/ does not exist. Correct the path."
    assert jobs.claim(60) is None


def test_nothing_was_requested_at_first(jobs: Jobs) -> None:
    """An empty queue has no latest job and gives none away."""
    assert jobs.latest() is None
    assert jobs.claim(60) is None
