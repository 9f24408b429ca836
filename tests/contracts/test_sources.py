"""What a list of sources does."""

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.sources import SqlSources
from knowledge.models.work import Source
from knowledge.ports import Sources
from tests.fakes.sources import FakeSources


@pytest.fixture(params=["sqlite", "fake"])
def sources(request: pytest.FixtureRequest, database: Database) -> Sources:
    """Each implementation in turn."""
    return SqlSources(database) if request.param == "sqlite" else FakeSources()


def test_sources_keep_their_order_and_stand_once(sources: Sources) -> None:
    """A path that is built again stays where it was."""
    sources.remember([Source.folder("/library"), Source.folder("/docs")])
    sources.remember([Source.folder("/docs"), Source.folder("/more")])

    assert [source.root for source in sources.known()] == ["/library", "/docs", "/more"]


def test_a_source_keeps_its_scope_until_it_is_given_another(sources: Sources) -> None:
    """Whoever rebuilds it must know who may read it."""
    sources.remember([Source.folder("/docs", "channel:C1")])
    first = sources.known()
    sources.remember([Source.folder("/docs", "public")])

    assert first == (Source.folder("/docs", "channel:C1"),)
    assert sources.known() == (Source.folder("/docs", "public"),)
