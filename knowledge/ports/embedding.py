"""Texts to vectors."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Texts to unit vectors.

    Two runtimes of the same model share `fingerprint`: it names weights, tokenizer and pooling,
    not the runtime.
    """

    @property
    def name(self) -> str:
        """Model and runtime for people, such as `all-MiniLM-L6-v2 (ONNX Runtime)`."""
        ...

    @property
    def fingerprint(self) -> str:
        """Hex digest of everything that decides a vector."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens that the model reads, special ones included; the rest is cut off."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text without the special ones, uncut."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order given.

        Returns:
            Shape `(len(texts), dimension)`, float32, each row of length 1.
        """
        ...


class VectorCache(Protocol):
    """Vectors by (text hash, model fingerprint): an interrupted or repeated build pays once."""

    def get(self, keys: Sequence[str]) -> dict[str, Vectors]:
        """Return the known vectors, each of shape `(dimension,)`."""
        ...

    def known(self, keys: Sequence[str]) -> set[str]:
        """Return those of the keys under which there is a vector."""
        ...

    def put(self, vectors: Mapping[str, Vectors]) -> None:
        """Store vectors under their keys."""
        ...

    def keep_only(self, keys: Iterable[str]) -> None:
        """Delete all vectors under other keys."""
        ...
