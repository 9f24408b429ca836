"""How well people are found for questions, by the ranking that the product uses."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

import ir_measures
from ir_measures import AP, RR, P, Success, nDCG

from knowledge.evaluation.asking import Measured
from knowledge.evaluation.expert_sets import EvidenceDocument, ExpertQuery, ExpertSet
from knowledge.evaluation.statistics import mean, share, share_of_most
from knowledge.models.access import PUBLIC
from knowledge.models.days import age_days, first_day, has_passed
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.models.evaluation import Figure, Outcome
from knowledge.models.experts import Dial, EvidenceKind, NamedText
from knowledge.people.evidence import EvidenceTable, lookout_of, worded
from knowledge.people.formula import DIALS
from knowledge.people.ranking import Candidate, EvidenceRow, activity, choose, rank
from knowledge.ports import DocumentStore, Embedder, Snapshots
from knowledge.search.query import understand
from knowledge.search.ranking import asked
from knowledge.search.recipe import DEFAULT
from knowledge.text.glossary import Glossary

SHOWN = 3
_BUSIEST = 5
_EVERYBODY = -1.0  # a cosine that nobody is below: the order is measured, not who is left out
_SCOPES = frozenset({PUBLIC})
_MEASURES = {
    "MRR": RR,
    "MAP": AP,
    "success@3": Success @ SHOWN,
    "P@5": P @ 5,
    "nDCG@10": nDCG @ 10,
}
_SHARES = frozenset({"success@3"})
_REPLIES = frozenset(
    {EvidenceKind.ANSWER, EvidenceKind.CONTRIBUTION, EvidenceKind.DISCUSSION, None}
)
_FINE = 1000  # steps of a gain: the measures want whole numbers, and only their ratios count


def as_document(one: EvidenceDocument) -> Document:
    """Turn a text into a public document of one section that names its people."""
    info = DocumentInfo(
        id=one.doc, name=one.doc, title="", date=one.date, named=one.people, scope=PUBLIC
    )
    return Document(info=info, sections=(Section(text=one.text),))


def digest_of(experts: ExpertSet, dial: Dial) -> str:
    """Return what tells two sets, or what is looked for in them, apart, in hex."""
    whole = sha256(dial.encode())
    for row in (*experts.documents, *experts.people, *experts.queries):
        whole.update(row.model_dump_json().encode())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a question brings.

    Attributes:
        shown: ids of those who are suggested, in their order.
        ranked: ids of all who suit, those who are suggested first.
    """

    shown: tuple[str, ...]
    ranked: tuple[str, ...]


class Finder:
    """Finds people in an indexed set.

    Args:
        experts: the set.
        documents, snapshots, embedder: hold it, indexed.
        dial: what is looked for first.
    """

    def __init__(
        self,
        experts: ExpertSet,
        documents: DocumentStore,
        snapshots: Snapshots,
        embedder: Embedder,
        dial: Dial,
    ) -> None:
        self._texts = {one.doc: one for one in experts.documents}
        self._people = {one.person: one for one in experts.people}
        self._documents, self._embedder, self._dial = documents, embedder, dial
        passages: dict[str, tuple[DocumentInfo, list[int]]] = {}
        for one in documents.next_passages(()):
            passages.setdefault(one.document.id, (one.document, []))[1].append(one.id)
        named = (NamedText(info, tuple(ids)) for info, ids in passages.values())
        self._table = EvidenceTable(snapshots.open(), named)
        days = (first_day(one.date) for one in experts.documents)
        newest = max((day for day in days if day), default=None)
        self._latest = _moment(newest.isoformat(), 1) if newest else _moment("2000", 0)

    def find(self, query: ExpertQuery) -> Found:
        """Rank everybody for a question."""
        now = _moment(query.before, 0) if query.before else self._latest
        speaking = [one for one in self._table.documents if self._speaks(one, query, now)]
        people = self._candidates(query, speaking, now)
        rows = self._rows(query, speaking, now)
        ranked = rank(rows, people, DIALS[self._dial], _EVERYBODY)
        shown = tuple(one.member for one in choose(ranked, people, SHOWN))
        rest = (one.member for one in ranked if one.member not in shown)
        return Found(shown, (*shown, *rest))

    def _speaks(self, one: DocumentInfo, query: ExpertQuery, now: datetime) -> bool:
        if one.id == query.doc or (query.before and one.date and not has_passed(one.date, now)):
            return False
        return any(who in self._people and who != query.asker for who in one.named)

    def _candidates(
        self, query: ExpertQuery, speaking: Sequence[DocumentInfo], now: datetime
    ) -> dict[str, Candidate]:
        ages: dict[str, list[float]] = {}
        for one in speaking:
            age = age_days(one.date, now) if self._texts[one.id].kind in _REPLIES else None
            for member in one.named if age is not None else ():
                ages.setdefault(member, []).append(age or 0.0)
        return {
            who: Candidate(one.kind, one.organisation.casefold(), activity(ages.get(who, ())))
            for who, one in self._people.items()
            if who != query.asker
        }

    def _rows(
        self, query: ExpertQuery, speaking: Sequence[DocumentInfo], now: datetime
    ) -> list[EvidenceRow]:
        index = self._table.index
        said = query.text or self._texts[query.doc].text
        understood = understand(said, Glossary(()))
        question = asked(index, understood, self._embedder.embed([understood.text])[0], DEFAULT)
        candidates = self._table.candidates(question, {one.id for one in speaking}, _SCOPES)
        lookout = lookout_of(index, question)
        known = self._documents.passages(candidates)
        return [
            EvidenceRow(
                key=key,
                document=stored.document.id,
                members=stored.document.named,
                kind=self._texts[stored.document.id].kind or EvidenceKind.DOCUMENT,
                cosine=cosine,
                bm25=worded(index, question, stored, lookout),
                age_days=age_days(stored.document.date, now),
            )
            for passage, (key, cosine) in candidates.items()
            for stored in (known[passage],)
        ]


def measure(
    experts: ExpertSet, find: Callable[[ExpertQuery], Found], progress: Callable[[int, int], None]
) -> Measured:
    """Ask all questions of a set; those that nobody suits are asked, and not judged."""
    found = {}
    for done, query in enumerate(experts.queries, start=1):
        found[query.id] = find(query)
        progress(done, len(experts.queries))
    marks = _marks(experts.queries, found)
    outcomes = [
        Outcome(line=line, id=query.id, marks=marks.get(query.id, {}))
        for line, query in enumerate(experts.queries, start=1)
    ]
    return Measured((*_means(marks), *_spread(experts, found)), tuple(outcomes))


def _marks(
    queries: Sequence[ExpertQuery], found: Mapping[str, Found]
) -> dict[str, dict[str, float]]:
    """Return question id → figure → what the question adds to it."""
    qrels = {}
    for one in queries:
        suits = {
            who: max(1, round(gain * _FINE))
            for who, gain in one.relevant.items()
            if gain and who != one.asker
        }
        if suits:
            qrels[one.id] = suits
    run = {
        query: {who: -float(place) for place, who in enumerate(found[query].ranked)}
        for query in qrels
    }
    names = {measure: name for name, measure in _MEASURES.items()}
    marks = {query: dict.fromkeys(_MEASURES, 0.0) for query in qrels}
    for value in ir_measures.iter_calc(list(names), qrels, run) if qrels else ():
        marks[value.query_id][names[value.measure]] = float(value.value)
    return marks


def _means(marks: Mapping[str, Mapping[str, float]]) -> list[Figure]:
    found = []
    for name in _MEASURES if marks else ():
        values = [of[name] for of in marks.values()]
        shares = name in _SHARES
        found.append(share(name, [one > 0 for one in values]) if shares else mean(name, values))
    return found


def _spread(experts: ExpertSet, found: Mapping[str, Found]) -> list[Figure]:
    """Return how evenly people are suggested."""
    shown = [one.shown for one in found.values()]
    ever = Counter(who for each in shown for who in each)
    people = share("people_shown", [one.person in ever for one in experts.people])
    return [share_of_most("busiest_five", shown, _BUSIEST), people] if ever else [people]


def _moment(day: str, later: int) -> datetime:
    first = first_day(day)
    assert first is not None  # noqa: S101 - the reader let nothing else in
    return datetime.combine(first + timedelta(days=later), time(), UTC)
