"""Requests to rebuild the index, worked through."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.heartbeat import Heartbeat
from indexer.worker import Work, work_once
from knowledge.adapters.build_lock import alone
from knowledge.adapters.sql.evaluations import SqlEvaluations
from knowledge.answers.service import AnswerService
from knowledge.evaluation.recording import Measuring
from knowledge.models.evaluation import EVALUATION
from knowledge.models.work import BuildReport, Job, JobState, Phase, Source, SourceKind
from knowledge.stewardship.withdrawal import REWRITE
from tests.fakes.bot_services import harbour_pack
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
    world: World,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither people nor the log see exception text; the log says where it was."""

    def explode(*_arguments: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("indexer.worker.build", explode)
    world.jobs.request("U1")
    work(world)
    (job,) = world.jobs.untold()

    assert job.state is JobState.FAILED
    assert "secret" not in job.error + caplog.text
    assert "ZeroDivisionError at test_worker.py" in caplog.text


def test_nothing_waits_when_nobody_asked(world: World, library: Path) -> None:
    """The worker goes back to sleep."""
    assert work(world) is None


@pytest.fixture
def notes(world: World, tmp_path: Path) -> Source:
    """A folder beside the library; both were built."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "note.md").write_text("# Note\n\nA note says another thing.\n")
    source = Source.folder(str(folder))
    world.sources.remember([*world.sources.known(), source])
    world.jobs.request("U1")
    work(world)
    return source


def test_a_build_of_one_source_leaves_the_others_alone(
    world: World, library: Path, notes: Source
) -> None:
    """Neither read nor removed, whatever has become of them."""
    (library / "card.md").unlink()
    (Path(notes.root) / "note.md").write_text("# Note\n\nIt has changed.\n")
    job, _ = world.jobs.request("U1", notes.key)
    work(world)
    last = world.jobs.last_run(notes.key)

    assert last is not None
    assert last.report is not None
    assert (last.id, last.report.source) == (job.id, "notes")
    assert (last.report.changed, last.report.removed) == (("note.md",), ())
    assert len(world.tools.documents.live()) == 2


def test_a_source_that_is_no_longer_known_fails_its_job(world: World) -> None:
    """It was taken out of the file while the job waited."""
    world.jobs.request("U1", "gone")
    work(world)
    (job,) = world.jobs.untold()

    assert job.state is JobState.FAILED
    assert "“gone” is no source" in job.error


def test_a_job_whose_worker_was_killed_is_taken_up_at_once(world: World) -> None:
    """Whoever holds the lock knows that nobody else is at work."""
    world.jobs.request("U1")
    left_behind = world.jobs.claim(60)
    taken_up = work(world)

    assert left_behind is not None
    assert taken_up is not None
    assert taken_up.id == left_behind.id
    assert world.jobs.under_way() == ()


def test_a_worker_leaves_the_jobs_alone_while_another_build_runs(world: World) -> None:
    """The one that runs is not taken for one whose worker died."""
    world.jobs.request("U1")
    world.jobs.claim(60)
    tools = replace(world.tools, alone=lambda: alone(world.home, 0))
    with alone(world.home, 0):
        taken = work_once(Work(tools, world.jobs, world.sources, world.context))

    assert taken is None
    assert [job.state for job in world.jobs.under_way()] == [JobState.RUNNING]


def test_what_follows_a_build_is_done_before_its_job_ends(world: World) -> None:
    """A worker that is killed in between does it again."""
    seen: list[tuple[str, JobState]] = []

    def afterwards(report: BuildReport) -> None:
        seen.extend((report.source, job.state) for job in world.jobs.under_way())

    world.jobs.request("U1", "library")
    task = Work(world.tools, world.jobs, world.sources, world.context, afterwards=afterwards)
    work_once(task)

    assert seen == [("library", JobState.RUNNING)]
    assert world.jobs.under_way() == ()


def test_a_build_tells_what_it_is_busy_with(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order in which things happen."""
    phases: list[Phase] = []
    monkeypatch.setattr(Heartbeat, "note", lambda _self, now: phases.append(now.phase))
    world.jobs.request("U1")
    work(world)

    assert list(dict.fromkeys(phases)) == [Phase.READING, Phase.EMBEDDING, Phase.PUBLISHING]


@pytest.fixture
def measuring(world: World, tmp_path: Path) -> Measuring:
    """A community that has a question of its own."""
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "card says one thing", "answerable": true, "source": "card"}\n')
    return Measuring(
        path=path,
        ask=AnswerService(harbour_pack(), world.retriever, world.clock).ask,
        manifest=lambda: world.tools.snapshots.open().manifest,
        runs=SqlEvaluations(world.database),
        clock=world.clock,
    )


def measured(world: World, measuring: Measuring) -> BuildReport:
    """Work through one request, and return its report."""
    work_once(Work(world.tools, world.jobs, world.sources, world.context, measuring=measuring))
    job = world.jobs.untold()[-1]
    assert job.report is not None
    return job.report


def test_what_was_published_is_evaluated_once(world: World, measuring: Measuring) -> None:
    """A build that changes nothing asks nothing."""
    world.jobs.request("U1")
    first = measured(world, measuring).checked
    world.jobs.request("U1")
    again = measured(world, measuring).checked

    assert first is not None
    assert first.evaluation is not None
    assert first.evaluation.figures[0].name == "source_first"
    assert first.evaluation.outcomes == ()
    assert again is None


def test_an_evaluation_that_fails_leaves_the_build_done(
    world: World, measuring: Measuring, tmp_path: Path
) -> None:
    """And its report says why there are no figures."""
    (tmp_path / "questions.jsonl").write_text("no JSON\n")
    world.jobs.request("U1")
    report = measured(world, measuring)

    assert report.added == ("card.md",)
    assert report.checked is not None
    assert "questions.jsonl line 1" in report.checked.trouble
    assert world.jobs.untold()[-1].state is JobState.DONE


def test_questions_are_asked_on_request_and_nothing_is_built(
    world: World, measuring: Measuring
) -> None:
    """Compared with what was found when the index was published."""
    world.jobs.request("U1")
    measured(world, measuring)
    version = world.tools.snapshots.open().manifest.version
    world.jobs.request("U1", EVALUATION)
    report = measured(world, measuring)

    assert report.checked is not None
    assert report.checked.comparison is not None
    assert report.checked.comparison.moved == ()
    assert (report.source, report.index_version) == (EVALUATION, version)


def test_a_request_to_ask_without_questions_fails_in_words(
    world: World, measuring: Measuring
) -> None:
    """The curator learns what to set."""
    world.jobs.request("U1", EVALUATION)
    bare = replace(measuring, path=None)
    work_once(Work(world.tools, world.jobs, world.sources, world.context, measuring=bare))
    (job,) = world.jobs.untold()

    assert job.state is JobState.FAILED
    assert "KNOWLEDGE_QUESTIONS" in job.error


def test_a_withdrawal_is_noted_too(world: World, measuring: Measuring) -> None:
    """It publishes; and what is gone may have been an answer."""
    world.jobs.request("U1")
    measured(world, measuring)
    (gone,) = world.tools.documents.live()
    world.tools.documents.withdraw(gone)
    world.jobs.request("", REWRITE)
    checked = measured(world, measuring).checked

    assert checked is not None
    assert checked.comparison is not None
    assert [one.label for one in checked.comparison.worse] == ["line 1"]
