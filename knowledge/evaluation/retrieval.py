"""How well a data set's questions are searched and answered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import ir_measures
from ir_measures import RR, R, Success, nDCG

from knowledge.answers.evidence import best_absolute
from knowledge.answers.extractive import ranked_sentences, without_repeats
from knowledge.evaluation.asking import Measured
from knowledge.evaluation.datasets import CorpusRow, Dataset, QueryRow
from knowledge.evaluation.statistics import mean, separation, share
from knowledge.models.access import PUBLIC, Audience
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.models.evaluation import Figure, Outcome
from knowledge.search.query import understand
from knowledge.search.retriever import Found, Retriever
from knowledge.text.glossary import Glossary

RANKED = 100
_MEASURES = {
    "nDCG@10": nDCG @ 10,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "MRR@10": RR @ 10,
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
}
_SHARES = frozenset({"hit@1", "hit@5"})
_ANSWERS = ("answer_top1", "answer_top3")


@dataclass(slots=True)
class Outcomes:
    """What is collected question by question.

    Attributes:
        run: question id → document id → score of its best passage.
        answerable: of the questions of which the data say it, in their order.
        scores: absolute scores of the same questions.
        right: id of a question with known answers → whether the first of the sentences that would
            be shown holds one, and whether any of them does.
    """

    run: dict[str, dict[str, float]] = field(default_factory=dict)
    answerable: list[bool] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    right: dict[str, tuple[bool, bool]] = field(default_factory=dict)


def as_document(row: CorpusRow) -> Document:
    """Turn a row of a corpus into a public document of one section."""
    info = DocumentInfo(id=row.id, name=row.id, title=row.title or row.id, scope=PUBLIC)
    return Document(info=info, sections=(Section(text=row.text),))


def digest_of(dataset: Dataset) -> str:
    """Return what tells two data sets apart, in hex."""
    whole = sha256()
    rows: Iterable[CorpusRow | QueryRow] = (*dataset.corpus, *dataset.queries)
    for row in rows:
        whole.update(row.model_dump_json().encode())
    whole.update(
        repr(sorted((one, sorted(of.items())) for one, of in dataset.qrels.items())).encode()
    )
    return whole.hexdigest()


def evaluate(
    dataset: Dataset,
    retriever: Retriever,
    glossary: Glossary,
    progress: Callable[[int, int], None],
) -> dict[str, float]:
    """Ask all questions of an indexed data set; return name of the figure → value, 0..1."""
    found = measure(dataset, retriever, glossary, progress)
    return {one.name: one.value for one in found.figures}


def measure(
    dataset: Dataset,
    retriever: Retriever,
    glossary: Glossary,
    progress: Callable[[int, int], None],
) -> Measured:
    """Ask all questions of an indexed data set.

    Returns:
        Figures from 0 to 1, named as in the field. Questions without a judgement count for
        abstention and answers only.
    """
    asked = ask_all(dataset, retriever, glossary, progress)
    marks = _marks(dataset, asked)
    outcomes = [
        Outcome(line=line, id=query.id, marks=marks[query.id])
        for line, query in enumerate(dataset.queries, start=1)
    ]
    return Measured((*_means(marks), *_abstention(asked)), tuple(outcomes))


def ask_all(
    dataset: Dataset,
    retriever: Retriever,
    glossary: Glossary,
    progress: Callable[[int, int], None],
) -> Outcomes:
    """Ask all questions of an indexed data set."""
    asked = Outcomes()
    for done, query in enumerate(dataset.queries, start=1):
        understood = understand(query.text, glossary)
        found = retriever.search(understood, Audience(), RANKED)
        asked.run[query.id] = _by_document(found)
        if query.answerable is not None:
            asked.answerable.append(query.answerable)
            asked.scores.append(best_absolute(found))
        if query.answerable is not False and (query.evidence_sentences or query.answers):
            ranked = [one.text for one in without_repeats(ranked_sentences(understood, found))]
            asked.right[query.id] = (_holds(query, ranked[:1]), _holds(query, ranked))
        progress(done, len(dataset.queries))
    return asked


def _by_document(found: Found) -> dict[str, float]:
    best: dict[str, float] = {}
    for hit in found.hits:
        best.setdefault(hit.stored.document.id, hit.score)
    return best


def _marks(dataset: Dataset, asked: Outcomes) -> Mapping[str, dict[str, float]]:
    """Return question id → figure → what the question adds to it."""
    marks: dict[str, dict[str, float]] = defaultdict(dict)
    for one, right in asked.right.items():
        marks[one].update(zip(_ANSWERS, map(float, right), strict=True))
    judged = {one: asked.run[one] for one in dataset.qrels if one in asked.run}
    if not judged:
        return marks
    names = {measure: name for name, measure in _MEASURES.items()}
    qrels = {one: dataset.qrels[one] for one in judged}
    for one in judged:
        marks[one].update(dict.fromkeys(_MEASURES, 0.0))
    for found in ir_measures.iter_calc(list(names), qrels, judged):
        marks[found.query_id][names[found.measure]] = float(found.value)
    return marks


def _means(marks: Mapping[str, Mapping[str, float]]) -> list[Figure]:
    found = []
    for name in (*_MEASURES, *_ANSWERS):
        values = [of[name] for of in marks.values() if name in of]
        if values and (name in _SHARES or name in _ANSWERS):
            found.append(share(name, [value > 0 for value in values]))
        elif values:
            found.append(mean(name, values))
    return found


def _abstention(asked: Outcomes) -> tuple[Figure, ...]:
    scored = list(zip(asked.answerable, asked.scores, strict=True))
    can = [score for answerable, score in scored if answerable]
    cannot = [score for answerable, score in scored if not answerable]
    return separation(can, cannot) if can and cannot else ()


def _holds(query: QueryRow, sentences: Sequence[str]) -> bool:
    """Tell whether a sentence is one of the evidence, or contains an answer string."""
    folded = [_folded(one) for one in sentences]
    evidence = [_folded(one) for one in query.evidence_sentences]
    answers = [_folded(one) for one in query.answers]
    return any(one in each or each in one for one in evidence for each in folded) or any(
        one in each for one in answers for each in folded
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
