"""`python -m knowledge evaluate`, as a curator runs it on the shipped library."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.quality.figures import LabelledQuestion

pytestmark = pytest.mark.model


@pytest.fixture
def some(questions: Sequence[LabelledQuestion], tmp_path: Path) -> Path:
    """A few of the development questions, in the form that a community writes."""
    path = tmp_path / "questions.jsonl"
    rows = (*questions[:6], *[one for one in questions if not one.answerable][:4])
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in rows), encoding="utf-8")
    return path


def test_a_file_of_questions_is_asked_of_the_index(
    run: Run, library_home: Path, some: Path, tmp_path: Path
) -> None:
    """Twice: the second run stands beside the first, and answers the same."""
    first = run("knowledge", "evaluate", some, "--json", home=library_home)
    again = run("knowledge", "evaluate", some, "--chart", tmp_path / "chart.png", home=library_home)
    found = json.loads(first.stdout)

    assert (found["dataset"], found["queries"], found["answerable"]) == ("questions.jsonl", 10, 6)
    assert found["source_top3"] >= 0.8
    assert found["intervals"]["withheld"]["n"] == 4
    assert found["last"] is None
    assert "no question got better or worse." in again.stdout
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_a_bad_line_ends_with_one_line_of_error(run: Run, home: Path, tmp_path: Path) -> None:
    """Number, field, and what to do."""
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "what is it?", "answerable": "yes"}\n')
    done = run("knowledge", "evaluate", path)

    assert done.returncode == 1
    assert done.stderr.startswith("Error: questions.jsonl line 1: answerable: ")
    assert done.stderr.rstrip().endswith("Write true or false, without quotation marks.")


def test_a_set_in_beir_form_has_intervals_and_a_last_run(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """It brings its own documents, and is remembered in the real home."""
    folder = tmp_path / "harbours"
    (folder / "qrels").mkdir(parents=True)
    corpus = '{"_id": "d1", "text": "Nets keep drones away."}\n{"_id": "d2", "text": "Tides rise."}'
    (folder / "corpus.jsonl").write_text(corpus)
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "nets against drones"}\n')
    (folder / "qrels" / "test.tsv").write_text("q1\td1\t1\n")
    first = run("knowledge", "evaluate", folder, "--json")
    again = run("knowledge", "evaluate", folder)
    refused = run("knowledge", "evaluate", folder, "--scope", "public")

    assert json.loads(first.stdout)["hit@1"] == 1.0
    assert json.loads(first.stdout)["intervals"]["hit@1"]["n"] == 1
    assert "harbours: 2 documents, 1 question" in again.stdout
    assert "no question got better or worse." in again.stdout
    assert refused.returncode == 2


def test_a_set_on_people_is_measured_with_the_product_s_ranking(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """For either dial, and a bad line is named."""
    folder = tmp_path / "helpers"
    folder.mkdir()
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [
            {"doc": "d1", "people": ["ada"], "text": "Nets keep drones away from the harbour."},
            {"doc": "d2", "people": ["bea"], "text": "Tides rise and fall twice a day."},
        ],
        "people": [{"person": "ada"}, {"person": "bea"}],
        "queries": [{"id": "q1", "text": "protection against drones", "relevant": {"ada": 1}}],
    }
    for name, lines in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in lines))
    first = run("knowledge", "evaluate", folder, "--json")
    again = run("knowledge", "evaluate", folder)
    deep = run("knowledge", "evaluate", folder, "--dial", "deep")
    (folder / "people.jsonl").write_text('{"person": "ada"}\n{"name": "bea"}\n')
    broken = run("knowledge", "evaluate", folder)

    assert json.loads(first.stdout)["MRR"] == 1.0
    assert json.loads(first.stdout)["people"] == 2
    assert "helpers: 2 documents, 2 people, 1 question; soon" in again.stdout
    assert "no question got better or worse." in again.stdout
    assert "there is no run to compare with" in deep.stdout
    assert broken.returncode == 1
    assert broken.stderr.startswith("Error: people.jsonl line 2: person: ")


def test_a_build_records_how_the_community_s_questions_are_answered(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """Once a publishing; a build that changes nothing asks nothing."""
    docs, questions = tmp_path / "docs", tmp_path / "own.jsonl"
    docs.mkdir()
    (docs / "nets.md").write_text("# Nets\n\nNets keep drones away from the harbour.\n")
    row = {"question": "What keeps drones away?", "answerable": True, "source": "nets.md"}
    questions.write_text(json.dumps(row))
    settings = {"KNOWLEDGE_QUESTIONS": str(questions)}
    first = run("indexer", "build", docs, settings=settings)
    again = run("indexer", "build", docs, settings=settings)
    questions.write_text("no JSON")
    (docs / "tides.md").write_text("# Tides\n\nTides rise twice a day.\n")
    broken = run("indexer", "build", docs, settings=settings)

    assert "own.jsonl: 1 question, 1 of which can be answered" in first.stdout
    assert "right source cited first" in first.stdout
    assert "own.jsonl" not in again.stdout
    assert broken.returncode == 0
    assert "Added: 1 (tides.md)" in broken.stdout
    assert "Not evaluated: own.jsonl line 1 is no JSON object" in broken.stdout
