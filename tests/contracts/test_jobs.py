"""What every queue of builds does."""

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.models.work import BuildReport, JobProgress, JobState, Phase
from knowledge.ports import Jobs
from knowledge.stewardship.withdrawal import REWRITE
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


def test_a_person_joins_the_build_that_runs(jobs: Jobs) -> None:
    """They are told of its end like the first asker."""
    running, _ = jobs.request("U1")
    jobs.claim(60)
    later, joined = jobs.request("U2")

    assert later.id == running.id
    assert joined
    assert later.requested_by == ("U1", "U2")


def test_a_change_during_a_build_starts_another(jobs: Jobs) -> None:
    """The running one may have read already."""
    running, _ = jobs.request("U1")
    jobs.claim(60)
    later, joined = jobs.request("")
    again, joined_again = jobs.request("")

    assert later.id != running.id
    assert (joined, joined_again) == (False, True)
    assert again.id == later.id


def test_each_source_has_a_build_of_its_own(jobs: Jobs) -> None:
    """Requests join those for the same source only."""
    everything, _ = jobs.request("U1")
    notes, joined = jobs.request("U1", "notes")
    again, joined_again = jobs.request("U2", "notes")

    assert notes.id != everything.id
    assert (joined, joined_again) == (False, True)
    assert again.id == notes.id
    assert (everything.source, notes.source) == ("", "notes")


def test_a_running_build_whose_worker_died_is_taken_up_at_once(jobs: Jobs) -> None:
    """Whoever is alone need not wait for a lease to end."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    jobs.request("")
    jobs.release()
    again = jobs.claim(60)

    assert again is not None
    assert again.id == job.id


def test_a_build_is_due_once_a_period(jobs: Jobs, clock: FakeClock) -> None:
    """And ticks that were missed while nothing ran count as one."""
    first = jobs.request_due("notes", 3600)
    again = jobs.request_due("notes", 3600)
    jobs.claim(60)
    while_running = jobs.request_due("notes", 3600)
    assert first is not None
    jobs.finish(first.id, BuildReport())
    clock.advance(3599)
    early = jobs.request_due("notes", 3600)
    clock.advance(3 * 3600)
    late = jobs.request_due("notes", 3600)
    twice = jobs.request_due("notes", 3600)

    assert (again, while_running, early, twice) == (None, None, None, None)
    assert late is not None
    assert late.source == "notes"


def test_a_build_of_everything_counts_for_each_source(jobs: Jobs) -> None:
    """What has just been read is not due."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    jobs.finish(job.id, BuildReport())

    assert jobs.request_due("notes", 3600) is None


def test_the_last_run_of_a_source_is_the_one_that_ended_last(jobs: Jobs, clock: FakeClock) -> None:
    """Whether it was asked for alone or with all others."""
    for source in ("notes", "", "other"):
        job, _ = jobs.request("U1", source)
        jobs.claim(60)
        clock.advance(10)
        jobs.finish(job.id, BuildReport(source=source))
    last = jobs.last_run("notes")

    assert last is not None
    assert last.source == ""
    assert last.ended_at is not None
    assert jobs.last_run("nothing") == last


def test_progress_is_seen_by_others(jobs: Jobs) -> None:
    """As long as the build is under way."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    far = JobProgress(phase=Phase.EMBEDDING, done=3, total=9)
    jobs.heartbeat(job.id, far, 60)
    (under_way,) = jobs.under_way()
    waiting = jobs.waiting()
    jobs.finish(job.id, BuildReport())

    assert under_way.progress == far
    assert under_way.started_at is not None
    assert waiting
    assert not jobs.waiting()
    assert jobs.under_way() == ()


def test_a_job_is_claimed_once_while_its_worker_lives(jobs: Jobs, clock: FakeClock) -> None:
    """Heartbeats keep the claim; silence gives it up."""
    job, _ = jobs.request("U1")
    jobs.claim(60)
    clock.advance(50)
    jobs.heartbeat(job.id, JobProgress(phase=Phase.EMBEDDING, done=1, total=2), 60)
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


def test_what_was_withdrawn_is_taken_out_of_the_files_first(jobs: Jobs) -> None:
    """It must be gone within a minute; a build that waits can wait."""
    jobs.request("U1")
    withdrawal, _ = jobs.request("", REWRITE)

    claimed = jobs.claim(60)
    assert claimed is not None
    assert claimed.id == withdrawal.id
