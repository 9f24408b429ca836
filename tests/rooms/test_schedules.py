"""Sources that are read by a schedule."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from indexer.worker import Work, enqueue_due, work_once
from knowledge.models.work import Source
from knowledge.stewardship.overview import overview
from tests.worlds import World, open_world

HOUR_S = 3600


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world with a folder that is read every hour, and one that is read when asked."""
    configured = []
    for key, every in (("hourly", timedelta(hours=1)), ("asked", None)):
        folder = tmp_path / key
        folder.mkdir()
        (folder / "note.md").write_text(f"# Note\n\nThis is read {key}.\n")
        configured.append(Source(key=key, root=str(folder), every=every))
    with open_world(tmp_path / "world", configured=configured) as opened:
        yield opened


def work_of(world: World) -> Work:
    """Return a worker's tools."""
    return Work(world.tools, world.jobs, world.sources, world.context)


def builds(world: World) -> list[str]:
    """Let a worker enqueue and work until nothing waits; return the sources it built."""
    work, done = work_of(world), []
    enqueue_due(work)
    while (job := work_once(work)) is not None:
        done.append(job.source)
    return done


def test_a_source_is_read_when_its_time_has_come(world: World) -> None:
    """And not before."""
    first = builds(world)
    again = builds(world)
    world.clock.advance(HOUR_S - 1)
    early = builds(world)
    world.clock.advance(1)
    due = builds(world)

    assert (first, again, early, due) == (["hourly"], [], [], ["hourly"])
    assert len(world.tools.documents.live()) == 1


def test_ticks_that_were_missed_run_once(world: World) -> None:
    """A worker that was down for a day does not build twenty-four times."""
    builds(world)
    world.clock.advance(24 * HOUR_S)

    assert builds(world) == ["hourly"]
    assert builds(world) == []


def test_several_workers_enqueue_a_tick_once(world: World) -> None:
    """Whoever comes second finds it done."""
    for _ in range(3):
        enqueue_due(work_of(world))
    waiting = [job.source for job in world.jobs.under_way()]

    assert waiting == ["hourly"]


def test_a_build_that_was_asked_for_moves_the_next_one(world: World) -> None:
    """What has just been read need not be read again."""
    builds(world)
    world.clock.advance(HOUR_S / 2)
    world.jobs.request("U1")
    builds(world)
    world.clock.advance(HOUR_S / 2 + 1)

    assert builds(world) == []


def test_the_overview_tells_when_a_source_is_due(world: World) -> None:
    """By its last beginning and its interval."""
    builds(world)
    known, tools = world.sources.known(), world.tools
    hourly, asked, *_always = overview(known, world.jobs, tools.documents, world.clock)

    assert hourly.next_at == world.clock.now() + timedelta(hours=1)
    assert (hourly.documents, asked.documents) == (1, 0)
    assert asked.next_at is None


def test_a_source_that_is_off_is_not_said_to_be_read_with_all_others(world: World) -> None:
    """A build of all sources leaves it out, and only one that names it reads it."""
    world.jobs.request("U1")
    builds(world)
    known, tools = world.sources.known(), world.tools
    off = known[0].model_copy(update={"enabled": False})
    unread, *_others = overview([off], world.jobs, tools.documents, world.clock)
    read, *_others = overview(known, world.jobs, tools.documents, world.clock)

    assert unread.last is None
    assert read.last is not None
