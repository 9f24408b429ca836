"""Withdrawing: gone from the next answer on, and a build queued for the files."""

from dataclasses import replace

from indexer.worker import Work, work_once
from knowledge.adapters.sql.chores import SqlChores
from knowledge.models.access import Audience
from knowledge.models.work import JobState, Source
from knowledge.publishing.publisher import rewrite
from knowledge.search.query import understand
from knowledge.stewardship.withdrawal import REWRITE, Withdrawals, catch_up
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.worlds import World

EVERYBODY = Audience.of(full_member=True)


def test_what_is_withdrawn_is_gone_from_the_next_search_on(world: World) -> None:
    """The snapshot still holds its vectors, and nothing shows it any more."""
    lamp = document("Lamps lit the harbour wall.", "lamp.md")
    world.publish(lamp, document("Ropes held the harbour boats.", "rope.md"))

    Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw([lamp.info.id])

    hits = world.retriever.search(understand("harbour lamps", Glossary(())), EVERYBODY, 5).hits
    assert [hit.stored.document.name for hit in hits] == ["rope.md"]


def test_a_build_is_queued_that_takes_it_out_of_the_files(world: World) -> None:
    """Nobody asked for it, so nobody is told of it."""
    lamp = document("Lamps lit the harbour wall.", "lamp.md")
    world.publish(lamp)

    Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw([lamp.info.id])

    job = world.jobs.latest()
    assert job is not None
    assert job.source == REWRITE


def test_withdrawing_nothing_queues_nothing(world: World) -> None:
    """No work for nothing."""
    Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw([])

    assert world.jobs.latest() is None


def test_the_worker_takes_it_out_of_the_files_without_reading_a_source(world: World) -> None:
    """What was changed there waits for a build; nobody is told of it."""
    lamp, rope = document("Lamps lit the wall.", "lamp.md"), document("Ropes held.", "rope.md")
    world.publish(lamp, rope)
    world.sources.remember([Source.folder("/nowhere/at/all")])
    Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw([lamp.info.id])
    work_once(Work(world.tools, world.jobs, world.sources, world.context))
    job = world.jobs.latest()

    assert job is not None
    assert job.state is JobState.DONE
    assert job.report is not None
    assert job.report.passages == 1
    assert len([one for one in (world.home / "snapshots").iterdir() if one.is_dir()]) == 1


def test_any_build_takes_what_was_withdrawn_out_of_the_files(world: World) -> None:
    """Whoever asked for it first; and one that finds nothing new does so, too."""
    lamp, rope = document("Lamps lit the wall.", "lamp.md"), document("Ropes held.", "rope.md")
    world.publish(lamp, rope)
    world.tools.documents.withdraw(lamp.info.id)
    owed = world.tools.documents.owed_erasure()
    world.publish(rope)

    assert owed
    assert not world.tools.documents.owed_erasure()
    assert len([one for one in (world.home / "snapshots").iterdir() if one.is_dir()]) == 1


def test_what_goes_while_files_are_rewritten_is_still_owed(world: World) -> None:
    """The next rewriting sees to it."""
    lamp, rope = document("Lamps lit the wall.", "lamp.md"), document("Ropes held.", "rope.md")
    world.publish(lamp, rope)
    world.tools.documents.withdraw(lamp.info.id)
    tools = replace(world.tools, scrub=lambda: world.tools.documents.withdraw(rope.info.id))
    rewrite(tools)

    assert world.tools.documents.owed_erasure()


def test_what_no_job_sees_to_is_caught_up_with(world: World) -> None:
    """Once a minute at most, lest a full disk fill the list of jobs."""
    lamp = document("Lamps lit the wall.", "lamp.md")
    world.publish(lamp)
    chores = SqlChores(world.database, world.clock)
    catch_up(world.tools.documents, world.jobs, chores)
    before = world.jobs.latest()
    world.tools.documents.withdraw(lamp.info.id)
    for _ in range(2):
        catch_up(world.tools.documents, world.jobs, chores)
        job = world.jobs.claim(60)
        if job:
            world.jobs.fail(job.id, "The disk is full.")
    last = world.jobs.latest()

    assert before is None
    assert last is not None
    assert (last.id, last.source) == (1, REWRITE)


def test_the_last_document_can_be_withdrawn(world: World) -> None:
    """An index of nothing answers nothing, and does not fail."""
    lamp = document("Lamps lit the harbour wall.", "lamp.md")
    world.publish(lamp)
    world.tools.documents.withdraw(lamp.info.id)
    rewrite(world.tools)

    found = world.retriever.search(understand("harbour lamps", Glossary(())), EVERYBODY, 5)
    assert found.hits == ()
    assert found.manifest.passages == 0
