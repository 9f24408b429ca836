"""How a worker tells that its build goes on."""

import threading

import pytest

from indexer.heartbeat import Heartbeat
from knowledge.errors import StoreError
from knowledge.models.work import JobProgress, Phase
from tests.worlds import World

WAIT_S, STEP_S = 10.0, 0.01


def until(world: World, done: int) -> None:
    """Wait until the queue knows of so many texts."""
    for _ in range(int(WAIT_S / STEP_S)):
        if world.jobs.under_way()[0].progress.done == done:
            return
        threading.Event().wait(STEP_S)
    pytest.fail("the progress was not written down")


def test_progress_is_written_down_while_the_build_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after the store has refused once."""
    monkeypatch.setattr(Heartbeat, "_LOOK_S", 0.01)
    world.jobs.request("U1")
    job = world.jobs.claim(60)
    assert job is not None
    real, refusals = world.jobs.heartbeat, [StoreError("It is locked", "Try again")]

    def refuses_once(job_id: int, progress: JobProgress, lease_s: float) -> None:
        if refusals:
            raise refusals.pop()
        real(job_id, progress, lease_s)

    monkeypatch.setattr(world.jobs, "heartbeat", refuses_once)
    with Heartbeat(world.jobs, job.id) as beat:
        for done in (1, 2, 3):
            beat.note(JobProgress(phase=Phase.EMBEDDING, done=done, total=3))
            until(world, done)

    assert refusals == []
