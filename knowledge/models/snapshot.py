"""What a snapshot holds, apart from its arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.thresholds import Thresholds


class FileMark(BaseModel):
    """What a file of the snapshot must be: its size in bytes and its SHA-256."""

    model_config = ConfigDict(frozen=True)

    size: int
    sha256: str


class Manifest(BaseModel):
    """The snapshot's identity.

    Attributes:
        format: version of the layout on disk.
        version: short digest of `public` and `community` texts and the model; people see it.
        content: digest of all texts; tells whether a build has anything to publish.
        fingerprint: of the model that made the vectors.
        passages: of all texts.
        open_passages: `public` and `community` ones, which people see counted; None in a snapshot
            that is older than this count.
        average_terms: mean number of terms of a `public` or `community` passage.
        files: path below the snapshot's folder → what must lie there.
    """

    model_config = ConfigDict(frozen=True)

    format: int
    version: str
    content: str
    fingerprint: str
    model: str
    dimension: int
    passages: int
    open_passages: int | None = None
    sentences: int
    average_terms: float
    thresholds: Thresholds
    built_at: datetime
    files: dict[str, FileMark] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of `public` and `community` passages.

    Attributes:
        spelt: term → the word that it is most often written as.
        related: term → other terms that mean nearly the same, and how much they count, 0..1.
    """

    spelt: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


NO_WORDS = Vocabulary()


@dataclass(frozen=True, slots=True)
class SnapshotEntry:
    """One passage as a snapshot takes it.

    Attributes:
        terms: of title, heading path and text, in order, stemmed.
        vector: shape `(dimension,)`, unit length.
        sentences: shape `(number of sentences, dimension)`, unit rows.
    """

    id: int
    scope: str
    terms: list[str]
    vector: NDArray[np.float32]
    sentences: NDArray[np.float32]
