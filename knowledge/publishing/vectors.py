"""Which texts of a passage are embedded, and their vectors by way of the cache."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.models.documents import Passage, Span, StoredPassage
from knowledge.models.snapshot import SnapshotEntry, Vocabulary
from knowledge.ports import Embedder, VectorCache, Vectors
from knowledge.publishing.vocabulary import WordCounts, vocabulary
from knowledge.text.batches import batched
from knowledge.text.terms import terms

Progress = Callable[[int, int], None]
_Place = tuple[StoredPassage, Span | None]

_AT_ONCE = 64  # texts embedded between two looks at the progress bar


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the cache holds after a run.

    Attributes:
        texts: number of texts that were embedded.
        keys: the cache keys of everything that the next snapshot is made of.
        spelt: term → word, for the words that were embedded by themselves.
    """

    texts: int
    keys: set[str]
    spelt: Mapping[str, str]


def embed_missing(
    passages: Iterable[StoredPassage], cache: VectorCache, embedder: Embedder, progress: Progress
) -> Embedded:
    """Embed what the cache does not hold; each batch is cached as soon as it is made.

    Args:
        passages: everything that the next snapshot holds.
        cache: takes the new vectors.
        embedder: makes them.
        progress: told (texts embedded, texts to embed).
    """
    missing: dict[str, str] = {}
    keys: set[str] = set()
    counts = WordCounts()
    for some in batched(passages, _AT_ONCE):
        wanted = {key: place for one in some for key, place in _places(one, embedder)}
        keys.update(wanted)
        known = cache.known(list(wanted))
        missing.update(
            (key, _text(*place, embedder)) for key, place in wanted.items() if key not in known
        )
        for one in some:
            counts.add(one)
    spelt = counts.common()
    named = {_key(embedder.fingerprint, word): word for word in spelt.values()}
    keys.update(named)
    known = cache.known(list(named))
    missing.update((key, word) for key, word in named.items() if key not in known)
    return Embedded(_embed(missing, cache, embedder, progress), keys, spelt)


def _embed(
    missing: Mapping[str, str], cache: VectorCache, embedder: Embedder, progress: Progress
) -> int:
    # Texts of like length share a batch without padding.
    order = sorted(missing, key=lambda key: len(missing[key]))
    done = 0
    progress(done, len(order))
    for batch in batched(order, _AT_ONCE):
        vectors = embedder.embed([missing[key] for key in batch])
        cache.put(dict(zip(batch, vectors, strict=True)))
        done += len(batch)
        progress(done, len(order))
    return len(order)


def entries(
    passages: Iterable[StoredPassage], cache: VectorCache, embedder: Embedder
) -> Iterator[SnapshotEntry]:
    """Yield passages as a snapshot takes them; the cache must hold all their vectors."""
    for some in batched(passages, _AT_ONCE):
        keys = [[key for key, _place in _places(one, embedder)] for one in some]
        vectors = cache.get([key for each in keys for key in each])
        for one, (own, *sentences) in zip(some, keys, strict=True):
            yield SnapshotEntry(
                id=one.id,
                scope=one.document.scope,
                terms=terms(one.searched_text),
                vector=vectors[own],
                sentences=_stack([vectors[key] for key in sentences], embedder),
            )


def vocabulary_of(spelt: Mapping[str, str], cache: VectorCache, embedder: Embedder) -> Vocabulary:
    """Return the words as a snapshot takes them; the cache must hold all their vectors."""
    keys = [_key(embedder.fingerprint, word) for word in spelt.values()]
    held = cache.get(keys)
    return vocabulary(spelt, _stack([held[key] for key in keys], embedder))


def embedded_text(title: str, passage: Passage, embedder: Embedder) -> str:
    """Return a passage with its title and heading path, as far as the model reads them."""
    with_title = f"{title}\n{passage.indexed_text}"
    room = embedder.max_tokens - 2  # the model's own first and last token
    if passage.text.startswith(title) or embedder.count_tokens(with_title) > room:
        return passage.indexed_text
    return with_title


def _stack(rows: list[Vectors], embedder: Embedder) -> Vectors:
    if not rows:
        return np.zeros((0, embedder.dimension), np.float32)
    return np.stack(rows)


def _places(one: StoredPassage, embedder: Embedder) -> Iterator[tuple[str, _Place]]:
    """Yield (key, place) of what is embedded: the passage first, then its sentences.

    The passage's key is made of what decides its embedded text rather than of that text: finding
    out how much of the title fits takes longer than all else.
    """
    title, text = one.document.title, one.passage.indexed_text
    yield _key(embedder.fingerprint, f"passage\0{title}\0{text}"), (one, None)
    for span in one.passage.sentences:
        yield _key(embedder.fingerprint, one.passage.text[span.start : span.end]), (one, span)


def _text(one: StoredPassage, span: Span | None, embedder: Embedder) -> str:
    if span is None:
        return embedded_text(one.document.title, one.passage, embedder)
    return one.passage.text[span.start : span.end]


def _key(fingerprint: str, text: str) -> str:
    return hashlib.sha256(f"{fingerprint}\0{text}".encode("utf-8", "replace")).hexdigest()
