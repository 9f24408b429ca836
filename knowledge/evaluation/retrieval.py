"""How well a data set's questions are searched and answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from sklearn.metrics import roc_auc_score, roc_curve

from knowledge.answers.deciding import best_absolute
from knowledge.answers.extractive import ranked_sentences, without_repeats
from knowledge.evaluation.datasets import CorpusRow, Dataset, QueryRow
from knowledge.models.access import PUBLIC, Audience
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.search.query import understand
from knowledge.search.retriever import Found, Retriever
from knowledge.text.glossary import Glossary

RANKED = 100
FALSE_ANSWERS = 0.05
_MEASURES = {
    "nDCG@10": nDCG @ 10,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "MRR@10": RR @ 10,
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
}


@dataclass(slots=True)
class Outcomes:
    """What is collected question by question, in their order.

    Attributes:
        run: question id → document id → score of its best passage.
        answerable: of the questions of which the data say it.
        scores: absolute scores of the same questions.
        right: of the questions with known answers, whether the first of the sentences that would
            be shown holds one, and whether any of them does.
    """

    run: dict[str, dict[str, float]] = field(default_factory=dict)
    answerable: list[bool] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    right: list[tuple[bool, bool]] = field(default_factory=list)


def as_document(row: CorpusRow) -> Document:
    """Turn a row of a corpus into a public document of one section."""
    info = DocumentInfo(id=row.id, name=row.id, title=row.title or row.id, scope=PUBLIC)
    return Document(info=info, sections=(Section(text=row.text),))


def evaluate(
    dataset: Dataset,
    retriever: Retriever,
    glossary: Glossary,
    progress: Callable[[int, int], None],
) -> dict[str, float]:
    """Ask all questions of an indexed data set.

    Returns:
        Name of the figure → value, 0..1; the names are those of the field. Questions without a
        judgement count for abstention and answers only.
    """
    outcomes = ask_all(dataset, retriever, glossary, progress)
    return {
        **_retrieval(dataset, outcomes.run),
        **_abstention(outcomes.answerable, outcomes.scores),
        **_answers(outcomes.right),
    }


def ask_all(
    dataset: Dataset,
    retriever: Retriever,
    glossary: Glossary,
    progress: Callable[[int, int], None],
) -> Outcomes:
    """Ask all questions of an indexed data set."""
    tally = Outcomes()
    for done, query in enumerate(dataset.queries, start=1):
        understood = understand(query.text, glossary)
        found = retriever.search(understood, Audience(), RANKED)
        tally.run[query.id] = _by_document(found)
        if query.answerable is not None:
            tally.answerable.append(query.answerable)
            tally.scores.append(best_absolute(found))
        if query.answerable is not False and (query.evidence_sentences or query.answers):
            ranked = [one.text for one in without_repeats(ranked_sentences(understood, found))]
            tally.right.append((_holds(query, ranked[:1]), _holds(query, ranked)))
        progress(done, len(dataset.queries))
    return tally


def _by_document(found: Found) -> dict[str, float]:
    best: dict[str, float] = {}
    for hit in found.hits:
        best.setdefault(hit.stored.document.id, hit.score)
    return best


def _retrieval(dataset: Dataset, run: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    judged = {one: run[one] for one in dataset.qrels if one in run}
    if not judged:
        return {}
    qrels = {one: dataset.qrels[one] for one in judged}
    found = ir_measures.calc_aggregate(list(_MEASURES.values()), qrels, judged)
    return {name: float(found[measure]) for name, measure in _MEASURES.items()}


def _abstention(answerable: Sequence[bool], scores: Sequence[float]) -> dict[str, float]:
    if len(set(answerable)) < len((True, False)):
        return {}
    false_rate, true_rate, _thresholds = roc_curve(answerable, scores)
    return {
        "abstention_auroc": float(roc_auc_score(answerable, scores)),
        "answered_at_5pct_false": float(np.max(true_rate[false_rate <= FALSE_ANSWERS])),
    }


def _answers(right: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    if not right:
        return {}
    top1, top3 = np.mean(np.array(right, dtype=float), axis=0)
    return {"answer_top1": float(top1), "answer_top3": float(top3)}


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
