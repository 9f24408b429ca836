"""Open the database, bring it up to date, and say what is wrong in words for a person."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from knowledge.errors import StoreError

log = logging.getLogger(__name__)

HEAD = "0014"
_MIGRATIONS = Path(__file__).parent / "migrations"
_TRUNCATIONS = 3
_SQLITE_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "busy_timeout = 30000",
)


class Database:
    """An engine with one way to begin a transaction and one way to report failure."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self._reader = engine.execution_options(only_reads=True)
        self._name = name

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction that commits unless an exception leaves it.

        Raises:
            StoreError: the database refused; nothing of the transaction was written.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _explained(error, self._name) from error

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads: it waits for no writer.

        Raises:
            StoreError: the database refused.
        """
        try:
            with self._reader.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _explained(error, self._name) from error

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the files: compact them, and empty the write-ahead log.

        Raises:
            StoreError: the disk is full, or others kept the database busy all the time.
        """
        is_sqlite = self.engine.dialect.name == "sqlite"
        free = {"no_begin": True} if is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        try:
            with self.engine.execution_options(**free).connect() as connection:
                connection.exec_driver_sql("VACUUM")
                if is_sqlite:
                    _truncate_log(connection, self._name)
        except DBAPIError as error:
            raise _explained(error, self._name) from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Open a database and migrate it to the newest shape.

    Args:
        url: `sqlite:///path` or a PostgreSQL URL.

    Raises:
        StoreError: it cannot be opened, or a newer version of the product has written it.
    """
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    name = engine.url.database or engine.url.render_as_string(hide_password=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    database = Database(engine, name)
    try:
        _migrate(engine, name)
    except DBAPIError as error:
        engine.dispose()
        raise _explained(error, name) from error
    return database


def _truncate_log(connection: Connection, name: str) -> None:
    # A reader of the moment keeps the log from being emptied; it waits its busy timeout itself.
    for _ in range(_TRUNCATIONS):
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if not busy:
            return
    raise StoreError(f"The log of {name} could not be emptied", "Try again when less is going on")


def _configure_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first fails at once with "database is locked" when
    # another writer is ahead of it, whatever the busy timeout.
    options = connection.get_execution_options()
    if options.get("no_begin", False):
        return  # SQLite cannot compact itself within a transaction
    reads = options.get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _version(engine: Engine) -> str:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else ""


def _migrate(engine: Engine, name: str) -> None:
    found = _version(engine)
    if found == HEAD:
        return
    # Alembic costs a tenth of a second to import: only when there is work for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    log.info("bringing the database from version %s to %s", found or "none", HEAD)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, HEAD)
        except CommandError:
            raise StoreError(
                f"{name} was written by another version of Science Guide ({found})",
                "Run that version, or choose another KNOWLEDGE_HOME",
            ) from None


def _explained(error: DBAPIError, name: str) -> StoreError:
    reason = str(error.orig).lower()
    if "full" in reason or "no space" in reason:
        return StoreError(
            f"The disk that holds {name} is full", "Free some space and run the command again"
        )
    if "readonly" in reason or "unable to open" in reason or "permission" in reason:
        return StoreError(
            f"{name} cannot be written", "Check that its folder exists and is writable"
        )
    if "not a database" in reason or "malformed" in reason:
        return StoreError(
            f"{name} is no database of Science Guide",
            "Restore it from a backup, or choose another KNOWLEDGE_HOME",
        )
    return StoreError(
        f"The database {name} refused ({type(error.orig).__name__})",
        "Try again; if it stays so, run python -m bot doctor",
    )
