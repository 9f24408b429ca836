"""`python -m tests.quality.ablation DIR...`: what each part of the search brings and costs.

Each data set in BEIR form is indexed once, and then asked once a variant. A
difference is to the search as it is shipped, question by question, with the 95 % interval of a
bootstrap. Times are of the processor, model included: they do not mind who else is at work.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import ir_measures
import numpy as np
import typer
from ir_measures import Success, nDCG
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from knowledge.adapters.home import made
from knowledge.adapters.snapshot.layout import current_folder
from knowledge.bootstrap import Stores, open_stores, publishing
from knowledge.evaluation.datasets import Dataset, read_dataset
from knowledge.evaluation.retrieval import Outcomes, as_document, ask_all
from knowledge.evaluation.statistics import mean_difference
from knowledge.models.access import Audience
from knowledge.ports import SearchIndex
from knowledge.publishing.publisher import publish, stage
from knowledge.search.query import Query
from knowledge.search.recipe import DEFAULT, Recipe
from knowledge.search.retriever import Found, Retriever
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.text.glossary import Glossary
from tests.quality.sentence_layers import AllScored, OneIndex, Pooled, pooled

BASE = "as shipped"
BEFORE = replace(
    DEFAULT,
    k1=0.9,
    b=0.4,
    echo=0,
    related=False,
    spelling=False,
)
_SENTENCES, _WORDS = "sentences.*", ("words.json", "related.*")

Wrap = Callable[["Indexed"], SearchIndex]


@dataclass(frozen=True)
class Indexed:
    """A data set that was indexed."""

    dataset: Dataset
    stores: Stores

    @property
    def index(self) -> SearchIndex:
        """The snapshot as it is."""
        return self.stores.snapshots.open()


@dataclass(frozen=True)
class Variant:
    """A search that differs from the shipped one in one part.

    Attributes:
        wrap: makes of the data set the snapshot to search.
        without: patterns of the snapshot's files that it does not need.
    """

    name: str
    recipe: Recipe = DEFAULT
    wrap: Wrap = lambda indexed: indexed.index
    without: tuple[str, ...] = ()


def all_scored(indexed: Indexed) -> SearchIndex:
    """Look at every sentence."""
    ids = tuple(one.id for one in indexed.stores.documents.next_passages(()))
    return AllScored(indexed.index, ids)


def pooled_layer(indexed: Indexed) -> SearchIndex:
    """Take the sentences' vectors from their passage's tokens."""
    passages = indexed.stores.documents.next_passages(())
    layers = pooled(passages, "", indexed.index.manifest.dimension)
    return Pooled(indexed.index, dict(layers))


VARIANTS = (
    Variant(BASE),
    Variant("all of them out: z-scores of three signals", BEFORE, without=_WORDS),
    Variant("without passage cosine", replace(DEFAULT, passage=0)),
    Variant("without BM25", replace(DEFAULT, lexical=0)),
    Variant("BM25 with k1 .9, b .4", replace(DEFAULT, k1=0.9, b=0.4)),
    Variant("without related words", replace(DEFAULT, related=False), without=_WORDS),
    Variant("without correction of slips", replace(DEFAULT, spelling=False)),
    Variant("without echo of the first", replace(DEFAULT, echo=0)),
    Variant("sentences: no signal", replace(DEFAULT, sentence=0), without=(_SENTENCES,)),
    Variant("sentences: all scored", wrap=all_scored),
    Variant("sentences: pooled from tokens", wrap=pooled_layer),
)


class Timed(Retriever):
    """Notes how long each search keeps the processor busy."""

    def search(self, query: Query, audience: Audience, k: int = 10) -> Found:
        """Search, and note the milliseconds."""
        begun = time.process_time()
        found = super().search(query, audience, k)
        self.took = [*getattr(self, "took", ()), 1000 * (time.process_time() - begun)]
        return found


@dataclass(frozen=True)
class Measured:
    """One variant on one data set; one number a question."""

    ndcg: NDArray[np.float64]
    hit: NDArray[np.float64]
    outcomes: Outcomes
    ms: float
    megabytes: float


@contextmanager
def indexed_set(folder: Path, home: Path) -> Iterator[Indexed]:
    """Index a data set, or what is missing of it."""
    dataset = read_dataset(folder)
    settings, own = load_settings(KnowledgeSettings), made(home / dataset.name)
    if not (own / "models").exists():
        # Exporting the model takes longer than most uses.
        (own / "models").symlink_to(made(settings.home / "models"), target_is_directory=True)
    with open_stores(settings.model_copy(update={"home": own})) as stores:
        tools = publishing(stores)
        tools.documents.discard_staged()
        stage((as_document(row) for row in dataset.corpus), tools)
        publish((), tools, lambda _done, _total: None)
        yield Indexed(dataset, stores)


def measured(indexed: Indexed, variant: Variant) -> Measured:
    """Ask all questions of a data set."""
    snapshots = OneIndex(indexed.stores.snapshots, variant.wrap(indexed))
    stores = indexed.stores
    retriever = Timed(snapshots, stores.documents, stores.embedder, variant.recipe)
    outcomes = ask_all(indexed.dataset, retriever, Glossary(()), lambda _done, _total: None)
    judged = {one: outcomes.run[one] for one in indexed.dataset.qrels if one in outcomes.run}
    qrels = {one: indexed.dataset.qrels[one] for one in judged}
    found = {
        (str(one.measure), one.query_id): one.value
        for one in ir_measures.iter_calc([nDCG @ 10, Success @ 1], qrels, judged)
    }
    return Measured(
        ndcg=np.array([found["nDCG@10", one] for one in judged]),
        hit=np.array([found["Success@1", one] for one in judged]),
        outcomes=outcomes,
        ms=float(np.median(retriever.took)),
        megabytes=_megabytes(stores.home, variant.without),
    )


def _megabytes(home: Path, without: Sequence[str]) -> float:
    files = [one for one in current_folder(home).rglob("*") if one.is_file()]
    kept = [one for one in files if not any(one.match(pattern) for pattern in without)]
    return sum(one.stat().st_size for one in kept) / 1e6


def cells(one: Measured, base: Measured) -> list[str]:
    """Write one variant on one data set as cells of a table."""
    low, high = mean_difference(list(base.ndcg), list(one.ndcg))
    mean = (one.ndcg - base.ndcg).mean()
    change = "" if one is base else f" ({mean:+.3f}, {low:+.3f} … {high:+.3f})"
    held = [f"{one.ndcg.mean():.3f}{change}", f"{one.hit.mean():.3f}"]
    answerable, scores = one.outcomes.answerable, one.outcomes.scores
    if one.outcomes.right:
        top1, top3 = np.mean(np.array(list(one.outcomes.right.values()), float), axis=0)
        held.append(f"{top1:.3f} / {top3:.3f}")
    if len(set(answerable)) == len((True, False)):
        held.append(f"{roc_auc_score(answerable, scores):.3f}")
    return [*held, f"{one.ms:.1f}", f"{one.megabytes:.1f}"]


def heads(one: Measured, name: str) -> list[str]:
    """Name the columns that `cells` fills."""
    held = [f"{name}: nDCG@10", "hit@1"]
    held += ["top 1 / top 3"] if one.outcomes.right else []
    held += ["AUROC"] if len(set(one.outcomes.answerable)) == len((True, False)) else []
    return [*held, "ms", "MB"]


def main(
    folders: Annotated[list[Path], typer.Argument(help="Data sets in BEIR form.")],
    home: Annotated[
        Path | None, typer.Option(help="Where they are indexed, and stay; else nowhere for long.")
    ] = None,
    only: Annotated[str, typer.Option(help="Variants whose name holds this.")] = "",
) -> None:
    """Print one Markdown table."""
    chosen = [one for one in VARIANTS if only in one.name or one.name == BASE]
    rows: list[list[str]] = [[one.name] for one in chosen]
    head = ["search"]
    for folder in folders:
        with TemporaryDirectory() as nowhere, indexed_set(folder, home or Path(nowhere)) as indexed:
            base = measured(indexed, chosen[0])
            head += heads(base, indexed.dataset.name)
            for row, variant in zip(rows, chosen, strict=True):
                one = base if variant.name == BASE else measured(indexed, variant)
                row += cells(one, base)
                typer.echo(f"{indexed.dataset.name}: {row}", err=True)
    for line in (head, ["---"] * len(head), *rows):
        typer.echo(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    typer.run(main)
