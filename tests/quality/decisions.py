"""Questions with what speaks for their being answered, for fitting and checking the decision.

Three sets: the library's questions, the community's, and a data set whose questions are half
answerable. Those of the first two are also asked with the cards that answer them left out, which
makes them unanswerable and yet on topic.
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
from tests.quality.figures import MEMBER, community_questions, labelled_questions

DEEP = 40  # hits, of which those of the card that is left out are dropped


@dataclass(frozen=True)
class Case:
    """A question with its evidence.

    Attributes:
        name: of its set: `library`, `community` or `data set`.
        group: cases of one group are never both fitted on and checked with.
        is_left_out: whether the cards that answer it were left out.
    """

    name: str
    group: str
    question: str
    answerable: bool
    evidence: Evidence
    is_left_out: bool = False


def library_cases() -> Iterator[Case]:
    """Ask the library's and the community's questions, with and without what answers them."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        for one in labelled_questions():
            cards = frozenset(f"{name}.md" for name in one.source)
            yield from _of_library("library", one.question, cards, stores)
        for each in community_questions():
            yield from _of_library("community", each.question, frozenset(each.source), stores)


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


def _of_library(name: str, question: str, cards: frozenset[str], stores: Stores) -> Iterable[Case]:
    group = min(cards, default=question)
    found = _evidence(question, stores, MEMBER)
    if found:
        yield Case(name, group, question, bool(cards), found)
    without = _evidence(question, stores, MEMBER, cards) if cards else None
    if without:
        yield Case(name, group, question, answerable=False, evidence=without, is_left_out=True)


def _evidence(
    question: str,
    stores: Stores,
    audience: Audience,
    left_out: frozenset[str] = frozenset(),
) -> Evidence | None:
    query = understand(question, Glossary(stores.pack.glossary))
    found = retriever(stores).search(query, audience, DEEP)
    kept = tuple(one for one in found.hits if one.stored.document.name not in left_out)
    found = replace(found, hits=kept[:CONSIDERED])
    ranked = ranked_sentences(query, found)
    return evidence_of(question, query, found, ranked) if ranked else None
