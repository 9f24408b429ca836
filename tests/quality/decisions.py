"""Questions with what speaks for their being answered, for fitting and checking the decision.

Three sorts: the library's questions as they are; the same with the card that answers them left
out, which makes them unanswerable and yet on topic; and a data set whose questions are half
answerable.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.adapters.home import temporary_settings
from knowledge.answers.evidence import CONSIDERED, Evidence, evidence_of
from knowledge.answers.extractive import ranked_sentences
from knowledge.bootstrap import Stores, open_stores, publishing, retriever
from knowledge.evaluation.datasets import read_dataset
from knowledge.evaluation.retrieval import as_document
from knowledge.models.access import Audience
from knowledge.publishing.publisher import publish, stage
from knowledge.search.query import understand
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.text.glossary import Glossary
from tests.quality.figures import MEMBER, LabelledQuestion, labelled_questions

DEEP = 40  # hits, of which those of the card that is left out are dropped


@dataclass(frozen=True)
class Case:
    """A question with its evidence.

    Attributes:
        sort: `library`, `left out` or `data set`.
        group: cases of one group are never both fitted on and checked with.
    """

    sort: str
    group: str
    question: str
    answerable: bool
    evidence: Evidence


def library_cases() -> Iterator[Case]:
    """Ask the library's questions, with and without the card that answers them."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        for one in labelled_questions():
            yield from _of_library(one, stores)


def data_set_cases(folder: Path) -> Iterator[Case]:
    """Ask the questions of a data set that says which are answerable."""
    dataset = read_dataset(folder)
    with (
        temporary_settings(load_settings(KnowledgeSettings)) as settings,
        open_stores(settings) as stores,
    ):
        tools = publishing(stores)
        stage((as_document(row) for row in dataset.corpus), tools)
        publish((), tools, lambda _done, _total: None)
        for row in dataset.queries:
            found = _evidence(row.text, stores, Audience())
            if found and row.answerable is not None:
                yield Case("data set", row.id, row.text, row.answerable, found)


def _of_library(one: LabelledQuestion, stores: Stores) -> Iterable[Case]:
    card = one.source[0] if one.source else ""
    group = card or one.id
    found = _evidence(one.question, stores, MEMBER)
    if found:
        yield Case("library", group, one.question, one.answerable, found)
    without = _evidence(one.question, stores, MEMBER, f"{card}.md") if card else None
    if without:
        yield Case("left out", group, one.question, answerable=False, evidence=without)


def _evidence(
    question: str, stores: Stores, audience: Audience, left_out: str = ""
) -> Evidence | None:
    query = understand(question, Glossary(stores.pack.glossary))
    found = retriever(stores).search(query, audience, DEEP)
    kept = tuple(one for one in found.hits if one.stored.document.name != left_out)
    found = replace(found, hits=kept[:CONSIDERED])
    ranked = ranked_sentences(query, found)
    return evidence_of(question, query, found, ranked) if ranked else None
