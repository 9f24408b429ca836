"""Which passages speak for whom, and how well those do that suit a question."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.documents import PERSON, DocumentInfo, StoredPassage
from knowledge.models.experts import EvidenceKind, NamedText
from knowledge.people.dossiers import PROFILE, TOPICS
from knowledge.people.formula import DEFAULT
from knowledge.ports import SearchIndex, Vectors
from knowledge.search.lexical import Lookout
from knowledge.search.ranking import Asked
from knowledge.search.recipe import Recipe
from knowledge.text.laid_out import laid_out

Rows = NDArray[np.int64]
OPEN: Final = frozenset({PUBLIC, COMMUNITY})
"""Scopes in which somebody's activity counts; what is private moves nobody's place."""

_WIDER = 4  # how much further the words are looked for when too few of them speak for anybody
_OTHER = "person:", "upload:"


def kind_of(stored: StoredPassage) -> EvidenceKind:
    """Return what sort of evidence a passage is, from where its document comes."""
    info = stored.document
    if info.id.startswith(PERSON):
        part = info.id.split("/")[1]
        own = {PROFILE: EvidenceKind.PROFILE, TOPICS: EvidenceKind.TOPIC}
        return own.get(part, EvidenceKind.WORK)
    if info.id.startswith("upload:"):
        return EvidenceKind.DOCUMENT
    answers = info.id.startswith("contribution:") and stored.passage.heading and not info.trial
    return EvidenceKind.ANSWER if answers else EvidenceKind.CONTRIBUTION


def is_activity(document: DocumentInfo) -> bool:
    """Tell whether a document shows that those whom it names reply: it was said, and openly."""
    return document.scope in OPEN and not document.id.startswith(_OTHER)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may speak for somebody.

    Attributes:
        key: orders passages by document and place in it, whatever else is in the index.
        cosine: to the question.
        bm25: as `worded` returns it.
    """

    key: str
    stored: StoredPassage
    cosine: float
    bm25: float


class EvidenceTable:
    """The passages of one snapshot that name a member; small enough to look at all of them.

    Args:
        index: the snapshot.
        texts: documents that name a member, by id.
    """

    def __init__(self, index: SearchIndex, texts: Iterable[NamedText]) -> None:
        self.index = index
        held = list(_held(index, texts))
        self.documents: tuple[DocumentInfo, ...] = tuple(
            {one.id: one for one, _key, _id, _vector in held}.values()
        )
        number = {one.id: place for place, one in enumerate(self.documents)}
        self._keys = [key for _document, key, _id, _vector in held]
        self._ids = [passage for _document, _key, passage, _vector in held]
        self._document: Rows = np.array([number[one.id] for one, *_ in held], np.int64)
        self._vectors: Vectors = (
            np.stack([vector for *_, vector in held]) if held else np.zeros((0, 1), np.float32)
        )
        self._row = {passage: row for row, passage in enumerate(self._ids)}

    def candidates(
        self, asked: Asked, admitted: Set[str], scopes: frozenset[str], most: int = DEFAULT.pool
    ) -> dict[int, tuple[str, float]]:
        """Return passage id → (key, cosine) of those nearest and of those best worded.

        Args:
            asked: the question in this snapshot.
            admitted: ids of the documents that may speak for somebody.
            scopes: access scopes that may be looked at.
            most: of each sort.
        """
        known = np.array([one.id in admitted for one in self.documents], bool)
        rows = np.flatnonzero(known[self._document]) if len(known) else np.zeros(0, np.int64)
        # Nothing else has a part in these products, so that nothing else can move their last bit.
        cosines = self._vectors[rows] @ asked.vector if len(rows) else np.zeros(0, np.float32)
        place = {int(row): at for at, row in enumerate(rows)}
        near = np.argsort(-cosines, kind="stable")[:most]
        worded = self._worded(asked, scopes, place, most)
        chosen = {place[row] for row in worded} | {int(one) for one in near}
        return {
            self._ids[rows[at]]: (self._keys[rows[at]], float(cosines[at])) for at in sorted(chosen)
        }

    def _worded(
        self, asked: Asked, scopes: frozenset[str], place: Mapping[int, int], most: int
    ) -> list[int]:
        found: list[int] = []
        for some in (scopes & OPEN, scopes - OPEN):
            wide = most
            while some and place:
                ids = self.index.matching(asked.wanted, some, wide)
                rows = [self._row[one] for one in ids if self._row.get(one, -1) in place]
                if len(rows) >= most or len(ids) < wide:
                    found.extend(rows[:most])
                    break
                wide *= _WIDER
        return found


def worded(
    index: SearchIndex, asked: Asked, stored: StoredPassage, lookout: Lookout | None = None
) -> float:
    """Return the BM25 of a passage, as a share of what the question's own words could reach.

    A share means the same for a short question as for a long one, whatever else is found.
    """
    look = lookout or lookout_of(index, asked)
    found = look.evidence(laid_out(stored.document.title, stored.passage)).bm25
    return found / look.highest if look.highest else 0.0


def lookout_of(index: SearchIndex, asked: Asked) -> Lookout:
    """Return what looks for a question's terms."""
    average = index.manifest.average_terms
    return Lookout(asked.query, asked.idf, average, Recipe(), asked.related)


def _held(
    index: SearchIndex, texts: Iterable[NamedText]
) -> Iterator[tuple[DocumentInfo, str, int, Vectors]]:
    for text in texts:
        for place, passage in enumerate(text.passages):
            vector = index.vector(passage)
            if vector is not None:  # what is newer than the snapshot waits for the next one
                yield text.document, f"{text.document.id} {place:06d}", passage, vector
