"""An embedder that knows words and nothing of their meaning."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from knowledge.ports import Vectors

_WORD = re.compile(r"\w+")


class FakeEmbedder:
    """Satisfies the port `Embedder`: a hashed bag of words, the same on every machine.

    Args:
        dimension: length of a vector; the more, the fewer words fall together.
        max_tokens: words that are read, and two more.
        version: another one is another model, with another fingerprint.
    """

    def __init__(self, dimension: int = 64, max_tokens: int = 256, version: str = "1") -> None:
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.name = "bag of words (fake)"
        self.fingerprint = _digest(f"{dimension} {max_tokens} {version}").hex()
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        """Count the words."""
        return len(_words(text))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order given, and remember them in `embedded`."""
        self.embedded += texts
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in _words(text)[: self.max_tokens - 2]:
                digest = _digest(word)
                row[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return vectors


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
