"""Passage vectors in FAISS, one index an access scope class."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.ports import Vectors

Ids = NDArray[np.int64]

SHARED_SCOPES = (PUBLIC, COMMUNITY)
FLAT_UP_TO = 100_000  # recall 1.0, 6 ms a search; beyond, a quarter of the memory counts more
SQ8_UP_TO = 300_000
_PROBES = 32


def write_shards(folder: Path, ids: Ids, vectors: Vectors, scopes: Sequence[str]) -> None:
    """Write one index for each of the shared scopes that has passages.

    Args:
        folder: where the index files go.
        ids: shape `(n,)`.
        vectors: shape `(n, dimension)`, unit rows.
        scopes: n access scopes; passages of others than the shared ones are left out.
    """
    for scope in SHARED_SCOPES:
        rows = [row for row, one in enumerate(scopes) if one == scope]
        if rows:
            index = _build(vectors[rows], ids[rows])
            # FAISS's own writer reports a full disk as a RuntimeError without its number.
            with (folder / f"{scope}.faiss").open("wb") as file:
                file.write(faiss.serialize_index(index).tobytes())


def _build(vectors: Vectors, ids: Ids) -> Any:  # noqa: ANN401 - FAISS has no types
    spec = _spec(len(ids))
    inner: Any = faiss.index_factory(vectors.shape[1], spec, faiss.METRIC_INNER_PRODUCT)
    if not inner.is_trained:
        inner.train(vectors)
    if spec.startswith("IVF"):
        inner.make_direct_map()
    index = faiss.IndexIDMap2(inner)
    index.add_with_ids(vectors, ids)
    return index


def _spec(count: int) -> str:
    if count <= FLAT_UP_TO:
        return "Flat"
    if count <= SQ8_UP_TO:
        return "SQ8"
    return f"IVF{int(4 * count**0.5)},SQ8"


class DenseShard:
    """One opened index; safe to search from several threads, since nothing ever writes to it."""

    def __init__(self, path: Path) -> None:
        self._index = cast(Any, faiss.read_index(str(path)))
        inner = faiss.downcast_index(self._index.index)
        if hasattr(inner, "nprobe"):
            inner.nprobe = _PROBES

    def search(self, vector: Vectors, k: int) -> list[tuple[int, float]]:
        """Return up to k (id, cosine), best first."""
        found = min(k, self._index.ntotal)
        cosines, ids = self._index.search(vector[None, :], found)
        return [
            (int(one), float(cosine))
            for one, cosine in zip(ids[0], cosines[0], strict=True)
            if one >= 0
        ]

    def vector(self, passage_id: int) -> Vectors | None:
        """Return the stored vector, or None when this shard does not hold the passage."""
        try:
            found: Vectors = self._index.reconstruct(passage_id)
        except RuntimeError:
            return None
        return found
