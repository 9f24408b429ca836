"""How alike remarks are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.ports.embedding import Vectors

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]  # a theme's number per item, or −1 for none

_LEXICAL = 0.2
_NEAREST = 8
_FLOOR = 0.25
_FINE = 6  # decimals: below them the order of additions shows


def centred(vectors: Vectors) -> Matrix:
    """Take from unit vectors what all of them share, the subject, and make them unit vectors.

    Args:
        vectors: shape `(n, dimension)`.
    """
    rest = np.asarray(vectors, np.float64)
    rest = rest - rest.mean(axis=0)
    unit: Matrix = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-9)
    return unit


def shared_words(texts: Sequence[str]) -> Matrix:
    """Return the cosines of the texts' TF-IDF vectors, shape `(n, n)`."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    try:
        rows = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    except ValueError:  # function words and signs alone
        return np.zeros((len(texts), len(texts)))
    found: Matrix = (rows @ rows.T).toarray()
    return found


def graph(vectors: Vectors, words: Matrix, nearest: int = _NEAREST) -> Matrix:
    """Join each item to those that are most like it.

    Args:
        vectors: unit vectors, shape `(n, dimension)`.
        words: what `shared_words` returns.
        nearest: how many each is joined to; more where others choose it.

    Returns:
        Weights of the edges, shape `(n, n)`, symmetric, 0 where there is none.
    """
    wide = np.asarray(vectors, np.float64)
    alike = np.round((1 - _LEXICAL) * (wide @ wide.T) + _LEXICAL * words, _FINE)
    np.fill_diagonal(alike, -1)
    rank = np.argsort(np.argsort(-alike, axis=1, kind="stable"), axis=1, kind="stable")
    chosen = (rank < nearest) | (rank < nearest).T
    weights: Matrix = np.where(chosen & (alike >= _FLOOR), alike, 0)
    return weights
