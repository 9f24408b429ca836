"""What a vector cache does."""

import numpy as np
import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.vectors import SqlVectors


@pytest.fixture
def cache(database: Database) -> SqlVectors:
    """The one implementation."""
    return SqlVectors(database)


def test_a_vector_comes_back_almost_unchanged(cache: SqlVectors) -> None:
    """Half precision moves a cosine by less than a thousandth."""
    vector = np.random.default_rng(7).normal(size=384).astype(np.float32)
    vector /= np.linalg.norm(vector)
    cache.put({"a": vector})
    found = cache.get(["a", "unknown"])

    assert set(found) == {"a"}
    assert found["a"].dtype == np.float32
    assert float(found["a"] @ vector) == pytest.approx(1, abs=1e-3)


def test_putting_a_known_key_changes_nothing(cache: SqlVectors) -> None:
    """A text's vector is a fact; two builds that race write the same."""
    cache.put({"a": np.ones(4, np.float32)})
    cache.put({"a": np.zeros(4, np.float32)})

    assert cache.get(["a"])["a"].tolist() == [1, 1, 1, 1]


def test_known_keys_are_told_without_their_vectors(cache: SqlVectors) -> None:
    """Looking is cheaper than fetching."""
    cache.put({key: np.ones(4, np.float32) for key in "ab"})

    assert cache.known(["a", "c"]) == {"a"}


def test_only_wanted_vectors_are_kept(cache: SqlVectors) -> None:
    """What no passage needs any more must not stay on the disk."""
    cache.put({key: np.ones(4, np.float32) for key in "abc"})
    cache.keep_only(["b"])

    assert set(cache.get(["a", "b", "c"])) == {"b"}
