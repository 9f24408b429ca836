"""The database itself: opened, migrated, full, or no database at all."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database, open_database
from knowledge.adapters.sql.tables import metadata
from knowledge.errors import StoreError
from tests.factories import document, passage


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
