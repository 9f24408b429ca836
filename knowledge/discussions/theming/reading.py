"""What remarks say, read in three ways."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.ports.embedding import Embedder, Vectors
from knowledge.text.terms import STOP_WORDS, stems, terms, words

Matrix = NDArray[np.float64]

_COMMON = 0.25  # share of the remarks from which a term is the subject and tells none apart
_WEIGHTS = (1.0, 2.0, 1.0)  # the whole, the key words, the words one by one


@dataclass(frozen=True, slots=True)
class Reading:
    """Remarks as unit vectors, each without what all of them share.

    Attributes:
        whole: of the texts as they stand, shape `(n, dimension)`.
        blended: of the texts, of their key words and of their rare words side by side, shape
            `(n, 3 · dimension)`. Where people argue over one subject, it tells their reasons
            apart far better than `whole` does.
    """

    whole: Matrix
    blended: Matrix


def read(texts: Sequence[str], embedder: Embedder) -> Reading:
    """Embed texts that are about one subject.

    Args:
        texts: 1 or more.
        embedder: is asked for the texts, their key words and each word.
    """
    known = [terms(text) for text in texts]
    seen = Counter(term for one in known for term in set(one))
    common = {term for term, count in seen.items() if count >= _COMMON * len(texts)}
    keys = [key_words(text, common) or text for text in texts]
    parts = (embedder.embed(texts), embedder.embed(keys), _by_word(texts, known, seen, embedder))
    units = [centred(part) for part in parts]
    shares = np.sqrt(np.array(_WEIGHTS) / sum(_WEIGHTS))
    blended = np.hstack([share * unit for share, unit in zip(shares, units, strict=True)])
    return Reading(units[0], blended)


def key_words(text: str, common: Collection[str]) -> str:
    """Return the words of a text that are neither function words nor common terms."""
    plain = [word for word in words(text) if word not in STOP_WORDS]
    return " ".join(
        word for word, stem in zip(plain, stems(plain), strict=True) if stem not in common
    )


def centred(vectors: Vectors | Matrix) -> Matrix:
    """Take from vectors what all of them share, the subject, and make them unit vectors.

    Args:
        vectors: shape `(n, dimension)`.
    """
    rest = np.asarray(vectors, np.float64)
    rest = rest - rest.mean(axis=0)
    unit: Matrix = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-9)
    return unit


def _by_word(
    texts: Sequence[str], known: Sequence[Sequence[str]], seen: Counter[str], embedder: Embedder
) -> Matrix:
    """Add the vectors of a text's words up, the rarer the more; a text without words is 0."""
    spelt: dict[str, str] = {}
    for text in texts:
        plain = [word for word in words(text) if word not in STOP_WORDS]
        for word, stem in zip(plain, stems(plain), strict=True):
            spelt.setdefault(stem, word)
    order = sorted(spelt)
    found = np.zeros((len(texts), embedder.dimension))
    if not order:
        return found
    vectors = dict(zip(order, embedder.embed([spelt[stem] for stem in order]), strict=True))
    for row, text_terms in zip(found, known, strict=True):
        for term in text_terms:
            if term in vectors:
                row += math.log(len(texts) / seen[term]) * vectors[term]
    unit: Matrix = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return unit
