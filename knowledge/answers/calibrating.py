"""Questions asked of an index before it is published, to choose its thresholds.

Most are made of its own texts: each is asked once as it is, and once as if the document that it
was made of were not there. Only `public` and `community` texts take part, so that what is private
changes nothing that others see.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from knowledge.answers.evidence import CONSIDERED, best_absolute, confidence, evidence_of
from knowledge.answers.extractive import Candidate, choose, ranked_sentences
from knowledge.errors import SnapshotError
from knowledge.models.access import COMMUNITY, FULL_MEMBER, PUBLIC
from knowledge.models.community import CommunityPack
from knowledge.models.documents import DocumentInfo, StoredPassage
from knowledge.models.questions import LabelledQuestion, names_of
from knowledge.models.snapshot import Manifest
from knowledge.models.thresholds import Calibrated
from knowledge.ports import DocumentStore, Embedder, SearchIndex, VectorCache, Vectors
from knowledge.search.calibration import Sample, Scored, thresholds_from
from knowledge.search.query import Query, understand
from knowledge.search.retriever import Found, Retriever
from knowledge.text.generated import Generated, sampled
from knowledge.text.glossary import Glossary

MOST = 48
"""Questions made of an index's own texts: more would cost a small rebuild too much."""

_MOST_LABELLED = 500
_DEEP = 30  # hits, of which those of the question's own document are left out
_EDITION = "7"  # raise it when other questions are made, or other things are weighed
_NONE: Final = Scored(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Chooses the thresholds of an index.

    Attributes:
        labelled: reads the questions of curators as they are now.
    """

    documents: DocumentStore
    vectors: VectorCache
    embedder: Embedder
    glossary: Glossary
    labelled: Callable[[], Sequence[LabelledQuestion]] = tuple

    @property
    def fingerprint(self) -> str:
        """What decides, beside the texts, how an index is calibrated."""
        rows = "\n".join(one.model_dump_json() for one in self.labelled())
        return hashlib.sha256(f"{_EDITION}\0{rows}".encode("utf-8", "replace")).hexdigest()

    def of(self, index: SearchIndex) -> Calibrated:
        """Choose the thresholds of an index whose passages the store holds."""
        made = sampled(self._shared(), MOST)
        labelled = self._still_asked()
        questions = [*(one.question for one in made), *(one.question for one in labelled)]
        queries = [understand(one, self.glossary) for one in questions]
        remembered = _Remembered(self.embedder, self.vectors)
        remembered.learn([one.text for one in queries])
        asking = _Asking(Retriever(_Pinned(index), self.documents, remembered))
        sample = Sample(asked_by_curators=len(labelled))
        for one, query in zip(made, queries[: len(made)], strict=True):
            asking.made(one, query, sample)
        for each, query in zip(labelled, queries[len(made) :], strict=True):
            asking.labelled(each, query, sample)
        return Calibrated(thresholds_from(sample), frozenset(remembered.keys))

    def _shared(self) -> Iterator[StoredPassage]:
        shared = {PUBLIC, COMMUNITY}
        return (one for one in self.documents.next_passages(()) if one.document.scope in shared)

    def _still_asked(self) -> list[LabelledQuestion]:
        """Return the labelled questions but those about documents that are not there."""
        asked = list(self.labelled()[:_MOST_LABELLED])
        if not any(one.source for one in asked):
            return asked
        named = _named(one.document for one in self._shared())
        return [one for one in asked if not one.source or one.accepts(named)]


class Shelf(Protocol):
    """What a calibration is made over."""

    @property
    def pack(self) -> CommunityPack: ...  # noqa: D102
    @property
    def documents(self) -> DocumentStore: ...  # noqa: D102
    @property
    def vectors(self) -> VectorCache: ...  # noqa: D102
    @property
    def embedder(self) -> Embedder: ...  # noqa: D102
    @property
    def labelled(self) -> Callable[[], tuple[LabelledQuestion, ...]]: ...  # noqa: D102


def calibration_over(shelf: Shelf) -> Calibration:
    """Bind a calibration to opened stores."""
    glossary = Glossary(shelf.pack.glossary)
    return Calibration(shelf.documents, shelf.vectors, shelf.embedder, glossary, shelf.labelled)


class _Asking:
    """Asks one snapshot, and notes how its questions scored."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def made(self, one: Generated, query: Query, sample: Sample) -> None:
        found = self._retriever.search(query, FULL_MEMBER, _DEEP)
        own = one.passage.document.id
        others = tuple(hit for hit in found.hits if hit.stored.document.id != own)
        sample.held.append(_scored(one.question, query, found)[0])
        sample.unheld.append(_scored(one.question, query, replace(found, hits=others))[0])

    def labelled(self, one: LabelledQuestion, query: Query, sample: Sample) -> None:
        found = self._retriever.search(query, FULL_MEMBER, _DEEP)
        scored, shown = _scored(one.question, query, found)
        (sample.held if one.answerable and _is_right(one, shown) else sample.unheld).append(scored)


def _scored(question: str, query: Query, found: Found) -> tuple[Scored, list[Candidate]]:
    found = replace(found, hits=found.hits[:CONSIDERED])
    ranked = ranked_sentences(query, found)
    if not ranked:
        return _NONE, []
    sure = confidence(evidence_of(question, query, found, ranked))
    return Scored(sure, best_absolute(found)), choose(ranked)


def _is_right(one: LabelledQuestion, shown: Sequence[Candidate]) -> bool:
    """Tell whether what would be shown is the answer that the curators expect."""
    cited = _named(each.hit.stored.document for each in shown)
    is_right_source = not one.source or one.accepts(cited)
    return is_right_source and one.is_said_in(" ".join(each.text for each in shown))


def _named(documents: Iterable[DocumentInfo]) -> set[str]:
    known = {(one.name, one.title) for one in documents}
    return {name for each in known for name in names_of(*each)}


class _Remembered:
    """The embedder, behind the vectors of questions that were asked before.

    Vectors always come from the cache, which keeps them shortened: the same questions are scored
    the same the first time and later.
    """

    def __init__(self, embedder: Embedder, vectors: VectorCache) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self._known: dict[str, Vectors] = {}
        self.keys: set[str] = set()

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    @property
    def max_tokens(self) -> int:
        return self._embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        return self._embedder.count_tokens(text)

    def learn(self, texts: Iterable[str]) -> None:
        """Make the vectors of texts that are not known yet, all at once."""
        keys = {self._key(text): text for text in texts}
        missing = sorted(keys.keys() - self._vectors.known(list(keys)))
        if missing:
            made = self._embedder.embed([keys[one] for one in missing])
            self._vectors.put(dict(zip(missing, made, strict=True)))
        self._known.update(self._vectors.get(list(keys)))
        self.keys.update(keys)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts that were learnt."""
        return np.stack([self._known[self._key(text)] for text in texts])

    def _key(self, text: str) -> str:
        told = f"{self._embedder.fingerprint}\0question\0{text}"
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Pinned:
    """One snapshot that is not published yet, where a search expects the current one."""

    index: SearchIndex

    def open(self) -> SearchIndex:
        return self.index

    def publish(self, manifest: Manifest, *_rest: object) -> Manifest:
        raise SnapshotError(f"{manifest.version} is only being looked at", "Publish it elsewhere")

    def drop_others(self) -> None:
        """Nothing is dropped while an index is only being looked at."""
