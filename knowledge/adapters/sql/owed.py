"""What the files still owe: a deletion that the snapshot and the log do not know of yet."""

import secrets

from sqlalchemy import Connection, delete, select, update

from knowledge.adapters.sql.tables import chores
from knowledge.adapters.sql.upsert import insert_new

_ERASE = "erase from files"
_ROW = chores.c.name == _ERASE


def owe(connection: Connection) -> None:
    """Note, in the transaction of a deletion, that the files are to follow."""
    token = float(secrets.randbelow(2**48) + 1)
    connection.execute(insert_new(connection.engine, chores), {"name": _ERASE, "due_at": token})
    connection.execute(update(chores).where(_ROW).values(due_at=token))


def owed(connection: Connection) -> float:
    """Return what stands for the newest deletion that is owed; 0 when none is."""
    return float(connection.execute(select(chores.c.due_at).where(_ROW)).scalar() or 0)


def paid(connection: Connection, token: float) -> None:
    """Note that the files followed, unless something was deleted since."""
    connection.execute(delete(chores).where(_ROW, chores.c.due_at == token))
