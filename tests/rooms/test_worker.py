"""Requests to rebuild the index, worked through."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.worker import Work, work_once
from knowledge.models.work import Job, JobState, Source, SourceKind
from tests.worlds import World, open_world


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A community's library."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "card.md").write_text("# Card\n\nA card says one thing.\n")
    return folder


@pytest.fixture
def world(tmp_path: Path, library: Path) -> Iterator[World]:
    """A world whose community has a library."""
    shipped = Source(key="library", kind=SourceKind.LIBRARY, root=str(library))
    with open_world(tmp_path / "world", configured=[shipped]) as opened:
        yield opened


def work(world: World) -> Job | None:
    """Work through one request."""
    return work_once(Work(world.tools, world.jobs, world.sources, world.context))


def test_a_request_is_built_and_reported(world: World, library: Path) -> None:
    """The paths that were built before are built again."""
    world.sources.remember([Source.folder(str(library), "channel:C1")])
    world.jobs.request("U1")
    work(world)
    (job,) = world.jobs.untold()

    assert job.state is JobState.DONE
    assert job.report is not None
    assert job.report.added == ("card.md",)


def test_a_rebuild_keeps_who_may_read(world: World, library: Path) -> None:
    """What was built for one channel must not become the community's."""
    world.sources.remember([Source.folder(str(library), "channel:C1")])
    world.jobs.request("U1")
    work(world)

    assert world.tools.documents.scopes() == frozenset({"channel:C1"})


def test_the_library_is_built_when_nothing_ever_was(world: World, library: Path) -> None:
    """A first request on a fresh home does what people expect."""
    world.jobs.request("U1")
    work(world)

    assert len(world.tools.documents.live()) == 1


def test_a_source_that_is_gone_fails_the_job_in_words(world: World, library: Path) -> None:
    """The requester learns which path, and the index stays."""
    world.sources.remember([Source.folder(str(library / "gone"))])
    world.jobs.request("U1")
    work(world)
    (job,) = world.jobs.untold()

    assert job.state is JobState.FAILED
    assert "gone" in job.error


def test_an_unexpected_error_fails_the_job_without_its_text(
    world: World, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People see no exception text; the log has the trace."""

    def explode(*_arguments: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("indexer.worker.build", explode)
    world.jobs.request("U1")
    work(world)
    (job,) = world.jobs.untold()

    assert job.state is JobState.FAILED
    assert "secret" not in job.error


def test_nothing_waits_when_nobody_asked(world: World, library: Path) -> None:
    """The worker goes back to sleep."""
    assert work(world) is None
