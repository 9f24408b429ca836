"""Withdrawing: gone from the next answer on, and a build queued for the files."""

from knowledge.models.access import Audience
from knowledge.search.query import understand
from knowledge.stewardship.withdrawal import REWRITE, Withdrawals
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
