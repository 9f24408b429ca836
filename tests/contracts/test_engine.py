"""The database itself: opened, migrated, full, or no database at all."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from knowledge.adapters.sql import engine as engines
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import HEAD, Database, open_database
from knowledge.adapters.sql.ledgers import SqlPosts
from knowledge.adapters.sql.tables import metadata
from knowledge.errors import StoreError
from tests.factories import document, passage
from tests.fakes.clock import FakeClock


def test_migrations_lead_to_the_tables_of_the_code(database: Database) -> None:
    """A table that is changed without a migration is found here."""
    with database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    """A database that is up to date is left alone."""
    url = f"sqlite:///{tmp_path / 'k.db'}"
    first = open_database(url)
    SqlDocuments(first).stage(document(), "h", [passage()])
    SqlDocuments(first).promote(())
    first.close()
    second = open_database(url)

    assert SqlDocuments(second).live() == {"/docs/ari.md": "h"}
    second.close()


def test_a_full_disk_is_told_as_such_and_loses_nothing(database: Database) -> None:
    """SQLite's own limit on its pages behaves as a full disk does."""
    store = SqlDocuments(database)
    store.stage(document(name="kept.md"), "h", [passage()])
    store.promote(())
    with database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        connection.rollback()

    with pytest.raises(StoreError, match="is full") as raised:
        store.stage(document(name="large.md"), "h", [passage("word " * 100_000)])

    assert "Free some space" in raised.value.remedy
    assert store.live() == {"/docs/kept.md": "h"}


def test_deleted_text_does_not_stay_in_the_file(tmp_path: Path) -> None:
    """What is withdrawn is overwritten, and the log of writes holds it no longer when closed."""
    path = tmp_path / "k.db"
    opened = open_database(f"sqlite:///{path}")
    store = SqlDocuments(opened)
    store.stage(document(), "h", [passage("The canary sings xylophonically here.")])
    store.promote(())
    opened.close()
    before = path.read_bytes()
    opened = open_database(f"sqlite:///{path}")
    SqlDocuments(opened).withdraw("/docs/ari.md")
    opened.close()

    assert b"xylophonically" in before
    assert b"xylophonically" not in path.read_bytes()


CONFIG = Config()
CONFIG.set_main_option("script_location", str(Path(engines.__file__).parent / "migrations"))
SCRIPT = ScriptDirectory.from_config(CONFIG)
REVISIONS = [one.revision for one in reversed(list(SCRIPT.walk_revisions()))]


def test_the_revisions_are_one_chain_to_the_newest() -> None:
    """Two heads would leave it to chance what an upgrade does."""
    assert SCRIPT.get_heads() == [REVISIONS[-1]]
    assert REVISIONS[-1] == HEAD


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_every_revision_is_brought_to_the_newest(
    revision: str, tmp_path: Path
) -> None:
    """With what stands in it, and twice is once."""
    url = f"sqlite:///{tmp_path / 'knowledge.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        CONFIG.attributes["connection"] = connection
        command.upgrade(CONFIG, revision)
        connection.exec_driver_sql(
            "INSERT INTO documents (id, state, content_hash, scope, info)"
            " VALUES ('docs/a.md', 'live', 'x', 'community', '{}')"
        )
        connection.exec_driver_sql("INSERT INTO posts VALUES ('k', 'C1', '1.0', '1.1', 1.0)")
    engine.dispose()

    for _ in range(2):
        database = open_database(url)
        with database.engine.begin() as connection:
            context = MigrationContext.configure(connection)
            found = context.get_current_revision()
            differences = compare_metadata(context, metadata)
        live = SqlDocuments(database).live()
        asked = SqlPosts(database, FakeClock()).is_own_thread("C1", "1.0")
        database.close()

        assert (found, differences, live) == (HEAD, [], {"docs/a.md": "x"})
        assert asked
