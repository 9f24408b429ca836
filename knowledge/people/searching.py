"""A question to the passages that speak for those who may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.models.community import GlossaryEntry
from knowledge.models.documents import DocumentInfo, StoredPassage
from knowledge.people.circle import Circle
from knowledge.people.declining import is_declined
from knowledge.people.evidence import EvidenceTable, Found, lookout_of, worded
from knowledge.ports import DocumentStore, Embedder, NamedTexts, SearchIndex, Snapshots, Vectors
from knowledge.search.query import Query, understand
from knowledge.search.ranking import Asked, asked
from knowledge.search.recipe import DEFAULT
from knowledge.text.glossary import Glossary


class Shelves(Protocol):
    """The stores that the search needs."""

    @property
    def snapshots(self) -> Snapshots:
        """Vectors and terms."""
        ...

    @property
    def documents(self) -> DocumentStore:
        """Texts."""
        ...

    @property
    def texts(self) -> NamedTexts:
        """Which of them name a member."""
        ...

    @property
    def embedder(self) -> Embedder:
        """The model."""
        ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What speaks for whom on a question.

    Attributes:
        circle: who may be shown.
        speaking: documents that may speak, whatever they are about, each with those it speaks for.
        found: key → passage.
    """

    circle: Circle
    speaking: Sequence[tuple[DocumentInfo, tuple[str, ...]]]
    found: Mapping[str, Found]
    asked: Asked
    index: SearchIndex

    def nearness(self, stored: StoredPassage) -> Sequence[float]:
        """Return the cosine of each sentence of a passage."""
        near = self.index.sentence_vectors(stored.id) @ self.asked.vector
        return [float(one) for one in near]


class PeopleSearch:
    """Looks through what names a member, and nothing else; keeps the table of one snapshot."""

    def __init__(self, shelves: Shelves, glossary: Iterable[GlossaryEntry]) -> None:
        self._shelves = shelves
        self._glossary = Glossary(glossary)
        self._table: EvidenceTable | None = None

    def hear(self, question: str, circle: Circle) -> Heard:
        """Find what speaks for members of a circle, but for those who decline the subject.

        Args:
            question: as it was asked.
            circle: who may be shown at all.
        """
        query = understand(question, self._glossary)
        vector = self._shelves.embedder.embed([query.text])[0]
        asked_terms = frozenset(query.asked)
        willing = {
            key: one
            for key, one in circle.members.items()
            if not is_declined(asked_terms, one.availability.declined_topics)
        }
        circle = Circle(willing, circle.scopes)
        index = self._shelves.snapshots.open()
        heard, whole = self._heard(index, query, vector, circle)
        # A snapshot that was replaced meanwhile leaves ids that the store no longer knows.
        while not whole and (newer := self._shelves.snapshots.open()) is not index:
            index = newer
            heard, whole = self._heard(index, query, vector, circle)
        return heard

    def _heard(
        self, index: SearchIndex, query: Query, vector: Vectors, circle: Circle
    ) -> tuple[Heard, bool]:
        table = self._table_of(index)
        question = asked(index, query, vector, DEFAULT)
        # What was withdrawn since the snapshot counts for nobody, neither as a text nor as a deed.
        held = {one.document.id: one.document for one in self._shelves.texts.all()}
        known = (held[one.id] for one in table.documents if one.id in held)
        spoken = ((one, circle.speaks_for(one)) for one in known)
        speaking = [(one, members) for one, members in spoken if members]
        ids = {one.id for one, _members in speaking}
        candidates = table.candidates(question, ids, circle.scopes)
        passages = self._shelves.documents.passages(candidates)
        # The store's word on what is live, for whom, and whom it names is newer than the table's.
        live = self._shelves.documents.documents({one.document.id for one in passages.values()})
        lookout = lookout_of(index, question)
        found = {}
        for passage, (key, cosine) in candidates.items():
            stored = passages.get(passage)
            info = live.get(stored.document.id) if stored else None
            if stored and info and circle.speaks_for(info):
                now = stored.model_copy(update={"document": info})
                found[key] = Found(key, now, cosine, worded(index, question, now, lookout))
        return Heard(circle, speaking, found, question, index), len(passages) == len(candidates)

    def _table_of(self, index: SearchIndex) -> EvidenceTable:
        table = self._table
        if table is None or table.index is not index:
            table = self._table = EvidenceTable(index, self._shelves.texts.all())
        return table
