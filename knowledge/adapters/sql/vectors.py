"""The vector cache in SQL."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import delete, select

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.tables import vectors
from knowledge.adapters.sql.upsert import insert_new
from knowledge.ports import Vectors
from knowledge.text.batches import batched

_AT_ONCE = 2_000


class SqlVectors:
    """Vectors as float16: half the disk, and a cosine off by no more than some 1e-4."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the known vectors, each of shape `(dimension,)`, float32."""
        query = select(vectors.c.key, vectors.c.vector)
        found: dict[str, Vectors] = {}
        with self._database.read() as connection:
            for some in batched(keys, _AT_ONCE):
                for row in connection.execute(query.where(vectors.c.key.in_(some))):
                    found[row.key] = np.frombuffer(row.vector, np.float16).astype(np.float32)
        return found

    def known(self, keys: Sequence[str]) -> set[str]:
        """Return those of the keys under which there is a vector."""
        found: set[str] = set()
        with self._database.read() as connection:
            for some in batched(keys, _AT_ONCE):
                query = select(vectors.c.key).where(vectors.c.key.in_(some))
                found.update(connection.execute(query).scalars())
        return found

    def put(self, new: Mapping[str, Vectors]) -> None:
        """Store vectors under their keys."""
        rows = [
            {"key": key, "vector": vector.astype(np.float16).tobytes()}
            for key, vector in new.items()
        ]
        if rows:
            with self._database.begin() as connection:
                connection.execute(insert_new(self._database.engine, vectors), rows)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete all vectors under other keys."""
        wanted = set(keys)
        with self._database.begin() as connection:
            held = connection.execute(select(vectors.c.key)).scalars().all()
            for some in batched((key for key in held if key not in wanted), _AT_ONCE):
                connection.execute(delete(vectors).where(vectors.c.key.in_(some)))
