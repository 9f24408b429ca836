"""Other ways to have vectors of sentences, to be compared with the one that is shipped."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.adapters.model_files import find_model
from knowledge.models.documents import StoredPassage
from knowledge.models.snapshot import NO_WORDS, Manifest, SnapshotEntry, Vocabulary
from knowledge.models.thresholds import Thresholds
from knowledge.ports import SearchIndex, Snapshots, Vectors

_AT_ONCE = 16


@dataclass(frozen=True)
class OneIndex:
    """Snapshots of which one is searched, whatever is published."""

    snapshots: Snapshots
    index: SearchIndex

    def open(self) -> SearchIndex:
        """Return it."""
        return self.index

    def publish(
        self,
        manifest: Manifest,
        entries: Iterable[SnapshotEntry],
        vocabulary: Vocabulary = NO_WORDS,
        thresholds_of: Callable[[SearchIndex], Thresholds] | None = None,
    ) -> Manifest:
        """As ever."""
        return self.snapshots.publish(manifest, entries, vocabulary, thresholds_of)

    def drop_others(self) -> None:
        """As ever."""
        self.snapshots.drop_others()


@dataclass(frozen=True)
class Around:
    """A snapshot as it is; a variant changes one thing of it."""

    inner: SearchIndex

    @property
    def manifest(self) -> Manifest:
        """As it is."""
        return self.inner.manifest

    def nearest(self, vector: Vectors, scopes: Iterable[str], k: int) -> list[tuple[int, float]]:
        """As it is."""
        return self.inner.nearest(vector, scopes, k)

    def matching(self, weights: Mapping[str, float], scopes: Iterable[str], k: int) -> list[int]:
        """As it is."""
        return self.inner.matching(weights, scopes, k)

    def idf(self, term: str) -> float:
        """As it is."""
        return self.inner.idf(term)

    def meant_by(self, term: str, word: str) -> str | None:
        """As it is."""
        return self.inner.meant_by(term, word)

    def related(self, term: str) -> Mapping[str, float]:
        """As it is."""
        return self.inner.related(term)

    def vector(self, passage_id: int) -> Vectors | None:
        """As it is."""
        return self.inner.vector(passage_id)

    def sentence_vectors(self, passage_id: int) -> Vectors:
        """As it is."""
        return self.inner.sentence_vectors(passage_id)


@dataclass(frozen=True)
class AllScored(Around):
    """Every sentence is compared with the question, and brings its passage as a candidate.

    For data sets whose passages are all public.
    """

    ids: tuple[int, ...]

    @cached_property
    def _rows(self) -> tuple[Vectors, np.ndarray]:
        layers = [self.inner.sentence_vectors(one) for one in self.ids]
        owners = np.repeat(np.array(self.ids), [len(layer) for layer in layers])
        return np.concatenate(layers), owners

    def nearest(self, vector: Vectors, scopes: Iterable[str], k: int) -> list[tuple[int, float]]:
        """Return the nearest passages, then those of the nearest sentences."""
        rows, owners = self._rows
        cosines = rows @ vector
        best: dict[int, float] = {}
        for row in np.argsort(-cosines)[: 3 * k]:
            best.setdefault(int(owners[row]), float(cosines[row]))
        found = dict(self.inner.nearest(vector, scopes, k))
        return [*found.items(), *(one for one in list(best.items())[:k] if one[0] not in found)]


@dataclass(frozen=True)
class Pooled(Around):
    """A sentence's vector is the mean of its tokens' vectors within the passage."""

    layers: Mapping[int, Vectors]

    def sentence_vectors(self, passage_id: int) -> Vectors:
        """Return them."""
        return self.layers[passage_id]


def pooled(
    passages: Iterable[StoredPassage], model: str, dimension: int
) -> Iterator[tuple[int, Vectors]]:
    """Yield (passage id, vectors of its sentences) from one pass over each passage.

    Args:
        passages: in any order.
        model: as in the settings.
        dimension: length of a vector.
    """
    from sentence_transformers import SentenceTransformer  # brings torch

    files = find_model(model)
    encoder = SentenceTransformer(str(files.folder), device="cpu", local_files_only=True)
    every = list(passages)
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        texts = [one.passage.text for one in some]
        tokens = encoder.encode(texts, output_value="token_embeddings", show_progress_bar=False)
        offsets = encoder.tokenizer(
            texts, truncation=True, max_length=files.max_tokens, return_offsets_mapping=True
        )["offset_mapping"]
        for one, rows, places in zip(some, tokens, offsets, strict=True):
            layer = _layer(one, rows.cpu().numpy()[: len(places)], np.array(places), dimension)
            yield one.id, layer


def _layer(one: StoredPassage, rows: Vectors, places: np.ndarray, dimension: int) -> Vectors:
    made = np.zeros((len(one.passage.sentences), dimension), np.float32)
    for number, span in enumerate(one.passage.sentences):
        inside = (places[:, 0] >= span.start) & (places[:, 1] <= span.end)
        inside &= places[:, 1] > places[:, 0]
        if inside.any():
            mean = rows[inside].mean(axis=0)
            made[number] = mean / np.linalg.norm(mean)
    return made
