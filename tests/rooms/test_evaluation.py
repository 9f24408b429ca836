"""Data sets in, figures out."""

import gzip
import json
from pathlib import Path

import pytest

from knowledge.errors import DataError
from knowledge.evaluation.datasets import read_dataset
from knowledge.evaluation.retrieval import as_document, evaluate
from knowledge.text.glossary import Glossary
from tests.worlds import World

CORPUS = """\
{"_id": "d1", "title": "Drones", "text": "Drones fly near prisons. Nets stop them."}
{"_id": "d2", "text": "Cameras see faces in crowds of people."}
{"_id": 3, "title": "Budget", "text": "Budgets of laboratories are small."}
"""
QUERIES = "".join(
    json.dumps(row) + "\n"
    for row in (
        {
            "_id": "q1",
            "text": "drones near prisons",
            "answerable": True,
            "evidence_sentences": ["Drones fly near prisons."],
        },
        {
            "_id": "q2",
            "text": "cameras and faces",
            "answerable": True,
            "answers": ["faces in crowds"],
        },
        {"_id": "q3", "text": "sourdough bread", "answerable": False},
    )
)
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq1\td2\t0\n"


def write(folder: Path, corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS) -> Path:
    """Write a data set, its corpus compressed."""
    (folder / "qrels").mkdir()
    with gzip.open(folder / "corpus.jsonl.gz", "wt") as file:
        file.write(corpus)
    (folder / "queries.jsonl").write_text(queries)
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """Compressed or not, with or without titles, ids of either type; grades of 0 are none."""
    dataset = read_dataset(write(tmp_path))

    assert [row.id for row in dataset.corpus] == ["d1", "d2", "3"]
    assert dataset.queries[0].evidence_sentences == ("Drones fly near prisons.",)
    assert dataset.qrels == {"q1": {"d1": 1}, "q2": {"d2": 1}}


def test_a_perfect_search_has_perfect_figures(world: World, tmp_path: Path) -> None:
    """Each figure that the fields allow is there, and is 1 where nothing can be better."""
    dataset = read_dataset(write(tmp_path))
    world.publish(*map(as_document, dataset.corpus))
    figures = evaluate(dataset, world.retriever, Glossary(()), lambda _done, _total: None)

    assert set(figures) == {
        "nDCG@10", "recall@10", "recall@100", "MRR@10", "hit@1", "hit@5",
        "abstention_auroc", "answered_at_5pct_false", "answer_top1", "answer_top3",
    }  # fmt: skip
    assert set(figures.values()) == {1.0}


def test_a_wrong_judgement_lowers_the_figures(world: World, tmp_path: Path) -> None:
    """The figures are measured, not made up."""
    dataset = read_dataset(write(tmp_path, qrels="q1\t3\t1\nq2\td2\t1\n"))
    world.publish(*map(as_document, dataset.corpus))
    figures = evaluate(dataset, world.retriever, Glossary(()), lambda _done, _total: None)

    assert figures["hit@1"] == 0.5
    assert figures["MRR@10"] < 1


def test_figures_that_the_fields_do_not_allow_are_left_out(world: World, tmp_path: Path) -> None:
    """A set without answerable questions says nothing of abstention."""
    queries = '{"_id": "q1", "text": "drones near prisons"}\n'
    dataset = read_dataset(write(tmp_path, queries=queries))
    world.publish(*map(as_document, dataset.corpus))
    figures = evaluate(dataset, world.retriever, Glossary(()), lambda _done, _total: None)

    assert "abstention_auroc" not in figures
    assert "answer_top1" not in figures


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"corpus": '{"text": "no id"}\n'}, "corpus.jsonl.gz line 1"),
        ({"queries": "not json\n"}, "queries.jsonl line 1"),
        ({"qrels": "q1 d1 1\n"}, "test.tsv line 1"),
        ({"corpus": ""}, "no documents"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    """File and line, so that it can be corrected."""
    with pytest.raises(DataError, match=said):
        read_dataset(write(tmp_path, **changes))
