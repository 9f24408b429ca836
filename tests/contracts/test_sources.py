"""What a list of sources does."""

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.sources import SqlSources
from knowledge.models.work import Source
from knowledge.ports import Sources


@pytest.fixture
def sources(database: Database) -> Sources:
    """The one implementation."""
    return SqlSources(database)


def test_sources_keep_their_order_and_stand_once(sources: Sources) -> None:
    """A path that is built again stays where it was."""
    sources.remember([Source(path="/library"), Source(path="/docs")])
    sources.remember([Source(path="/docs"), Source(path="/more")])

    assert [source.path for source in sources.known()] == ["/library", "/docs", "/more"]


def test_a_source_keeps_its_scope_until_it_is_given_another(sources: Sources) -> None:
    """Whoever rebuilds it must know who may read it."""
    sources.remember([Source(path="/docs", scope="channel:C1")])
    first = sources.known()
    sources.remember([Source(path="/docs", scope="public")])

    assert first == (Source(path="/docs", scope="channel:C1"),)
    assert sources.known() == (Source(path="/docs", scope="public"),)
